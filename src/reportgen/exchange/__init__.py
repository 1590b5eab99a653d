"""Exchange with translators: catalogs go out as PO or XLIFF, and come back.

In go entries of a catalog; out comes a file for a translator. In goes the file that came back; out
come the catalog with the translations, and what is wrong with them. Which catalog a file is of is
said by the file itself.
"""

from __future__ import annotations

from reportgen.exchange.merge import Merged, merge
from reportgen.exchange.package import (
    MAX_BYTES,
    FileFormat,
    Offered,
    Package,
    Returned,
    ReturnedUnit,
)
from reportgen.exchange.reading import read_returned

__all__ = [
    "MAX_BYTES",
    "FileFormat",
    "Merged",
    "Offered",
    "Package",
    "Returned",
    "ReturnedUnit",
    "merge",
    "read_returned",
    "write_package",
]


def write_package(package: Package, file_format: FileFormat, *, source_as_target: bool) -> bytes:
    """Return the file of a package for a translator."""
    if file_format == "po":
        from reportgen.exchange.po import write_po_package

        return write_po_package(package)
    from reportgen.exchange.xliff_write import write_xliff

    return write_xliff(package, source_as_target=source_as_target)
