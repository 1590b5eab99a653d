"""XLIFF 1.x as it comes back: from the bytes of a file to the units of each catalog in it.

The file was on somebody's machine and in somebody's mail: it is read with suspicion. Document type
declarations are refused (entities that grow without end or read other files are declared there),
nothing is fetched, and libxml2's limits on depth and size hold.

Tools write what they like around the words: namespaces of their own, segments (`mrk`), other
elements for codes. Only the words and codes of targets count. A code is known by what it holds; one
that came back empty is looked up in the source by its id.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from reportgen.exchange.codes import has_words
from reportgen.exchange.escapes import unescaped
from reportgen.exchange.faults import unknown_catalog, unknown_language, unreadable
from reportgen.exchange.package import Returned, ReturnedUnit
from reportgen.exchange.tags import target_language
from reportgen.exchange.xliff_write import DEVELOPER, SENT, SOURCE_AS_TARGET

_DONE = frozenset({"", "translated", "signed-off", "final"})
_MARKS = {"bold": "**", "italic": "*"}
_ALONE = frozenset({"ph", "x", "bx", "ex", "bpt", "ept", "it"})
_BEGUN = frozenset({"new", "needs-translation"})


def read_xliff(text: str, path: str) -> tuple[Returned, ...]:
    """Return what an XLIFF file brings, for each catalog it has texts of.

    `path` is the file as problems show it. Raises InputError for what is no XLIFF 1.x file, and
    for one that does not say which catalog and language it is of.
    """
    root = _parse(text, path)
    version = root.get("version", "")
    if _name(root) != "xliff" or not version.startswith("1."):
        message = f"this is XLIFF {version}" if _name(root) == "xliff" else "this is no XLIFF file"
        hint = "save it as XLIFF 1.2, or as PO"
        raise unreadable(path, _line(root), message, hint)
    files = [each for each in root if _name(each) == "file"]
    if not files:
        raise unreadable(path, 1, "there is no text in the file")
    return tuple(_returned(file, path) for file in files)


def _parse(text: str, path: str) -> etree._Element:
    place = text.find("<!DOCTYPE")
    if place >= 0:
        line = text.count("\n", 0, place) + 1
        message = "the file has a document type declaration, which no XLIFF file needs"
        raise unreadable(path, line, message, "ask for the file as the tool saves it")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(_without_declaration(text).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        message = f"the file is not well-formed XML: {(error.msg or '').splitlines()[0]}"
        hint = "it may have been cut off on its way, or edited by hand"
        raise unreadable(path, error.lineno or 1, message, hint) from None


def _without_declaration(text: str) -> str:
    """Return the text without its XML declaration: it has been decoded already."""
    end = text.find("?>") if text.startswith("<?xml") else -1
    return text if end < 0 else text[end + 2 :]


def _returned(file: etree._Element, path: str) -> Returned:
    """Return what one `file` element brings."""
    line = _line(file)
    name = unescaped(file.get("original", ""))
    if not name:
        hint = "the file element has the name of the meeting in its attribute original"
        raise unknown_catalog(path, line, "the file does not say which meeting it is of", hint)
    tag = file.get("target-language", "")
    found = target_language(tag)
    if found is None:
        message = f'"{tag}" is no language of the reports' if tag else "the file has no language"
        hint = "the attribute target-language is one of fr, es, ru, zh, ar"
        raise unknown_language(path, line, message, hint)
    return Returned(path, name, found, tuple(_units(file)), _sent(file), line)


def _sent(file: etree._Element) -> int:
    """Return how many texts went out, 0 if the file does not tell."""
    for group in file.iter("{*}count-group"):
        if group.get("name") == SENT:
            words = _string(group).strip()
            return int(words) if words.isdecimal() and len(words) <= len("1000000") else 0
    return 0


def _units(file: etree._Element) -> Iterator[ReturnedUnit]:
    """Yield the units of a file; the plural forms of a text are put together."""
    several: dict[str, _Forms] = {}
    for element in file.iter("{*}trans-unit"):
        digest, _, form = element.get("extradata", "").partition("/")
        key, number = _key(element, form)
        unit = _Form(element, number, digest)
        if number is None:
            yield _unit(key, [unit])
            continue
        forms = several.setdefault(key, _Forms())
        forms.add(unit)
    for key, forms in several.items():
        yield from (_unit(key, each) for each in forms.texts)


@dataclass(frozen=True, slots=True)
class _Form:
    """A trans-unit, and which plural form of its text it is."""

    element: etree._Element
    number: int | None
    digest: str


@dataclass(slots=True)
class _Forms:
    """The plural forms of a text; one that comes a second time begins the text anew."""

    texts: list[list[_Form]] = field(default_factory=list)

    def add(self, unit: _Form) -> None:
        if not self.texts or unit.number in {each.number for each in self.texts[-1]}:
            self.texts.append([])
        self.texts[-1].append(unit)


def _key(element: etree._Element, form: str) -> tuple[str, int | None]:
    """Return the context of a trans-unit, and the number of the plural form that it is."""
    key = element.get("id", "")
    parent = element.getparent()
    is_form = bool(form) or (
        parent is not None and parent.get("restype", "") == "x-gettext-plurals"
    )
    stem, bracket, number = key.removesuffix("]").rpartition("[")
    if is_form and bracket and number.isdecimal() and len(number) == 1:
        return unescaped(stem), int(number)
    return unescaped(key), None


def _unit(key: str, forms: list[_Form]) -> ReturnedUnit:
    """Return a unit for one trans-unit, or for the plural forms of a text."""
    first = forms[0]
    texts = [""] * (max(form.number or 0 for form in forms) + 1)
    sources = []
    is_fuzzy = False
    comments: list[str] | None = None
    for form in forms:
        reader = _UnitReader(form.element)
        texts[form.number or 0] = reader.text()
        sources.append(reader.source)
        is_fuzzy |= reader.is_fuzzy()
        # Every form has the comments of its text; somebody may have added one to another form.
        for note in reader.comments():
            comments = comments if comments is not None else []
            comments += [line for line in note if form is first or line not in comments]
    return ReturnedUnit(
        key,
        tuple(texts),
        tuple(dict.fromkeys(sources)),
        _line(first.element),
        first.digest,
        is_fuzzy,
        tuple(comments) if comments is not None else None,
    )


class _UnitReader:
    """Reads one trans-unit."""

    def __init__(self, element: etree._Element) -> None:
        self._element = element
        self._codes: dict[str, str] = {}
        source = _child(element, "source")
        if source is not None:
            self._remember(source)
        self.source = self._words(source) if source is not None else ""
        self._target = _child(element, "target")

    def text(self) -> str:
        """Return the translation; nothing where there is none, or only the English put there."""
        target = self._target
        if target is None:
            return ""
        words = self._words(target)
        is_filled_in = target.get("state-qualifier") == SOURCE_AS_TARGET
        is_begun = is_filled_in or target.get("state") in _BEGUN
        return "" if is_begun and words == self.source and has_words(words) else words

    def is_fuzzy(self) -> bool:
        """Whether the translator says that the translation is not finished.

        A tool that leaves our mark on the target knows nothing of states.
        """
        target = self._target
        if target is None or target.get("state-qualifier") == SOURCE_AS_TARGET:
            return False
        state = target.get("state", "")
        return state not in _DONE and not state.startswith("x-") and bool(self.text())

    def comments(self) -> Iterator[list[str]]:
        """Yield the notes of people as lines, nothing for ours; none where notes were dropped."""
        for note in self._element:
            if _name(note) == "note":
                is_ours = note.get("from") == DEVELOPER
                lines = unescaped(_string(note)).splitlines()
                yield [] if is_ours else [line.strip() for line in lines if line.strip()]

    def _remember(self, source: etree._Element) -> None:
        """Keep the codes of the source by their ids."""
        for code in source.iter():
            key = code.get("id")
            if key is None:
                continue
            if _name(code) == "g":
                self._codes.setdefault(f"g{key}", code.get("equiv-text", ""))
            elif _name(code) in _ALONE:
                words = _string(code) or code.get("equiv-text", "")
                self._codes.setdefault(f"-{key}", words)

    def _words(self, element: etree._Element) -> str:
        """Return the text of a source or target with its codes."""
        return "".join(self._pieces(element))

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            name = _name(child)
            if name == "g":
                opening, closing = self._marks(child)
                yield opening
                yield from self._pieces(child)
                yield closing
            elif name in _ALONE:
                key = f"-{child.get('id')}"
                words = _string(child) or self._codes.get(key, "")
                yield unescaped(words or child.get("equiv-text", ""))
            else:
                yield from self._pieces(child)
            yield child.tail or ""

    def _marks(self, pair: etree._Element) -> tuple[str, str]:
        """Return the Markdown marks of a pair."""
        for code in (pair.get("equiv-text", ""), self._codes.get(f"g{pair.get('id')}", "")):
            opening, ellipsis, closing = unescaped(code).partition("…")
            if ellipsis:
                return opening, closing
        mark = _MARKS.get(pair.get("ctype", ""), "")
        return mark, mark


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if _name(child) == name), None)


def _name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(etree.QName(element).localname)


def _line(element: etree._Element) -> int:
    """Return the line of the file on which an element begins."""
    line: Any = element.sourceline
    return int(line or 1)


def _string(element: etree._Element) -> str:
    """Return all words inside an element."""
    return "".join(str(words) for words in element.itertext())
