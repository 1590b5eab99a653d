"""A fault in a template is shown with file, part, paragraph and field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from docx.document import Document as DocumentObject
from lxml import etree

from reportgen.errors import InputError, Problem
from reportgen.opc.names import T
from reportgen.word.compiled import compile_template
from tests.word.engine.support import docx_of, edit_part, texts
from tests.word.parity.cases_stories import with_footnotes

DATA = {"cover": {"title": "On A", "source": ""}, "rows": [{"a": 1}], "name": "n"}


def fault(data: bytes, context: Mapping[str, Any] = DATA) -> Problem:
    """Return the one problem that compiling and rendering a file ends in."""
    with pytest.raises(InputError, match=r"t\.docx") as raised:
        compile_template(data, "t.docx").render(context)
    (problem,) = raised.value.problems
    return problem


UNKNOWN_END = (
    "Encountered unknown tag 'endfr'. Jinja was looking for the following tags: 'endfor' or "
    "'else'. The innermost block that needs to be closed is 'for'."
)
NO_END = (
    "Unexpected end of template. Jinja was looking for the following tags: 'endfor' or 'else'. "
    "The innermost block that needs to be closed is 'for'."
)


@pytest.mark.parametrize(
    ("paragraphs", "number", "message"),
    [
        (
            ["x", "{% if cover.title = 1 %}{% endif %}"],
            2,
            "expected token 'end of statement block', got '='",
        ),
        (["{{ name }}", "{%p for r in rows %}", "x", "{{ name }} {% endfr %}"], 4, UNKNOWN_END),
        (["{%p if name %}", "{%p endif %}", "{%p for r in rows %}", "{{ r.a }}"], 3, NO_END),
        (["{{ name }}", "{{ name|uper }}"], 2, 'there is no filter "uper"; did you mean "upper"?'),
    ],
)
def test_a_syntax_error_names_its_paragraph(
    paragraphs: list[str], number: int, message: str
) -> None:
    """The paragraph is that of the tag which is wrong, or which nothing closes."""
    problem = fault(docx_of(*paragraphs))
    assert (problem.code, problem.where) == ("template-syntax", f"body, paragraph {number}")
    assert problem.message == f'syntax error: {message} in "{paragraphs[number - 1]}"'


def test_a_tag_that_is_not_closed_is_shown() -> None:
    """The text from the opening braces on is enough to find it in Word."""
    problem = fault(docx_of("{{ name }}", "and {{ name"))
    assert (problem.code, problem.message) == (
        "template-syntax",
        'the tag "{{ name" is not closed',
    )


def story(name: str, text: str) -> bytes:
    """Return a template with this text in a header, footer, the footnotes or a property."""

    def build(document: DocumentObject) -> None:
        section = document.sections[0]
        if name in ("header", "footer"):
            getattr(section, name).paragraphs[0].text = text
        if name == "properties":
            document.core_properties.subject = text

    data = docx_of("x", build=build)
    if name == "footnotes":
        data = edit_part(with_footnotes(data), "word/footnotes.xml", lambda _: FOOTNOTE % text)
    return data


FOOTNOTE = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:footnote><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:footnote></w:footnotes>"
)


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("header", "header 1, paragraph 1"),
        ("footer", "footer 1, paragraph 1"),
        ("footnotes", "footnotes, paragraph 1"),
        ("properties", "properties"),
    ],
)
def test_an_unknown_field_names_its_part(name: str, where: str) -> None:
    """Headers, footers, footnotes and properties are parts like the body."""
    problem = fault(story(name, "{{ cover.titel }}"))
    assert (problem.code, problem.where) == ("template-unknown-field", where)
    assert problem.hint == 'did you mean "title"?'


def test_a_field_is_named_as_the_template_writes_it() -> None:
    """The whole path is shown, and the hint comes from the keys of what it looks into."""
    problem = fault(docx_of("{%p for r in rows %}", "{{ r['b'] }}", "{%p endfor %}"))
    assert problem.message == 'unknown field "r.b" in "{{ r[\'b\'] }}"'
    problem = fault(docx_of("{{ name }} and {{ nam }}"))
    assert problem.message == 'unknown field "nam" in "{{ name }} and {{ nam }}"'
    assert problem.hint == 'did you mean "name"?'


def test_a_missing_field_can_be_asked_for() -> None:
    """`is defined` and `default` are how a template says that a field may be missing."""
    data = docx_of("{% if other is defined %}{{ other }}{% endif %}{{ other|default('none') }}")
    assert texts(compile_template(data, "t.docx").render(DATA).to_bytes()) == ["none"]


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x0b", "\x1f", "\ud800", "\uffff"])
def test_what_xml_cannot_hold_is_refused(character: str) -> None:
    """A control character in the data is named, with the words before it."""
    problem = fault(docx_of("Dear {{ name }}"), {"name": f"Ann{character}"})
    assert problem.code == "invalid-character"
    assert problem.message == (
        f'the character U+{ord(character):04X} cannot stand in a Word file, after "Dear Ann"'
    )


def test_data_is_never_read_as_a_template() -> None:
    """Tags and markup in the data stay text, in footnotes of several sections too."""
    words = "{{ cover }} {% if x %} <w:p> & {# #}"
    data = with_footnotes(
        docx_of("{{ name }}", build=lambda document: document.add_section()),
        FOOTNOTE % "{{ name }}",
    )
    rendered = compile_template(data, "t.docx").render({"name": words})
    assert texts(rendered.to_bytes())[0] == words
    notes = etree.fromstring(rendered.parts["word/footnotes.xml"].encode())
    assert "".join(text.text or "" for text in notes.iter(T)) == words


def test_a_property_is_escaped_once() -> None:
    """An ampersand in a title stays one."""
    rendered = compile_template(story("properties", "{{ name }}"), "t.docx").render(
        {"name": "A & B"}
    )
    properties = etree.fromstring(rendered.parts["docProps/core.xml"].encode())
    subject = properties.find("{http://purl.org/dc/elements/1.1/}subject")
    assert subject is not None
    assert subject.text == "A & B"


def test_a_long_property_is_refused() -> None:
    """Word cuts properties after 255 characters, so a longer one is a fault."""
    problem = fault(story("properties", "{{ name }}"), {"name": "x" * 256})
    assert problem.code == "template-render"
    assert "longer than 255 characters" in problem.message
