"""The finishing pass makes a PDF of LibreOffice conform, say what it is, and never differ."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any
from zlib import adler32

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.renditions.pdf import DamagedPdfError, PdfJob, check_pdf, finish_pdf
from reportgen.renditions.pdf.mappings import NOTHING, character_table, is_simple_font
from tests.renditions.pdf_support import SAMPLE, changed, finished_sample

pytestmark = pytest.mark.slow

RAW = SAMPLE.read_bytes()
JOB = PdfJob("ar", b"", "ar", "العنوان", "2023-05-02")
# What XML can hold; the program refuses other characters in texts.
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=60)


def _elements(root: Any, kind: str) -> list[Any]:
    kids = root.get("/K", [])
    found = [root] if root.get("/S") == kind else []
    for each in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(each, pikepdf.Dictionary):
            found += _elements(each, kind)
    return found


def _sample(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def test_sample_breaks_the_rules_and_keeps_them_when_finished() -> None:
    """What LibreOffice writes is neither PDF/A-2a nor PDF/UA-1; after the pass it is both."""
    assert {finding.claim for finding in check_pdf(RAW)} == {"PDF/A-2a", "PDF/UA-1"}
    assert check_pdf(finished_sample()) == ()


def test_bytes_depend_on_nothing_but_the_input() -> None:
    """Two passes over the same file give the same bytes."""
    assert finish_pdf(RAW, JOB) == finish_pdf(RAW, JOB) == finished_sample()


def test_the_time_of_the_conversion_is_gone() -> None:
    """Files that LibreOffice wrote at different times, with different ids, end up the same."""

    def convert_later(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/CreationDate"] = "D:20310203040506Z"
        profile = pdf.Root.OutputIntents[0].DestOutputProfile
        data = bytearray(profile.read_bytes())
        data[24:36] = bytes(range(12))
        profile.write(bytes(data))
        pdf.trailer.ID = pikepdf.Array([b"1" * 16, b"2" * 16])

    later = changed(RAW, convert_later)
    again = changed(RAW, lambda _pdf: None)
    assert later != again
    assert finish_pdf(later, JOB) == finish_pdf(again, JOB)


@settings(max_examples=12)
@given(
    job=st.builds(
        PdfJob,
        key=st.just("key"),
        docx=st.just(b""),
        language=st.sampled_from(["en-GB", "fr", "zh-Hans", "ar"]),
        title=TEXT.filter(str.strip),
        date=st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(str),
        creator=TEXT.filter(lambda text: not text or text.strip()),
        subject=TEXT.filter(lambda text: not text or text.strip()),
        keywords=st.lists(TEXT.filter(str.strip), max_size=3).map(tuple),
    )
)
def test_file_says_what_the_job_says(job: PdfJob) -> None:
    """Title, author, language and date are the job's, whatever the words, and the file conforms."""
    data = finish_pdf(RAW, job)
    assert check_pdf(data) == ()
    with _sample(data) as pdf:
        assert str(pdf.Root.Lang) == job.language
        assert str(pdf.docinfo["/Title"]) == job.title
        assert str(pdf.docinfo.get("/Author", "")) == job.creator
        assert str(pdf.docinfo["/CreationDate"]) == f"D:{job.date.replace('-', '')}000000Z"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_title_stands_in_the_metadata_too() -> None:
    """Programs that read the metadata only see the same title, with its special characters."""
    data = finish_pdf(RAW, replace(JOB, title="Progress & <reports> of “the” group"))
    with _sample(data) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Progress & <reports> of “the” group"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"


def test_cells_from_right_to_left_span_the_columns_that_they_cover() -> None:
    """In the cover of an Arabic report every row comes out at the same number of columns."""

    def spans(data: bytes) -> set[int]:
        with _sample(data) as pdf:
            (table, *_) = _elements(pdf.Root.StructTreeRoot.K[0], "/Table")
            return {sum(map(_column_span, row.K)) for row in table.K}

    assert len(spans(RAW)) > 1
    assert spans(finished_sample()) == {4}


def _column_span(cell: Any) -> int:
    attributes = cell.A if isinstance(cell.A, pikepdf.Array) else [cell.A]
    return next((int(each.ColSpan) for each in attributes if "/ColSpan" in each), 1)


def test_mail_address_amid_arabic_is_a_link_in_the_structure() -> None:
    """A link whose words run the other way is found by a screen reader, where its words are."""
    with _sample(finished_sample()) as pdf:
        links = _elements(pdf.Root.StructTreeRoot.K[0], "/Link")
        marks = [each for link in links for each in link.K if isinstance(each, pikepdf.Dictionary)]
        addresses = [str(mark.Obj.A.URI) for mark in marks if "/StructParent" in mark.Obj]
        assert "mailto:iscg@itu.int" in addresses


def test_every_glyph_leads_to_a_character() -> None:
    """No code of a font is without a character, and the signs of a letter are told apart."""
    with _sample(finished_sample()) as pdf:
        fonts = [each for each in pdf.objects if is_simple_font(each)]
        assert fonts
        for font in fonts:
            codes = set(range(int(font.FirstChar), int(font.LastChar) + 1)) - {0}
            table = character_table(font)
            assert codes <= set(table)
            assert all(table.values())
            assert NOTHING not in "".join(table[code][:-1] for code in codes)


def test_glyph_outside_of_groups_is_left_for_the_check() -> None:
    """Where a lone glyph leads to nothing nobody knows what it reads as: that is a finding."""

    def forget(pdf: pikepdf.Pdf) -> None:
        for each in pdf.objects:
            if is_simple_font(each) and "LiberationSerif" in str(each.BaseFont):
                table = each.ToUnicode.read_bytes()
                each.ToUnicode.write(table.replace(b"<01>", b"<FF>", 1))

    findings = check_pdf(finish_pdf(changed(RAW, forget), JOB))
    assert {each.rule for each in findings if each.claim != "fonts"} == {
        "PDFA2A-UNICODE-MAPPING-001",
        "PDFUA1-FONT-UNICODE-MAPPING-001",
    }


def test_streams_that_end_with_a_carriage_return_are_written_otherwise() -> None:
    """A reader that looks for the end of a stream backwards does not take its last byte away."""
    # The last byte of a compressed stream is one of a checksum.
    words = next(text for n in count() if adler32(text := b"%d" % n) & 0xFF == ord("\r"))

    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.Root.PieceInfo = pikepdf.Dictionary(Here=pdf.make_stream(words))

    data = finish_pdf(changed(RAW, plant), JOB)
    assert b"ASCII85Decode" in data
    assert b"\r\nendstream" not in data
    assert check_pdf(data) == ()
    with _sample(data) as pdf:
        assert pdf.Root.PieceInfo.Here.read_bytes() == words


@pytest.mark.parametrize(
    "raw",
    [b"", b"%PDF-1.7\n", RAW[: len(RAW) // 2], RAW[:-40], RAW[: len(RAW) // 2] + b"\n%%EOF\n"],
    ids=["empty", "head", "half", "no end", "half with an end"],
)
def test_file_that_is_not_whole_is_refused(raw: bytes) -> None:
    """Half a file is never finished, whatever its end looks like."""
    with pytest.raises(DamagedPdfError, match=r"\w"):
        finish_pdf(raw, JOB)
