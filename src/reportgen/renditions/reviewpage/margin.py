"""The margin of a row: what happened to it, where it comes from, and what reviewers said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from reportgen.document.diff import Passage, PassageChange
from reportgen.renditions.reviewpage.inline import as_text
from reportgen.renditions.reviewpage.remarks import RemarkWriter, moment
from reportgen.renditions.reviewpage.rows import Row
from reportgen.renditions.reviewpage.view import ReviewView, SourcePlace, TextSource

_NO_SOURCE = TextSource()
_STATE_WORDS: Mapping[str, str] = {
    "missing": "missing_translation",
    "fuzzy": "fuzzy_translation",
    "translated": "translated",
    "reviewed": "reviewed",
}


@dataclass(frozen=True, slots=True)
class Steps:
    """Where links lead from each row: to the row before and behind it of the same kind."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    first: str = ""

    @classmethod
    def between(cls, anchors: tuple[str, ...]) -> Steps:
        """Return the steps through rows in order."""
        return cls(
            dict(zip(anchors[1:], anchors, strict=False)),
            dict(pairwise(anchors)),
            anchors[0] if anchors else "",
        )


@dataclass(frozen=True, slots=True)
class MarginWriter:
    """Makes the margins of a page; `changes` and `comments` are the steps through it."""

    view: ReviewView
    changes: Steps
    comments: Steps

    def margin(self, row: Row) -> str:
        """Return the margin of a row."""
        parts = [
            *self._badges(row),
            *self._origin(row),
            *self._steps(row),
            *RemarkWriter(self.view).articles(row.remarks),
        ]
        return f'<div class="margin">{"".join(parts)}</div>'

    # --- what happened to it

    def _badges(self, row: Row) -> Iterator[str]:
        """Yield in words what has changed since the last issue."""
        words = self.view.words
        found = [f'<b class="badge {key}">{as_text(words[key])}</b>' for key in _states(row)]
        if found:
            yield f'<p class="badges">{" ".join(found)}</p>'

    def _translation_states(self, row: Row) -> Iterator[str]:
        """Yield what the translations on a row lack, else that they are there and who reviewed."""
        sources = [self._source(each.passage) for each in row.changes if each.pieces]
        states = {each.state for each in sources}
        for state in ("missing", "fuzzy", "translated", "reviewed"):
            if state not in states:
                continue
            text = as_text(self.view.words[_STATE_WORDS[state]])
            if state == "reviewed":
                reviews = {(each.by, each.date) for each in sources if each.state == "reviewed"}
                names = ", ".join(
                    f"<bdi>{as_text(by)}</bdi> {moment(date)}" for by, date in sorted(reviews)
                )
                text = f"{text}: {names}"
            yield f'<span class="badge {state}">{text}</span>'

    def _steps(self, row: Row) -> Iterator[str]:
        """Yield the links to the changes and comments before and behind this row."""
        links = []
        for key, steps in (("change", self.changes), ("comment", self.comments)):
            for word, arrow, targets in (
                ("previous", "↑", steps.before),
                ("next", "↓", steps.after),
            ):
                if row.anchor in targets:
                    text = as_text(self.view.words[f"{word}_{key}"])
                    target = as_text(targets[row.anchor])
                    links.append(f'<a href="#{target}">{arrow}&nbsp;{text}</a>')
        if links:
            yield f'<p class="steps">{" ".join(links)}</p>'

    # --- where it comes from

    def _origin(self, row: Row) -> Iterator[str]:
        """Yield the origin, always there and quiet; it opens to everything known of the text."""
        passage = row.first.passage
        block = passage.block
        origin = block.origin if row.is_table and block is not None else passage.origin
        yield '<details class="origin">'
        yield f'<summary><code dir="ltr">{breakable(origin)}</code></summary><dl>'
        if passage.outcome:
            yield self._fact("outcome", f'<code dir="ltr">{breakable(passage.outcome)}</code>')
        for each in row.changes or row.original:
            yield from self._text_facts(each.passage, with_origin=row.is_table)
        yield "</dl></details>"
        yield from self._places(row)

    def _text_facts(self, passage: Passage, *, with_origin: bool) -> Iterator[str]:
        source = self._source(passage)
        if with_origin:
            yield self._fact("origin", f'<code dir="ltr">{breakable(passage.origin)}</code>')
        if source.source is not None:
            yield self._fact("source", _link(source.source))
        if source.catalog is not None:
            yield self._fact("catalog", _link(source.catalog))
        for expression, name in _values(passage):
            place = self.view.fields.get((passage.origin, name))
            at = f" {_link(place)}" if place is not None else ""
            shown = f'<code dir="ltr">{breakable(name)}</code>' if name else ""
            yield self._fact("value", f'<code dir="ltr">{breakable(expression)}</code> {shown}{at}')

    def _fact(self, key: str, value: str) -> str:
        return f"<dt>{as_text(self.view.words[key])}</dt><dd>{value}</dd>"

    def _places(self, row: Row) -> Iterator[str]:
        """Yield how good the translation is, and short links to the text and its translation."""
        source = self._source(row.first.passage)
        found = [_link(each, is_short=True) for each in (source.source, source.catalog) if each]
        if not row.is_gone:
            found += self._translation_states(row)
        if found:
            yield f'<p class="places">{" ".join(found)}</p>'

    def _source(self, passage: Passage) -> TextSource:
        return self.view.texts.get(passage.origin, _NO_SOURCE)


def _states(row: Row) -> Iterator[str]:
    """Yield the keys of the words for what happened to a row."""
    first = row.first
    is_whole = not row.is_table or len({each.state for each in row.changes}) == 1
    if first.state in ("added", "removed") and is_whole:
        yield first.state
    elif any(each.state != "same" for each in (*row.changes, *row.original)):
        yield "changed"
    if any(each.is_moved for each in _standing(row)):
        yield "moved"


def _standing(row: Row) -> tuple[PassageChange, ...]:
    return tuple(each for each in row.changes if each.state != "removed")


def _values(passage: Passage) -> dict[tuple[str, str], None]:
    """Return the expressions of a passage with the fields behind them, each once."""
    return dict.fromkeys((span.source, span.field) for span in passage.spans if span.source)


def _link(place: SourcePlace, *, is_short: bool = False) -> str:
    """Return a place as a link to its file, its path whole or without the folders."""
    short = SourcePlace(PurePosixPath(place.path).name, place.line)
    words = f'<span dir="ltr">{breakable(str(short if is_short else place))}</span>'
    if not place.address:
        return words
    line = f"#L{place.line}" if place.line else ""
    name = f' aria-label="{as_text(str(place))}"' if is_short else ""
    return f'<a href="{as_text(place.address)}{line}"{name}>{words}</a>'


def breakable(text: str) -> str:
    """Return a path, an origin or an expression as markup that a narrow margin may break."""
    shown = as_text(text)
    for sign in ("/", ".", "_", "-", ":"):
        shown = shown.replace(sign, f"{sign}<wbr>")
    return shown
