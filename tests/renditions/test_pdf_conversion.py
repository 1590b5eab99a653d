"""LibreOffice itself makes files that keep what they claim, stay the same, and fetch nothing."""

from __future__ import annotations

import io
import os
import signal
import socket
import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from reportgen.renditions.pdf import PdfResult, convert, find_office
from reportgen.renditions.soffice import profile
from tests.renditions.pdf_support import WORDS, sample_job
from tests.word.finish.support import DOCUMENT, part_bytes, repack

pytestmark = [pytest.mark.external, pytest.mark.slow]

FONTS = {
    "en": {"LiberationSerif"},
    "fr": {"LiberationSerif"},
    "es": {"LiberationSerif"},
    "ru": {"LiberationSerif"},
    "zh": {"WenQuanYiMicroHei"},
    "ar": {"Amiri-Regular", "Amiri-Bold"},
}


def _by_key(results: Iterator[PdfResult]) -> dict[str, PdfResult]:
    return {result.key: result for result in results}


@pytest.fixture(scope="module")
def made() -> dict[str, PdfResult]:
    """Return a sample in every language, made by one LibreOffice."""
    return _by_key(convert(map(sample_job, WORDS), find_office()))


@pytest.mark.parametrize("language", WORDS)
def test_sample_keeps_its_claims_in_every_language(
    language: str, made: dict[str, PdfResult]
) -> None:
    """PDF/A-2a, PDF/UA-1, every font in the file, and the fonts that were meant."""
    result = made[language]
    assert result.failure is None
    assert result.findings == ()
    assert set(result.fonts) >= FONTS[language]


@pytest.mark.parametrize("language", WORDS)
def test_headings_are_bookmarks(language: str, made: dict[str, PdfResult]) -> None:
    """Readers go from heading to heading, one below the other, and by the title of an annex."""
    with pikepdf.open(io.BytesIO(made[language].data)) as pdf, pdf.open_outline() as outline:
        first, *_ = outline.root
        assert WORDS[language][:8] in str(first.title)
        assert len(first.children) == 1


def test_bytes_do_not_depend_on_profile_batch_or_neighbours(made: dict[str, PdfResult]) -> None:
    """Two LibreOffices, other batches, another order, another day: the same bytes."""
    jobs = [sample_job(language) for language in reversed(WORDS)]
    again = _by_key(convert(jobs, find_office(), workers=2))
    assert {key: each.data for key, each in again.items()} == {
        key: each.data for key, each in made.items()
    }


def test_document_that_is_no_word_file_costs_nobody_else_anything() -> None:
    """A Word file that LibreOffice cannot read is told; the others are there."""
    broken = replace(sample_job("en", "broken"), docx=sample_job("en").docx[:3000])
    results = _by_key(convert([sample_job("en"), broken, sample_job("fr")], find_office()))
    failure = results["broken"].failure
    assert failure is not None
    assert failure.reason == "no-file"
    assert results["en"].is_sound
    assert results["fr"].is_sound


def _processes(mark: str) -> list[int]:
    """Return the processes of LibreOffice in whose command line `mark` stands."""
    found = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            if entry.name.isdigit() and mark.encode() in (line := (entry / "cmdline").read_bytes()):
                found += [int(entry.name)] if b"soffice.bin" in line else []
    return found


def test_libreoffice_killed_while_it_converts(tmp_path: Path) -> None:
    """When the system kills LibreOffice in the middle, every document is made nevertheless."""
    jobs = [sample_job("en", str(number)) for number in range(8)]
    results = convert(jobs, find_office(), folder=tmp_path)
    first = next(results)
    killed = _processes(str(tmp_path))
    for process in killed:
        os.kill(process, signal.SIGKILL)
    rest = list(results)
    assert killed
    assert {result.data for result in (first, *rest)} == {first.data}
    assert sorted(result.key for result in (first, *rest)) == [str(each) for each in range(8)]
    assert first.is_sound
    assert not list(tmp_path.iterdir())


def test_font_that_is_missing_is_found() -> None:
    """Without a font for Arabic the words cannot be seen: no such file passes."""
    only = (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        "<dir>/usr/share/fonts/truetype/liberation2</dir>"
        "<dir>/usr/share/fonts/truetype/liberation</dir></fontconfig>"
    )
    (result,) = convert([sample_job("ar")], find_office(), fonts=only.encode())
    assert "missing-glyph" in {finding.rule for finding in result.findings}


@pytest.mark.parametrize(
    ("added", "rule"),
    [
        (
            '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="4"/></w:pBdr></w:pPr></w:p>',
            "PDFUA1-CONTENT-TAGGING-001",
        ),
        (
            '<w:p><w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r></w:p>',
            "PDFA2A-UNICODE-PUA-ACTUALTEXT-001",
        ),
    ],
    ids=["border of a paragraph", "bullet of the font Symbol"],
)
def test_fault_of_a_template_is_found(added: str, rule: str) -> None:
    """What docs/pdf.md warns makers of templates of is what the check finds."""
    job = sample_job("en")
    body = part_bytes(job.docx, DOCUMENT).decode()
    end = body.rindex("<w:sectPr")
    docx = repack(job.docx, {DOCUMENT: (body[:end] + added + body[end:]).encode()})
    (result,) = convert([replace(job, docx=docx)], find_office())
    assert {finding.rule for finding in result.findings} == {rule}


def _drawing(relation: str) -> str:
    return (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/'
        '2006/wordprocessingDrawing"><wp:extent cx="900000" cy="900000"/><wp:docPr id="77" name="x"'
        ' descr="words"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
        '<pic:cNvPr id="77" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        f'r:link="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom '
        'prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


def _field(instruction: str) -> str:
    kinds = ('<w:fldChar w:fldCharType="begin"/>', f"<w:instrText>{instruction}</w:instrText>")
    ends = ('<w:fldChar w:fldCharType="separate"/>', "<w:t>before</w:t>")
    last = '<w:fldChar w:fldCharType="end"/>'
    return "<w:p>" + "".join(f"<w:r>{each}</w:r>" for each in (*kinds, *ends, last)) + "</w:p>"


def _hostile(docx: bytes, address: str, secret: Path, picture: Path) -> bytes:
    """Return a Word file that asks for files of this machine and for pages of a server."""
    image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    links = {"rIdA": f"{address}/a.png", "rIdB": picture.as_uri()}
    relations = "".join(
        f'<Relationship Id="{key}" Type="{image}" Target="{target}" TargetMode="External"/>'
        for key, target in links.items()
    )
    asked = "".join(map(_drawing, links)) + "".join(
        map(
            _field,
            (
                f'INCLUDETEXT "{secret}"',
                f'INCLUDEPICTURE "{address}/b.png" \\d',
                f'DDEAUTO soffice "{secret}" all',
            ),
        )
    )
    part = "word/_rels/document.xml.rels"
    body = part_bytes(docx, DOCUMENT).decode()
    end = body.rindex("<w:sectPr")
    old = part_bytes(docx, part).decode()
    return repack(
        docx,
        {
            DOCUMENT: (body[:end] + asked + body[end:]).encode(),
            part: old.replace("</Relationships>", relations + "</Relationships>").encode(),
        },
    )


@pytest.fixture
def server() -> Iterator[tuple[str, list[Any]]]:
    """Return the address of a server of this machine, and the list of who has called it."""
    called: list[Any] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        ends = threading.Event()

        def listen() -> None:
            while not ends.is_set():
                with suppress(TimeoutError):
                    connection, caller = listener.accept()
                    called.append(caller)
                    connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", called
        ends.set()
        thread.join()


def test_hostile_word_file_would_fetch(
    tmp_path: Path, server: tuple[str, list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the settings that LibreOffice has by itself, the file of the next test does its harm."""
    address, called = server
    monkeypatch.setattr(profile, "_SETTINGS", ())
    job = sample_job("en")
    nothing = tmp_path / "nothing"
    list(convert([replace(job, docx=_hostile(job.docx, address, nothing, nothing))], find_office()))
    assert called


def test_hostile_word_file_fetches_nothing(tmp_path: Path, server: tuple[str, list[Any]]) -> None:
    """Linked pictures and fields bring in nothing, neither from the network nor from the disk."""
    address, called = server
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRET", encoding="utf-8")
    picture = tmp_path / "secret.png"
    picture.write_bytes(_png())
    job = sample_job("en")
    hostile = replace(job, docx=_hostile(job.docx, address, secret, picture))
    (result,) = convert([hostile], find_office())
    assert result.failure is None
    assert called == []
    with pikepdf.open(io.BytesIO(result.data)) as pdf:
        images = [each for page in pdf.pages for each in page.get_images()]
        assert not any(image.Width == 21 for image in images)
    assert b"TOPSECRET" not in result.data


def _png() -> bytes:
    """Return a picture of 21 by 21 dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", 21, 21, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff\0\0" * 21) * 21)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
