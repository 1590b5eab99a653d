"""Draws the pictures in docs/pictures from real reports: `make pictures`.

Page 1 of the report to each advisory group in each language that has catalogs, made by the
project's own pipeline, laid out by LibreOffice and drawn by poppler. The pictures are committed, so
that a change of a template or of the rendering can be looked at in review.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from reportgen.catalogs.places import catalog_languages
from reportgen.fonts.substitution import fontconfig
from reportgen.word.script.libreoffice import for_libreoffice

ROOT = Path(__file__).resolve().parents[1]
MEETING = ROOT / "reports" / "iscg-23-1"
PICTURES = ROOT / "docs" / "pictures"
ADDRESSEES = ("TSAG", "TDAG", "RAG")
DOTS_PER_INCH = 80
TIMEOUT_S = 180


def main() -> int:
    """Draw every picture; return the exit code of the first step that fails."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            for language in catalog_languages():
                for addressee, document in build_reports(language, Path(folder)).items():
                    picture = PICTURES / f"{addressee.lower()}-{language}.png"
                    draw_first_page(document, picture, Path(folder))
                    print(picture.relative_to(ROOT))
    except FileNotFoundError as error:
        print(f"pictures: {error.filename or error} is missing", file=sys.stderr)
        return 3
    except subprocess.CalledProcessError as error:
        print(f"pictures: {error.cmd[0]} failed: {error.stderr.strip()}", file=sys.stderr)
        return 1
    return 0


def build_reports(language: str, folder: Path) -> dict[str, Path]:
    """Return the Word file of each addressee in a language, made in a folder of its own.

    Raises CalledProcessError when the build fails, FileNotFoundError when a report is not made.
    """
    out = folder / "build" / language
    command = [sys.executable, "-m", "reportgen", "build", str(MEETING), "--quiet"]
    _run([*command, "--language", language, "--to", "docx", "--out", str(out)])
    found = {}
    for addressee in ADDRESSEES:
        made = sorted(out.rglob(f"{addressee}/*.docx"))
        if not made:
            raise FileNotFoundError(f"the report to {addressee}")
        found[addressee] = made[0]
    return found


def draw_first_page(document: Path, picture: Path, folder: Path) -> None:
    """Write page 1 of a Word file as a PNG; `folder` takes what comes in between."""
    pages = convert(document, folder)
    picture.parent.mkdir(parents=True, exist_ok=True)
    options = ["-png", "-r", str(DOTS_PER_INCH), "-f", "1", "-l", "1", "-singlefile"]
    _run(["pdftoppm", *options, str(pages), str(picture.with_suffix(""))])


def convert(document: Path, folder: Path) -> Path:
    """Return the PDF that LibreOffice makes of a Word file, in `folder`.

    Raises FileNotFoundError when it makes none, which it says by its silence only.
    """
    copy = folder / document.name
    copy.write_bytes(for_libreoffice(document.read_bytes()))
    profile = (folder / "profile").as_uri()
    settings = folder / "fonts.conf"
    settings.write_bytes(fontconfig())
    _run(
        [
            *("soffice", "--headless", f"-env:UserInstallation={profile}"),
            *("--convert-to", "pdf", "--outdir", str(folder), str(copy)),
        ],
        {"FONTCONFIG_FILE": str(settings)},
    )
    pages = copy.with_suffix(".pdf")
    if not pages.is_file():
        raise FileNotFoundError(f"the PDF of {document.name}")
    return pages


def _run(command: list[str], settings: dict[str, str] | None = None) -> None:
    surroundings = os.environ | (settings or {})
    subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        cwd=ROOT,
        env=surroundings,
    )


if __name__ == "__main__":
    sys.exit(main())
