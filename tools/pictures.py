"""Draws the pictures in docs/pictures from real reports: `make pictures`.

Page 1 of the report to each advisory group in each language that has catalogs: the PDF files that
the project's own build makes, drawn by poppler. The pictures are committed, so that a change of a
template or of the rendering can be looked at in review.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MEETING = ROOT / "reports" / "iscg-23-1"
PICTURES = ROOT / "docs" / "pictures"
DOTS_PER_INCH = 80
TIMEOUT_S = 600


def main() -> int:
    """Draw every picture; return the exit code of the first step that fails."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            for name, pages in build_reports(Path(folder)):
                picture = PICTURES / f"{name}.png"
                draw_first_page(pages, picture)
                print(picture.relative_to(ROOT))
    except FileNotFoundError as error:
        print(f"pictures: {error.filename or error} is missing", file=sys.stderr)
        return 3
    except subprocess.CalledProcessError as error:
        print(f"pictures: {error.cmd[0]} failed: {error.stderr.strip()}", file=sys.stderr)
        return error.returncode
    return 0


def build_reports(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name of each picture and the PDF file that it shows, made in a folder.

    Raises CalledProcessError when the build fails; it then says which program is missing.
    """
    command = [sys.executable, "-m", "reportgen", "build", str(MEETING), "--quiet"]
    _run([*command, "--to", "pdf", "--out", str(folder)])
    manifest = folder / MEETING.name / "manifest.json"
    for rendition in json.loads(manifest.read_bytes())["renditions"]:
        name = f"{rendition['addressee'].lower()}-{rendition['language']}"
        yield name, manifest.parent / rendition["path"]


def draw_first_page(pages: Path, picture: Path) -> None:
    """Write page 1 of a PDF file as a PNG."""
    picture.parent.mkdir(parents=True, exist_ok=True)
    options = ["-png", "-r", str(DOTS_PER_INCH), "-f", "1", "-l", "1", "-singlefile"]
    _run(["pdftoppm", *options, str(pages), str(picture.with_suffix(""))])


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=TIMEOUT_S, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
