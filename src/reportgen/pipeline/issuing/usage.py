"""What a report uses of its sources: the texts that it shows, and what these name.

Nothing is guessed from the outline: the report is localised, and whatever is looked up in a catalog
on the way is a text that it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.catalogs.lookup import Catalogs, Translation
from reportgen.document import Document
from reportgen.expressions import references
from reportgen.issues.cutting import Use
from reportgen.languages import LANGUAGE_KEYS
from reportgen.localise import NoValueError, localise
from reportgen.pipeline.novalue import input_error
from reportgen.pipeline.reports import ReportMaker
from reportgen.report import Report
from reportgen.texts import parse_text


@dataclass(frozen=True, slots=True)
class UsedText:
    """A text that a report shows: the meeting whose it is ("" for messages of ours) and its path.

    `source` are its English words, `text` those of the language.
    """

    meeting: str
    context: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class NotedCatalogs(Catalogs):
    """The catalogs of one language; they note in `used` what is asked of them."""

    used: dict[UsedText, None] = field(default_factory=dict)

    def translate(
        self, context: str, source: str, *, meeting: str = "", plural: str = "", count: int = 1
    ) -> Translation:
        """Return the words for a text, as `Catalogs` does."""
        # Named in full: a class with slots is made anew, and `super()` would mean the old one.
        found = Catalogs.translate(
            self, context, source, meeting=meeting, plural=plural, count=count
        )
        self.used[UsedText(meeting, context, source, found.text)] = None
        return found


@dataclass(frozen=True, slots=True)
class LocalisedReport:
    """A report in all official languages, and the texts that it shows in each."""

    report: Report
    documents: Mapping[str, Document]
    used: Mapping[str, tuple[UsedText, ...]]


def localise_report(maker: ReportMaker, addressee: str) -> LocalisedReport:
    """Return the final report to an addressee in all official languages.

    Raises InputError (`no-value`) with every expression that has no value.
    """
    report = maker.report(addressee)
    organisation = maker.workspace.organisation
    documents, used = {}, {}
    for key in LANGUAGE_KEYS:
        plain = maker.catalogs(key)
        noted = NotedCatalogs(plain.language, plain.messages, plain.meetings)
        try:
            documents[key] = localise(report, key, noted, organisation, "final")
        except NoValueError as error:
            raise input_error(error, maker.workspace, maker.source, key) from None
        used[key] = tuple(noted.used)
    return LocalisedReport(report, documents, used)


def use_of(localised: LocalisedReport, meeting_id: str) -> Use:
    """Return what the report uses of a meeting that it speaks of."""
    report = localised.report
    own = [
        each for texts in localised.used.values() for each in texts if each.meeting == meeting_id
    ]
    # Our own messages may name a person or a document of the meeting, too.
    every = [
        each
        for texts in localised.used.values()
        for each in texts
        if each.meeting in ("", meeting_id)
    ]
    named = {(kind, key) for text in every for kind, key in _named(text)}
    return Use(
        addressee=report.addressee,
        is_own=meeting_id == report.meeting,
        outcomes=frozenset(_shown(report, meeting_id)),
        messages=frozenset(_parts(own, "messages")),
        tables=frozenset(_parts(own, "tables")),
        people=frozenset(key for kind, key in named if kind == "people"),
        documents=frozenset(key for kind, key in named if kind == "documents"),
        budgets=frozenset(key for kind, key in named if kind == "budgets"),
    )


def _shown(report: Report, meeting_id: str) -> Iterator[str]:
    """Yield the ids of the outcomes of a meeting that the report shows."""
    for each in report.shown:
        owner, _, outcome = each.outcome.rpartition(":")
        if (owner or report.meeting) == meeting_id:
            yield outcome


def _parts(texts: list[UsedText], kind: str) -> Iterator[str]:
    """Yield the keys of messages, or of tables, that texts belong to."""
    for text in texts:
        first, _, rest = text.context.partition(".")
        if first == kind:
            yield rest.partition("#")[0] if kind == "messages" else rest.partition(".")[0]


def _named(text: UsedText) -> Iterator[tuple[str, str]]:
    """Yield what the expressions of a text refer to, in its source and in its translation."""
    for words in dict.fromkeys((text.source, text.text)):
        for expression in parse_text(words).expressions():
            for reference in references(expression):
                yield reference.kind, reference.key
