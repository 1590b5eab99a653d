"""What a review is made of: the draft as it was sent, what came back, and what is proposed.

Offsets count characters. Those of a paragraph are of its text as Word shows it, a tab or line break
being one character; those of a source are of the text as it stands in the outcomes file or catalog,
folded to one line (`model.fold_lines`), with its Markdown and expressions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from reportgen.kinds import SpanKind

FORMAT = 1

ChangeKind = Literal[
    "insertion",
    "deletion",
    "replacement",  # a deletion and an insertion by one author in one place
    "move",
    "format",
    "paragraph-added",
    "paragraph-deleted",
    "paragraph-split",
    "paragraphs-joined",
    "row-added",
    "row-deleted",
    "comment",
    "reply",
    "resolved",  # a comment of ours that the reviewer marked as done
]


BLOCK_KINDS = frozenset(
    {"heading", "paragraph", "bullet", "number", "continuation", "annex", "caption"}
)
"""Kinds of paragraphs that are blocks of a report: behind these another can be put."""


@dataclass(frozen=True, slots=True)
class PackedSpan:
    """A span of a draft: characters `start` to `end` of its paragraph, and what they came from.

    `text` and what follows it are of the Document's span: in a paragraph that runs from right to
    left, marks of direction may stand between its characters that are not in `text`. `source_start`
    and `source_end` say where in the text of the origin (`PackedDraft.texts`) it stands, marks of
    emphasis around it not counted; -1 where that is not known.
    """

    start: int
    end: int
    text: str
    origin: str
    kind: SpanKind = "text"
    source: str = ""
    field: str = ""
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    source_start: int = -1
    source_end: int = -1


@dataclass(frozen=True, slots=True)
class PackedParagraph:
    """A paragraph of a draft: its hidden bookmark, what it came from, and its exact text.

    `kind` is that of the block, or `cell`, `field` (of the cover), `template` for words of the
    template alone, `header` for a paragraph of a header or footer (its origin is the name of the
    part, and it has no bookmark), or `note` for words that are of the draft and not of the report.
    Paragraphs stand in the order of the file, those of headers last.
    """

    bookmark: str
    kind: str
    origin: str
    text: str
    outcome: str = ""
    level: int = 1
    spans: tuple[PackedSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class PackedComment:
    """A comment that we put into a draft: a remark on a gap, or one of an earlier review.

    `id` is the number in the file; `thread` is the change (`Change.id`) of an earlier copy that it
    repeats, or for an answer of the secretariat the comment that it answers, empty for a remark of
    ours; `parent` the number of the comment that it answers.
    """

    id: int
    bookmark: str
    author: str
    text: str
    thread: str = ""
    parent: int = -1
    is_resolved: bool = False


@dataclass(frozen=True, slots=True)
class PackedDraft:
    """The side file of a draft: everything needed to trace what a reviewer did to it.

    `id` names the draft (`iscg-23-1-TSAG-fr-2`: the second one packed); `packed` says when (ISO,
    UTC); `file` and `sha256` are those of the Word file. `sources` are digests of the files that
    the report was made from, by their path in the project; `texts` gives for each origin the source
    of its text, in the draft's language, as it was then; it is in English for the origins in
    `untranslated`, which have no translation that can be used.
    """

    format: int
    id: str
    reportgen: str
    meeting: str
    addressee: str
    language: str
    to: str
    packed: str
    file: str
    sha256: str
    sources: dict[str, str]
    texts: dict[str, str]
    paragraphs: tuple[PackedParagraph, ...]
    comments: tuple[PackedComment, ...] = ()
    untranslated: tuple[str, ...] = ()


# --- what came back --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EditText:
    """Proposes other words in the text of an origin: `start` to `end` of its source are replaced.

    `replacement` is written as a source: escaped where Markdown or an expression would begin. A
    blank line in it (two line feeds) begins a new paragraph of the text.
    """

    origin: str
    start: int
    end: int
    replacement: str
    type: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class EditValue:
    """Proposes another value of a field (`meeting.date`); `value` is "" where it was not read.

    `value` is written as the outcomes file writes it: an ISO date, a symbol, words.
    """

    field: str
    old: str
    new: str
    value: str = ""
    type: Literal["value"] = "value"


@dataclass(frozen=True, slots=True)
class NewText:
    """Proposes a new outcome for the report, or a further paragraph of the one before it.

    `after` is the origin of the paragraph that it follows, "" at the beginning; `kind` that of the
    block it looks like; `source` its words, written as a source.
    """

    after: str
    kind: str
    source: str
    type: Literal["new"] = "new"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Proposes to leave a text out of this report: an outcome, or one paragraph of a text."""

    origin: str
    outcome: str
    type: Literal["withdrawal"] = "withdrawal"


@dataclass(frozen=True, slots=True)
class MoveText:
    """Proposes another place for a text: an outcome in the report, or one paragraph in its text.

    `after` and `before` are the origins of the paragraphs that it stands between now, of those that
    stayed where they were, "" at the beginning and the end; `kind` is that of its block. Several
    that went to one place stand there in the order of their changes.
    """

    origin: str
    outcome: str
    kind: str
    after: str
    before: str
    type: Literal["move"] = "move"


Proposal = EditText | EditValue | NewText | Withdrawal | MoveText


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a reviewer did to a draft.

    `id` is a digest of what it is, where and by whom: the same in every reading of the same file.
    `date` is as the file has it (ISO), "" where none is. `origin`, `outcome` and `field` say what
    it is about; `start` and `end` where in the packed paragraph `bookmark`. `old` and `new` are the
    words before and after; for a comment `new` is what it says, `old` the words it is about, and
    `thread` the comment that it answers. `proposals` are what would carry it into the sources; a
    change without one is for people: `why` says so. `before` and `after` are words beside it.
    `target` is another origin that it is about: of a move, the paragraph behind or in which the
    words are now; of a join, the second paragraph; of what was added, the paragraph before it.
    """

    id: str
    kind: ChangeKind
    author: str
    date: str
    origin: str = ""
    outcome: str = ""
    field: str = ""
    bookmark: str = ""
    start: int = 0
    end: int = 0
    old: str = ""
    new: str = ""
    before: str = ""
    after: str = ""
    thread: str = ""
    is_resolved: bool = False
    is_tracked: bool = True
    proposals: tuple[Proposal, ...] = ()
    why: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """What was read from a file that came back, in the order of the document.

    `draft` is the id of the draft it is a copy of; `file` and `sha256` are those of the file.
    """

    format: int
    draft: str
    meeting: str
    addressee: str
    language: str
    file: str
    sha256: str
    changes: tuple[Change, ...] = field(default=())


# --- what is decided -------------------------------------------------------------------------

Verdict = Literal["accepted", "rejected", "answered", "resolved"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the secretariat decided on a change or comment (`Change.id`): who, when (ISO), words.

    A change is `accepted` (taken over) or `rejected`; a comment is `answered`, or `resolved` with
    or without words. The last decision on a change counts; answers all stand in its thread.
    """

    change: str
    verdict: Verdict
    by: str
    date: str
    text: str = ""
