"""Draws the pictures in docs/pictures from real reports: `make pictures`.

Page 1 of the report to each advisory group in each language that has catalogs: the PDF files that
the project's own build makes, drawn by poppler; and a part of a review page as a browser shows it,
of the report that tests issue, change and review. The pictures are committed, so that a change of a
template or of the rendering can be looked at in review.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.review.page.support import REWORDED, as_issued, make_review_project, reviewed
from tests.support.browser import open_browser

ROOT = Path(__file__).resolve().parents[1]
MEETING = ROOT / "reports" / "iscg-23-1"
PICTURES = ROOT / "docs" / "pictures"
DOTS_PER_INCH = 80
REVIEW_SIZE = (1250, 1100)
"""Width and height of the picture of the review page, in pixels."""
REVIEW_LEAD = 70
"""How much of the page is shown above the first changed text: the heading over it."""
TIMEOUT_S = 600


def main() -> int:
    """Draw every picture; return the exit code of the first step that fails."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            for name, pages in build_reports(Path(folder)):
                picture = PICTURES / f"{name}.png"
                draw_first_page(pages, picture)
                print(picture.relative_to(ROOT))
            print(draw_review_page(Path(folder)).relative_to(ROOT))
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


def draw_review_page(folder: Path) -> Path:
    """Draw the French review page from its first changed text on; return the picture.

    The project that it is of is made in the folder.
    """
    project = make_review_project(folder / "project")
    project.issue(as_issued)
    reviewed(project, by="M. Jean Dupont")
    project.pages(languages=("en", "fr"))
    page = project.folder / "build" / "review" / "TSAG-fr.html"
    picture = PICTURES / "review-fr.png"
    with open_browser() as browser, browser.page(page, width=REVIEW_SIZE[0]) as opened:
        top = opened.box(f"[id='{REWORDED}']")["y"] - REVIEW_LEAD
        opened.page.screenshot(
            path=picture,
            full_page=True,
            clip={"x": 0, "y": top, "width": REVIEW_SIZE[0], "height": REVIEW_SIZE[1]},
        )
    return picture


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=TIMEOUT_S, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
