"""The cover of a Document for formats without pages: lines, facts with their labels, the box.

In goes a Document's cover, out come spans in the order of a page. What stands beside one another
on paper stands below one another here; nothing is left out but repetitions.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.document import Cover, Field, Spans

_LINES = ("union", "sector", "study_period", "group", "group_session")
# The label of each fact and the fields that it stands before; a line that brings its own label has
# none here.
_FACTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("symbol_line",)),
    ("date", ("date",)),
    ("", ("original",)),
    ("questions", ("questions",)),
    ("source", ("source",)),
    ("purpose", ("purpose",)),
    ("contact", ("contact_name", "contact_organization", "contact_country")),
    ("phone", ("contact_phone",)),
    ("email", ("contact_email",)),
    ("keywords", ("keywords",)),
)


@dataclass(frozen=True, slots=True)
class Value:
    """A line or the value of a fact: the name of its field, its origin and its words."""

    name: str
    origin: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled fact of the cover; one label may have several values."""

    label: Spans
    values: tuple[Value, ...]


def cover_lines(cover: Cover) -> tuple[Value, ...]:
    """Return the lines at the head of the cover, and those whose label cannot be told apart."""
    lines = [cover.fields[name] for name in _LINES if name in cover.fields]
    for label, names in _FACTS:
        lines += [each for each in _present(cover, names) if not _label(cover, label, each)]
    return tuple(Value(each.name, each.origin, each.spans) for each in lines)


def cover_facts(cover: Cover) -> tuple[Fact, ...]:
    """Return the facts of the cover that are there, each with its label."""
    facts = []
    for label, names in _FACTS:
        fields = [each for each in _present(cover, names) if _label(cover, label, each)]
        if fields:
            values = tuple(
                Value(each.name, each.origin, each.spans if label else _split(each.spans)[1])
                for each in fields
            )
            facts.append(Fact(_label(cover, label, fields[0]), values))
    return tuple(facts)


def _present(cover: Cover, names: tuple[str, ...]) -> list[Field]:
    return [cover.fields[name] for name in names if name in cover.fields]


def _label(cover: Cover, label: str, field: Field) -> Spans:
    """Return the words before a fact; none where there is no way to know them."""
    if label:
        return cover.labels[label].spans if label in cover.labels else ()
    return _split(field.spans)[0]


def _split(spans: Spans) -> tuple[Spans, Spans]:
    """Return a line such as `Original: English` as its label and its value.

    The value is what was computed, with all that follows. A line that does not begin with words of
    its own has no label, nor has one with several values, as `Revision 1 to Document RAG/12-E`.
    """
    values = [place for place, span in enumerate(spans) if span.kind != "text"]
    if len(values) != 1:
        return (), spans
    return spans[: values[0]], spans[values[0] :]
