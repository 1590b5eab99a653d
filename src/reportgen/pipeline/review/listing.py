"""What was read from a returned file, as a table for a terminal."""

from __future__ import annotations

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
        yield f"{'  '.join(padded)}  {_place(change)}".rstrip()
        for line in _details(change):
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


def _place(change: Change) -> str:
    if change.origin:
        return change.origin
    return f"after {change.target}" if change.target else ""


def _details(change: Change) -> Iterator[str]:
    """Yield the words of a change, what it proposes, and why it does not where it does not."""
    if change.kind in _MARGIN:
        if change.kind == "resolved":
            yield f'marked as done: "{_shown(change.old)}"'
            return
        if change.old:
            yield f'on "{_shown(change.old)}"'
        yield from change.new.splitlines()
        if change.thread:
            yield f"in the thread of {change.thread}"
    else:
        yield _words(change)
        yield from (_proposed(each) for each in change.proposals)
    if change.why:
        yield f"by hand: {change.why}" if not change.proposals else f"but: {change.why}"


def _words(change: Change) -> str:
    """Return the words before and after, as in a diff by words."""
    if change.kind in ("format", "move"):
        words = f"[={_shown(change.old)}=]"
        return f"{words} now after {change.target}" if change.target else words
    old = f"[-{_shown(change.old)}-]" if change.old else ""
    new = f"{{+{_shown(change.new)}+}}" if change.new else ""
    before = _line(change.before)[-30:]
    after = _line(change.after)[:30]
    return f"{before}{old}{new}{after}"


def _proposed(proposal: Proposal) -> str:
    match proposal:
        case EditValue(field=field, value=value, new=new):
            return f"{field} = {value}" if value else f'{field}: "{_shown(new)}" is no value of it'
        case NewText(after=after, kind=kind):
            return f"a new {kind} after {after}" if after else f"a new {kind} at the beginning"
        case MoveText(origin=origin, after=after):
            return f"{origin} goes behind {after}" if after else f"{origin} goes to the beginning"
        case Withdrawal(origin=origin):
            return f"{origin} is left out"
        case EditText(origin=origin, replacement="\n\n"):
            return f"a new paragraph begins in {origin}"
        case EditText(origin=origin, replacement=words):
            return f'{origin}: "{_shown(words)}"' if words else f"{origin}: words are taken out"


def _shown(words: str) -> str:
    line = _line(words)
    return line if len(line) <= _MAX_WORDS else f"{line[: _MAX_WORDS - 1]}…"


def _line(words: str) -> str:
    """Return words on one line, the ends of paragraphs shown."""
    return words.replace("\n", "¶").replace("\t", " ")
