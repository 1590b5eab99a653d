"""Word files of a few paragraphs, written out, so that what a redline makes of them can be read."""

from __future__ import annotations

from reportgen.opc.names import W_NS
from tests.redline.support import pack

R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    '+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_ROOT_RELS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{R_NS}/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)


def p(words: str = "", name: str = "", style: str = "", inner: str = "") -> str:
    """Return a paragraph of one run, with a hidden bookmark where it is named."""
    number = sum(map(ord, name))
    start = f'<w:bookmarkStart w:id="{number}" w:name="_src_{name}"/>' if name else ""
    end = f'<w:bookmarkEnd w:id="{number}"/>' if name else ""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""
    return f"<w:p>{properties}{start}{run}{inner}{end}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; each cell is one paragraph, or its blocks where it begins with `<`."""
    made = "".join(
        "<w:tr>"
        + "".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row)
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>"


def relationships(**targets: str) -> bytes:
    """Return the relationships of the document: links for addresses, pictures for files."""
    made = "".join(
        f'<Relationship Id="{own}" Type="{R_NS}/'
        + ("hyperlink" if "://" in target else "image")
        + f'" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for own, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'.encode()


def file(*blocks: str, **parts: bytes) -> bytes:
    """Return a Word file; other parts are named with `__` for `/` and `_` for `.`."""
    body = "".join(blocks)
    document = (
        f'<w:document xmlns:w="{W_NS}" xmlns:r="{R_NS}"><w:body>{body}<w:sectPr/></w:body>'
        "</w:document>"
    )
    named = {
        "rels": "word/_rels/document.xml.rels",
        "numbering": "word/numbering.xml",
        "styles": "word/styles.xml",
        "picture": "word/media/one.png",
        "core": "docProps/core.xml",
    }
    return pack(
        {
            "[Content_Types].xml": _TYPES.encode(),
            "_rels/.rels": _ROOT_RELS.encode(),
            "word/document.xml": document.encode(),
            **{named[name]: data for name, data in parts.items()},
        }
    )
