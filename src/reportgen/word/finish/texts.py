"""Marked texts become runs: marks go, runs are split where the look changes, links are made.

The pass reads the serialised XML of a part from left to right and writes it anew. It works on text
and not on a tree because a document is little else than paragraphs of one run: one match takes
such a paragraph whole, where a tree would be walked and rebuilt node by node at many times the
cost. What it relies on is what lxml writes (no CDATA, `<` and `>` escaped in attributes) and the
prefix `w`, without which docxtpl does not read a template either.

Nothing is split where nothing can be seen, so that a sentence stays one run in Word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reportgen.document import Span
from reportgen.word.finish.links import Links
from reportgen.word.finish.looks import PLAIN, Look, Looks, dress
from reportgen.word.markers import Mark, Owner, read_marks, read_plain, split_marks, text_length

# Properties end at their first end tag: records of earlier ones, which would hold another, are not
# in a prepared template.
_PPR = r"(?:<w:pPr/>|(?><w:pPr>.*?</w:pPr>))?+"
_RPR = r"(?:<w:rPr/>|(?><w:rPr>.*?</w:rPr>))?+"
_ATTRIBUTES = r"(?: [^>]*)?"
_CLOSED = r"w:hyperlink|w:ins|w:del|w:moveFrom|w:moveTo|mc:Fallback"
# Every alternative begins with `<` so that the search leaps from tag to tag. The group that closes
# last says what was found.
_TOKEN = re.compile(
    "<(?:"
    rf"w:p(?P<pa>{_ATTRIBUTES})>(?P<p_start>{_PPR})"
    rf"(?P<paragraph><w:r(?P<ra1>{_ATTRIBUTES})>(?P<rpr1>{_RPR})"
    rf"<w:t{_ATTRIBUTES}>(?P<t1>[^<]*)</w:t></w:r></w:p>)?+"
    rf"|w:r(?P<ra>{_ATTRIBUTES})>(?P<r_start>{_RPR})"
    rf"(?P<run><w:t{_ATTRIBUTES}>(?P<t2>[^<]*)</w:t></w:r>)?+"
    rf"|w:t{_ATTRIBUTES}>(?P<text>[^<]*)</w:t>"
    r"|/w:p(?P<p_end>>)|/w:r(?P<r_end>>)"
    rf"|w:(?:tab|br|cr){_ATTRIBUTES}/(?P<break>>)"
    rf"|(?P<name>{_CLOSED})(?P<closed>{_ATTRIBUTES}>)|/(?:{_CLOSED})(?P<closed_end>>)"
    r"|!--.*?--(?P<comment>>)"
    ")",
    re.DOTALL,
)
_BREAKS = re.compile("([\n\t])")
_BREAK_XML = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_EMPTY_RUN = re.compile(rf"<w:r{_ATTRIBUTES}>{_RPR}</w:r>", re.DOTALL)
_FALLBACK = "mc:Fallback"


class Place(NamedTuple):
    """Where the words of a span stand: characters `start` to `end` of a paragraph's text.

    A tab or line break of the paragraph counts as one character. A filter of the template may
    have changed the words; `span` is as the Document has it.
    """

    start: int
    end: int
    span: Span


@dataclass(slots=True)
class _Paragraph:
    """A paragraph being read: what it belongs to and where its spans are.

    `at` is the place of its properties in the output, since what stands there is only known at its
    end.
    """

    properties: str = ""
    at: int = -1
    position: int = 0
    owner: Owner | None = None
    places: list[Place] = field(default_factory=list)

    def note(self, mark: Mark, length: int) -> None:
        """Note that the next characters are words of a span."""
        self.places.append(Place(self.position, self.position + length, mark.span))
        if self.owner is None or mark.owner.rank < self.owner.rank:
            self.owner = mark.owner


@dataclass(slots=True)
class _Run:
    """A run being read: its start tag, its properties, and the span that is open in it."""

    opening: str
    properties: str
    span: int | None = None


Wrap = Callable[[str, Owner, Sequence[Place]], tuple[str, str, str]]


class TextPass:
    """The pass over one part.

    In: the XML of the part, the table of marks, their looks, the links of the part, and `wrap`:
    from the properties of a paragraph with words of the Document, what it belongs to and its
    places it makes the new properties, and what stands at both ends of its content.
    """

    def __init__(
        self, xml: str, marks: Sequence[Mark], looks: Looks, links: Links, wrap: Wrap
    ) -> None:
        """Keep what the pass needs; `run` does the work."""
        self._xml = xml
        self._marks = marks
        self._looks = looks
        self._links = links
        self._wrap = wrap
        self._out: list[str] = []
        self._written = 0
        self._paragraphs: list[_Paragraph] = [_Paragraph()]
        self._runs: list[_Run] = []
        self._closed: list[str] = []
        self._left_empty_runs = False

    def run(self) -> str:
        """Return the XML of the part with its marked texts made into runs."""
        readers: dict[str | None, Callable[[re.Match[str]], None]] = {
            "paragraph": self._read_paragraph,
            "run": self._read_run,
            "text": self._read_text,
            "break": self._read_break,
            "p_start": self._start_paragraph,
            "p_end": self._end_paragraph,
            "r_start": self._start_run,
            "r_end": self._end_run,
            "closed": self._start_closed,
            "closed_end": self._end_closed,
            "comment": lambda _: None,
        }
        for match in _TOKEN.finditer(self._xml):
            readers[match.lastgroup](match)
        self._out.append(self._xml[self._written :])
        text = "".join(self._out)
        return _EMPTY_RUN.sub("", text) if self._left_empty_runs else text

    def _write(self, start: int, new: str, end: int) -> None:
        """Put `new` in the place of the XML from `start` to `end`."""
        self._out += (self._xml[self._written : start], new)
        self._written = end

    def _read_paragraph(self, match: re.Match[str]) -> None:
        """Take a paragraph of one run with one text, which is what most of them are."""
        properties, attributes, run_properties, text = match.group("p_start", "ra1", "rpr1", "t1")
        parts = split_marks(text)
        if len(parts) == 1:
            return
        plain = read_plain(parts, self._looks.are_plain)
        if plain is not None:
            words, found = plain
            owner, places = self._note_all(found)
            content = f"<w:r{attributes}>{run_properties}{_text(words)}</w:r>"
        else:
            paragraph = _Paragraph()
            run = _Run(f"<w:r{attributes}>", run_properties)
            content = self._join(run, self._groups(paragraph, run, parts))
            owner, places = paragraph.owner, paragraph.places
        start = end = ""
        if owner is not None and _FALLBACK not in self._closed:
            properties, start, end = self._wrap(properties, owner, places)
        new = f"{properties}{start}{content}{end}</w:p>"
        self._write(match.start("p_start"), new, match.end())

    def _note_all(self, found: Sequence[tuple[int, int, int]]) -> tuple[Owner | None, list[Place]]:
        """Return what a paragraph belongs to and its places, from the spans found in it."""
        owner: Owner | None = None
        places = []
        for start, end, number in found:
            span, its_owner = self._marks[number]
            places.append(Place(start, end, span))
            if owner is None or its_owner.rank < owner.rank:
                owner = its_owner
        return owner, places

    def _start_paragraph(self, match: re.Match[str]) -> None:
        if match["pa"].endswith("/"):
            return
        properties = match["p_start"]
        self._write(match.start("p_start"), properties, match.end())
        self._paragraphs.append(_Paragraph(properties, len(self._out) - 1))

    def _end_paragraph(self, match: re.Match[str]) -> None:
        if len(self._paragraphs) == 1:
            return
        paragraph = self._paragraphs.pop()
        # The fallback form of a drawing says again what the drawing says.
        if paragraph.owner is not None and _FALLBACK not in self._closed:
            properties, start, end = self._wrap(
                paragraph.properties, paragraph.owner, paragraph.places
            )
            self._out[paragraph.at] = properties + start
            self._write(match.start(), end, match.start())

    def _read_run(self, match: re.Match[str]) -> None:
        """Take a run of one text."""
        paragraph = self._paragraphs[-1]
        text = match["t2"]
        parts = split_marks(text)
        if len(parts) == 1:
            paragraph.position += text_length(text)
            return
        run = _Run(f"<w:r{match['ra']}>", match["r_start"])
        new = self._join(run, self._groups(paragraph, run, parts))
        self._write(match.start(), new, match.end())

    def _start_run(self, match: re.Match[str]) -> None:
        if not match["ra"].endswith("/"):
            self._runs.append(_Run(f"<w:r{match['ra']}>", match["r_start"]))

    def _end_run(self, _: re.Match[str]) -> None:
        if self._runs:
            self._runs.pop()

    def _read_text(self, match: re.Match[str]) -> None:
        """Take a text that shares its run with others, with tabs or breaks."""
        paragraph = self._paragraphs[-1]
        text = match["text"]
        parts = split_marks(text)
        if len(parts) == 1 or not self._runs:
            paragraph.position += text_length(text)
            return
        run = self._runs[-1]
        groups = self._groups(paragraph, run, parts)
        if all(look is PLAIN for look, _ in groups):
            new = "".join(content for _, content in groups)
        else:
            # The run ends before and begins again behind; what is left of it may be empty.
            self._left_empty_runs = True
            new = f"</w:r>{self._join(run, groups)}{run.opening}{run.properties}"
        self._write(match.start(), new, match.end())

    def _read_break(self, _: re.Match[str]) -> None:
        self._paragraphs[-1].position += 1

    def _start_closed(self, match: re.Match[str]) -> None:
        if not match["closed"].endswith("/>"):
            self._closed.append(match["name"])

    def _end_closed(self, _: re.Match[str]) -> None:
        if self._closed:
            self._closed.pop()

    def _groups(
        self, paragraph: _Paragraph, run: _Run, parts: Sequence[str]
    ) -> list[tuple[Look, str]]:
        """Return a marked text as contents of runs, each with its look; note where spans stand."""
        pieces, run.span = read_marks(parts, run.span, len(self._marks))
        groups: list[tuple[Look, str]] = []
        for number, words in pieces:
            look = PLAIN
            length = text_length(words)
            if number is not None:
                look = self._looks[number]
                paragraph.note(self._marks[number], length)
            paragraph.position += length
            if groups and groups[-1][0] == look:
                groups[-1] = (look, groups[-1][1] + words)
            else:
                groups.append((look, words))
        return [(look, _content(words)) for look, words in groups]

    def _join(self, run: _Run, groups: list[tuple[Look, str]]) -> str:
        """Return contents as runs on the pattern of a run of the template, links around them."""
        out = []
        linked = ""
        for look, content in groups:
            href = "" if self._closed else look.href
            if href != linked:
                out.append("</w:hyperlink>" if linked else "")
                out.append(self._links.opening(href) if href else "")
                linked = href
            properties = dress(run.properties, look)
            out.append(f"{run.opening}{properties}{content}</w:r>")
        out.append("</w:hyperlink>" if linked else "")
        return "".join(out)


def _content(words: str) -> str:
    """Return escaped words as the content of a run: texts, line breaks and tabs."""
    if "\n" not in words and "\t" not in words:
        return _text(words)
    return "".join(_BREAK_XML.get(piece) or _text(piece) for piece in _BREAKS.split(words) if piece)


def _text(words: str) -> str:
    """Return a `w:t`; white space at its ends and within is kept."""
    if words != words.strip() or "  " in words:
        return f'<w:t xml:space="preserve">{words}</w:t>'
    return f"<w:t>{words}</w:t>"
