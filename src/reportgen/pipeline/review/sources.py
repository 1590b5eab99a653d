"""What the words of a draft came from: the sources of its texts, and the places in them.

The Report knows the texts, the catalogs their words in a language, the rendered file which span
stands where. Here they are put together: for every paragraph, its spans with their places in the
paragraph and in the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportgen.catalogs.lookup import Catalogs
from reportgen.document import Document, Span, Spans
from reportgen.localise import translated
from reportgen.report import Report, ReportBlock, Text
from reportgen.review.model import PackedParagraph, PackedSpan
from reportgen.textmap import PlacedPiece, map_text
from reportgen.texts import parse_text
from reportgen.word.render import Origin


@dataclass(frozen=True, slots=True)
class TextSources:
    """The sources of a report's texts in a language by origin; `untranslated` are in English."""

    sources: Mapping[str, str]
    untranslated: frozenset[str]


def text_sources(report: Report, catalogs: Catalogs) -> TextSources:
    """Return the sources of all texts of a report as they stand in its language."""
    sources: dict[str, str] = {}
    untranslated = set()
    for text in _texts(report):
        found = translated(text, catalogs, report.meeting)
        sources.setdefault(text.origin, found.text)
        if found.state in ("missing", "fuzzy"):
            untranslated.add(text.origin)
    return TextSources(sources, frozenset(untranslated))


def packed_paragraphs(
    document: Document, origins: Mapping[str, Origin], texts: TextSources
) -> dict[str, PackedParagraph]:
    """Return what each bookmarked paragraph of a rendered file came from, by its bookmark.

    Their own text is still empty: it is read from the file.
    """
    ranges = _source_ranges(document, texts.sources)
    return {
        name: PackedParagraph(
            bookmark=name,
            kind=origin.kind,
            origin=origin.origin,
            text="",
            outcome=origin.outcome,
            level=origin.owner.level,
            spans=tuple(
                _packed(span, start, end, ranges.get(id(span), (-1, -1)))
                for start, end, span in origin.places
            ),
        )
        for name, origin in origins.items()
    }


def _packed(span: Span, start: int, end: int, source: tuple[int, int]) -> PackedSpan:
    return PackedSpan(
        start=start,
        end=end,
        text=span.text,
        origin=span.origin,
        kind=span.kind,
        source=span.source,
        field=span.field,
        strong=span.strong,
        emphasis=span.emphasis,
        href=span.href,
        source_start=source[0],
        source_end=source[1],
    )


# --- places in the sources -------------------------------------------------------------------


def _source_ranges(document: Document, sources: Mapping[str, str]) -> dict[int, tuple[int, int]]:
    """Return the places of spans in the sources of their texts, by identity.

    Equal spans may stand twice in a text: only the object tells them apart. A text of which only a
    part is in the document (the words before a page number) has no places.
    """
    found = {}
    for spans in _span_tuples(document):
        source = sources.get(spans[0].origin, "") if spans else ""
        if not source or parse_text(source).faults:
            continue
        placed = map_text(source)
        if len(placed) == len(spans) and all(map(_is_of, spans, placed)):
            for span, place in zip(spans, placed, strict=True):
                found[id(span)] = (place.start, place.end)
    return found


def _is_of(span: Span, placed: PlacedPiece) -> bool:
    """Whether a span was made of a piece of its text."""
    expression = placed.piece.expression
    if expression is None:
        return span.kind == "text" and span.text == placed.piece.text
    return span.source == expression.source


def _span_tuples(document: Document) -> Iterator[Spans]:
    """Yield the spans of each text of a Document."""
    cover = document.cover
    for field in (*cover.fields.values(), *cover.labels.values()):
        yield field.spans
    for row in cover.box:
        yield row.label.spans
        yield from (block.spans for block in row.paragraphs)
    for block in document.blocks():
        yield block.spans
        for cells in (block.columns, *block.rows):
            yield from (cell.spans for cell in cells)


# --- the texts of a report -------------------------------------------------------------------


def _texts(report: Report) -> Iterator[Text]:
    """Yield the texts of a report: the cover, the body, and the properties of the file."""
    yield from report.cover.fields.values()
    yield from report.cover.labels.values()
    for row in report.cover.box:
        yield row.label
        yield from _block_texts(row.paragraphs)
    for section in report.sections:
        if section.heading is not None:
            yield from _block_texts([section.heading])
        yield from _block_texts(section.blocks)
    yield from report.properties.values()


def _block_texts(blocks: Iterable[ReportBlock]) -> Iterator[Text]:
    for block in blocks:
        if block.text is not None:
            yield block.text
        yield from block.columns
        for row in block.rows:
            yield from row
