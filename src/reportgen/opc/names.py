"""Names of WordprocessingML, in the form lxml wants them.

The prefixes are those of ISO/IEC 29500; everything in `word` takes its names from here.
"""

from __future__ import annotations

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14_NS = "http://schemas.microsoft.com/office/word/2010/wordml"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP_NS = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
MC_NS = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"

HYPERLINK_TYPE = R_NS + "/hyperlink"
OFFICE_DOCUMENT_TYPE = R_NS + "/officeDocument"


def w(name: str) -> str:
    """Return the Clark name of an element or attribute of the `w` namespace."""
    return f"{{{W_NS}}}{name}"


P = w("p")
PPR = w("pPr")
R = w("r")
RPR = w("rPr")
T = w("t")
TAB = w("tab")
BR = w("br")
CR = w("cr")
TBL = w("tbl")
TR = w("tr")
TC = w("tc")
TCPR = w("tcPr")
SDT = w("sdt")
ID = w("id")
NAME = w("name")
VAL = w("val")
LANG = w("lang")
NUM_PR = w("numPr")
NUM_ID = w("numId")
ILVL = w("ilvl")
PSTYLE = w("pStyle")
RSTYLE = w("rStyle")
BOOKMARK_START = w("bookmarkStart")
BOOKMARK_END = w("bookmarkEnd")
TXBX_CONTENT = w("txbxContent")
DOC_PR = f"{{{WP_NS}}}docPr"
FALLBACK = f"{{{MC_NS}}}Fallback"
R_ID = f"{{{R_NS}}}id"
