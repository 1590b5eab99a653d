"""What LibreOffice is handed: the Word file, with what it would get wrong put right."""

from __future__ import annotations

from pathlib import Path

from reportgen.opc.package import read_package, write_package
from reportgen.word.script.libreoffice import for_libreoffice

TEMPLATE = Path(__file__).parents[3] / "templates" / "tdag-report.docx"
_LINK = b'<w:hyperlink r:id="rId1" w:tooltip="a > b"><w:r><w:t>x</w:t></w:r></w:hyperlink>'


def test_links_of_headers_and_footers_lead_nowhere() -> None:
    """Their words stay, and those of the body stay links."""
    package = read_package(TEMPLATE.read_bytes(), "")
    footer, body = "word/footer1.xml", "word/document.xml"
    linked = {
        part: package.data(part).replace(b"</w:p>", _LINK + b"</w:p>", 1) for part in (footer, body)
    }
    handed = read_package(for_libreoffice(write_package(package, linked)), "")
    assert handed.data(footer) == linked[footer].replace(_LINK, b"<w:r><w:t>x</w:t></w:r>")
    assert handed.data(body) == linked[body]


def test_a_file_that_needs_nothing_is_handed_over_as_it_is() -> None:
    """Nothing is packed again without need."""
    docx = TEMPLATE.read_bytes()
    assert for_libreoffice(docx) == docx
