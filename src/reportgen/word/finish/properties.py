"""The document properties of a file: ours, and nothing of the template's author.

Times are those of the Document's date. The clock is never read, so the same input gives the same
bytes.
"""

from __future__ import annotations

import re
from html import escape

from reportgen.document import Document
from reportgen.word.markers import REPLACEMENT

CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE_RELATIONSHIP = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
APP_RELATIONSHIP = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
)
APP_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"><Application>reportgen</Application></Properties>'
)

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)
EMPTY_CORE_PROPERTIES = f"{_HEAD}</cp:coreProperties>".encode()


def core_properties(document: Document) -> bytes:
    """Return `docProps/core.xml` for a document; properties without a value are left out."""
    time = f"{document.date}T00:00:00Z" if document.date else ""
    timed = ' xsi:type="dcterms:W3CDTF"'
    rows = (
        ("dc:title", "", document.title),
        ("dc:subject", "", document.subject),
        ("dc:creator", "", document.creator),
        ("cp:keywords", "", "; ".join(document.keywords)),
        ("cp:lastModifiedBy", "", document.creator),
        ("cp:revision", "", "1"),
        ("dcterms:created", timed, time),
        ("dcterms:modified", timed, time),
        ("dc:language", "", document.tag),
    )
    body = "".join(
        f"<{name}{attributes}>{_text(value)}</{name}>" for name, attributes, value in rows if value
    )
    return f"{_HEAD}{body}</cp:coreProperties>".encode()


def _text(value: str) -> str:
    return escape(_UNPRINTABLE.sub(REPLACEMENT, " ".join(value.split())), quote=False)
