"""Everything known of a report under review → one web page that needs nothing else.

In goes a `ReviewView`, out come the bytes of the page. It is `data/renditions/reviewpage.html` with
`house.css` and `reviewpage.css`: no script, nothing fetched, a policy against both. Its links are
plain ones, so it can be used by the keys alone. The same view gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from reportgen.document import Gap
from reportgen.languages import SOURCE_LANGUAGE, Language, document_language
from reportgen.renditions.pages import fill_page, page_look
from reportgen.renditions.reviewpage.columns import Column
from reportgen.renditions.reviewpage.inline import Inline, as_text, directed, in_language
from reportgen.renditions.reviewpage.margin import MarginWriter, Steps, breakable
from reportgen.renditions.reviewpage.remarks import RemarkWriter, moment
from reportgen.renditions.reviewpage.rows import Row, SectionName, page_rows, place_remarks
from reportgen.renditions.reviewpage.view import PageLink, Remark, ReviewView

# No anchor of a text begins like these, so no outcome can have such an id.
_CONTENT, _GAPS, _UNPLACED = "~content", "~gaps", "~unplaced"
_SECTIONS: tuple[SectionName, ...] = ("cover", "text", "labels")


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A page, and how much is on it: rows that changed, remarks, and those that are still open."""

    data: bytes
    gaps: int
    changes: int
    remarks: int
    open_remarks: int


def review_page(view: ReviewView) -> ReviewPage:
    """Return the page of one report in one language."""
    page = _Page(view)
    return ReviewPage(
        fill_page("reviewpage", page.blanks()).encode(),
        len(view.document.gaps),
        sum(row.is_changed for row in page.rows),
        len(view.remarks),
        sum(remark.verdict == "open" for remark in view.remarks),
    )


@dataclass
class _Page:
    """One page as it is put together."""

    view: ReviewView
    rows: tuple[Row, ...] = field(init=False)
    unplaced: tuple[Remark, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Lay the rows out and put the remarks beside them."""
        self.rows = page_rows(self.view)
        # Those of the page's own language come first.
        own = self.view.document.language
        remarks = sorted(self.view.remarks, key=lambda remark: remark.language != own)
        self.unplaced = place_remarks(self.rows, remarks)

    @property
    def language(self) -> Language:
        """The language of the page: that of the document under review."""
        return document_language(self.view.document.language)

    @cached_property
    def changes(self) -> Steps:
        """The steps from change to change."""
        return Steps.between(tuple(row.anchor for row in self.rows if row.is_changed))

    @cached_property
    def comments(self) -> Steps:
        """The steps from comment to comment."""
        return Steps.between(tuple(row.anchor for row in self.rows if row.remarks))

    def blanks(self) -> Mapping[str, str]:
        """Return what fills the blanks of the page."""
        document, words = self.view.document, self.view.words
        name = f"{document.title} – {document.addressee}"
        sections = [*self._gaps(), *(part for s in _SECTIONS for part in self._section(s))]
        return {
            "look": page_look("reviewpage"),
            "tag": self.language.tag,
            "direction": self.language.direction,
            "page_title": as_text(f"{words['title']}: {name}"),
            "skip": as_text(words["skip"]),
            "content": _CONTENT,
            "kind": as_text(words["title"]),
            "state": self._state(),
            "heading": directed(name, self.language),
            "facts": "\n".join(self._facts()),
            "menus": "\n".join([*self._languages(), *self._contents()]),
            "layout": "pair" if self.view.original else "single",
            "sections": "\n".join([*sections, *self._left()]),
        }

    # --- the head of the page

    def _state(self) -> str:
        if self.view.document.state == "final":
            return ""
        return f' <span class="draft">{as_text(self.view.words["draft"])}</span>'

    def _facts(self) -> Iterator[str]:
        """Yield what the page is about, and what it is compared with."""
        words, document, issue = self.view.words, self.view.document, self.view.issue
        facts = [
            ("meeting", f'<span dir="ltr">{as_text(document.meeting)}</span>'),
            ("addressee", f'<span dir="ltr">{as_text(document.addressee)}</span>'),
            ("language", as_text(self.language.native_name)),
        ]
        if issue is not None:
            symbol = f'<span dir="ltr">{as_text(issue.symbol)}</span>'
            facts.append(("since", f"{symbol}, {moment(issue.date)}" if issue.date else symbol))
        yield '<dl class="facts">'
        for key, value in facts:
            yield f"<div><dt>{as_text(words[key])}</dt><dd>{value}</dd></div>"
        yield "</dl>"
        if issue is None:
            yield f'<p class="hint">{as_text(words["not_issued"])}</p>'

    def _languages(self) -> Iterator[str]:
        """Yield the links to the other pages of this report, and to the list of all."""
        view = self.view
        if not view.switch and not view.index:
            return
        yield f'<nav class="languages" aria-label="{as_text(view.words["languages"])}">\n<ul>'
        if view.index:
            yield f'<li><a href="{_address(view.index)}">{as_text(view.words["index"])}</a></li>'
        yield from (f"<li>{self._choice(each)}</li>" for each in view.switch)
        yield "</ul>\n</nav>"

    def _choice(self, link: PageLink) -> str:
        other = document_language(link.language)
        attributes = in_language(other, self.language)
        name = as_text(other.native_name)
        if link.language == self.language.key:
            return f'<span{attributes} aria-current="page">{name}</span>'
        return f'<a href="{_address(link.path)}" hreflang="{other.tag}"{attributes}>{name}</a>'

    def _contents(self) -> Iterator[str]:
        """Yield the links to the parts of the page, with how much is in each."""
        words = self.view.words
        remarks = [remark for row in self.rows for remark in row.remarks]
        changed = sum(row.is_changed for row in self.rows)
        entries = [
            (_GAPS if self.view.document.gaps else "", "gaps", len(self.view.document.gaps)),
            (self.changes.first, "changes", changed),
            (self.comments.first, "comments", len(remarks)),
            *((f"~{each}", each, None) for each in _SECTIONS),
        ]
        if self.unplaced:
            entries.append((_UNPLACED, "unplaced", len(self.unplaced)))
        yield f'<nav class="contents" aria-label="{as_text(words["contents"])}">\n<ul>'
        for target, key, count in entries:
            name = as_text(words[key])
            shown = f'<a href="#{as_text(target)}">{name}</a>' if target else name
            number = f' <span class="count">{count}</span>' if count is not None else ""
            yield f"<li>{shown}{number}</li>"
        yield "</ul>\n</nav>"

    # --- the parts

    def _gaps(self) -> Iterator[str]:
        """Yield what is still missing, each with a link to where it is missing."""
        gaps = self.view.document.gaps
        if gaps:
            yield from self._open(_GAPS, "gaps")
            yield "<ul>"
            yield from (f"<li>{self._gap(gap)}</li>" for gap in gaps)
            yield "</ul>\n</section>"

    def _gap(self, gap: Gap) -> str:
        reason = as_text(self.view.words[gap.reason.replace("-translation", "_translation")
                                         .replace("-value", "_value")])  # fmt: skip
        name = f'<code dir="ltr">{breakable(gap.field or gap.origin)}</code>'
        anchor = self._anchor(gap)
        return (
            f'{reason}: <a href="#{as_text(anchor)}">{name}</a>' if anchor else f"{reason}: {name}"
        )

    def _anchor(self, gap: Gap) -> str:
        """Return where the passage of a gap is: its cell, its row, or nowhere on the page."""
        for row in self.rows:
            for each in row.changes:
                if each.state != "removed" and each.passage.origin == gap.origin:
                    return row.cells.get(each.passage.key, row.anchor)
        return ""

    def _section(self, name: SectionName) -> Iterator[str]:
        rows = [row for row in self.rows if row.section == name]
        columns = self._columns()
        margin = MarginWriter(self.view, self.changes, self.comments)
        yield from self._open(f"~{name}", name)
        if len(columns) > 1:
            heads = "".join(f"<p>{as_text(column.label)}</p>" for column in columns)
            yield f'<div class="heads" aria-hidden="true">{heads}</div>'
        for row in rows:
            classes = ["row", *(["changed"] if row.is_changed else [])]
            classes += ["gone"] if row.is_gone else []
            cells = "".join(column.cell(row) for column in columns)
            yield (
                f'<div class="{" ".join(classes)}" id="{as_text(row.anchor)}">'
                f"{cells}{margin.margin(row)}</div>"
            )
        yield "</section>"

    def _columns(self) -> Sequence[Column]:
        """Return the columns of a part: the original, if it is another, then the document."""
        words = self.view.words
        own = Inline(self.language, self.language, words)
        if not self.view.original:
            return (Column(own, True, ""),)
        source = SOURCE_LANGUAGE
        original = f"{words['original']} · {source.native_name}"
        translation = f"{words['translation']} · {self.language.native_name}"
        return (
            Column(Inline(source, self.language, words), False, original),
            Column(own, True, translation),
        )

    def _left(self) -> Iterator[str]:
        """Yield what came back and has no place on the page: it is shown all the same."""
        if self.unplaced:
            yield from self._open(_UNPLACED, "unplaced")
            yield from map(RemarkWriter(self.view).unplaced, self.unplaced)
            yield "</section>"

    def _open(self, anchor: str, key: str) -> Iterator[str]:
        yield f'<section class="{key}" id="{anchor}" aria-labelledby="{anchor}-title">'
        yield f'<h2 id="{anchor}-title">{as_text(self.view.words[key])}</h2>'


def _address(path: str) -> str:
    return as_text(quote(path, safe="/!~"))
