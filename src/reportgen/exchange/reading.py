"""A file that came back, recognised by what it holds: PO or XLIFF, in UTF-8 or UTF-16."""

from __future__ import annotations

import codecs
import re

from reportgen.exchange.faults import unreadable
from reportgen.exchange.package import MAX_BYTES, Returned
from reportgen.exchange.po import read_po_package

_DECLARED = re.compile(r"""<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.-]{1,40})["']""")
_READ = frozenset({"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii"})
_PO = re.compile(r'\s*(?:#|msgid\b|msgctxt\b|")')
_PACKED = b"PK\x03\x04"


def read_returned(data: bytes, path: str) -> tuple[Returned, ...]:
    """Return what a file brings, for each catalog that it has texts of.

    `path` is the file as problems show it. Raises InputError with one problem for a file that is
    neither PO nor XLIFF, that is broken, or that does not say what it is of.
    """
    if len(data) > MAX_BYTES:
        raise unreadable(path, 0, f"the file has more than {MAX_BYTES:,} bytes")
    if data.startswith(_PACKED):
        hint = "take the .xlf or .po file out of it; tools call that exporting the translation"
        raise unreadable(path, 0, "this is a package of files", hint)
    text = _decoded(data, path)
    if text.lstrip().startswith("<"):
        from reportgen.exchange.xliff_read import read_xliff  # lxml is slow to load

        declared = _DECLARED.match(text)
        if declared is not None and declared[1].casefold() not in _READ:
            message = f"the file is in {declared[1]}"
            raise unreadable(path, 1, message, "save it again as UTF-8")
        return read_xliff(text, path)
    if _PO.match(text):
        return (read_po_package(text.encode(), path),)
    hint = "send back the file that you got, in the same format"
    raise unreadable(path, 1, "this is neither a PO nor an XLIFF file", hint)


def _decoded(data: bytes, path: str) -> str:
    """Return the text of a file; its own mark says if it is in UTF-16."""
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if is_wide else "utf-8-sig").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        line = 1 if is_wide else data.count(b"\n", 0, error.start) + 1
        message = "the file is not UTF-8"
        raise unreadable(path, line, message, "save it again as UTF-8") from None
