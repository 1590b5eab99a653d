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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from typing import NamedTuple

from reportgen.document import Span
from reportgen.latin import is_direction_mark, isolate_all, split_latin
from reportgen.word.finish.links import Links
from reportgen.word.finish.looks import LATIN, PLAIN, Look, Looks, dress
from reportgen.word.markers import (
    ONE_MARK,
    Mark,
    number_of,
    read_marks,
    read_plain,
    split_marks,
    text_length,
)
from reportgen.word.wordlang import word_language

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
    rf"<w:t{_ATTRIBUTES}>(?P<t1>{ONE_MARK}|[^<]*)</w:t></w:r></w:p>)?+"
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


Found = tuple[int, str, Mark]
"""Words of a mark in a paragraph: where they start, the words as XML has them, and which mark."""


def places_of(found: Iterable[Found]) -> Iterator[Place]:
    """Yield the places of the single spans.

    Where a filter changed the length of a text, the places after the change are approximate; they
    never leave the text. Direction marks that were put in belong to the span they stand in.
    """
    for start, words, mark in found:
        end = start + text_length(words)
        spans = [span for span in mark.spans if span.text]
        at = start
        for span in spans[:-1]:
            next_at = min(start + _length_in(unescape(words), at - start, span.text), end)
            yield Place(at, next_at, span)
            at = next_at
        yield Place(at, end, spans[-1])


def _length_in(words: str, start: int, text: str) -> int:
    """Return where `text` ends that begins at `start` of words with direction marks in them."""
    text = text.replace("\r\n", "\n")
    if words.startswith(text, start):
        return start + len(text)
    at = start
    for character in text:
        while words[at : at + 1] != character and is_direction_mark(words[at : at + 1]):
            at += 1
        at += 1
    return at


@dataclass(slots=True)
class _Paragraph:
    """A paragraph being read: what is found in it, and how far it is read.

    `at` is the place of its properties in the output, since what stands there is only known at its
    end.
    """

    properties: str = ""
    at: int = -1
    position: int = 0
    found: list[Found] = field(default_factory=list)


@dataclass(slots=True)
class _Run:
    """A run being read: its start tag, its properties, and the mark that is open in it."""

    opening: str
    properties: str
    mark: int | None = None


Wrap = Callable[[str, Sequence[Found]], tuple[str, str, str]]


class TextPass:
    """The pass over one part.

    In: the XML of the part, the table of marks, their looks, the links of the part, and `wrap`:
    from the properties of a paragraph with words of the Document, and where they stand, it makes
    the new properties, and what stands at both ends of the paragraph's content.
    """

    def __init__(
        self, xml: str, marks: Sequence[Mark], looks: Looks, links: Links, wrap: Wrap
    ) -> None:
        """Keep what the pass needs; `run` does the work."""
        self._is_right_to_left = looks.is_right_to_left
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
        properties, attributes, run_properties, mark, words = match.group(
            "p_start", "ra1", "rpr1", "mark", "words"
        )
        number = number_of(mark, len(self._marks)) if mark else None
        if number is not None and not self._is_right_to_left:
            found: list[Found] = [(0, words, self._marks[number])]
            look = self._looks[number]
            if look is PLAIN:
                content = f"<w:r{attributes}>{run_properties}{_text(words)}</w:r>"
            else:
                run = _Run(f"<w:r{attributes}>", run_properties)
                content = self._join(run, [(look, _text(words))])
        else:
            paragraph = _Paragraph()
            run = _Run(f"<w:r{attributes}>", run_properties)
            runs = self._runs_of(paragraph, run, match["t1"])
            if runs is None:
                return
            content, found = runs, paragraph.found
        start = end = ""
        if found and _FALLBACK not in self._closed:
            properties, start, end = self._wrap(properties, found)
        new = f"{properties}{start}{content}{end}</w:p>"
        self._write(match.start("p_start"), new, match.end())

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
        if paragraph.found and _FALLBACK not in self._closed:
            properties, start, end = self._wrap(paragraph.properties, paragraph.found)
            self._out[paragraph.at] = properties + start
            self._write(match.start(), end, match.start())

    def _read_run(self, match: re.Match[str]) -> None:
        """Take a run of one text."""
        paragraph = self._paragraphs[-1]
        text = match["t2"]
        run = _Run(f"<w:r{match['ra']}>", match["r_start"])
        new = self._runs_of(paragraph, run, text)
        if new is None:
            paragraph.position += text_length(text)
        else:
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

    def _runs_of(self, paragraph: _Paragraph, run: _Run, text: str) -> str | None:
        """Return a run of one text as runs of one look each; None if the text has no marks."""
        parts = split_marks(text)
        if len(parts) == 1:
            return None
        plain = None if self._is_right_to_left else read_plain(parts, self._marks)
        if plain is None:
            return self._join(run, self._groups(paragraph, run, parts))
        words, found = plain
        offset = paragraph.position
        paragraph.found += [(offset + start, part, mark) for start, part, mark in found]
        paragraph.position += text_length(words)
        return f"{run.opening}{run.properties}{_text(words)}</w:r>"

    def _groups(
        self, paragraph: _Paragraph, run: _Run, parts: Sequence[str]
    ) -> list[tuple[Look, str]]:
        """Return a marked text as contents of runs, each with its look; note where they stand."""
        pieces, run.mark = read_marks(parts, run.mark, len(self._marks))
        groups: list[tuple[Look, str]] = []
        for number, words in pieces:
            look = PLAIN if number is None else self._looks[number]
            directed = [(look, words)]
            printed = words
            if self._is_right_to_left:
                directed = list(_directed(look, words))
                printed = "".join([part for _, part in directed])
            if number is not None:
                paragraph.found.append((paragraph.position, printed, self._marks[number]))
            paragraph.position += text_length(printed)
            for each, part in directed:
                if groups and groups[-1][0] == each:
                    groups[-1] = (each, groups[-1][1] + part)
                else:
                    groups.append((each, part))
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


def _directed(look: Look, words: str) -> Iterator[tuple[Look, str]]:
    """Yield escaped words of a document from right to left in pieces of one direction."""
    text = unescape(words)
    latin = LATIN if look is PLAIN else look._replace(is_latin=True)
    is_foreign = look.language and not word_language(look.language).is_right_to_left
    for piece in isolate_all(text) if is_foreign else split_latin(text):
        yield (latin if piece.is_latin else look), escape(piece.words, quote=False)


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
