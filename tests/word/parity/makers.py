"""What a case of the parity tests is, and what makes its template.

A case makes its template from scratch with python-docx and edits of the raw XML. `context` is given
the DocxTemplate that pictures, subdocuments and links are made with.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document as DocumentObject
from docx.table import _Cell
from jinja2 import Environment, StrictUndefined

Context = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """A template, its data and the Jinja environment both ways use."""

    name: str
    template: Callable[[], bytes]
    context: Callable[[Any], Context] = lambda _: {}
    environment: Callable[[], Environment] = Environment
    via_docxtpl: str = ""
    excused: frozenset[str] = field(default_factory=frozenset)
    gives_maker: bool = False


def add(
    cases: list[Case],
    name: str,
    template: bytes | Callable[[], bytes],
    context: Context | Callable[[Any], Context] | None = None,
    environment: Callable[[], Environment] = Environment,
    **options: Any,
) -> None:
    """Add a case to `cases`; a context without docxtpl's objects may be a plain mapping."""
    make_template = template if callable(template) else lambda: template
    make_context = context if callable(context) else lambda _: context or {}
    cases.append(Case(name, make_template, make_context, environment, **options))


def escaping() -> Environment:
    """Return an environment with autoescape."""
    return Environment(autoescape=True)


def strict() -> Environment:
    """Return an environment in which unknown fields are errors."""
    return Environment(undefined=StrictUndefined, autoescape=True)


def png(red: int) -> bytes:
    """Return a picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes([0, red, 0, 0]))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def runs(*texts: str) -> Callable[[DocumentObject], None]:
    """Return what adds a paragraph of several runs, every other one bold."""

    def build(document: DocumentObject) -> None:
        paragraph = document.add_paragraph()
        for number, text in enumerate(texts):
            paragraph.add_run(text).bold = bool(number % 2)

    return build


def table(*rows: tuple[str, ...], style: str | None = None) -> Callable[[DocumentObject], None]:
    """Return what adds a table of these texts."""

    def build(document: DocumentObject) -> None:
        made = document.add_table(rows=0, cols=len(rows[0]), style=style)
        for row in rows:
            for cell, text in zip(made.add_row().cells, row, strict=True):
                cell.text = text

    return build


def boxed(cell: _Cell, text: str) -> None:
    """Put a table of one cell into a cell."""
    inner = cell.add_table(rows=1, cols=1)
    inner.cell(0, 0).text = text


ROWS = [{"a": "one", "b": 1}, {"a": "two & <three>", "b": 2}, {"a": "", "b": 3}]
PLAIN = {"name": "Ann", "rows": ROWS, "yes": True, "no": False, "n": 3, "deep": {"er": {"x": "y"}}}
