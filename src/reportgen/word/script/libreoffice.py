"""What LibreOffice reads otherwise than Word, put right before it converts a file.

The Word file stays as Word wants it; only the copy that is handed to LibreOffice is changed.
"""

from __future__ import annotations

import re

from reportgen.opc.package import Package, read_package, write_package

_NUMBERING = "word/numbering.xml"
_IS_RIGHT_TO_LEFT = re.compile(rb"<w:pPrDefault><w:pPr>(?:(?!</w:pPr>).)*<w:bidi/>", re.DOTALL)
_JUSTIFICATION = re.compile(rb'(<w:lvlJc w:val=")(left|right)(")')
_MIRRORED = {b"left": b"right", b"right": b"left"}
_HEADER_OR_FOOTER = re.compile(r"word/(?:header|footer)\d*\.xml")
_LINK_TAG = re.compile(rb"""</?w:hyperlink(?:\s(?:[^>"']|"[^"]*"|'[^']*')*)?>""")


def for_libreoffice(docx: bytes) -> bytes:
    """Return a Word file as LibreOffice needs it to lay it out as Word does.

    Where a list number stands, left and right are start and end to Word, but sides of the page to
    LibreOffice, which pushes the numbers of an Arabic document out into the margin.

    Headers and footers are no content to a PDF file, and nothing in them can be tagged. A link
    there (the mail address at the foot of a cover) would be one that a screen reader stumbles over,
    against PDF/UA-1, 7.18.5: its words stay, and lead nowhere.
    """
    package = read_package(docx, "")
    changed = {
        part: unlinked
        for part in package.parts
        if _HEADER_OR_FOOTER.fullmatch(part)
        and (unlinked := _LINK_TAG.sub(b"", package.data(part))) != package.data(part)
    }
    if _NUMBERING in package and _is_right_to_left(package):
        changed[_NUMBERING] = _JUSTIFICATION.sub(
            lambda found: found[1] + _MIRRORED[found[2]] + found[3], package.data(_NUMBERING)
        )
    return write_package(package, changed) if changed else docx


def _is_right_to_left(package: Package) -> bool:
    styles = package.data("word/styles.xml") if "word/styles.xml" in package else b""
    return _IS_RIGHT_TO_LEFT.search(styles) is not None
