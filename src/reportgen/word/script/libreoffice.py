"""What LibreOffice reads otherwise than Word, put right before it converts a file.

The Word file stays as Word wants it; only the copy that is handed to LibreOffice is changed.
"""

from __future__ import annotations

import re

from reportgen.opc.package import read_package, write_package

_NUMBERING = "word/numbering.xml"
_IS_RIGHT_TO_LEFT = re.compile(rb"<w:pPrDefault><w:pPr>(?:(?!</w:pPr>).)*<w:bidi/>", re.DOTALL)
_JUSTIFICATION = re.compile(rb'(<w:lvlJc w:val=")(left|right)(")')
_MIRRORED = {b"left": b"right", b"right": b"left"}


def for_libreoffice(docx: bytes) -> bytes:
    """Return a Word file as LibreOffice needs it to lay it out as Word does.

    Where a list number stands, left and right are start and end to Word, but sides of the page to
    LibreOffice, which pushes the numbers of an Arabic document out into the margin.
    """
    package = read_package(docx, "")
    if _NUMBERING not in package or "word/styles.xml" not in package:
        return docx
    if _IS_RIGHT_TO_LEFT.search(package.data("word/styles.xml")) is None:
        return docx
    numbering = _JUSTIFICATION.sub(
        lambda found: found[1] + _MIRRORED[found[2]] + found[3], package.data(_NUMBERING)
    )
    return write_package(package, {_NUMBERING: numbering})
