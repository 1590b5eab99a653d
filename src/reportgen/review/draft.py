"""A report becomes a draft for review: what is put into its Word file, and the record of its text.

In go the Word file of a report, where its texts stand in it, the note for page 1 and the remarks;
out come the Word file of the draft and its paragraphs, each with the exact text that Word shows.
Tracked changes are switched on. Every paragraph of the body is held by one hidden bookmark, which
Word and LibreOffice keep when they save; nothing else in a file survives both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from reportgen.latin import fold_direction_marks
from reportgen.opc.editing import PackageEditor
from reportgen.opc.names import BOOKMARK_END, BOOKMARK_START, ID, NAME, PPR, P, w
from reportgen.opc.order import put_child
from reportgen.review.comments import Remark, add_comments, drop_comments
from reportgen.review.model import PackedParagraph, PackedSpan
from reportgen.review.properties import DRAFT_PROPERTY, SOURCES_PROPERTY, add_properties
from reportgen.review.settings import switch_tracking_on
from reportgen.review.styles import NOTE, NOTE_TITLE, ensure_styles
from reportgen.review.wordtext import (
    DRAFT_PREFIX,
    ORIGIN_PREFIX,
    first_content,
    origin_names,
    paragraph_text,
    paragraphs_of,
)
from reportgen.review.writing import Stretch, word_paragraph

NOTE_PREFIX = f"{ORIGIN_PREFIX}note_"
TEMPLATE_PREFIX = f"{ORIGIN_PREFIX}template_"
_GAP = Stretch("   ")
_SPACE_BEHIND = "240"  # twentieths of a point, between the note and the report


@dataclass(frozen=True, slots=True)
class Note:
    """The note on page 1: what it says, and that it is no part of the report.

    `facts` are pairs of label and value; `name` is the one that names the draft.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]
    closing: str
    name: tuple[str, str]


@dataclass(frozen=True, slots=True)
class DraftOrder:
    """What makes a draft of a report.

    `id` names the draft, `sources_digest` is that of all its sources; `paragraphs` say by bookmark
    what the words of a paragraph came from, their spans with the places that they have in it, but
    not yet its text.
    """

    id: str
    sources_digest: str
    is_right_to_left: bool
    note: Note
    paragraphs: Mapping[str, PackedParagraph]


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that is ready but for its comments: paragraphs with their texts, and the file."""

    paragraphs: tuple[PackedParagraph, ...]
    _editor: PackageEditor = field(repr=False)
    _nodes: Mapping[str, etree._Element] = field(repr=False)
    _styles: Mapping[str, str] = field(repr=False)
    _seed: str

    def with_comments(self, remarks: Sequence[Remark]) -> bytes:
        """Return the Word file with comments; a comment's number is its place in the list."""
        add_comments(self._editor, self._nodes, remarks, self._styles, self._seed)
        return self._editor.to_bytes()


def make_draft(data: bytes, path: str, order: DraftOrder) -> Draft:
    """Return the draft of the report in `data`.

    Raises InputError where that is not a Word file, and ValueError for one without a document.
    """
    editor = PackageEditor(data, path)
    root = editor.tree(editor.main)
    styles = ensure_styles(editor)
    drop_comments(editor)
    switch_tracking_on(editor)
    add_properties(editor, {DRAFT_PROPERTY: order.id, SOURCES_PROPERTY: order.sources_digest})
    notes = _put_note(root, order, styles)
    _hold(root, notes)
    _name(root, order.id)
    nodes = {origin_names(node)[0]: node for node in paragraphs_of(root)}
    paragraphs = [_packed(name, node, order.paragraphs.get(name)) for name, node in nodes.items()]
    return Draft((*paragraphs, *_headers(editor)), editor, nodes, styles, order.id)


def draft_mark(draft_id: str) -> str:
    """Return how the names of the hidden bookmarks begin that only this draft has.

    They tell which draft a copy is of when its properties were stripped; a digest, since names of
    bookmarks are short.
    """
    return f"{DRAFT_PREFIX}{hashlib.sha256(draft_id.encode()).hexdigest()[:10]}"


def _put_note(
    root: etree._Element, order: DraftOrder, styles: Mapping[str, str]
) -> list[etree._Element]:
    """Put the note before everything else and return its paragraphs."""
    note = order.note
    facts = [each for fact in note.facts for each in (_GAP, *_fact(*fact))][1:]
    closing = [Stretch(note.closing), _GAP, *_fact(*note.name)]
    contents = [
        (styles[NOTE_TITLE], [Stretch(note.title)]),
        (styles[NOTE], facts),
        *((styles[NOTE], [Stretch(sentence)]) for sentence in note.sentences),
        (styles[NOTE], closing),
    ]
    paragraphs = [
        word_paragraph(stretches, style, is_right_to_left=order.is_right_to_left)
        for style, stretches in contents
    ]
    put_child(paragraphs[-1][0], "spacing", after=_SPACE_BEHIND)
    body = root[0]
    body[:0] = paragraphs
    return paragraphs


def _fact(label: str, value: str) -> list[Stretch]:
    """Return a fact, which is not broken over two lines."""
    return [
        Stretch(f"{label}\u00a0", is_bold=True),
        Stretch(value.replace(" ", "\u00a0")),
    ]


def _hold(root: etree._Element, notes: Sequence[etree._Element]) -> None:
    """Give every paragraph that has none a hidden bookmark."""
    marks = root.iter(BOOKMARK_START, BOOKMARK_END)
    last = max((int(mark.get(ID, "0")) for mark in marks), default=0)
    counts = {NOTE_PREFIX: 0, TEMPLATE_PREFIX: 0}
    for paragraph in paragraphs_of(root):
        if origin_names(paragraph):
            continue
        prefix = NOTE_PREFIX if any(each is paragraph for each in notes) else TEMPLATE_PREFIX
        counts[prefix] += 1
        last += 1
        start = paragraph.makeelement(BOOKMARK_START, {ID: str(last)})
        start.set(NAME, f"{prefix}{counts[prefix]}")
        properties = paragraph.find(PPR)
        paragraph.insert(0 if properties is None else 1, start)
        paragraph.append(paragraph.makeelement(BOOKMARK_END, {ID: str(last)}))


def _name(root: etree._Element, draft_id: str) -> None:
    """Put the mark of the draft at its beginning, middle and end, behind the note."""
    held = [
        node for node in paragraphs_of(root) if not origin_names(node)[0].startswith(NOTE_PREFIX)
    ]
    marks = root.iter(BOOKMARK_START, BOOKMARK_END)
    last = max((int(mark.get(ID, "0")) for mark in marks), default=0)
    places = dict.fromkeys((0, len(held) // 2, len(held) - 1)) if held else ()
    for count, place in enumerate(places, start=1):
        start = etree.Element(BOOKMARK_START, {ID: str(last + count)})
        start.set(NAME, f"{draft_mark(draft_id)}_{count}")
        end = etree.Element(BOOKMARK_END, {ID: str(last + count)})
        content = first_content(held[place])
        held[place][content:content] = [start, end]


def _packed(name: str, node: etree._Element, source: PackedParagraph | None) -> PackedParagraph:
    """Return the record of a paragraph, with the text that it really has."""
    text = paragraph_text(node)
    if source is not None:
        return replace(source, text=text, spans=tuple(_placed(source.spans, text)))
    kind = "note" if name.startswith(NOTE_PREFIX) else "template"
    return PackedParagraph(name, kind, "", text)


def _placed(spans: Sequence[PackedSpan], text: str) -> list[PackedSpan]:
    """Return the spans with their places in the text of the paragraph.

    They have been counted when the file was made. Where the template has a character that was not
    counted, as a hyphen that does not break, the words are looked for behind those before them.
    """
    placed = []
    done = 0
    for span in spans:
        start, end = span.start, span.end
        if fold_direction_marks(text[start:end]) != fold_direction_marks(span.text):
            found = text.find(span.text, done)
            if found >= 0:
                start, end = found, found + len(span.text)
        placed.append(replace(span, start=start, end=end))
        done = end
    return placed


def _headers(editor: PackageEditor) -> list[PackedParagraph]:
    """Return the paragraphs of headers and footers, in the order of their parts' names."""
    found = []
    for name in sorted(editor.names()):
        base = name.rpartition("/")[2]
        if not base.startswith(("header", "footer")) or not base.endswith(".xml"):
            continue
        root = editor.tree(name)
        if root.tag in (w("hdr"), w("ftr")):
            found += [
                PackedParagraph("", "header", base, paragraph_text(node)) for node in root.iter(P)
            ]
    return found
