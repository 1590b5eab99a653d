"""Which fonts are embedded in a PDF file."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf

_SUBSET = re.compile(r"[A-Z]{6}\+")


def embedded_fonts(data: bytes) -> tuple[str, ...]:
    """Return the PostScript names of the fonts in a PDF file of ours, in order."""
    found = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
                name: Any = each.get("/FontName", "")
                found.add(_SUBSET.sub("", str(name).lstrip("/")))
    return tuple(sorted(found - {""}))
