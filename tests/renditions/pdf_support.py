"""Documents to convert, a PDF as LibreOffice left it, and programs in the place of LibreOffice."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
from pikepdf import Pdf

from reportgen.document import Block, Document, Span
from reportgen.renditions.pdf import Office, PdfJob, convert, find_office, finish_pdf
from reportgen.word.render import render_docx
from reportgen.word.script.libreoffice import for_libreoffice
from tests.word.finish.support import full_document, our_template

# The sample in Arabic as LibreOffice 7.4 wrote it: the table of its cover spans columns wrongly, a
# mail address has no place in the structure, and glyphs of a letter with its signs lead to nothing.
SAMPLE = Path(__file__).parent / "pdf_samples" / "arabic.pdf"
WORDS = {
    "en": "Document TDAG-23/48-E, Geneva, 19-23 June 2023 (“captions”).",
    "fr": "Document TDAG-23/48-F, Genève, 19-23 juin 2023 : œuvre, où « ça » va.",
    "es": "Documento TDAG-23/48-S, Ginebra, 19-23 de junio de 2023: ¿qué señal?",
    "ru": "Документ TDAG-23/48-R, Женева, 19–23 июня 2023 года; объём «ещё».",
    "zh": "文件TDAG-23/48-C，2023年6月19-23日，日内瓦。",
    "ar": "الوثيقة TDAG-23/48-A للفريق (ISCG)، جنيف، 23-19 يونيو 2023: محدَّثة، سيُقدَّم.",
}


def sample_document(language: str = "en", text: str = "") -> Document:
    """Return a Document with every kind of block and a mail address, in words of a language."""
    words = text or WORDS[language]
    whole = full_document(words, language)
    address = Span("iscg@itu.int", "mail", href="mailto:iscg@itu.int")
    mail = Block("paragraph", "mail", (Span(f"{words} (", "mail"), address, Span(").", "mail")))
    (section,) = whole.sections
    return replace(whole, sections=(replace(section, blocks=(*section.blocks, mail)),))


def sample_job(language: str = "en", key: str = "", text: str = "") -> PdfJob:
    """Return the job of converting the Word file of a sample Document."""
    document = sample_document(language, text)
    docx = for_libreoffice(render_docx(document, our_template()).data)
    return PdfJob.for_document(key or language, docx, document)


def convert_file(document: Path, folder: Path) -> Path:
    """Return the PDF file made of a Word file, in a folder; whatever it says about itself."""
    docx = for_libreoffice(document.read_bytes())
    (result,) = convert([PdfJob("", docx, "en", "Title", "2023-05-02")], find_office())
    assert result.failure is None, result.failure
    pages = folder / f"{document.stem}.pdf"
    pages.write_bytes(result.data)
    return pages


@cache
def finished_sample() -> bytes:
    """Return the sample as the finishing pass leaves it."""
    return finish_pdf(SAMPLE.read_bytes(), PdfJob("ar", b"", "ar", "العنوان", "2023-05-02"))


def changed(data: bytes, change: Callable[[Pdf], None]) -> bytes:
    """Return a PDF file after a change."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(buffer)
    return buffer.getvalue()


def stand_in(folder: Path, script: str) -> Office:
    """Return a LibreOffice that does `script` for each file.

    The script is of the shell: `$from` is the file, `$to` the PDF to be made of it, `$SAMPLE` a PDF
    that LibreOffice could have made. As LibreOffice does, it says what it is about to write.
    """
    program = folder / "soffice"
    program.write_text(
        f"""#!/bin/sh
SAMPLE='{SAMPLE}'
while [ $# -gt 0 ]; do
    case "$1" in
        --outdir) out=$2; shift ;;
        *.docx | *.txt) files="$files $1" ;;
    esac
    shift
done
begin() {{ echo "convert $from -> $to using filter : writer_pdf_Export"; }}
for from in $files; do
    name=${{from##*/}}
    to=$out/${{name%.*}}.pdf
    {script}
done
""",
        encoding="utf-8",
    )
    program.chmod(0o755)
    return Office(program)
