"""Whether a PDF file keeps what it claims, asked of a checker that did not make it.

The checker is page-validation, whose rules for PDF/A-2a and PDF/UA-1 are those that a machine can
check; docs/pdf.md says what that leaves open. Nothing else in the project knows the checker.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from reportgen.renditions.pdf.jobs import Claim, PdfFinding

CHECKER = "page-validation"

_PROFILES: tuple[tuple[Claim, str], ...] = (("PDF/A-2a", "2a"), ("PDF/UA-1", "ua1"))
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def check_pdf(data: bytes) -> tuple[PdfFinding, ...]:
    """Return every rule of PDF/A-2a and PDF/UA-1 that a file breaks, and fonts that it lacks.

    A file that cannot be read at all is a finding too (`unreadable`).
    """
    return (*_broken_rules(data), *_missing_fonts(data))


def font_names(data: bytes) -> tuple[str, ...]:
    """Return the names of the fonts of a file, sorted, without the prefix of a subset."""
    names = {name.rpartition("+")[2] for name, _ in _fonts(data)}
    return tuple(sorted(names))


def _broken_rules(data: bytes) -> Iterator[PdfFinding]:
    import page

    for claim, profile in _PROFILES:
        try:
            report = page.validate_pdf_bytes(data, profile=profile)
        except page.PageError as error:
            yield PdfFinding(claim, "unreadable", str(error))
            continue
        for failure in report.failures:
            yield PdfFinding(claim, failure.rule_id, failure.message)
        if not report.is_compliant and not report.failures:
            yield PdfFinding(claim, "unknown", "the checker does not say why")


def _missing_fonts(data: bytes) -> Iterator[PdfFinding]:
    for name, is_embedded in _fonts(data):
        if not is_embedded:
            yield PdfFinding("fonts", "not-embedded", f"the font {name} is not in the file")


def _fonts(data: bytes) -> Iterator[tuple[str, bool]]:
    """Yield name and presence of each font; one whose glyphs are drawings is always present."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for each in pdf.objects:
                if not isinstance(each, pikepdf.Dictionary) or each.get("/Type") != "/Font":
                    continue
                if each.get("/Subtype") in {"/Type0", "/Type3"}:  # its parts are listed themselves
                    continue
                descriptor = each.get("/FontDescriptor", pikepdf.Dictionary())
                is_embedded = any(file in descriptor for file in _FONT_FILES)
                yield str(each.get("/BaseFont", "/?")).removeprefix("/"), is_embedded
    except pikepdf.PdfError:
        return
