"""Redlines: what changed between two Word files, as one of them or as a web page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from reportgen.catalogs.lookup import load_catalogs
from reportgen.errors import InputError, Problem, UsageError
from reportgen.messages import MESSAGES
from reportgen.opc.package import MAX_FILE_BYTES
from reportgen.pipeline.files import write_files
from reportgen.redline.engine import RedlineResult, redline_docx
from reportgen.redline.page import PAGE_WORDS, page_language, redline_page
from reportgen.renditions.pages import fill_page, page_look

_SHARED_WORDS = {"date": "label_date", "skip": "label_skip"}


@dataclass(frozen=True, slots=True)
class WrittenRedline:
    """A redline that was written, and what is to be said of it."""

    path: Path
    result: RedlineResult
    problems: tuple[Problem, ...] = ()


def write_redline(old: Path, new: Path, out: Path, author: str, day: str) -> WrittenRedline:
    """Write what changed from the Word file `old` to `new`: a Word file, or a page by its name.

    `author` is named as having made the changes, `day` (ISO) as when. Raises UsageError for another
    kind of file than .docx and .html, or one that is compared itself, for a file that is not there
    and a name that is none; InputError for files that cannot be read, compared or written.
    """
    kind = out.suffix.lower()
    if kind not in (".docx", ".html"):
        raise UsageError(f"a redline is a .docx or .html file, not {out.name}")
    for path in (old, new):
        if not path.is_file():
            raise UsageError(f"there is no file {path}")
    if not author.strip() or not author.isprintable():
        raise UsageError("--author must be a name, without control characters")
    if out.resolve() in (old.resolve(), new.resolve()):
        raise UsageError(f"{out} is one of the files to compare; choose another name for -o")
    result = redline_docx(
        read_word_file(old), read_word_file(new), author, day, (str(old), str(new))
    )
    write_files({out: result.data if kind == ".docx" else page_of(result)})
    return WrittenRedline(out, result, tuple(remarks(result, str(new))))


def page_of(result: RedlineResult) -> bytes:
    """Return a redline as a web page of one file, in the language of the report."""
    language = page_language(result.data)
    catalogs = load_catalogs(language.key, {})

    def word(key: str) -> str:
        message = MESSAGES[key]
        return catalogs.translate(message.context, message.text).text

    keys = {name: _SHARED_WORDS.get(name, f"redline_{name}") for name in (*PAGE_WORDS, "skip")}
    words = {name: word(key) for name, key in keys.items()}
    page = redline_page(result.data, words, is_unchanged=result.is_unchanged)
    blanks = {
        "lang": language.tag,
        "dir": language.direction,
        "pagetitle": escape(f"{page.title} – {words['heading']}"),
        "title": escape(page.title),
        "heading": escape(words["heading"]),
        "skip": escape(words["skip"]),
        "look": page_look("redline"),
        "body": page.body,
    }
    return fill_page("redline", blanks).encode()


def remarks(result: RedlineResult, path: str) -> list[Problem]:
    """Return what a reader of the redline at `path` has to know that it does not say itself."""
    found = []
    if result.is_plain:
        message = "the redline shows whole paragraphs: single words could not be told apart safely"
        found.append(Problem(path, 0, 0, "warning", "redline-plain", message))
    if result.was_tracked:
        message = "a file has tracked changes of its own; they are taken as accepted"
        found.append(Problem(path, 0, 0, "warning", "redline-tracked", message))
    for lost in result.lost:
        message = f"the redline does not show {lost}"
        found.append(Problem(path, 0, 0, "warning", "redline-incomplete", message))
    return found


def read_word_file(path: Path) -> bytes:
    """Return the content of a file, no more of it than a Word file may have.

    Raises InputError (`file-unreadable`).
    """
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        raise InputError([Problem(str(path), 0, 0, "error", "file-unreadable", message)]) from None
