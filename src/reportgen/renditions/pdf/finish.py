"""The finishing pass: what LibreOffice's PDF lacks to be PDF/A-2a and PDF/UA-1, and the same bytes.

LibreOffice writes the time of the conversion into three places and a random id; after the pass a
file depends on nothing but the Word file, the job and the version of LibreOffice and its fonts.
"""

from __future__ import annotations

import base64
import io
import re
from datetime import date

import pikepdf
from pikepdf import Dictionary, Name, ObjectStreamMode, Pdf, StreamDecodeLevel, String

from reportgen.renditions.pdf.jobs import PdfJob
from reportgen.renditions.pdf.mappings import complete_mappings
from reportgen.renditions.pdf.metadata import xmp_packet
from reportgen.renditions.pdf.structure import mend_structure

# Of an ICC profile: when it was made, and the checksum over it.
_ICC_DATE = slice(24, 36)
_ICC_ID = slice(84, 100)
_ENDS_AMBIGUOUSLY = re.compile(rb"\r\nendstream\b")


class DamagedPdfError(Exception):
    """What was written is no PDF, or not all of one."""


def finish_pdf(raw: bytes, job: PdfJob) -> bytes:
    """Return a PDF of LibreOffice as the job describes it, ready to be checked.

    Language, title, properties and dates are the job's; the metadata claim PDF/A-2a and PDF/UA-1,
    which `check_pdf` then has to confirm. Raises DamagedPdfError for a file that is not whole.
    """
    if not raw.startswith(b"%PDF-") or b"%%EOF" not in raw[-32:]:
        raise DamagedPdfError("it does not begin or end as a PDF file does")
    try:
        with pikepdf.open(io.BytesIO(raw), attempt_recovery=False) as pdf:
            _describe(pdf, job)
            _date_colours(pdf, date.fromisoformat(job.date))
            mend_structure(pdf)
            complete_mappings(pdf)
            data = _saved(pdf)
        return _with_clear_ends(data)
    except pikepdf.PdfError as error:
        raise DamagedPdfError(str(error)) from error


def _describe(pdf: Pdf, job: PdfJob) -> None:
    """Put in what the file says about itself: in the metadata, the properties and the catalog."""
    producer = str(pdf.docinfo.get("/Producer", "LibreOffice"))
    properties = {
        "/Title": job.title,
        "/Author": job.creator,
        "/Subject": job.subject,
        "/Keywords": ", ".join(job.keywords),
        "/Creator": "reportgen",
        "/Producer": producer,
        "/CreationDate": f"D:{job.date.replace('-', '')}000000Z",
    }
    written = {name: String(value) for name, value in properties.items() if value}
    pdf.trailer.Info = pdf.make_indirect(Dictionary(written))
    root = pdf.Root
    root.Metadata = pdf.make_stream(xmp_packet(job, producer), Type=Name.Metadata, Subtype=Name.XML)
    root.Lang = String(job.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    # LibreOffice has a page open by itself, and writes a checksum over what is changed here.
    for place, name in ((root, "/OpenAction"), (pdf.trailer, "/DocChecksum"), (pdf.trailer, "/ID")):
        if name in place:
            del place[name]


def _date_colours(pdf: Pdf, day: date) -> None:
    """Give the colour profiles the document's date; LibreOffice gives them the time."""
    stamp = b"".join(part.to_bytes(2, "big") for part in (day.year, day.month, day.day, 0, 0, 0))
    for intent in pdf.Root.get("/OutputIntents", ()):
        profile = bytearray(intent.DestOutputProfile.read_bytes())
        profile[_ICC_DATE] = stamp
        profile[_ICC_ID] = bytes(16)
        intent.DestOutputProfile.write(bytes(profile))


def _saved(pdf: Pdf) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return buffer.getvalue()


def _with_clear_ends(data: bytes) -> bytes:
    r"""Return the file with no stream whose last byte is a carriage return.

    Before `endstream` stands a line end, and a reader that goes back from there takes `\r\n` for
    one: to it the stream is a byte shorter than it says. One compressed stream in 256 ends so.
    """
    if not _ENDS_AMBIGUOUSLY.search(data):
        return data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream) and each.read_raw_bytes().endswith(b"\r"):
                _end_with_letters(each)
        buffer = io.BytesIO()
        pdf.save(
            buffer,
            deterministic_id=True,
            # The streams that are written for objects could end so again: none are.
            object_stream_mode=ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=StreamDecodeLevel.none,
        )
    return buffer.getvalue()


def _end_with_letters(stream: pikepdf.Stream) -> None:
    """Write the bytes of a stream as letters: a second filter before the one it has."""
    filters = stream.get("/Filter", pikepdf.Array())
    parameters = stream.get("/DecodeParms")
    before = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    if parameters is not None:
        given = list(parameters) if isinstance(parameters, pikepdf.Array) else [parameters]
        parameters = pikepdf.Array([None, *given])
    letters = base64.a85encode(stream.read_raw_bytes()) + b"~>"
    stream.write(
        letters,
        filter=pikepdf.Array([Name.ASCII85Decode, *before]),
        decode_parms=parameters,
    )
