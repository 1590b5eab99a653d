"""`review read --summary`: what came back, as a web page or a Word file for the meeting room."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from reportgen.catalogs.lookup import load_catalogs
from reportgen.errors import UsageError
from reportgen.languages import LANGUAGE_KEYS, document_language
from reportgen.messages import MESSAGES
from reportgen.pipeline.choices import choose_languages
from reportgen.pipeline.files import write_files
from reportgen.pipeline.review.reading import ReadCopy
from reportgen.renditions.pages import fill_page, page_look
from reportgen.review.summary import DraftSummary, Entry, Group, Stretch, Summary, make_summary
from reportgen.review.summary_docx import summary_docx
from reportgen.values import format_date

_PREFIX = "summary_"
_TAGS = {"old": "del", "new": "ins", "about": "mark"}


def check_summary(path: Path, language: str) -> None:
    """Raise UsageError for a file that is neither .html nor .docx, or an unknown language."""
    if path.suffix.lower() not in (".html", ".docx"):
        raise UsageError(f"{path}: a summary ends in .html or .docx")
    if language not in LANGUAGE_KEYS:
        choose_languages((language,))


def write_summary(copies: Sequence[ReadCopy], path: Path, language: str) -> None:
    """Write the summary of copies, in the language of its readers."""
    summary = summary_of(copies, language)
    is_page = path.suffix.lower() == ".html"
    data = summary_page(summary).encode() if is_page else summary_docx(summary)
    write_files({path: data})


def summary_of(copies: Iterable[ReadCopy], language: str) -> Summary:
    """Return the summary of copies."""
    catalogs = load_catalogs(language, {})
    words = {
        key.removeprefix(_PREFIX): catalogs.translate(message.context, message.text).text
        for key, message in MESSAGES.items()
        if key.startswith(_PREFIX)
    }
    values_key = document_language(language).values_key

    def say_date(iso: str) -> str:
        return format_date(datetime.date.fromisoformat(iso), values_key)

    found = ((copy.draft, copy.returned) for copy in copies)
    return make_summary(found, language, words, say_date)


def summary_page(summary: Summary) -> str:
    """Return the summary as a web page: one file, nothing fetched, no script."""
    reader = document_language(summary.language)
    words = {
        "look": page_look("reviewsummary"),
        "tag": reader.tag,
        "direction": reader.direction,
        "title": escape(summary.title),
        "drafts": "\n".join(line for draft in summary.drafts for line in _draft(draft, summary)),
    }
    return fill_page("reviewsummary", words)


def _draft(draft: DraftSummary, summary: Summary) -> Iterator[str]:
    report = document_language(draft.language)
    manner = f' lang="{report.tag}" dir="{report.direction}"'
    yield f"<section>\n<h2>{escape(draft.title)}</h2>"
    yield '<dl class="facts">'
    for label, value in draft.facts:
        yield f"<dt>{escape(label)}</dt><dd><bdi>{escape(value)}</bdi></dd>"
    yield "</dl>"
    if not draft.groups:
        yield f"<p>{escape(summary.nothing)}</p>"
    for group in draft.groups:
        yield from _group(group, manner)
    yield "</section>"


def _group(group: Group, manner: str) -> Iterator[str]:
    yield f"<h3{manner if group.is_of_report else ''}>{escape(group.heading)}</h3>"
    yield '<ol class="entries">'
    for entry in group.entries:
        yield f"<li>{_who(entry)}<div>{_what(entry, manner)}</div></li>"
    yield "</ol>"


def _who(entry: Entry) -> str:
    date = f"<time>{escape(entry.date)}</time>" if entry.date else ""
    author = f"<span><bdi>{escape(entry.author)}</bdi></span>"
    return f'<p class="who"><b>{escape(entry.kind)}</b> {author} {date}</p>'


def _what(entry: Entry, manner: str) -> str:
    parts = []
    if entry.words:
        words = "".join(map(_stretch, entry.words))
        parts.append(f'<p class="words"{manner}>{words}</p>')
    if entry.said:
        parts.append(f'<blockquote dir="auto">{escape(entry.said)}</blockquote>')
    parts += (
        f'<div class="reply">{_who(each)}{_what(each, manner)}</div>' for each in entry.replies
    )
    if entry.notes:
        parts.append(f'<p class="note">{escape("; ".join(entry.notes))}</p>')
    return "".join(parts)


def _stretch(stretch: Stretch) -> str:
    words = escape(stretch.text)
    tag = _TAGS.get(stretch.mark)
    return f"<{tag}>{words}</{tag}>" if tag else words
