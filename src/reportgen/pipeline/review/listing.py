"""What was read from a returned file, as a table for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.review.model import (
    Change,
    EditText,
    EditValue,
    MoveText,
    NewText,
    PackedDraft,
    Proposal,
    Returned,
    Withdrawal,
)

_MAX_WORDS = 160
_REST_BEFORE = re.compile(r"[^\s{}]{1,20}\Z")
_REST_AFTER = re.compile(r"[^\s{}]{1,20}")
"""What of a word stands before and behind a place; of writing without blanks, some signs."""
_MARGIN = ("comment", "reply", "resolved")


def copy_table(returned: Returned, draft: PackedDraft) -> str:
    """Return the changes of a copy: a line for each, its words and what they propose below."""
    return "\n".join(_lines(returned, draft))


def _lines(returned: Returned, draft: PackedDraft) -> Iterator[str]:
    yield f"{returned.file}: copy of {draft.id}, sent to {draft.to} on {draft.packed[:10]}"
    if not returned.changes:
        yield "  nothing was changed"
        return
    yield f"  {_counts(returned.changes)}"
    widths = [
        max(len(columns[at]) for columns in map(_columns, returned.changes)) for at in range(4)
    ]
    for change in returned.changes:
        columns = _columns(change)
        padded = (f"{word:<{width}}" for word, width in zip(columns, widths, strict=True))
        yield f"{'  '.join(padded)}  {place_of(change)}".rstrip()
        for line in _details(change, draft):
            yield f"    {line}"


def _counts(changes: tuple[Change, ...]) -> str:
    comments = sum(change.kind in _MARGIN for change in changes)
    edits = len(changes) - comments
    listed = sum(not change.proposals and change.kind not in _MARGIN for change in changes)
    untracked = sum(not change.is_tracked for change in changes)
    said = [_count(edits, "change"), _count(comments, "comment")]
    if listed:
        said.append(f"{listed} to be done by hand")
    if untracked:
        said.append(f"{untracked} not tracked")
    return ", ".join(said)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _columns(change: Change) -> tuple[str, str, str, str]:
    kind = change.kind if change.is_tracked else f"{change.kind} (not tracked)"
    return change.id, kind, change.author or "unknown", change.date[:10] or "no date"


def place_of(change: Change) -> str:
    """Return the origin of what was changed, or of what stands before it; "" for neither."""
    if change.origin:
        return change.origin
    return f"after {change.target}" if change.target else ""


def _details(change: Change, draft: PackedDraft) -> Iterator[str]:
    """Yield the words of a change, what it proposes, and why it does not where it does not."""
    if change.kind in _MARGIN:
        if change.kind == "resolved":
            yield f'marked as done: "{shown_words(change.old)}"'
            return
        if change.old:
            yield f'on "{shown_words(change.old)}"'
        yield from change.new.splitlines()
        if change.thread:
            yield f"in the thread of {change.thread}"
    else:
        yield _words(change)
        yield from (_proposed(each, draft) for each in change.proposals)
    if change.why:
        yield f"by hand: {change.why}" if not change.proposals else f"but: {change.why}"


def _words(change: Change) -> str:
    """Return the words before and after, as in a diff by words."""
    if change.kind in ("format", "move"):
        words = f"[={shown_words(change.old)}=]"
        return f"{words} now after {change.target}" if change.target else words
    old = f"[-{shown_words(change.old)}-]" if change.old else ""
    new = f"{{+{shown_words(change.new)}+}}" if change.new else ""
    before = _line(change.before)[-30:]
    after = _line(change.after)[:30]
    return f"{before}{old}{new}{after}"


def _proposed(proposal: Proposal, draft: PackedDraft) -> str:
    match proposal:
        case EditValue(field=field, value=value, new=new):
            return (
                f"{field} = {value}"
                if value
                else f'{field}: "{shown_words(new)}" cannot be read as its value'
            )
        case NewText(after=after, kind=kind):
            return f"a new {kind} after {after}" if after else f"a new {kind} at the beginning"
        case MoveText(origin=origin, after=after):
            return f"{origin} goes behind {after}" if after else f"{origin} goes to the beginning"
        case Withdrawal(origin=origin):
            return f"{origin} is left out"
        case EditText(origin=origin, replacement="\n\n"):
            return f"a new paragraph begins in {origin}"
        case EditText(origin=origin):
            old, new = _whole_words(draft.texts.get(origin, ""), proposal)
            if not any(map(str.isalnum, new)):
                return f"{origin}: words are taken out"
            return f'{origin}: "{shown_words(old)}" becomes "{shown_words(new)}"'


def _whole_words(source: str, edit: EditText) -> tuple[str, str]:
    """Return what an edit makes of a source, with the words whole that it begins and ends in."""
    before, after = source[: edit.start], source[edit.end :]
    head = _REST_BEFORE.search(before)
    tail = _REST_AFTER.match(after)
    start = head.group() if head is not None else ""
    end = tail.group() if tail is not None else ""
    old = source[edit.start : edit.end]
    return f"{start}{old}{end}", f"{start}{edit.replacement}{end}"


def shown_words(words: str) -> str:
    """Return words on one line, without the end of what is long."""
    line = _line(words)
    return line if len(line) <= _MAX_WORDS else f"{line[: _MAX_WORDS - 1]}…"


def _line(words: str) -> str:
    """Return words on one line, the ends of paragraphs shown."""
    return words.replace("\n", "¶").replace("\t", " ")
