"""The index page of a meeting: every file of every report, and what each still lacks.

In goes what a build recorded, out come the bytes of `build/index.html`, the page that a secretary
opens after `make report`. It is in English, like everything that speaks to the secretary; it has
no script and fetches nothing. The same record gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from reportgen.kinds import State
from reportgen.languages import LANGUAGE_KEYS, Language, document_language
from reportgen.renditions.pages import fill_page, page_look

_FORMATS = {
    "docx": "Word",
    "pdf": "PDF",
    "html": "Web page",
    "redline": "Redline",
    "odt": "ODT",
    "md": "Markdown",
}
_KILOBYTE = 1000
_NOT_MADE = '<span class="size">not made</span>'


@dataclass(frozen=True, slots=True)
class Check:
    """What a checker said of a file: what was checked (`PDF/A-2a`), and whether it held."""

    name: str
    is_passed: bool


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A file of a report; `path` leads to it from the index page.

    `missing` counts values and translations that are not there, `fuzzy` translations that are out
    of date.
    """

    addressee: str
    language: str
    format: str
    path: str
    bytes: int
    state: State
    missing: int = 0
    fuzzy: int = 0
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexPage:
    """What the page shows: the meeting, the files of its reports, and what travels with them.

    `title` names the meeting (`ISCG/23-1`), `date` is its ISO date. `attachments` are paths;
    `left_out` says, a sentence each, what could not be made.
    """

    title: str
    date: str
    entries: tuple[IndexEntry, ...]
    attachments: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def index_page(page: IndexPage) -> bytes:
    """Return the page."""
    sections = [*_left_out(page.left_out)]
    for addressee in dict.fromkeys(entry.addressee for entry in page.entries):
        sections += _report(addressee, [e for e in page.entries if e.addressee == addressee])
    sections += _attachments(page.attachments)
    words = {
        "look": page_look("index"),
        "title": escape(f"Reports of {page.title}"),
        "date": escape(page.date),
        "summary": escape(_summary(page)),
        "sections": "\n".join(sections),
    }
    return fill_page("index", words).encode()


def _summary(page: IndexPage) -> str:
    """Return what there is and what it lacks, in a sentence or two."""
    if not page.entries:
        return "No report has been made yet."
    reports = {(entry.addressee, entry.language): entry for entry in page.entries}
    lacking = sum(bool(entry.missing or entry.fuzzy) for entry in reports.values())
    failed = sum(not check.is_passed for entry in page.entries for check in entry.checks)
    whole = f"{lacking} of them incomplete" if lacking else "all of them complete"
    checks = f"; {_count(failed, 'check')} failed" if failed else ""
    files = _count(len(page.entries), "file")
    return f"{_count(len(reports), 'report')}, counting each language, {whole}, in {files}{checks}."


def _left_out(sentences: tuple[str, ...]) -> Iterator[str]:
    """Yield what the build could not make, before everything else."""
    if sentences:
        yield '<section class="notice" aria-labelledby="left-out">'
        yield '<h2 id="left-out">Left out</h2>'
        yield from _list(escape(each) for each in sentences)
        yield "</section>"


def _attachments(paths: tuple[str, ...]) -> Iterator[str]:
    if paths:
        yield '<section aria-labelledby="attachments">'
        yield '<h2 id="attachments">Files that travel with the reports</h2>'
        yield from _list(f'<a href="{_address(each)}">{escape(each)}</a>' for each in paths)
        yield "</section>"


def _list(items: Iterable[str]) -> Iterator[str]:
    yield "<ul>"
    yield from (f"<li>{item}</li>" for item in items)
    yield "</ul>"


def _report(addressee: str, entries: list[IndexEntry]) -> Iterator[str]:
    """Yield the table of one addressee: a row for each language, a column for each format."""
    known = list(_FORMATS)
    formats = sorted(
        {entry.format for entry in entries},
        key=lambda each: (known.index(each) if each in known else len(known), each),
    )
    name, anchor = escape(addressee), f"to-{quote(addressee, safe='')}"
    heads = ["Language", "State", *map(_format_name, formats), "Lacks", "Checks"]
    cells = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    yield f'<section aria-labelledby="{anchor}">'
    yield f'<h2 id="{anchor}">Report to {name}</h2>'
    # Wider than a telephone, it is moved within its frame, by the keys too.
    yield '<div class="wide" tabindex="0">'
    yield f"<table>\n<thead>\n<tr>{cells}</tr>\n</thead>\n<tbody>"
    # The usual order of languages; what stands outside it, such as a trial language, comes last.
    keys = dict.fromkeys((*LANGUAGE_KEYS, *(entry.language for entry in entries)))
    for key in keys:
        found = {entry.format: entry for entry in entries if entry.language == key}
        if found:
            yield _row(document_language(key), found, formats)
    yield "</tbody>\n</table>\n</div>\n</section>"


def _row(tongue: Language, found: Mapping[str, IndexEntry], formats: Iterable[str]) -> str:
    """Return the row of one language. The files of a report have the same gaps."""
    entries = tuple(found.values())
    states = dict.fromkeys(entry.state for entry in entries)
    cells = [
        f'<th scope="row">{escape(tongue.name)}</th>',
        _cell(", ".join(f'<span class="{state}">{state}</span>' for state in states)),
        *(_cell(_link(found[each], tongue) if each in found else _NOT_MADE) for each in formats),
        _cell(_gaps(entries)),
        _cell("<br>".join(_checks(entries))),
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _cell(content: str) -> str:
    return f"<td>{content}</td>"


def _link(entry: IndexEntry, tongue: Language) -> str:
    """Return the link to a file; for who hears it alone, it says the language too."""
    name = escape(_format_name(entry.format))
    hidden = f'<span class="aside"> in {escape(tongue.name)}</span>'
    link = f'<a href="{_address(entry.path)}" hreflang="{tongue.tag}">{name}{hidden}</a>'
    return f'{link} <span class="size">{_size(entry.bytes)}</span>'


def _gaps(entries: Iterable[IndexEntry]) -> str:
    """Return what a report lacks: the most that any of its files does."""
    missing = max(entry.missing for entry in entries)
    fuzzy = max(entry.fuzzy for entry in entries)
    counted = ((missing, "missing"), (fuzzy, "out of date"))
    said = [f"<mark>{number} {what}</mark>" for number, what in counted if number]
    return "<br>".join(said) or "nothing"


def _checks(entries: Iterable[IndexEntry]) -> Iterator[str]:
    """Yield each check, failed ones marked; what was not checked has none."""
    for entry in entries:
        for check in entry.checks:
            name = escape(check.name)
            yield f"{name}: passed" if check.is_passed else f"<strong>{name}: failed</strong>"


def _format_name(name: str) -> str:
    return _FORMATS.get(name, name.upper())


def _size(size: int) -> str:
    """Return a size as people read it: whole kilobytes, never none."""
    return f"{max(1, round(size / _KILOBYTE)):,} kB".replace(",", "\N{NO-BREAK SPACE}")


def _address(path: str) -> str:
    return escape(quote(path, safe="/!~"))


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
