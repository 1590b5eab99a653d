"""The values of expressions: names and functions answered from the data, in one language.

In goes an expression of a text with the meeting it speaks of, out come its words and the path of
the field they were computed from, or a gap where the data is missing. How a value is worded is the
business of `reportgen.values`; here the data is looked up and handed over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from reportgen.expressions import check_expression
from reportgen.localise import amounts, citations, dates, naming
from reportgen.localise.listed_names import name_value
from reportgen.localise.scope import Call, Scope, UnknownEntryError, Value
from reportgen.texts import Expression

ANSWERS: dict[str, Callable[[Call], Value]] = {
    "date": dates.date_value,
    "dates": dates.dates_value,
    "when": dates.when_value,
    "resolution": citations.resolution_value,
    "document": citations.document_value,
    "body": naming.body_value,
    "bodies": naming.bodies_value,
    "conference": citations.conference_value,
    "study_group": citations.study_group_value,
    "question": citations.question_value,
    "person": naming.person_value,
    "chair": naming.chair_value,
    "country": naming.country_value,
    "money": amounts.money_value,
    "number": amounts.number_value,
    "ordinal": amounts.ordinal_value,
    "times": amounts.times_value,
    "link": naming.link_value,
    "theme": naming.theme_value,
    "place": naming.place_value,
    "language": naming.language_value,
}
"""What answers each function of `reportgen.expressions`."""


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Answers the expressions of one report in one language."""

    scope: Scope

    def value(self, expression: Expression, meeting_id: str, extra: Mapping[str, str]) -> Value:
        """Return the value of an expression in a text that speaks of the meeting `meeting_id`.

        `extra` answers names that only the text itself knows. Raises ValueError where the data
        lacks an entry or an argument makes no sense.
        """
        # Expressions of the file were checked when it was read; those of translations were not.
        for fault in check_expression(expression):
            raise UnknownEntryError(fault.message)
        call = Call(expression, meeting_id, self.scope)
        value = ANSWERS[expression.name](call) if expression.is_call else name_value(call)
        if value is not None:
            return self._placed(value, meeting_id)
        name = f"{expression.name}.{expression.attribute}"
        if name not in extra:
            raise UnknownEntryError(f"{name} is known only in the messages made for it")
        field = f"{self.scope.path}.annexes" if expression.name == "annex" else name
        return Value(extra[name], field)

    def _placed(self, value: Value, meeting_id: str) -> Value:
        """Return a value with the meeting before its field, if that is not the report's own."""
        is_shared = not value.field or value.field.startswith(("organisation.", "reports."))
        if is_shared or meeting_id == self.scope.report.meeting:
            return value
        return replace(value, field=f"{meeting_id}:{value.field}")
