"""Amounts: money, numbers, ordinals, how often."""

from __future__ import annotations

from typing import Literal, cast

from reportgen import values
from reportgen.localise.scope import Call, UnknownEntryError, Value
from reportgen.model import BudgetFact, Meeting


def money_value(call: Call) -> Value:
    """Answer `money`: an amount given in the text, or that of a budget fact."""
    fact = call.text("fact")
    if fact:
        budget = _budget(call.meeting, fact)
        amount, currency, per = budget.amount, budget.currency, budget.per
    else:
        amount, currency = call.number("amount"), call.text("currency")
        per = cast(Literal["year", "month"] | None, call.text("per") or None)
    text = values.format_money(amount, currency, call.language, per=per, form=call.form)
    return Value(text, fact)


def _budget(meeting: Meeting, key: str) -> BudgetFact:
    for outcome in meeting.outcomes:
        for fact in outcome.facts:
            if isinstance(fact, BudgetFact) and fact.id == key:
                return fact
    raise UnknownEntryError(f"there is no budget fact {key} that this addressee may see")


def number_value(call: Call) -> Value:
    """Answer `number`."""
    return Value(values.format_number(call.number("number"), call.language), "")


def ordinal_value(call: Call) -> Value:
    """Answer `ordinal`: of a number, or of the addressee's own meeting."""
    if call.name("number"):
        session, field = call.scope.session, f"{call.scope.path}.session"
        if session is None or session.ordinal is None:
            return call.scope.gap(field)
        return Value(values.format_ordinal(session.ordinal, call.language, form="cover"), field)
    text = values.format_ordinal(
        call.number("number"),
        call.language,
        form=call.form,
        gender=call.text("gender") or None,
        case=call.inflection if call.inflection in values.CASES else "nom",
    )
    return Value(text, "")


def times_value(call: Call) -> Value:
    """Answer `times`: how often."""
    if call.name("number"):
        return call.scope.times_met()
    return Value(values.format_times(call.number("number"), call.language), "")
