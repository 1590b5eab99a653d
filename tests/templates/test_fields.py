"""The vocabulary of templates: checks, rendering and documentation speak of the same names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.word.context import Value, template_context
from reportgen.word.fields import OFFERED, TemplateField, offered_paths
from reportgen.word.inspection.describe import describe_template
from tests.templates.support import ADDRESSEES, FOLDER, sample_document, template_path

DOCS = FOLDER.parent / "docs" / "templates.md"
PYTHON_TYPES = {"text": str, "flag": bool, "number": int, "record": dict, "list": list}


def compare(value: Value, field: TemplateField, path: str) -> Iterator[str]:
    """Yield the differences between what a template gets and what it is promised."""
    if field.name and type(value) is not PYTHON_TYPES[field.type]:
        yield f"{path} is a {type(value).__name__}, not a {field.type}"
        return
    for item in value if isinstance(value, list) else [value]:
        if field.members and isinstance(item, dict):
            promised = {member.name: member for member in field.members}
            yield from (f"{path}.{name} differs" for name in set(item) ^ set(promised))
            for name in set(item) & set(promised):
                yield from compare(item[name], promised[name], f"{path}.{name}")
        elif field.type == "list" and not isinstance(item, str):
            yield f"an item of {path} is no text"


def test_templates_get_what_they_are_promised() -> None:
    """Every name of the context is in the vocabulary with its type, and the other way round."""
    context, _ = template_context(sample_document("tsag"))
    assert list(compare(context, OFFERED, "")) == []


def test_paths_name_lists_by_brackets() -> None:
    """A path tells where a loop is needed."""
    paths = dict(offered_paths())
    assert "cover.title" in paths
    assert "blocks[].rows[].cells" in paths
    assert "box[].paragraphs[].text" in paths


def test_the_documentation_lists_every_field() -> None:
    """docs/templates.md names every field that a template may use, and no other."""
    text = DOCS.read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `([a-z_.\[\]]+)` \|", text, flags=re.MULTILINE))
    boxes = "box[].paragraphs[]."  # the members of a block are listed once, under `blocks`
    offered = {path for path, field in offered_paths() if field.type != "record"}
    assert listed == {path for path in offered if not path.startswith(boxes)}


@pytest.mark.parametrize("addressee", ADDRESSEES)
def test_the_page_of_a_template_lists_its_fields_and_styles(addressee: str) -> None:
    """The .md beside a template names the fields it prints and the styles it uses."""
    page = " ".join((FOLDER / f"{addressee}-report.md").read_text(encoding="utf-8").split())
    described = describe_template(template_path(addressee))
    own = ("cover.", "label.", "document.")
    used = {use.path for use in described.fields if use.path.startswith(own)}
    assert set(re.findall(r"`((?:cover|label|document)\.\w+)`", page)) == used
    for style in described.styles:
        if style.uses and style.name != "Template Tag":
            assert style.name in page, style.name


def test_every_problem_of_a_template_is_documented() -> None:
    """docs/templates.md explains each code that the check can give."""
    text = DOCS.read_text(encoding="utf-8")
    sources = (FOLDER.parent / "src" / "reportgen" / "word" / "inspection").glob("*.py")
    code = "\n".join(Path(source).read_text(encoding="utf-8") for source in sources)
    codes = set(re.findall(r"(?:findings\.add|self\._add)\(\s*\"([a-z-]+)\"", code))
    assert len(codes) > 8
    for name in codes:
        assert f"`template-{name}`" in text, name
