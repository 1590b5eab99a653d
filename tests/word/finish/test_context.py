"""What a template may print is exactly what it is given."""

from __future__ import annotations

from reportgen.document import Block
from reportgen.word.context import template_context
from reportgen.word.fields import OFFERED, FieldType, TemplateField
from tests.word.finish.support import document, full_document


def _check(value: object, field: TemplateField, path: str) -> None:
    types = {"text": str, "flag": bool, "number": int, "record": dict, "list": list}
    assert type(value) is types[field.type], path
    if isinstance(value, dict):
        assert set(value) == {member.name for member in field.members}, path
        for member in field.members:
            _check(value[member.name], member, f"{path}.{member.name}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            item_type: FieldType = "record" if field.members else "text"
            _check(item, TemplateField("", item_type, "", field.members), f"{path}[{index}]")


def test_the_context_offers_the_names_that_templates_are_checked_against() -> None:
    """The names and types in the context are those of the vocabulary, for a full Document."""
    context, _ = template_context(full_document())
    _check(context, OFFERED, "")


def test_the_context_of_an_empty_document_has_all_names() -> None:
    """A fact that the Document lacks is an empty string: only a misspelt name is undefined."""
    context, marks = template_context(document())
    _check(context, OFFERED, "")
    assert marks == []


def test_headings_and_blocks_stand_in_reading_order() -> None:
    """The body is one flat list, tables with as many texts as they have cells."""
    context, _ = template_context(full_document())
    blocks = context["blocks"]
    assert isinstance(blocks, list)
    kinds = [block["kind"] for block in blocks if isinstance(block, dict)]
    assert kinds[:3] == ["heading", "heading", "paragraph"]
    table = blocks[-1]
    assert isinstance(table, dict)
    assert isinstance(table["columns"], list)
    assert len(table["columns"]) == 2
    assert table["text"] == ""


def test_a_block_without_words_is_an_empty_text() -> None:
    """A block whose spans are empty gives an empty string and no marks."""
    context, marks = template_context(document(Block("paragraph", "empty")))
    assert context["blocks"] == [
        {"kind": "paragraph", "level": 1, "text": "", "columns": [], "rows": []}
    ]
    assert marks == []
