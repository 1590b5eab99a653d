"""One report in one language: Report × language × catalogs → Document.

Here language is settled, once and for all formats: translations are looked up, expressions get
their words, and what is missing becomes a gap. Every span keeps the origin of the text it stands
in and, if it was computed, the field behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.catalogs.lookup import Catalogs, Translation
from reportgen.document import (
    Block,
    BoxRow,
    Cell,
    Cover,
    Document,
    Field,
    Gap,
    Section,
    Span,
    Spans,
    plain_text,
)
from reportgen.kinds import State
from reportgen.languages import SOURCE_LANGUAGE, document_language
from reportgen.localise.evaluator import ANSWERS, Evaluator
from reportgen.localise.scope import Scope, Value
from reportgen.organisation import Organisation
from reportgen.organisation.inflection import ARTICLE_CASES
from reportgen.report import Report, ReportBlock, Text, split_origin
from reportgen.texts import Expression, Piece, is_allowed_link, parse_text

_ENDED = re.compile(r"(?:^|[^\W_]{3}[\")\]]*[.!?][\")]*\s)\s*[\"(]*\Z")
"""What stands before the beginning of a sentence: nothing, or the end of another.

A point behind one or two letters is that of an abbreviation.
"""

PAGE_NUMBER = "page.number"
"""The name in the label of the page number that stands for the number itself."""

__all__ = ["ANSWERS", "NoValue", "NoValueError", "localise", "translated"]


@dataclass(frozen=True, slots=True)
class NoValue:
    """An expression that has no value, in which text, and why."""

    origin: str
    expression: Expression
    reason: str


class NoValueError(ValueError):
    """Expressions of a report have no value; `faults` names all of them."""

    def __init__(self, faults: Sequence[NoValue]) -> None:
        """Keep the faults."""
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{each.origin}: {each.reason}" for each in faults))


def localise(
    report: Report,
    language_key: str,
    catalogs: Catalogs,
    organisation: Organisation,
    state: State = "draft",
) -> Document:
    """Return the report in a language.

    Raises NoValueError with every expression that has none: the data lacks an entry that it names,
    or an argument makes no sense (a range of days that ends before it begins).
    """
    localiser = _Localiser(report, language_key, catalogs, organisation)
    document = localiser.document(state)
    if localiser.faults:
        raise NoValueError(list(localiser.faults))
    return document


def translated(text: Text, catalogs: Catalogs, meeting: str) -> Translation:
    """Return the words of a text in the language of the catalogs, still as a source.

    `meeting` is the folder of the report, whose catalog has the texts that name no other.
    """
    owner, context = split_origin(text.origin)
    return catalogs.translate(
        context,
        text.source,
        meeting="" if text.is_message else owner or meeting,
        plural=text.plural,
        count=text.count,
    )


class _Localiser:
    """Turns the texts of one report into spans, and collects the gaps."""

    def __init__(
        self, report: Report, language_key: str, catalogs: Catalogs, organisation: Organisation
    ) -> None:
        self._report = report
        self._language = document_language(language_key)
        self._catalogs = catalogs
        self._evaluator = Evaluator(
            Scope(report, organisation, catalogs, self._language.values_key)
        )
        self._gaps: dict[Gap, None] = {}
        self.faults: dict[NoValue, None] = {}

    def document(self, state: State) -> Document:
        """Return the whole Document."""
        report = self._report
        cover = self._cover()
        settings = report.settings
        day = settings.date or report.meetings[report.meeting].meeting.last_day
        sections = tuple(
            Section(
                section.id,
                self._block(section.heading) if section.heading is not None else None,
                tuple(self._block(block) for block in section.blocks),
            )
            for section in report.sections
        )
        properties = {key: plain_text(self._spans(t)) for key, t in report.properties.items()}
        return Document(
            meeting=report.meeting,
            addressee=report.addressee,
            language=self._language.key,
            tag=self._language.tag,
            direction=self._language.direction,
            state=state,
            title=plain_text(cover.fields["title"].spans),
            subject=properties["subject"],
            creator=properties["creator"],
            keywords=tuple(each.text for each in self._evaluator.scope.keywords()),
            date=day.isoformat(),
            cover=cover,
            sections=sections,
            gaps=tuple(self._gaps),
        )

    def _cover(self) -> Cover:
        cover = self._report.cover
        return Cover(
            fields={name: self._field(name, text) for name, text in cover.fields.items()},
            labels={
                field.name: field
                for name, text in cover.labels.items()
                for field in self._labels(name, text)
            },
            box=tuple(
                BoxRow(
                    row.name,
                    self._field(row.name, row.label),
                    tuple(self._block(block) for block in row.paragraphs),
                )
                for row in cover.box
            ),
        )

    def _labels(self, name: str, text: Text) -> Iterator[Field]:
        """Yield a label; that of the page number in two parts, since Word counts the pages."""
        field = self._field(name, text)
        if name != "page":
            yield field
            return
        places = [at for at, span in enumerate(field.spans) if span.field == PAGE_NUMBER]
        number = places[0] if places else len(field.spans)
        parts = {"page_before": field.spans[:number], "page_after": field.spans[number + 1 :]}
        yield from (replace(field, name=key, spans=spans) for key, spans in parts.items() if spans)

    def _field(self, name: str, text: Text) -> Field:
        return Field(name, text.origin, self._spans(text))

    def _block(self, block: ReportBlock) -> Block:
        return Block(
            kind=block.kind,
            origin=block.origin,
            spans=self._spans(block.text) if block.text is not None else (),
            level=block.level,
            outcome=block.outcome,
            list_id=block.list_id,
            columns=tuple(self._cell(column) for column in block.columns),
            rows=tuple(tuple(self._cell(cell) for cell in row) for row in block.rows),
        )

    def _cell(self, text: Text) -> Cell:
        return Cell(text.origin, self._spans(text) if text.source else ())

    # --- texts -------------------------------------------------------------------------------

    def _spans(self, text: Text) -> Spans:
        """Return the spans of a text in the language, the source marked where there is no other."""
        translation = translated(text, self._catalogs, self._report.meeting)
        is_foreign = translation.state in ("missing", "fuzzy")
        spans = tuple(self._pieces(text, translation.text))
        if not is_foreign or not any(span.kind == "text" and span.text.strip() for span in spans):
            return spans
        self._gaps[_untranslated(text.origin, is_fuzzy=translation.state == "fuzzy")] = None
        source_tag = SOURCE_LANGUAGE.tag
        return tuple(
            replace(span, language=source_tag) if span.kind == "text" else span for span in spans
        )

    def _pieces(self, text: Text, source: str) -> Iterator[Span]:
        # An item that goes on with its lead-in begins in small letters.
        before = "…" if source.rstrip().endswith((";", ",")) else ""
        for piece in parse_text(source).pieces:
            span = Span(
                text=piece.text,
                origin=text.origin,
                strong=piece.strong,
                emphasis=piece.emphasis,
                href=self._target(piece, text),
            )
            if piece.expression is None:
                before += piece.text
                yield span
                continue
            value = self._value(piece.expression, text)
            words = value.text
            if piece.expression.keyword("case") in ARTICLE_CASES and _ENDED.search(before):
                # An article that begins a sentence is written with a capital letter.
                words = words[:1].upper() + words[1:]
            before += words
            if value.is_gap:
                what = f"{value.field} is missing"
                self._gaps[Gap(text.origin, "missing-value", value.field, what)] = None
            for each in value.untranslated:
                self._gaps[_untranslated(each.origin, is_fuzzy=each.state == "fuzzy")] = None
            href = value.href if is_allowed_link(value.href) else ""
            yield replace(
                span,
                text=words,
                kind="gap" if value.is_gap else "value",
                source=piece.expression.source,
                field=value.field,
                href=span.href or href,
                language=SOURCE_LANGUAGE.tag if value.untranslated else "",
            )

    def _target(self, piece: Piece, text: Text) -> str:
        """Return where a piece leads, if it stands in a link."""
        if piece.href_expression is not None:
            href = self._value(piece.href_expression, text).href
            return href if is_allowed_link(href) else ""
        return piece.href

    def _value(self, expression: Expression, text: Text) -> Value:
        try:
            return self._evaluator.value(expression, text.meeting, dict(text.values))
        except ValueError as error:
            self.faults[NoValue(text.origin, expression, str(error))] = None
            return Value("", "")


def _untranslated(origin: str, *, is_fuzzy: bool) -> Gap:
    if is_fuzzy:
        return Gap(origin, "fuzzy-translation", "", f"the translation of {origin} is out of date")
    return Gap(origin, "missing-translation", "", f"{origin} is not translated")
