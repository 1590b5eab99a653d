"""A redline as the body of a web page: what went and what came, with who and when.

In goes a redline as a Word file, out come its title, its language and markup for `<main>`; the page
around it is the caller's. Every change is an `ins` or `del`; who listens to the page hears before
each what it is. Both ends of a move lead to each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from reportgen.languages import Language
from reportgen.opc.names import (
    HYPERLINK_TYPE,
    NAME,
    PPR,
    PSTYLE,
    R_ID,
    RPR,
    TBL,
    TC,
    TCPR,
    TR,
    VAL,
    P,
    R,
    w,
)
from reportgen.opc.package import Package, read_package
from reportgen.redline.marks import AUTHOR
from reportgen.redline.page_facts import (
    MAX_HEADING,
    core_property,
    heading_levels,
    language_of,
    list_formats,
    list_place,
    style_lists,
)
from reportgen.redline.relations import link_targets
from reportgen.redline.settle import STORY_PREFIXES
from reportgen.redline.trees import HYPERLINK, Element, is_element, number_of, parse, text_of

Words = Mapping[str, str]
"""The words of the page in its language, by the end of the message's key: `deleted`, `margins` …"""

PAGE_WORDS = (
    "heading",
    "none",
    "author",
    "date",
    "deleted",
    "inserted",
    "moved_away",
    "moved_here",
    "new_place",
    "old_place",
    "format",
    "margins",
)

_DOCUMENT = "word/document.xml"
_DATE = w("date")
_CAME, _WENT = (w("ins"), w("moveTo")), (w("del"), w("moveFrom"))
_MOVES = {w("moveFromRangeStart"): "from", w("moveToRangeStart"): "to"}
_RECORDS = (w("rPrChange"), w("pPrChange"))
_SAFE = ("https://", "http://", "mailto:")
_EMPHASIS = (("b", "strong"), ("i", "em"))
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class RedlinePage:
    """A redline as a page: its title, the markup of its main part, its language."""

    title: str
    body: str
    language: Language


def page_language(docx: bytes) -> Language:
    """Return the language of a Word file as its properties say it; the source language without."""
    return language_of(read_package(docx, "redline", "report"))


def redline_page(docx: bytes, words: Words, is_unchanged: bool) -> RedlinePage:
    """Return the page of a redline; `words` are those of its language."""
    package = read_package(docx, "redline", "report")
    title = core_property(package, "title")
    reader = _PageReader(package, words)
    parts = [f"<p>{escape(words['none'])}</p>"] if is_unchanged else [*_legend(package, words)]
    parts += reader.blocks(_body(parse(package.data(_DOCUMENT))), _DOCUMENT)
    margins = [
        line
        for name in package.parts
        if name.startswith(STORY_PREFIXES[1:]) and name.endswith(".xml")
        for line in reader.changed_story(name)
    ]
    if margins:
        heading = escape(words["margins"])
        parts += [f'<section class="margins">\n<h2>{heading}</h2>', *margins, "</section>"]
    return RedlinePage(title or words["heading"], "\n".join(parts), language_of(package))


def _legend(package: Package, words: Words) -> Iterator[str]:
    """Yield whose changes the page shows, and of when."""
    root = parse(package.data(_DOCUMENT))
    marks = list(root.iter(*_CAME, *_WENT, *_RECORDS))
    authors = dict.fromkeys(each.get(AUTHOR, "") for each in marks)
    days = dict.fromkeys(each.get(_DATE, "")[:10] for each in marks)
    yield '<dl class="legend">'
    for label, values in (("author", authors), ("date", days)):
        if values:
            said = ", ".join(f"<bdi>{escape(each)}</bdi>" for each in values)
            yield f"<div><dt>{escape(words[label])}</dt> <dd>{said}</dd></div>"
    signs = (("ins", "inserted"), ("del", "deleted"))
    for tag, word in signs:
        yield f"<div><dt><{tag}>{escape(words[word])}</{tag}></dt></div>"
    yield "</dl>"


@dataclass(slots=True)
class _PageReader:
    package: Package
    words: Words
    _targets: Mapping[str, str] = field(default_factory=dict)
    _levels: Mapping[str, int] = field(default_factory=dict)
    _lists: Mapping[str, str] = field(default_factory=dict)
    _formats: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Learn which styles are headings, and which lists are numbered."""
        self._levels = dict(heading_levels(self.package))
        self._lists = dict(style_lists(self.package))
        self._formats = dict(list_formats(self.package))

    def changed_story(self, name: str) -> Iterator[str]:
        """Yield the blocks of a header or footer in which something changed."""
        root = parse(self.package.data(name))
        if next(root.iter(*_CAME, *_WENT, *_RECORDS), None) is not None:
            yield from self.blocks(root, name)

    def blocks(self, container: Element, part: str) -> Iterator[str]:
        """Yield the blocks of a body, header or footer."""
        self._targets = link_targets(self.package, part)
        yield from self._blocks(container)

    def _blocks(self, container: Element) -> Iterator[str]:
        children = [each for each in _seen_through(container) if each.tag in (P, TBL)]
        for list_tag, group in groupby(children, self._list_tag):
            if list_tag:
                yield f"<{list_tag}>"
                yield from (f"<li>{self._inlines_of(each)}</li>" for each in group)
                yield f"</{list_tag}>"
                continue
            for child in group:
                yield from self._table(child) if child.tag == TBL else self._paragraph(child)

    def _list_tag(self, block: Element) -> str:
        """Return which kind of list a paragraph is an item of; nothing for other blocks."""
        if block.tag != P or self._level(block):
            return ""
        if not text_of(block).strip():
            return ""
        style = block.find(f"{PPR}/{PSTYLE}")
        of_style = self._lists.get(style.get(VAL, ""), "") if style is not None else ""
        place = list_place(block.find(PPR)) or of_style
        if not place or place.startswith("0 "):
            return ""
        return "ul" if self._formats.get(place, "bullet") == "bullet" else "ol"

    def _paragraph(self, paragraph: Element) -> Iterator[str]:
        content = self._inlines_of(paragraph)
        if not content.strip():
            return
        level = self._level(paragraph)
        tag = f"h{min(level + 1, MAX_HEADING)}" if level else "p"
        yield f"<{tag}>{content}</{tag}>"

    def _level(self, paragraph: Element) -> int:
        """Return the level of a heading, from 1; 0 for other paragraphs."""
        style = paragraph.find(f"{PPR}/{PSTYLE}")
        return self._levels.get(style.get(VAL, ""), 0) if style is not None else 0

    def _table(self, table: Element) -> Iterator[str]:
        yield '<div class="wide" tabindex="0" role="group">\n<table>'
        for row in table.iter(TR):
            if next(row.iterancestors(TBL), None) is table:
                yield self._row(row)
        yield "</table>\n</div>"

    def _row(self, row: Element) -> str:
        properties = row.find(w("trPr"))
        marks = {child.tag for child in properties} if properties is not None else set()
        kind = "came" if w("ins") in marks else "went" if w("del") in marks else ""
        is_head = w("tblHeader") in marks
        cells = []
        for cell in (each for each in row.iter(TC) if next(each.iterancestors(TR), None) is row):
            tag = 'th scope="col"' if is_head and text_of(cell).strip() else "td"
            span = cell.find(f"{TCPR}/{w('gridSpan')}")
            wide = f' colspan="{number_of(span.get(VAL))}"' if span is not None else ""
            content = "\n".join(self._blocks(cell))
            cells.append(f"<{tag}{wide}>{content}</{tag.partition(' ')[0]}>")
        attributes = f' class="{kind}"' if kind else ""
        return f"<tr{attributes}>{''.join(cells)}</tr>"

    def _inlines_of(self, paragraph: Element) -> str:
        """Return the words of a paragraph, its changes marked."""
        moves = [each for each in paragraph if each.tag in _MOVES]
        content = "".join(self._inlines(paragraph))
        if content and paragraph.find(f"{PPR}/{w('pPrChange')}") is not None:
            content = f'<span class="reformatted">{self._aside("format")}{content}</span>'
        for start in moves:
            side = _MOVES[str(start.tag)]
            other, word = ("to", "new_place") if side == "from" else ("from", "old_place")
            name = escape(start.get(NAME, ""))
            link = f'<a class="move" href="#{name}-{other}">{escape(self.words[word])}</a>'
            content = f'<span id="{name}-{side}">{content}</span> {link}'
        return content

    def _inlines(self, parent: Element) -> Iterator[str]:
        for child in parent:
            tag = child.tag
            if tag in (*_CAME, *_WENT):
                yield self._change(child)
            elif tag == R:
                yield self._run(child)
            elif tag == HYPERLINK:
                yield self._link(child)
            elif is_element(child) and tag not in (PPR, P) and not str(tag).endswith("Pr"):
                yield from self._inlines(child)

    def _change(self, change: Element) -> str:
        content = "".join(self._inlines(change))
        if not content:
            return ""
        tag = "ins" if change.tag in _CAME else "del"
        is_move = change.tag in (w("moveFrom"), w("moveTo"))
        if is_move:
            word = "moved_here" if tag == "ins" else "moved_away"
        else:
            word = "inserted" if tag == "ins" else "deleted"
        day = escape(change.get(_DATE, "")[:10])
        who = escape(change.get(AUTHOR, ""))
        style = ' class="moved"' if is_move else ""
        return (
            f'<{tag}{style} datetime="{day}" title="{who}, {day}">'
            f"{self._aside(word)}{content}</{tag}>"
        )

    def _aside(self, word: str) -> str:
        """Return words for those who hear the page."""
        return f'<span class="aside">{escape(self.words[word])} </span>'

    def _link(self, link: Element) -> str:
        content = "".join(self._inlines(link))
        kind, _, address = self._targets.get(link.get(R_ID, ""), "").partition(" ")
        if kind != HYPERLINK_TYPE or not address.startswith(_SAFE) or not content:
            return content
        return f'<a href="{escape(address)}">{content}</a>'

    def _run(self, run: Element) -> str:
        content = escape(text_of(run), quote=False).replace("\n", "<br>").replace("\t", " ")
        properties = run.find(RPR)
        if not content or properties is None:
            return content
        for name, tag in _EMPHASIS:
            found = properties.find(w(name))
            if found is not None and found.get(VAL, "") not in _OFF:
                content = f"<{tag}>{content}</{tag}>"
        if properties.find(w("rPrChange")) is not None:
            content = f'<span class="reformatted">{self._aside("format")}{content}</span>'
        return content


def _seen_through(container: Element) -> Iterator[Element]:
    """Yield the blocks of a container, those within content controls too."""
    for child in container:
        if child.tag in (P, TBL):
            yield child
        elif is_element(child) and not str(child.tag).endswith("Pr"):
            yield from _seen_through(child)


def _body(root: Element) -> Element:
    body = root.find(w("body"))
    return body if body is not None else root
