"""Templates under test: copies with a fault planted or an edit made, and a sample to fill them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import docx
from docx.document import Document as WordDocument
from lxml import etree

from reportgen.document import (
    Block,
    BoxRow,
    Cell,
    Cover,
    Document,
    Field,
    Section,
    Span,
)
from reportgen.kinds import BlockKind, State
from reportgen.word.fields import offered_paths
from reportgen.word.render import WordTemplate, render_docx

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


def rendered(path: Path, document: Document) -> WordDocument:
    """Return the Word file that a template makes of a Document."""
    result = render_docx(document, WordTemplate(path.read_bytes(), path.name))
    return docx.Document(io.BytesIO(result.data))


def words(document: WordDocument) -> list[str]:
    """Return the text of every paragraph of the body, those in tables included."""
    return [text_of(p) for p in document.element.body.iter(f"{W}p")]


def sample_document(addressee: str, *, state: State = "draft", without: str = "") -> Document:
    """Return a Document that has everything: every fact and label says its own name.

    `without` is the name of a fact that is left out.
    """
    facts = {path.partition(".")[2] for path, _ in offered_paths() if path.startswith("cover.")}
    labels = {path.partition(".")[2] for path, _ in offered_paths() if path.startswith("label.")}
    rows = ("summary", "action", "references")
    return Document(
        meeting="tides-23-1",
        addressee=addressee.upper(),
        language="en",
        tag="en-GB",
        direction="ltr",
        state=state,
        title="Report on tides",
        subject="Tides",
        creator="Tides Group",
        keywords=("tides",),
        date="2023-05-10",
        cover=Cover(
            fields={name: _field("cover", name) for name in sorted(facts - {without})},
            labels={name: _field("label", name) for name in sorted(labels)},
            box=tuple(
                BoxRow(name, _field("box", name), (_block("paragraph", f"the {name}"),))
                for name in rows
            ),
        ),
        sections=(Section("body", None, tuple(_sample_blocks())),),
    )


def _sample_blocks() -> Iterator[Block]:
    """Yield a block of every kind and level."""
    leveled: tuple[BlockKind, ...] = ("heading", "bullet", "number", "continuation")
    for kind in leveled:
        for level in (1, 2, 3):
            yield _block(kind, f"{kind} {level}", level)
    yield _block("paragraph", "a paragraph")
    yield _block("caption", "a caption")
    yield _table(("one", "two"), ("1", "2"), ("3", "4"))
    yield _block("annex", "an annex")
    yield _table(("only",), ("last",))


def _spans(text: str) -> tuple[Span, ...]:
    return (Span(text, "sample"),)


def _field(group: str, name: str) -> Field:
    return Field(name, f"{group}.{name}", _spans(f"{group} {name}"))


def _block(kind: BlockKind, text: str, level: int = 1) -> Block:
    return Block(kind, text.replace(" ", "-"), _spans(text), level, list_id=kind)


def _table(columns: tuple[str, ...], *rows: tuple[str, ...]) -> Block:
    cells = [tuple(Cell("sample", _spans(text)) for text in row) for row in (columns, *rows)]
    return Block("table", "table", columns=cells[0], rows=tuple(cells[1:]))
