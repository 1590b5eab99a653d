"""Translations against their sources: what must be the same in both, and is not.

In goes a catalog entry, out come problems at its line. Stricter than Babel's check, which looks at
the formats of C and Python only: here expressions are compared by function and key, marks of
Markdown by number, the last sign of the text, figures and symbols, and plural forms by number.
Only what readers would miss or misread is an error; the rest is for somebody to look at.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from reportgen.catalogs.store import PLURAL_RULES, CatalogEntry
from reportgen.catalogs.units import is_worded_plural
from reportgen.errors import Problem, Severity
from reportgen.expressions import FUNCTIONS, check_expression, paired_arguments
from reportgen.languages import Language
from reportgen.records import dataclass
from reportgen.texts import Expression, Name, ParsedText, TextFault, parse_text

FREE_ARGUMENTS = frozenset({"form", "case", "gender", "join"})
"""The arguments that each language chooses for itself."""

_COUNTS = frozenset({"meetings.count", "number", "times"})
"""What a plural form for one or two may leave out: the noun says the number."""

_ENDS = {
    ".": ".。．",
    "!": "!！",
    "?": "?？؟",
    ":": ":：",
    ";": ";；؛",
    ",": ",，،、",
    "…": "…",
}
"""The signs that can end a text, by the one that English has."""

_END_OF = {sign: end for end, signs in _ENDS.items() for sign in signs}

_OWN_ENDS = {
    "zh": {".": "。", "!": "！", "?": "？", ":": "：", ";": "；", ",": "，、"},
    "ar": {"?": "؟", ";": "؛", ",": "،"},
}
"""Where a script has a sign of its own, that one is to be used."""

_CLOSING = "\"'”’»)]）】」』›“ \u00a0\u202f\u200e\u200f\u200b\u2060"
_ADDRESS = re.compile(r"(?:https?://|mailto:|www\.)[^\s<>()（）]+|[\w.+-]+@[\w-]+\.[\w.-]+\w")
_SYMBOL = re.compile(r"(?<![A-Za-z0-9/-])[A-Z][A-Za-z0-9]*(?:[/-][A-Za-z0-9]+)*")
_FIGURE = re.compile(r"\d+(?:(?:[.,:/\u00a0\u202f\u2009]|(?<=\d) (?=\d{3}\b))\d+)*")
_SEPARATORS = re.compile(r"[.,:/\s\u00a0\u202f\u2009]")
_LANGUAGE_PATH = re.compile(r"/(en|fr|es|ru|zh|ar)(?=/|\Z|\.)")
_LANGUAGE_LETTER = re.compile(r"-[EFSRCA]\Z")
_DIGIT = re.compile(r"\d")
_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
# What may be a mark of Markdown, a stray brace, or a character that no text may have.
_MAYBE_MARKED = re.compile("[*_\\\\\\[\\]{}\U00100000-\U0010ffff]")
_MANY = 100
_VALUE = "\ufffc"
_LONGEST_ABBREVIATION = 6
_WORDS = {
    word: figure
    for figure, words in {
        "1": "one first once January",
        "2": "two second twice both February",
        "3": "three third March",
        "4": "four fourth April",
        "5": "five fifth May",
        "6": "six sixth June",
        "7": "seven seventh July",
        "8": "eight eighth August",
        "9": "nine ninth September",
        "10": "ten tenth October",
        "11": "eleven eleventh November",
        "12": "twelve twelfth December",
    }.items()
    for word in words.casefold().split()
}
"""English words that another language may print as a figure."""


def compare_entry(entry: CatalogEntry, language: Language, path: str) -> Iterator[Problem]:
    """Yield what is wrong with the translation of an entry; `path` is the catalog's.

    Entries that are missing or fuzzy are not used, so they are not compared.
    """
    if not entry.is_translated or entry.is_fuzzy:
        return
    comparison = _Comparison(entry, language, path)
    yield from comparison.forms()
    for text in dict.fromkeys(entry.texts):
        yield from comparison.text(text)


class _Comparison:
    """One entry under comparison."""

    def __init__(self, entry: CatalogEntry, language: Language, path: str) -> None:
        self._entry = entry
        self._language = language
        self._path = path
        unit = entry.unit
        self._sources = [_traits(text) for text in (unit.source, unit.plural) if text]

    def _problem(self, severity: Severity, code: str, message: str, hint: str = "") -> Problem:
        context = self._entry.unit.context
        text = f"{context}: {message}" if context else message
        return Problem(self._path, self._entry.line, 1, severity, code, text, hint)

    def forms(self) -> Iterator[Problem]:
        """Yield a problem if there are not as many plural forms as the language has."""
        needed = PLURAL_RULES[self._language.key][0] if self._entry.unit.plural else 1
        given = len(self._entry.texts)
        if given != needed:
            message = f"{given} plural forms where {self._language.name} has {needed}"
            hint = f"Plural-Forms in the header must say nplurals={needed}"
            yield self._problem("error", "catalog-plural", message, hint)

    def text(self, text: str) -> Iterator[Problem]:
        """Yield the problems of one translation."""
        given = _traits(text)
        if given.faults:
            for fault in given.faults:
                yield self._problem("error", "catalog-expression", fault.message, fault.hint)
            return
        yield from self._references(given)
        yield from self._markup(given)
        yield from self._punctuation(given)
        yield from self._figures(given)

    def _references(self, given: _Traits) -> Iterator[Problem]:
        unit = self._entry.unit
        stands_for_plural = is_worded_plural(unit)
        may_lack = bool(unit.plural) or stands_for_plural
        for source in self._sources:
            if _is_same(source.references, given.references, may_lack, stands_for_plural):
                return
        wanted, found = Counter(self._sources[0].references), Counter(given.references)
        lacking, extra = wanted - found, found - wanted
        shown = {key: text for each in (*self._sources, given) for key, text in each.shown}
        parts = []
        if lacking:
            parts.append(f"lacks {_listed(shown[key] for key in lacking.elements())}")
        if extra:
            parts.append(f"has {_listed(shown[key] for key in extra.elements())} too much")
        hint = "only case=, form=, gender= and join= may differ from the source"
        message = f"the translation {' and '.join(parts)}"
        yield self._problem("error", "catalog-references", message, hint)

    def _markup(self, given: _Traits) -> Iterator[Problem]:
        for source in self._sources:
            if source.marks == given.marks:
                return
        shown = ", ".join(
            f"{has} {name} where the source has {needs}"
            for name, has, needs in zip(_MARKS, given.marks, self._sources[0].marks, strict=True)
            if has != needs
        )
        hint = "keep **bold**, *italic* and [links](…) as in the source"
        yield self._problem("warning", "catalog-markup", shown, hint)

    def _punctuation(self, given: _Traits) -> Iterator[Problem]:
        wanted = [_end(source.last) for source in self._sources]
        end, last = _end(given.last), given.last
        own = _OWN_ENDS.get(self._language.key, {})
        if end not in wanted:
            if end == "." and wanted == [""] and given.is_abbreviation:
                return
            needed = wanted[0]
            message = f'the translation ends with "{last}", the source does not'
            hint = f'take the "{last}" out'
            if needed:
                message = f'the source ends with "{needed}", the translation does not'
                hint = f'end it with "{own.get(needed, needed)[0]}"'
            yield self._problem("warning", "catalog-punctuation", message, hint)
        elif end in own and last not in own[end]:
            message = f'the translation ends with "{last}"'
            hint = f'{self._language.name} has a sign of its own: "{own[end][0]}"'
            yield self._problem("warning", "catalog-punctuation", message, hint)

    def _figures(self, given: _Traits) -> Iterator[Problem]:
        for source in self._sources:
            if source.figures == given.figures:
                return
        first, last, found = (
            Counter(each.figures) for each in (self._sources[0], self._sources[-1], given)
        )
        lacking, extra = first - found, found - first - last
        unit = self._entry.unit
        extra -= _spelt_out(f"{unit.source} {unit.plural}")
        lacking, extra = _without_names(lacking, extra)
        parts = []
        if lacking:
            parts.append(f"lacks {_listed(lacking.elements())}")
        if extra:
            parts.append(f"has {_listed(extra.elements())}, which the source has not")
        if parts:
            hint = "figures, symbols and addresses are those of the source"
            message = f"the translation {' and '.join(parts)}"
            yield self._problem("warning", "catalog-numbers", message, hint)


_BODIES = frozenset({"addressee", "group"})
_BODY_FORMS = frozenset({"", "acronym", "name", "full"})
"""The names for a body, and their attributes that say how it is called."""

_Key = tuple[str, tuple[tuple[str, str], ...]]
"""What an expression refers to: its function or name, and the arguments that count."""

_MARKS = ("bold", "italic", "links")


@dataclass(frozen=True, slots=True)
class _Traits:
    """What of a text is compared; found once for a source, however many languages there are."""

    faults: tuple[TextFault, ...] = ()
    references: tuple[_Key, ...] = ()
    shown: tuple[tuple[_Key, str], ...] = ()
    marks: tuple[int, int, int] = (0, 0, 0)
    last: str = ""
    is_abbreviation: bool = False
    figures: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def _traits(text: str) -> _Traits:
    literal = _EXPRESSION.sub(_VALUE, text)
    found = _EXPRESSION.findall(text)
    if _MAYBE_MARKED.search(literal) or len(found) > _MANY:
        return _marked_traits(text)
    # Without marks a text is its words and its values, and these recur in many texts.
    values = [_value_traits(source) for source in found]
    faults = tuple(fault for value in values for fault in value.faults)
    shown = tuple(pair for value in values for pair in value.shown)
    return _Traits(faults) if faults else _described(literal, shown)


@lru_cache(maxsize=8192)
def _value_traits(source: str) -> _Traits:
    return _marked_traits(source)


def _marked_traits(text: str) -> _Traits:
    """Return the traits of a text that may have marks of Markdown."""
    parsed = parse_text(text)
    expressions = parsed.expressions()
    faults = [*parsed.faults, *(f for each in expressions for f in check_expression(each))]
    if faults:
        return _Traits(tuple(faults))
    shown = tuple((_key(each), each.source) for each in expressions)
    literal = "".join(piece.text or _VALUE for piece in parsed.pieces)
    targets = [piece.href for piece in parsed.pieces if piece.href]
    return _described(literal, shown, _marks(parsed), targets)


def _described(
    literal: str,
    shown: tuple[tuple[_Key, str], ...],
    marks: tuple[int, int, int] = (0, 0, 0),
    targets: Iterable[str] = (),
) -> _Traits:
    return _Traits(
        references=tuple(sorted([key for key, _ in shown])),
        shown=shown,
        marks=marks,
        last=_last_sign(literal),
        is_abbreviation=len(literal) <= _LONGEST_ABBREVIATION and len(literal.split()) == 1,
        figures=_figures(literal, targets),
    )


def _key(expression: Expression) -> _Key:
    """Return what an expression refers to: its function or name, and the arguments that count."""
    name = f"{expression.name}.{expression.attribute}".rstrip(".")
    function = FUNCTIONS.get(expression.name) if expression.is_call else None
    if function is None:
        # A name takes no case: where a language needs one, body(addressee, case=…) stands for it.
        if expression.name in _BODIES and expression.attribute in _BODY_FORMS:
            return "body()", (("body", repr(Name(expression.name))),)
        return name, ()
    pairs = [(p.name, repr(a)) for p, a in paired_arguments(expression, function)]
    return f"{name}()", tuple(sorted(pair for pair in pairs if pair[0] not in FREE_ARGUMENTS))


def _is_same(
    wanted: tuple[_Key, ...], given: tuple[_Key, ...], may_lack: bool, may_add: bool
) -> bool:
    """Whether the same is referred to, the number aside where it may be left out or added."""
    lacking, extra = Counter(wanted) - Counter(given), Counter(given) - Counter(wanted)
    return (not lacking or (may_lack and _are_counts(lacking))) and (
        not extra or (may_add and _are_counts(extra))
    )


def _are_counts(keys: Iterable[_Key]) -> bool:
    return all(key[0].removesuffix("()") in _COUNTS for key in keys)


def _marks(parsed: ParsedText) -> tuple[int, int, int]:
    """Return how many stretches of a text are bold, italic and links."""
    pieces = parsed.pieces
    strong = _stretches(piece.strong for piece in pieces)
    emphasis = _stretches(piece.emphasis for piece in pieces)
    links = 0
    before: object = None
    for piece in pieces:
        target = piece.href or piece.href_expression
        links += bool(target) and target != before
        before = target
    return strong, emphasis, links


def _stretches(looks: Iterable[bool]) -> int:
    before, found = False, 0
    for look in looks:
        found += look and not before
        before = look
    return found


def _last_sign(literal: str) -> str:
    """Return the last character of a text, quotes and brackets after it not counted."""
    words = literal.rstrip(_CLOSING)
    return "…" if words.endswith("...") else words[-1:]


def _end(sign: str) -> str:
    """Return the English sign for the last one of a text; nothing where it is a word."""
    return _END_OF.get(sign, "")


def _figures(literal: str, targets: Iterable[str]) -> tuple[str, ...]:
    """Return the figures, symbols and addresses that stand in a text, made comparable, sorted."""
    found = [_LANGUAGE_PATH.sub("/…", target) for target in targets]
    if "/" in literal or "@" in literal:
        addresses = _ADDRESS.findall(literal)
        found += [_LANGUAGE_PATH.sub("/…", each.rstrip(".,;:")) for each in addresses]
        literal = _ADDRESS.sub(" ", literal)
    if _DIGIT.search(literal):
        symbols = [each for each in _SYMBOL.findall(literal) if _DIGIT.search(each)]
        found += [_LANGUAGE_LETTER.sub("", symbol) for symbol in symbols]
        for figure in _FIGURE.findall(_SYMBOL.sub(" ", literal)):
            digits = _SEPARATORS.sub("", figure)
            found.append("".join([str(unicodedata.decimal(digit)) for digit in digits]))
    return tuple(sorted(found))


def _without_names(lacking: Counter[str], extra: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """Return the two without names that only changed their letters: `COVID-19`, `كوفيد-19`."""
    left, over = Counter[str](), Counter(extra)
    for name in lacking.elements():
        figure = "".join(_DIGIT.findall(name))
        if figure != name and over[figure] > 0:
            over[figure] -= 1
        else:
            left[name] += 1
    return left, +over


def _spelt_out(text: str) -> Counter[str]:
    """Return the figures that English words of a text stand for."""
    return Counter(_WORDS[w] for w in re.findall(r"[a-z]+", text.casefold()) if w in _WORDS)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
