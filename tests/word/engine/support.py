"""Word files made by test code: no binary fixtures, every fault visible in the test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from docx import Document
from docx.document import Document as DocumentObject


def docx_of(*paragraphs: str, build: Callable[[DocumentObject], None] | None = None) -> bytes:
    """Return a .docx with these paragraphs; `build` may do more to it."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if build:
        build(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_parts(data: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """Return the .docx with parts put in, replaced or (None) taken out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            if content is not None:
                new.writestr(name, content)
    return buffer.getvalue()


def edit_part(data: bytes, name: str, edit: Callable[[str], str]) -> bytes:
    """Return the .docx with the XML of a part edited."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read(name).decode()
    return with_parts(data, {name: edit(xml).encode()})


def texts(data: bytes) -> list[str]:
    """Return the text of each paragraph of the body."""
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]
