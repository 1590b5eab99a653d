"""Faults in the texts of a file: expressions, what they refer to, links, spaces."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from reportgen.errors import Problem, did_you_mean
from reportgen.expressions import Reference, check_expression, check_inflection, references
from reportgen.languages import LANGUAGE_KEYS, SOURCE_LANGUAGE
from reportgen.model import BudgetFact, Meeting
from reportgen.outcomes.places import TextPlace
from reportgen.outcomes.subject import OWN, UNKNOWN, Subject, addition
from reportgen.texts import Expression, TextFault, is_allowed_link, parse_text
from reportgen.typography import find_deviations, may_deviate, shown_at


def check_text(subject: Subject, place: TextPlace) -> Iterator[Problem]:
    """Check the expressions and links of one text."""
    parsed = parse_text(place.source)
    faults = list(parsed.faults)
    for expression in parsed.expressions():
        found = check_expression(expression)
        faults += found
        if not found:
            faults += check_inflection(expression, SOURCE_LANGUAGE.key)
            faults += _unknown_references(subject, references(expression))
        faults += _out_of_place(expression, place)
    for fault in faults:
        before = place.before.count(fault.needle)
        line, column = subject.file.needle_place(place.path, fault.needle, before + fault.index)
        yield Problem(
            subject.file.path, line, column, "error", fault.code, fault.message, fault.hint
        )
    if "  " in place.source:
        hint = "the words are kept as they are; take one space out if it is a slip"
        line, column = subject.file.needle_place(place.path, "  ", place.before.count("  "))
        yield Problem(
            subject.file.path, line, column, "warning", "doubled-space", "two spaces in a row", hint
        )
    yield from _typography(subject, place)


def _typography(subject: Subject, place: TextPlace) -> Iterator[Problem]:
    """Yield a warning where the house prints otherwise; spaces in a row are told already."""
    if not may_deviate((place.source,), SOURCE_LANGUAGE.key):
        return
    for each in find_deviations(place.source, SOURCE_LANGUAGE.key):
        if each.rule == "several-spaces":
            continue
        # Two letters more than what is wrong: a space or "st" alone stands everywhere.
        needle = place.source[max(each.start - 1, 0) : each.end + 1]
        before = (place.before + place.source[: each.start]).count(needle)
        line, column = subject.file.needle_place(place.path, needle, before)
        hint = f"it stands in: {shown_at(place.source, each)}"
        yield Problem(
            subject.file.path, line, column, "warning", "text-typography", each.message, hint
        )


_ONLY_IN = {"annex": ("annex_title", "annex_file"), "page": ("label_page",)}
"""Names that only some messages know, and which."""

_NUMBERED = ("resolutions", "revisions", "study_groups")
_OWN_HINTS = {
    "budgets": "name the id of a fact of type budget",
    "languages": f"known: {', '.join(LANGUAGE_KEYS)}",
}


def _out_of_place(expression: Expression, place: TextPlace) -> Iterator[TextFault]:
    """Yield a fault for a name that only some messages know."""
    keys = _ONLY_IN.get(expression.name, ())
    if keys and not place.origin.endswith(tuple(f"messages.{key}" for key in keys)):
        name, listed = f"{expression.name}.{expression.attribute}", " or ".join(keys)
        message = f'"{name}" is known only in the message {listed}'
        hint = f"write it in {listed}, below `messages:`"
        yield TextFault("unknown-name", message, hint, index=expression.index)


def _unknown_references(subject: Subject, found: Iterable[Reference]) -> Iterator[TextFault]:
    """Yield a fault for every entry that is neither in the file nor in the organisation's data."""
    meeting = subject.meeting
    own: dict[str, Collection[str]] = {
        "people": meeting.people,
        "documents": meeting.documents,
        "budgets": budget_ids(meeting),
        "languages": LANGUAGE_KEYS,
    }
    is_known = True
    for reference in found:
        kind, key = reference.kind, reference.key
        if kind == "conferences" and key not in subject.known.keys("bodies"):
            kind = "bodies"
        if kind in _NUMBERED and not is_known:
            continue
        if kind in own:
            known = own[kind]
            code, noun = OWN[kind]
            hint = _OWN_HINTS.get(kind) or f"add it to `{kind}:`"
        else:
            if kind == "links" and ("@" in key or is_allowed_link(key)):
                continue
            known = subject.known.keys(kind)
            code, noun = UNKNOWN[kind]
            hint = addition(subject, kind, key)
        if key not in known:
            # Another number is another resolution, however near it is.
            near = "" if kind in (*_NUMBERED, "conferences") else did_you_mean(key, known)
            message = f'unknown {noun} "{key}"'
            yield TextFault(code, message, near or hint, index=reference.index)
            is_known = False


def budget_ids(meeting: Meeting) -> list[str]:
    """Return the ids of the budget facts of a meeting."""
    return [f.id for o in meeting.outcomes for f in o.facts if isinstance(f, BudgetFact)]
