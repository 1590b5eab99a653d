"""The PO format: from the text of a file to its entries with their lines, and back.

Our own reader, for three reasons. Babel's drops the previous source of a fuzzy entry (`#|`) among
the comments, takes what is not in quotes for a text, and keeps one of two entries of the same key
without a word. Here everything is kept and every fault has its line. What any tool writes is read:
wrapped texts, every kind of comment, obsolete entries, CRLF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_ESCAPED = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|(.))", re.DOTALL)
_UNSAFE = re.compile(r'[\\"\x00-\x1f\x7f]')
# A line with a text: what marks it as previous or obsolete, its keyword, its form, its words.
_LINE = re.compile(
    r"(#~\||#~|#\|)?\s*(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,2})\])?\s*)?"
    r'"([^"\\]*(?:\\.[^"\\]*)*)"\Z',
    re.DOTALL,
)
_BEGINNING = re.compile(r'(?:msgctxt|msgid_plural|msgid|msgstr)?(?:\[\d{1,2}\])?\s*"')
_WHITE = " \t\r\f\v"
_MAX_FORMS = 6
_PREVIOUS = ("#|", "#~|")


class PoSyntaxError(ValueError):
    """The text is no PO file; `line` says where."""

    def __init__(self, line: int, message: str, hint: str = "") -> None:
        """Keep the line, what is wrong there and what to do."""
        super().__init__(message)
        self.line = line
        self.message = message
        self.hint = hint


@dataclass(slots=True)
class PoEntry:
    """One entry as it stands in the file; `line` is that of its first keyword.

    `comments` are the translators' own, `notes` those for translators; `previous` is the source
    that a fuzzy translation was made from. The texts are without quotes and escapes.
    """

    line: int = 0
    context: str = ""
    source: str = ""
    plural: str = ""
    texts: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    locations: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    previous: str = ""
    is_obsolete: bool = False

    @property
    def is_header(self) -> bool:
        """Whether it is the entry that tells of the file itself."""
        return not self.source and not self.context and not self.is_obsolete


def read_po(text: str) -> tuple[PoEntry, ...]:
    """Return the entries of a PO file in order, the header among them; raise PoSyntaxError."""
    reader = _Reader()
    for number, line in enumerate(text.split("\n"), start=1):
        reader.take(number, line.strip(_WHITE))
    reader.finish()
    return tuple(reader.entries)


class _Reader:
    """Takes the lines of a file one by one and makes entries of them."""

    def __init__(self) -> None:
        self.entries: list[PoEntry] = []
        self._seen: dict[tuple[bool, str, str], int] = {}
        self._start()

    def _start(self) -> None:
        """Be ready for the next entry."""
        self._entry = PoEntry()
        self._parts: dict[str, list[str]] = {}
        self._forms: dict[int, list[str]] = {}
        self._previous: dict[str, list[str]] = {}
        self._open: list[str] | None = None

    def take(self, number: int, line: str) -> None:
        """Read one line, stripped of the space around it."""
        if not line:
            return
        if line[0] == "#" and line[1:2] not in ("~", "|"):
            self._take_comment(line)
            return
        found = _LINE.match(line)
        if found is None:
            raise _fault(number, line)
        mark, keyword, form, text = found.groups()
        if "\\" in text:
            text = _ESCAPED.sub(_character, text)
        if mark in _PREVIOUS:
            self._begin()
        if keyword is None:
            if self._open is None:
                raise PoSyntaxError(number, "a text stands where a keyword is expected")
            self._open.append(text)
        elif mark in _PREVIOUS:
            self._open = self._previous.setdefault(keyword, [])
            self._open.append(text)
        else:
            self._take_keyword(number, keyword, int(form or 0), text, is_obsolete=mark is not None)

    def finish(self) -> None:
        """Close the entry at hand, if one is."""
        parts, forms = self._parts, self._forms
        if not parts and not forms:
            return
        entry = self._entry
        if "msgid" not in parts or not forms:
            lacking = "msgstr" if "msgid" in parts else "msgid"
            raise PoSyntaxError(entry.line, f"the entry has no {lacking}")
        if sorted(forms) != list(range(len(forms))):
            raise PoSyntaxError(entry.line, "the plural forms are not numbered 0, 1, 2, …")
        if len(forms) > 1 and "msgid_plural" not in parts:
            raise PoSyntaxError(entry.line, "the entry has plural forms but no msgid_plural")
        entry.context = "".join(parts.get("msgctxt", ()))
        entry.source = "".join(parts["msgid"])
        entry.plural = "".join(parts.get("msgid_plural", ()))
        entry.texts = ["".join(forms[form]) for form in range(len(forms))]
        entry.previous = "".join(self._previous.get("msgid", ()))
        self._refuse_double(entry)
        self.entries.append(entry)
        self._start()

    def _refuse_double(self, entry: PoEntry) -> None:
        """One key has one translation: which of two is meant, nobody can say."""
        key = (entry.is_obsolete, entry.context, entry.source)
        first = self._seen.setdefault(key, entry.line)
        if first != entry.line:
            what = f"the entry {entry.context}" if entry.context else "the entry"
            message = f"{what} stands twice, first on line {first}"
            raise PoSyntaxError(entry.line, message, "keep one of the two")

    def _begin(self) -> None:
        """Close the entry at hand where something of the next one comes."""
        if self._forms:
            self.finish()

    def _take_comment(self, line: str) -> None:
        self._begin()
        entry, kind, rest = self._entry, line[1:2], line[2:].strip(_WHITE)
        self._open = None
        if kind == ".":
            entry.notes.append(rest)
        elif kind == ":":
            entry.locations += rest.split()
        elif kind == ",":
            entry.flags += [flag.strip() for flag in rest.split(",")]
        else:
            entry.comments.append(line[1:].strip(_WHITE))

    def _take_keyword(
        self, number: int, keyword: str, form: int, text: str, *, is_obsolete: bool
    ) -> None:
        parts = self._parts
        if keyword in ("msgctxt", "msgid") and "msgid" in parts:
            self.finish()
            parts = self._parts
        if not parts and not self._forms:
            self._entry.line = number
            self._entry.is_obsolete = is_obsolete
        if form >= _MAX_FORMS:
            raise PoSyntaxError(number, f"no language has a plural form {form}")
        self._open = [text]
        if keyword == "msgstr":
            known = self._forms.setdefault(form, self._open)
        else:
            known = parts.setdefault(keyword, self._open)
        if known is not self._open:
            raise PoSyntaxError(number, f"a second {keyword} in one entry")


def _fault(number: int, line: str) -> PoSyntaxError:
    """Return why a line is none of a PO file."""
    text = line.lstrip("#~|").strip(_WHITE)
    if _BEGINNING.match(text):
        hint = 'a quotation mark inside a text is written \\"'
        return PoSyntaxError(number, "the quotation marks of the text do not fit", hint)
    shown = text if len(text) <= 30 else f"{text[:29]}…"
    return PoSyntaxError(number, f"`{shown}` is not a keyword with a text in quotes")


def _character(found: re.Match[str]) -> str:
    if found[1] is not None:
        return chr(int(found[1], 8))
    if found[2] is not None:
        return chr(int(found[2], 16))
    return _ESCAPES.get(found[3], found[3])


# --- writing ---------------------------------------------------------------------------------


def write_po(entries: Sequence[PoEntry]) -> str:
    """Return the text of a file with these entries, obsolete ones as comments; nothing is wrapped.

    A comment of several lines becomes several comments.
    """
    return "".join(f"{line}\n" for entry in entries for line in _lines(entry))


def _lines(entry: PoEntry) -> Iterator[str]:
    """Yield the lines of an entry, an empty one last."""
    for mark, comments in (("#", entry.comments), ("#.", entry.notes)):
        for comment in comments:
            yield from (f"{mark} {line}".rstrip() for line in comment.split("\n"))
    if entry.locations:
        yield f"#: {' '.join(entry.locations)}"
    if entry.flags:
        yield f"#, {', '.join(entry.flags)}"
    prefix = "#~ " if entry.is_obsolete else ""
    if entry.previous:
        yield from _text("#~| " if entry.is_obsolete else "#| ", "msgid", entry.previous)
    if entry.context:
        yield from _text(prefix, "msgctxt", entry.context)
    yield from _text(prefix, "msgid", entry.source)
    if entry.plural:
        yield from _text(prefix, "msgid_plural", entry.plural)
        for form, text in enumerate(entry.texts):
            yield from _text(prefix, f"msgstr[{form}]", text)
    else:
        yield from _text(prefix, "msgstr", entry.texts[0] if entry.texts else "")
    yield ""


def _text(prefix: str, keyword: str, text: str) -> Iterator[str]:
    """Yield a keyword and its text, a line of the file for each line of the text."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    if len(lines) <= 1:
        yield f"{prefix}{keyword} {_quoted(text)}"
        return
    yield f'{prefix}{keyword} ""'
    yield from (f"{prefix}{_quoted(line)}" for line in lines)


def _quoted(text: str) -> str:
    return f'"{_UNSAFE.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character in '\\"':
        return f"\\{character}"
    name = next((key for key, value in _ESCAPES.items() if value == character), "")
    return f"\\{name}" if name else f"\\{ord(character):03o}"
