"""What is wrong with the words of a translation by themselves: forms that nobody can give, signs.

In go the entries of a catalog and the data that their expressions are answered from, out come
problems at the entries. `reportgen.catalogs.compare` holds translations against their sources; here
each is looked at as a text of its language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportgen.catalogs.store import CatalogEntry, CatalogFile
from reportgen.errors import Problem
from reportgen.expressions import (
    FUNCTIONS,
    check_expression,
    check_inflection,
    paired_arguments,
)
from reportgen.model import Meeting
from reportgen.organisation import Organisation
from reportgen.organisation.inflection import RUSSIAN_CASES, MissingFormError, data_case
from reportgen.organisation.snippets import form_snippet
from reportgen.texts import Expression, Name, TextFault, parse_text
from reportgen.typography import find_deviations, may_deviate, shown_at

_INFLECTED = re.compile(r"\{\{[^{}]*?(?:case|gender)\s*=[^{}]*\}\}")
_KINDS = {
    "body": "bodies",
    "bodies": "bodies",
    "conference": "bodies",
    "theme": "themes",
    "link": "links",
    "place": "places",
    "chair": "offices",
}
"""The kind of entry that each function's words come from."""


@dataclass
class WordingChecker:
    """Checks the words of catalogs by the data and the meetings that they may speak of.

    `addressees` are the bodies that the name `addressee` may stand for.
    """

    organisation: Organisation
    meetings: Sequence[Meeting]
    addressees: Sequence[str]
    _known: dict[tuple[str, str], tuple[TextFault, ...]] = field(default_factory=dict)

    def check(self, catalog: CatalogFile, path: str) -> Iterator[Problem]:
        """Yield the problems of a catalog; entries that reports do not use are not looked at."""
        used = [each for each in catalog.entries if each.is_translated and not each.is_fuzzy]
        key = catalog.language.key
        has_deviations = may_deviate((text for each in used for text in each.texts), key)
        for entry in used:
            for text in dict.fromkeys(entry.texts):
                yield from self._forms(entry, text, key, path)
                if has_deviations and may_deviate((text,), key):
                    yield from _typography(entry, text, key, path)

    def _forms(self, entry: CatalogEntry, text: str, key: str, path: str) -> Iterator[Problem]:
        for source in _INFLECTED.findall(text):
            for fault in self._faults(source, key):
                message = f"{entry.unit.context}: {fault.message}"
                yield Problem(path, entry.line, 1, "error", fault.code, message, fault.hint)

    def _faults(self, source: str, key: str) -> tuple[TextFault, ...]:
        if (source, key) not in self._known:
            # What cannot be read, or names what is not there, is told by the comparison.
            found: list[TextFault] = []
            for expression in parse_text(source).expressions():
                if check_expression(expression):
                    continue
                faults = list(check_inflection(expression, key))
                found += faults or self._missing_forms(expression, key)
            self._known[source, key] = tuple(found)
        return self._known[source, key]

    def _missing_forms(self, expression: Expression, key: str) -> Iterator[TextFault]:
        """Yield a fault for each form that the data lacks, with the lines that would add it."""
        function = FUNCTIONS.get(expression.name) if expression.is_call else None
        if function is None:
            return
        given = {p.name: str(a) for p, a in paired_arguments(expression, function)}
        case = data_case(given.get("case", ""))
        if expression.name == "person":
            yield from self._person(given, case, key)
        kind = _KINDS.get(expression.name)
        for entry_key in self._entry_keys(expression) if kind and case else ():
            try:
                words = self._words(expression.name, entry_key, given, key)
            except MissingFormError as error:
                message = f"{entry_key} {error} in this language"
                snippet = form_snippet(str(kind), entry_key, error.cell).strip()
                hint = f"add it to the project:\n{snippet}"
                yield TextFault("missing-form", message, hint)
                continue
            if case in ("li", "bi") and words[:1].isascii():
                message = f'"{words}" is in Latin letters: no preposition can be joined to it'
                yield TextFault("missing-form", message, 'use form="long", or write it by hand')

    def _words(self, name: str, key: str, given: dict[str, str], language: str) -> str:
        """Return the words of an entry in the case asked for; nothing for one that is not there.

        Raises MissingFormError where the data lacks the case.
        """
        case, facts = data_case(given["case"]), self.organisation
        if name == "chair":
            office = facts.office("chair")
            return (office.in_case("ru", case) if office and language == "ru" else None) or "…"
        if name in ("theme", "link", "place"):
            look_up = {"theme": facts.theme, "link": facts.link, "place": facts.place}[name]
            entry = look_up(key)
            # A town takes no article.
            needed = "" if name == "place" and language != "ru" else case
            return (entry.in_case(language, needed) if entry is not None else None) or "…"
        body = facts.body(key)
        form = given.get("form", "acronym")
        if body is None:
            return "…"
        if name == "conference":
            return body.session_text(language, int(given["year"]), form, case) or "…"
        words = body.words(language)
        return words.text(form, case) if words is not None else "…"

    def _entry_keys(self, expression: Expression) -> Iterator[str]:
        """Yield the entries that an expression names: itself, or by what the meetings are."""
        if expression.name == "chair":
            yield "chair"
            return
        function = FUNCTIONS[expression.name]
        first = function.positional[0].name
        for parameter, argument in paired_arguments(expression, function):
            if parameter.name != first:
                continue
            if not isinstance(argument, Name):
                yield str(argument)
            elif argument.name == "addressee":
                yield from self.addressees
            elif expression.name == "place":
                yield from self._places(argument.name)
            else:
                yield from dict.fromkeys(each.meeting.body for each in self.meetings)

    def _places(self, name: str) -> Iterator[str]:
        """Yield the places of the meetings, or of the sessions of their addressees."""
        for meeting in self.meetings:
            sessions = [each.session for each in meeting.reports.values() if each.session]
            given = [each.place for each in sessions] if name == "session" else []
            yield from (place for place in given or [meeting.meeting.place] if place)

    def _person(self, given: dict[str, str], case: str, key: str) -> Iterator[TextFault]:
        """Yield a fault for a person whose name in Cyrillic letters is not declined."""
        for meeting in self.meetings if key == "ru" and case in RUSSIAN_CASES else ():
            person = meeting.people.get(given.get("person", ""))
            if person is not None and "ru" in person.names and case not in person.cases:
                message = f"{given['person']} has no {RUSSIAN_CASES[case]} in this language"
                hint = f"add it to the person in `people:`, as in cases: {{{case}: …}}"
                yield TextFault("missing-form", message, hint)


def _typography(entry: CatalogEntry, text: str, key: str, path: str) -> Iterator[Problem]:
    for each in find_deviations(text, key):
        message = f"{entry.unit.context}: {each.message}"
        hint = f"it stands in: {shown_at(text, each)}"
        yield Problem(path, entry.line, 1, "warning", "text-typography", message, hint)
