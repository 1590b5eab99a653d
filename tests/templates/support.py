"""Templates under test: copies with a fault planted or an edit made, and a sample to fill them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import docx
from docx.document import Document as WordDocument
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

FOLDER = Path(__file__).parents[2] / "templates"
ADDRESSEES = ("tsag", "tdag", "rag")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {"w": W[1:-1]}


def template_path(addressee: str) -> Path:
    """Return the path of the template of an addressee."""
    return FOLDER / f"{addressee}-report.docx"


def part(path: Path, name: str) -> etree._Element:
    """Return a part of a Word file as XML."""
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def find_all(root: etree._Element, path: str) -> list[etree._Element]:
    """Return the elements at an XPath."""
    return cast("list[etree._Element]", root.xpath(path, namespaces=NS))


def text_of(element: etree._Element, tag: str = "t") -> str:
    """Return the words in an element."""
    return "".join(str(text) for text in element.itertext(f"{W}{tag}"))


def replace_in_part(source: Path, target: Path, name: str, old: str, new: str) -> Path:
    """Copy a Word file with some of the XML of one part replaced; the old XML must be there."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
        for member in archive.namelist():
            data = archive.read(member)
            if member == name:
                text = data.decode()
                assert old in text, f"{old} is not in {name}"
                data = text.replace(old, new, 1).encode()
            copy.writestr(member, data)
    return target


def edited(source: Path, target: Path, edit: Callable[[WordDocument], None]) -> Path:
    """Copy a Word file with an edit made by python-docx, as somebody would make it in Word."""
    document = docx.Document(str(source))
    edit(document)
    document.save(str(target))
    return target


def rendered(path: Path, context: dict[str, Any]) -> WordDocument:
    """Return the document that a template makes of a context."""
    template = DocxTemplate(str(path))
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    template.render(context, environment)
    buffer = io.BytesIO()
    template.save(buffer)
    return docx.Document(buffer)


def words(document: WordDocument) -> list[str]:
    """Return the text of every paragraph of the body, those in tables included."""
    return [text_of(p) for p in document.element.body.iter(f"{W}p")]


def block(kind: str, text: str = "", level: int = 1, **table: Any) -> dict[str, Any]:
    """Return a block of the body as a template sees it."""
    return {"kind": kind, "level": level, "text": text, "columns": [], "rows": [], **table}


def sample_context(addressee: str, *, is_draft: bool = True) -> dict[str, Any]:
    """Return a filled context: every fact and label is its own name, the body has every kind."""
    from reportgen.word.fields import OFFERED

    names = {member.name: member.members for member in OFFERED.members}
    kinds = ("heading", "bullet", "number", "continuation")
    leveled = [block(kind, f"{kind} {level}", level) for kind in kinds for level in (1, 2, 3)]
    return {
        "document": {field.name: field.name for field in names["document"]}
        | {"is_draft": is_draft, "addressee": addressee.upper()},
        "cover": {field.name: f"cover {field.name}" for field in names["cover"]},
        "label": {field.name: f"label {field.name}" for field in names["label"]},
        "box": [
            {"name": name, "label": f"{name}:", "paragraphs": [block("paragraph", f"the {name}")]}
            for name in ("summary", "action", "references")
        ],
        "blocks": [
            *leveled,
            block("paragraph", "a paragraph"),
            block("caption", "a caption"),
            block(
                "table",
                columns=["one", "two"],
                rows=[{"cells": ["1", "2"]}, {"cells": ["3", "4"]}],
            ),
            block("annex", "an annex"),
            block("table", columns=["only"], rows=[{"cells": ["last"]}]),
        ],
    }
