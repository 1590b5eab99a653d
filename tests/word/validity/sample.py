"""A small sound Word file with one of everything, to plant faults in."""

from __future__ import annotations

import base64
import io
import warnings
import zipfile
from pathlib import Path

_TEMPLATE = Path(__file__).parents[3] / "templates" / "tsag-report.docx"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
_CHANGE = 'w:author="A" w:date="2023-05-02T00:00:00Z"'


def _drawing(number: int) -> str:
    return (
        '<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="9525" cy="9525"/><wp:docPr id="{number}" name="P{number}" descr="dot"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="P{number}"/><pic:cNvPicPr/>'
        '</pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdPicture"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        '<a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
        "</wp:inline></w:drawing></w:r></w:p>"
    )


_DOCUMENT = (
    f"{_HEAD}<w:document {_NS}><w:body>"
    '<w:p w14:paraId="10000001"><w:pPr><w:pStyle w:val="Heading1"/><w:keepNext/>'
    '<w:spacing w:before="120"/><w:jc w:val="left"/></w:pPr>'
    '<w:bookmarkStart w:id="1" w:name="first"/><w:r><w:t>Heading</w:t></w:r>'
    '<w:bookmarkEnd w:id="1"/></w:p>'
    '<w:p w14:paraId="10000002"><w:bookmarkStart w:id="2" w:name="second"/><w:r><w:rPr>'
    '<w:rStyle w:val="Strong"/><w:b/><w:color w:val="FF0000"/><w:sz w:val="24"/></w:rPr>'
    '<w:t>Words</w:t></w:r><w:bookmarkEnd w:id="2"/></w:p>'
    '<w:p><w:hyperlink r:id="rIdLink"><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>'
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText>'
    '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r>'
    '<w:fldChar w:fldCharType="end"/></w:r></w:p>'
    f'<w:p><w:ins w:id="11" {_CHANGE}><w:r><w:t>new</w:t></w:r></w:ins>'
    f'<w:ins w:id="12" {_CHANGE}><w:r><w:t>newer</w:t></w:r></w:ins>'
    f'<w:del w:id="13" {_CHANGE}><w:r><w:delText>old</w:delText></w:r></w:del></w:p>'
    '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Said</w:t></w:r><w:commentRangeEnd w:id="0"/>'
    '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    "<w:r><w:t>item</w:t></w:r></w:p>"
    '<w:sdt><w:sdtPr><w:id w:val="21"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>a</w:t></w:r></w:p>'
    "</w:sdtContent></w:sdt>"
    '<w:sdt><w:sdtPr><w:id w:val="22"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>b</w:t></w:r></w:p>'
    "</w:sdtContent></w:sdt>"
    f"{_drawing(31)}{_drawing(32)}"
    '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/>'
    '</w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr><w:p><w:r>'
    "<w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    '<w:p/><w:sectPr><w:pgSz w:w="11907" w:h="16840"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" '
    'w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>'
)
_STYLES = (
    f"{_HEAD}<w:styles {_NS}>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Normal"/></w:style><w:style w:type="character" w:styleId="Strong">'
    '<w:name w:val="Strong"/></w:style></w:styles>'
)
_LEVEL = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    '<w:lvlJc w:val="left"/></w:lvl>'
)
_NUMBERING = (
    f'{_HEAD}<w:numbering {_NS}><w:abstractNum w:abstractNumId="0">{_LEVEL}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{_LEVEL}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
_FOOTNOTES = (
    f'{_HEAD}<w:footnotes {_NS}><w:footnote w:type="separator" w:id="-1"><w:p><w:r>'
    '<w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0">'
    "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
    '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Note</w:t></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)
_COMMENTS = (
    f'{_HEAD}<w:comments {_NS}><w:comment w:id="0" {_CHANGE} w:initials="A"><w:p><w:r>'
    "<w:t>Remark</w:t></w:r></w:p></w:comment></w:comments>"
)
_CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_TYPE}numbering+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{_TYPE}footnotes+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_TYPE}settings+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{_TYPE}fontTable+xml"/>'
    '<Override PartName="/word/theme/theme1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    f'<Override PartName="/word/comments.xml" ContentType="{_TYPE}comments+xml"/></Types>'
)
_RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_PACKAGE_RELS = (
    f'{_HEAD}<Relationships {_RELS}><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_DOCUMENT_RELS = (
    f"{_HEAD}<Relationships {_RELS}>"
    + "".join(
        f'<Relationship Id="{rid}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'
        for rid, kind, target, mode in (
            ("rId5", "settings", "settings.xml", ""),
            ("rId6", "fontTable", "fontTable.xml", ""),
            ("rId7", "theme", "theme/theme1.xml", ""),
            ("rId1", "styles", "styles.xml", ""),
            ("rId2", "numbering", "numbering.xml", ""),
            ("rId3", "footnotes", "footnotes.xml", ""),
            ("rId4", "comments", "comments.xml", ""),
            ("rIdPicture", "image", "media/image1.png", ""),
            ("rIdLink", "hyperlink", "https://www.itu.int/", ' TargetMode="External"'),
        )
    )
    + "</Relationships>"
)


def _borrowed(name: str) -> bytes:
    """Return a part of one of our templates: these hold nothing that a fault is planted in."""
    with zipfile.ZipFile(_TEMPLATE) as archive:
        return archive.read(name)


PARTS: dict[str, bytes] = {
    "[Content_Types].xml": _CONTENT_TYPES.encode(),
    "_rels/.rels": _PACKAGE_RELS.encode(),
    "word/document.xml": _DOCUMENT.encode(),
    "word/_rels/document.xml.rels": _DOCUMENT_RELS.encode(),
    "word/styles.xml": _STYLES.encode(),
    "word/numbering.xml": _NUMBERING.encode(),
    "word/footnotes.xml": _FOOTNOTES.encode(),
    "word/comments.xml": _COMMENTS.encode(),
    "word/settings.xml": _borrowed("word/settings.xml"),
    "word/fontTable.xml": _borrowed("word/fontTable.xml"),
    "word/theme/theme1.xml": _borrowed("word/theme/theme1.xml"),
    "word/media/image1.png": _PNG,
}


def pack(parts: dict[str, bytes], twice: str = "") -> bytes:
    """Return a Word file of these parts; the part `twice` is put in a second time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        if twice:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)
                archive.writestr(twice, parts[twice])
    return out.getvalue()
