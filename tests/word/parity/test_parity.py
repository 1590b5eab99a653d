"""With the same Jinja environment, compiled templates give what docxtpl 0.20 gives.

Each part is compared as canonical XML; relationships by id, type and target, content types by part.
Excused is one thing: the time of day that python-docx writes into core properties it has to make.
"""

from __future__ import annotations

import io
import posixpath
import zipfile

import pytest
from docxtpl import DocxTemplate
from lxml import etree

from reportgen.errors import InputError
from reportgen.word.compiled import compile_template
from tests.word.parity.cases import CASES
from tests.word.parity.makers import Case

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def parts_of(data: bytes, excused: frozenset[str]) -> dict[str, object]:
    """Return every part of a .docx in a form that can be compared."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        raw = {name: archive.read(name) for name in archive.namelist()}
    types = etree.fromstring(raw.pop("[Content_Types].xml"))
    found: dict[str, object] = {}
    for name, content in raw.items():
        found[f"type of {name}"] = content_type(types, name)
        if name.endswith(".rels"):
            found[name] = relationships(name, content)
        elif name.endswith(".xml"):
            found[name] = canonical(content, excused)
        else:
            found[name] = content
    return found


def canonical(content: bytes, excused: frozenset[str]) -> str:
    """Return XML in canonical form, without the elements excused."""
    root = etree.fromstring(content)
    for element in list(root):
        if etree.QName(element).localname in excused:
            root.remove(element)
    return etree.tostring(root, method="c14n").decode()


def content_type(types: etree._Element, name: str) -> str | None:
    """Return the content type that the package gives a part."""
    for override in types.iter(f"{TYPES}Override"):
        if override.get("PartName") == f"/{name}":
            return override.get("ContentType")
    for default in types.iter(f"{TYPES}Default"):
        if default.get("Extension", "").lower() == name.rpartition(".")[2].lower():
            return default.get("ContentType")
    return None


def relationships(name: str, content: bytes) -> set[tuple[str | None, ...]]:
    """Return the relationships of a part, targets as names of parts."""
    folder = posixpath.dirname(posixpath.dirname(name))
    found: set[tuple[str | None, ...]] = set()
    for rel in etree.fromstring(content):
        target, mode = rel.get("Target", ""), rel.get("TargetMode", "Internal")
        if mode == "Internal":
            target = posixpath.normpath(posixpath.join("/", folder, target))
        found.add((rel.get("Id"), rel.get("Type"), target, mode))
    return found


def by_docxtpl(case: Case) -> bytes:
    """Return the file that docxtpl makes of a case."""
    template = DocxTemplate(io.BytesIO(case.template()))
    context = case.context(template)
    template.render(dict(context), case.environment())
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_part_equals_docxtpl(case: Case) -> None:
    """A template means what docxtpl says it means, whichever of its features it uses."""
    compiled = compile_template(case.template(), "case.docx", environment=case.environment())
    maker = compiled.docx_template()
    context = case.context(maker)
    rendered = compiled.render(context, docxtpl=maker if case.gives_maker else None)
    ours = parts_of(rendered.to_bytes(), case.excused)
    theirs = parts_of(by_docxtpl(case), case.excused)
    assert sorted(ours) == sorted(theirs)
    for name, part in theirs.items():
        assert ours[name] == part, name
    assert rendered.via_docxtpl == case.via_docxtpl


@pytest.mark.slow
@pytest.mark.parametrize(
    "case",
    [c for c in CASES if not c.via_docxtpl and not c.gives_maker],
    ids=lambda case: case.name,
)
def test_a_template_renders_again_the_same(case: Case) -> None:
    """Nothing of one rendering is left in the compiled template for the next."""
    compiled = compile_template(case.template(), "case.docx", environment=case.environment())
    first = compiled.render(case.context(compiled.docx_template())).to_bytes()
    second = compiled.render(case.context(compiled.docx_template())).to_bytes()
    assert parts_of(first, case.excused) == parts_of(second, case.excused)


def test_links_without_their_maker_are_refused() -> None:
    """A link made with a DocxTemplate that nobody named would lead nowhere; it is an error."""
    case = next(case for case in CASES if case.name == "links")
    compiled = compile_template(case.template(), "case.docx", environment=case.environment())
    with pytest.raises(InputError, match=r'the relationship "rId\d+" is unknown'):
        compiled.render(case.context(compiled.docx_template()))


def test_docxtpl_is_called_for_replacements_only() -> None:
    """Of all these templates three are rendered by docxtpl itself, each for a reason it gives."""
    assert len(CASES) >= 40
    assert [case.name for case in CASES if case.via_docxtpl] == [
        "replace-picture",
        "replace-media",
        "edited-template",
    ]
