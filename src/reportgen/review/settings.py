"""The settings of a draft: tracked changes are on, and who changes something is told."""

from __future__ import annotations

from lxml import etree

from reportgen.opc.editing import PackageEditor
from reportgen.opc.names import R_NS, W_NS, w

_SETTINGS = f"{R_NS}/settings"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"
_TRACKING = w("trackRevisions")
# With these, Word would leave out who made a change, or when.
_HIDING = (w("removePersonalInformation"), w("removeDateAndTime"))
# What stands before w:trackRevisions in the schema (ISO/IEC 29500-1, 17.15.1.78).
_NAMES_BEFORE = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime "
    "doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText "
    "printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts "
    "saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors "
    "activeWritingStyle proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter "
    "stylePaneSortMethod documentType mailMerge revisionView"
)
_BEFORE = frozenset(map(w, _NAMES_BEFORE.split()))


def switch_tracking_on(editor: PackageEditor) -> None:
    """Have Word track changes from the moment that the file is opened."""
    name = editor.related(_SETTINGS)
    if name is None:
        root = etree.fromstring(f'<w:settings xmlns:w="{W_NS}"/>')
        editor.add("word/settings.xml", root, _TYPE, _SETTINGS)
    else:
        root = editor.tree(name)
    for child in list(root):
        if child.tag in (*_HIDING, _TRACKING):
            root.remove(child)
    place = max((at + 1 for at, child in enumerate(root) if child.tag in _BEFORE), default=0)
    root.insert(place, root.makeelement(_TRACKING, {}))
