"""Draws the pictures in docs/pictures from real reports: `make pictures`.

Page 1 of the English report to each advisory group, made by the project's own pipeline, laid out by
LibreOffice and drawn by poppler. The pictures are committed, so that a change of a template or of
the rendering can be looked at in review.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MEETING = ROOT / "reports" / "iscg-23-1"
PICTURES = ROOT / "docs" / "pictures"
ADDRESSEES = ("TSAG", "TDAG", "RAG")
LANGUAGE = "en"
DOTS_PER_INCH = 80
TIMEOUT_S = 180


def main() -> int:
    """Draw every picture; return the exit code of the first step that fails."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            for addressee, document in build_reports(Path(folder)).items():
                picture = PICTURES / f"{addressee.lower()}-{LANGUAGE}.png"
                draw_first_page(document, picture, Path(folder))
                print(picture.relative_to(ROOT))
    except FileNotFoundError as error:
        print(f"pictures: {error.filename or error} is missing", file=sys.stderr)
        return 3
    except subprocess.CalledProcessError as error:
        print(f"pictures: {error.cmd[0]} failed: {error.stderr.strip()}", file=sys.stderr)
        return 1
    return 0


def build_reports(folder: Path) -> dict[str, Path]:
    """Return the Word file of each addressee, made in a folder of its own.

    Raises CalledProcessError when the build fails, FileNotFoundError when a report is not made.
    """
    out = folder / "build"
    command = [sys.executable, "-m", "reportgen", "build", str(MEETING), "--quiet"]
    _run([*command, "--language", LANGUAGE, "--to", "docx", "--out", str(out)])
    found = {}
    for addressee in ADDRESSEES:
        made = sorted(out.rglob(f"{addressee}/*.docx"))
        if not made:
            raise FileNotFoundError(f"the report to {addressee}")
        found[addressee] = made[0]
    return found


def draw_first_page(document: Path, picture: Path, folder: Path) -> None:
    """Write page 1 of a Word file as a PNG; `folder` takes what comes in between."""
    profile = (folder / "profile").as_uri()
    _run(
        [
            *("soffice", "--headless", f"-env:UserInstallation={profile}"),
            *("--convert-to", "pdf", "--outdir", str(folder), str(document)),
        ]
    )
    pages = folder / f"{document.stem}.pdf"
    if not pages.is_file():  # LibreOffice says so by its silence only
        raise FileNotFoundError(f"the PDF of {document.name}")
    picture.parent.mkdir(parents=True, exist_ok=True)
    options = ["-png", "-r", str(DOTS_PER_INCH), "-f", "1", "-l", "1", "-singlefile"]
    _run(["pdftoppm", *options, str(pages), str(picture.with_suffix(""))])


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=TIMEOUT_S, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
