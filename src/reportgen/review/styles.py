"""The styles of what we put into a draft: the note on its first page, and comments.

They are added where the template has none of that name, so that a template may have its own.
"""

from __future__ import annotations

from lxml import etree

from reportgen.opc.editing import PackageEditor
from reportgen.opc.names import NAME, R_NS, VAL, W_NS, w

NOTE_TITLE = "Review Note Title"
NOTE = "Review Note"
COMMENT_TEXT = "annotation text"
COMMENT_MARK = "annotation reference"

_RELATIONSHIP = f"{R_NS}/styles"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_STYLE = w("style")
_STYLE_ID = w("styleId")
_TYPE = w("type")
_SIDES = ("top", "left", "bottom", "right")
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="6" w:space="6" w:color="2E5C8A"/>' for side in _SIDES
)
_NOTE = (
    '{normal}<w:uiPriority w:val="99"/>'
    f"<w:pPr><w:keepNext/><w:keepLines/><w:pBdr>{_BORDERS}</w:pBdr>"
    '<w:shd w:val="clear" w:color="auto" w:fill="EEF3F8"/><w:spacing w:before="40" w:after="0"/>'
    '<w:ind w:left="170" w:right="170" w:firstLine="0"/></w:pPr>'
    '<w:rPr><w:sz w:val="19"/><w:szCs w:val="24"/></w:rPr>'
)
_NOTE_TITLE = (
    '<w:basedOn w:val="{note}"/><w:next w:val="{note}"/><w:uiPriority w:val="99"/>'
    '<w:rPr><w:b/><w:bCs/><w:color w:val="1F3F60"/><w:sz w:val="22"/><w:szCs w:val="28"/></w:rPr>'
)
_COMMENT_TEXT = (
    '{normal}<w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
    '<w:pPr><w:spacing w:before="0"/></w:pPr><w:rPr><w:sz w:val="20"/><w:szCs w:val="24"/></w:rPr>'
)
_COMMENT_MARK = (
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>'
)
_STYLES = {
    NOTE: ("paragraph", "ReviewNote", _NOTE),
    NOTE_TITLE: ("paragraph", "ReviewNoteTitle", _NOTE_TITLE),
    COMMENT_TEXT: ("paragraph", "CommentText", _COMMENT_TEXT),
    COMMENT_MARK: ("character", "CommentReference", _COMMENT_MARK),
}
_OURS = frozenset({NOTE, NOTE_TITLE})


def ensure_styles(editor: PackageEditor) -> dict[str, str]:
    """Add the styles that a file lacks; return the id of each by its name."""
    part = editor.related(_RELATIONSHIP)
    if part is None:
        root = etree.fromstring(f'<w:styles xmlns:w="{W_NS}"/>')
        editor.add("word/styles.xml", root, _CONTENT_TYPE, _RELATIONSHIP)
    else:
        root = editor.tree(part)
    known = {
        (style.get(_TYPE, ""), _name(style).casefold()): style.get(_STYLE_ID, "")
        for style in root.iter(_STYLE)
    }
    taken = set(known.values())
    default = _default_paragraph_style(root)
    ids = {"normal": f'<w:basedOn w:val="{default}"/>' if default else ""}
    found = {}
    for name, (kind, wanted, content) in _STYLES.items():
        style_id = known.get((kind, name.casefold()))
        if style_id is None:
            style_id = _free(wanted, taken)
            taken.add(style_id)
            custom = ' w:customStyle="1"' if name in _OURS else ""
            root.append(
                etree.fromstring(
                    f'<w:style xmlns:w="{W_NS}" w:type="{kind}"{custom} w:styleId="{style_id}">'
                    f'<w:name w:val="{name}"/>{content.format(**ids)}</w:style>'
                )
            )
        found[name] = style_id
        ids["note"] = found[NOTE]
    return found


def _name(style: etree._Element) -> str:
    name = style.find(NAME)
    return name.get(VAL, "") if name is not None else ""


def _default_paragraph_style(root: etree._Element) -> str:
    """Return the id of the style that paragraphs have without one, "" where there is none."""
    for style in root.iter(_STYLE):
        if style.get(_TYPE) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
            return style.get(_STYLE_ID, "")
    return ""


def _free(wanted: str, taken: set[str]) -> str:
    """Return an id that no style has."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}{number}"
    return name
