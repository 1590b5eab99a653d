"""The finishing pass of an ODT file: what pandoc does not know of the document.

In goes the file that pandoc wrote, out comes the same with A4 pages that run in the direction of
the language, with fonts for its script, and with the title among its properties. The same document
gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from xml.sax.saxutils import escape

from reportgen.document import Document
from reportgen.languages import document_language

# Pandoc's own styles name no font for these scripts and make pages of American size.
_A4 = (('fo:page-height="11in"', 'fo:page-height="29.7cm"'), ('"8.5in"', '"21cm"'))
_FONTS = {
    "style:font-name-asian": "SimSun",
    "style:font-name-complex": "Traditional Arabic",
}
_FACE = '<style:font-face style:name="{0}" svg:font-family="{0}" />'
# Scripts have settings of their own beside those of Latin text.
_SCRIPTS = {"zh": "asian", "ar": "complex"}
_PARAGRAPHS = 'style:writing-mode="page"'
_PAGE = re.compile(r"<style:page-layout-properties[^>]*>")


def finish_odt(data: bytes, document: Document) -> bytes:
    """Return the finished file."""
    buffer = io.BytesIO()
    day = date.fromisoformat(document.date)
    with (
        zipfile.ZipFile(io.BytesIO(data)) as given,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for member in given.infolist():
            content = given.read(member)
            if member.filename == "styles.xml":
                content = _styles(content.decode(), document).encode()
            elif member.filename == "meta.xml":
                content = _properties(content.decode(), document).encode()
            entry = zipfile.ZipInfo(member.filename, (day.year, day.month, day.day, 0, 0, 0))
            # The first part tells what kind of file it is and has to be readable as it lies.
            stored = member.filename == "mimetype"
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            made.writestr(entry, content)
    return buffer.getvalue()


def _styles(xml: str, document: Document) -> str:
    for american, ours in _A4:
        xml = xml.replace(american, ours)
    if document.direction == "rtl":
        # Lists and tables follow their page, paragraphs in direction but not in alignment.
        xml = _PAGE.sub(lambda found: found[0].replace('"lr-tb"', '"rl-tb"'), xml)
        xml = xml.replace(_PARAGRAPHS, f'{_PARAGRAPHS} fo:text-align="right"')
    for name, font in _FONTS.items():
        xml = re.sub(f'{name}="[^"]*"', f'{name}="{font}"', xml)
    faces = "".join(_FACE.format(font) for font in _FONTS.values())
    xml = xml.replace("</office:font-face-decls>", f"{faces}</office:font-face-decls>")
    script = _SCRIPTS.get(document.language)
    if script is None:
        return xml
    tongue, _, country = document_language(document.language).word_lang.partition("-")
    xml = xml.replace(f'style:language-{script}="zxx"', f'style:language-{script}="{tongue}"')
    return xml.replace(f'style:country-{script}="none"', f'style:country-{script}="{country}"')


def _properties(xml: str, document: Document) -> str:
    for element, text in (("dc:title", document.title), ("dc:creator", document.creator)):
        xml = xml.replace(f"<{element}></{element}>", f"<{element}>{escape(text)}</{element}>")
    return xml
