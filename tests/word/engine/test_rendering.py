"""A template is compiled once; rendering fills it, and says exactly where it cannot."""

from __future__ import annotations

import pytest

from reportgen.errors import InputError
from reportgen.word.compiled import compile_template
from tests.word.engine.support import docx_of, texts

LOOP = docx_of("Dear {{ name }}", "{%p for x in rows %}", "- {{ x.title }}", "{%p endfor %}")


def test_fields_and_loops_are_filled() -> None:
    """One compiled template renders any number of times, and & and < stay text."""
    compiled = compile_template(LOOP, "letter.docx")
    first = compiled.render({"name": "A & B", "rows": [{"title": "<one>"}, {"title": "two"}]})
    second = compiled.render({"name": "C", "rows": []})
    assert texts(first.to_bytes()) == ["Dear A & B", "- <one>", "- two"]
    assert texts(second.to_bytes()) == ["Dear C"]


def test_same_input_gives_the_same_bytes() -> None:
    """Two renderings of the same data are the same file, byte for byte."""
    data = {"name": "C", "rows": [{"title": "x"}]}
    first = compile_template(LOOP, "letter.docx").render(data).to_bytes()
    assert first == compile_template(LOOP, "letter.docx").render(data).to_bytes()


def test_an_unknown_field_is_named_with_its_place() -> None:
    """The error names template, part, paragraph and field, and what was probably meant."""
    compiled = compile_template(LOOP, "letter.docx")
    with pytest.raises(InputError, match=r'unknown field "x\.title"') as raised:
        compiled.render({"name": "C", "rows": [{"titel": "x"}]})
    problem = raised.value.problems[0]
    assert (problem.path, problem.where, problem.code, problem.hint) == (
        "letter.docx",
        "body, paragraph 3",
        "template-unknown-field",
        'did you mean "titel"?',
    )
