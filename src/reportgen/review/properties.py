"""The custom properties of a draft: which draft a file is a copy of, and of which sources.

Word and LibreOffice keep them when they save. Who strips properties before mailing a file takes
them away: then its bookmarks say which of the known drafts it is.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from reportgen.opc.editing import PACKAGE, PackageEditor
from reportgen.opc.names import R_NS

DRAFT_PROPERTY = "reportgen-draft"
SOURCES_PROPERTY = "reportgen-sources"

_PART = "docProps/custom.xml"
_NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATIONSHIP = f"{R_NS}/custom-properties"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_PROPERTY = f"{{{_NS}}}property"


def add_properties(editor: PackageEditor, properties: Mapping[str, str]) -> None:
    """Set custom properties of a file; one of the same name is replaced, others stay."""
    name = editor.related(_RELATIONSHIP, PACKAGE)
    if name is None:
        root = etree.fromstring(f'<Properties xmlns="{_NS}" xmlns:vt="{_VT}"/>')
        editor.add(_PART, root, _TYPE, _RELATIONSHIP, PACKAGE)
    else:
        root = editor.tree(name)
    for child in list(root):
        if child.get("name") in properties:
            root.remove(child)
    number = max((int(child.get("pid", "1")) for child in root), default=1)
    for at, (key, value) in enumerate(properties.items(), start=number + 1):
        child = etree.SubElement(root, _PROPERTY, fmtid=_FORMAT_ID, pid=str(at), name=key)
        etree.SubElement(child, f"{{{_VT}}}lpwstr").text = value
