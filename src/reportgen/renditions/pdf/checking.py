"""Whether a PDF file keeps what it claims, asked of a checker that did not make it.

The checker is page-validation, whose rules for PDF/A-2a and PDF/UA-1 are those that a machine can
check; docs/pdf.md says what that leaves open. Nothing else in the project knows the checker.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from reportgen.renditions.pdf.glyphs import unseen_characters
from reportgen.renditions.pdf.jobs import Claim, PdfFinding
from reportgen.renditions.pdf.mappings import character_table, is_simple_font

_PROFILES: tuple[tuple[Claim, str], ...] = (("PDF/A-2a", "2a"), ("PDF/UA-1", "ua1"))
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def check_pdf(data: bytes) -> tuple[PdfFinding, ...]:
    """Return every rule of PDF/A-2a and PDF/UA-1 that a file breaks, and what its fonts lack.

    A file that cannot be read at all is a finding too (`unreadable`).
    """
    return examine_pdf(data)[0]


def font_names(data: bytes) -> tuple[str, ...]:
    """Return the names of the fonts of a file, sorted, without the prefix of a subset."""
    return tuple(sorted({font.name for font in _fonts(data)}))


def examine_pdf(data: bytes) -> tuple[tuple[PdfFinding, ...], tuple[str, ...]]:
    """Return what `check_pdf` and `font_names` return, for one reading of the fonts."""
    fonts = tuple(_fonts(data))
    findings = (*_broken_rules(data), *_faults_of(fonts))
    return findings, tuple(sorted({font.name for font in fonts}))


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


class _Font(NamedTuple):
    """A font of a file: its name, its own file if it is there, and what its codes lead back to."""

    name: str
    file: bytes | None
    characters: dict[int, str]


def _faults_of(fonts: Iterable[_Font]) -> Iterator[PdfFinding]:
    for font in fonts:
        if font.file is None:
            yield PdfFinding("fonts", "not-embedded", f"the font {font.name} is not in the file")
            continue
        for text in unseen_characters(font.file, font.characters):
            signs = ", ".join(f"U+{ord(each):04X}" for each in text)
            yield PdfFinding("fonts", "missing-glyph", f"no font has a glyph for {signs}")


def _fonts(data: bytes) -> Iterator[_Font]:
    """Yield the fonts of a file that have outlines; what they are made up to is left out."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for each in pdf.objects:
                if not isinstance(each, pikepdf.Dictionary) or each.get("/Type") != "/Font":
                    continue
                # A composite font has its parts listed, the glyphs of Type 3 are drawings.
                if each.get("/Subtype") not in {"/Type0", "/Type3"}:
                    yield _font(each)
    except pikepdf.PdfError:
        return


def _font(each: Any) -> _Font:
    descriptor = each.get("/FontDescriptor", {})
    files = [descriptor[name].read_bytes() for name in _FONT_FILES if name in descriptor]
    name = str(each.get("/BaseFont", "/?")).removeprefix("/").rpartition("+")[2]
    characters = character_table(each) if is_simple_font(each) else {}
    return _Font(name, files[0] if files else None, characters)
