"""What LibreOffice is handed: the Word file, with what it would get wrong put right."""

from __future__ import annotations

from reportgen.opc.package import read_package, write_package
from reportgen.word.render import render_docx
from reportgen.word.script.libreoffice import for_libreoffice
from tests.word.finish.support import document, our_template

_LINK = b'<w:hyperlink r:id="rId1" w:tooltip="a > b"><w:r><w:t>x</w:t></w:r></w:hyperlink>'


def test_links_of_headers_and_footers_lead_nowhere() -> None:
    """Their words stay, those of the body stay links, and the file itself is not touched."""
    docx = render_docx(document(), our_template()).data
    package = read_package(docx, "")
    footer = next(name for name in package.parts if name.startswith("word/footer"))
    linked = package.data(footer).replace(b"</w:p>", _LINK + b"</w:p>", 1)
    body = package.data("word/document.xml").replace(b"</w:p>", _LINK + b"</w:p>", 1)
    docx = write_package(package, {footer: linked, "word/document.xml": body})
    handed = read_package(for_libreoffice(docx), "")
    assert handed.data(footer) == linked.replace(_LINK, b"<w:r><w:t>x</w:t></w:r>")
    assert handed.data("word/document.xml") == body


def test_a_file_that_needs_nothing_is_handed_over_as_it_is() -> None:
    """Nothing is packed again without need."""
    docx = render_docx(document(), our_template()).data
    assert for_libreoffice(docx) == docx
