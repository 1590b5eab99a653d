"""Every fault that is planted in a sound PDF is found, and told by its rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from reportgen.renditions.pdf import PdfFailure, PdfFinding, PdfResult, check_pdf
from reportgen.renditions.pdf.checking import font_names
from reportgen.renditions.pdf.mappings import is_simple_font
from tests.renditions.pdf_support import changed, finished_sample


def _font(pdf: Pdf) -> Any:
    return next(each for each in pdf.objects if is_simple_font(each))


def _metadata(pdf: Pdf, old: bytes, new: bytes) -> None:
    data = pdf.Root.Metadata.read_bytes()
    assert old in data
    pdf.Root.Metadata.write(data.replace(old, new))


def _no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def _no_structure(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def _no_marks(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def _no_colours(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def _no_font(pdf: Pdf) -> None:
    del _font(pdf).FontDescriptor.FontFile2


def _no_characters(pdf: Pdf) -> None:
    del _font(pdf).ToUnicode


def _script(pdf: Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.OpenAction = action


def _attachment(pdf: Pdf) -> None:
    pdf.attachments["notes.bin"] = b"what is this?"


def _level(pdf: Pdf) -> None:
    _metadata(pdf, b"<pdfaid:conformance>A<", b"<pdfaid:conformance>B<")


def _no_claim(pdf: Pdf) -> None:
    _metadata(pdf, b"<pdfuaid:part>1</pdfuaid:part>", b"")


def _no_extension(pdf: Pdf) -> None:
    _metadata(pdf, b"<pdfaExtension:schemas>", b"<pdfaExtension:other>")
    _metadata(pdf, b"</pdfaExtension:schemas>", b"</pdfaExtension:other>")


def _file_name_shown(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def _no_order_of_links(pdf: Pdf) -> None:
    for page in pdf.pages:
        if "/Tabs" in page:
            del page.Tabs


def _loose_link(pdf: Pdf) -> None:
    page = pdf.pages[0]
    rectangle: list[Any] = [0, 0, 10, 10]
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array(rectangle), F=4)
    link.Contents = String("nowhere")
    page.Annots = Array([*page.get("/Annots", Array()), pdf.make_indirect(link)])
    page.Tabs = Name.S


def _untagged_text(pdf: Pdf) -> None:
    page = pdf.pages[0]
    page.contents_add(b"q BT /F1 12 Tf 10 10 Td <01> Tj ET Q")


def _picture_without_words(pdf: Pdf) -> None:
    root = pdf.Root.StructTreeRoot.K[0]
    figure = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Figure, P=root, Pg=pdf.pages[0].obj)
    )
    root.K = Array([*root.K, figure])


def _missing_glyph(pdf: Pdf) -> None:
    """Lead a glyph without outline, a space, back to a letter, as LibreOffice does."""
    for font in (each for each in pdf.objects if is_simple_font(each)):
        font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<0020>", b"<A000>"))


FAULTS: list[tuple[Callable[[Pdf], None], str]] = [
    (_no_language, "PDF/UA-1"),
    (_no_structure, "PDF/A-2a"),
    (_no_structure, "PDF/UA-1"),
    (_no_marks, "PDF/A-2a"),
    (_no_colours, "PDF/A-2a"),
    (_no_font, "PDF/A-2a"),
    (_no_font, "fonts"),
    (_no_characters, "PDF/A-2a"),
    (_script, "PDF/A-2a"),
    (_attachment, "PDF/A-2a"),
    (_level, "PDF/A-2a"),
    (_no_claim, "PDF/UA-1"),
    (_no_extension, "PDF/A-2a"),
    (_file_name_shown, "PDF/UA-1"),
    (_no_order_of_links, "PDF/UA-1"),
    (_loose_link, "PDF/UA-1"),
    (_untagged_text, "PDF/UA-1"),
    (_picture_without_words, "PDF/UA-1"),
    (_missing_glyph, "fonts"),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "claim"), FAULTS, ids=lambda each: getattr(each, "__name__", each)
)
def test_planted_fault_is_found(fault: Callable[[Pdf], None], claim: str) -> None:
    """The sample is sound, and with the fault it is not what it claims to be."""
    sound = changed(finished_sample(), lambda _pdf: None)
    assert check_pdf(sound) == ()
    assert claim in {finding.claim for finding in check_pdf(changed(sound, fault))}


def test_what_is_no_pdf_is_told() -> None:
    """A file that cannot be read keeps no claim."""
    findings = check_pdf(b"%PDF-1.7\nnothing\n%%EOF\n")
    assert {(each.claim, each.rule) for each in findings} == {
        ("PDF/A-2a", "unreadable"),
        ("PDF/UA-1", "unreadable"),
    }


def test_fonts_are_named_without_the_letters_of_their_subset() -> None:
    """The names say which fonts stood in for those of the Word file."""
    names = font_names(finished_sample())
    assert {"Amiri-Regular", "Amiri-Bold", "LiberationSerif"} <= set(names)
    assert font_names(b"no PDF") == ()


def test_problems_name_file_claim_and_rule() -> None:
    """Who builds reads one line for each finding, with the rule for who looks it up."""
    finding = PdfFinding("PDF/UA-1", "RULE-7", "no language")
    (problem,) = PdfResult("key", b"x", (finding,)).problems("build/a.pdf")
    assert problem.as_text() == (
        "build/a.pdf (RULE-7): error: the file is not PDF/UA-1: no language [pdf-not-sound]"
    )
    (problem,) = PdfResult("key", failure=PdfFailure("crash", "it crashed")).problems("b.pdf")
    assert (problem.code, problem.message) == ("pdf-not-made", "it crashed")
