"""Changes of the look: emphasis can be written in a text, everything else is of the template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.review.edits import Edit
from reportgen.review.model import EditText, PackedDraft, PackedParagraph, PackedSpan
from reportgen.review.proposals import NO_PLACE, Result, checked, why_no_text
from reportgen.review.sources import source_range


def look_result(draft: PackedDraft, one: PackedParagraph | None, edit: Edit) -> Result:
    """Return what a change of the look proposes: marks of emphasis around words, or nothing."""
    change = next((piece.format for piece in edit.pieces if piece.format is not None), None)
    if change is None:
        return Result(why=f"the look of {_layout_words(edit.what)} is that of the template")
    if one is None:
        return Result(why="the paragraph is not one of the draft")
    piece = edit.pieces[0]
    if change.was_strong > piece.strong or change.was_emphasis > piece.emphasis:
        return Result(why="emphasis is taken away in the source, where it is written")
    mark = "**" if piece.strong and not change.was_strong else ""
    mark += "*" if piece.emphasis and not change.was_emphasis else ""
    others = tuple(name for name in edit.what if name != "rStyle")
    unsaid = f"{_property_words(others)} cannot be said in a text"
    if not mark:
        return Result(why=unsaid)
    result = _marked(draft, one, edit, mark)
    return Result(result.proposals, result.why or (unsaid if others else ""))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words of a paragraph that have one source."""

    one: PackedParagraph
    spans: Sequence[PackedSpan]
    source: str

    def edge(self, at: int, *, is_end: bool) -> int | None:
        """Return where in the source the stretch begins or ends; a value is whole or not in it."""
        span = self.spans[-1] if is_end else self.spans[0]
        if span.kind != "text":
            return span.source_end if is_end else span.source_start
        words = self.one.text[span.start : span.end]
        offset = at - span.start
        first, last = (offset - 1, offset) if is_end else (offset, offset + 1)
        place = source_range(span, words, self.source, first, last)
        return place[is_end] if place is not None else None


def _marked(draft: PackedDraft, one: PackedParagraph, edit: Edit, mark: str) -> Result:
    """Return the proposal to write marks around words."""
    words = one.text[edit.start : edit.end]
    start = edit.start + len(words) - len(words.lstrip())
    end = edit.end - len(words) + len(words.rstrip())
    spans = [span for span in one.spans if span.start < end and span.end > start]
    if not spans:
        return Result(why=why_no_text(one))
    if any(span.kind != "text" and not start <= span.start < span.end <= end for span in spans):
        return Result(why="part of a computed value cannot be set apart")
    origin = spans[0].origin
    source = draft.texts.get(origin)
    if source is None or any(span.origin != origin for span in spans):
        return Result(why=NO_PLACE)
    stretch = _Stretch(one, spans, source)
    first = stretch.edge(max(start, spans[0].start), is_end=False)
    last = stretch.edge(min(end, spans[-1].end), is_end=True)
    if first is None or last is None or not 0 <= first < last:
        return Result(why=NO_PLACE)
    replacement = f"{mark}{source[first:last]}{mark[::-1]}"
    return checked(draft, Result((EditText(origin, first, last, replacement),)))


_LAYOUTS = {
    "pPrChange": "a paragraph",
    "rPrChange": "the end of a paragraph",
    "numPr": "a paragraph's number",
    "numberingChange": "a paragraph's number",
    "sectPrChange": "a section",
    "tblPrChange": "a table",
    "tblPrExChange": "a table",
    "tblGridChange": "a table's columns",
    "trPrChange": "a row",
    "tcPrChange": "a cell",
    "cellIns": "a row with a cell more",
    "cellDel": "a row with a cell less",
    "cellMerge": "merged cells",
}


def _layout_words(what: Sequence[str]) -> str:
    return _LAYOUTS.get(what[0] if what else "", "this")


_PROPERTY_WORDS = {
    "u": "underlining",
    "highlight": "highlighting",
    "color": "colour",
    "sz": "size",
    "rFonts": "a font",
    "strike": "striking out",
    "lang": "the language of words",
    "vertAlign": "raised or lowered words",
    "shd": "shading",
    "caps": "capitals",
    "smallCaps": "small capitals",
}


def _property_words(names: Sequence[str]) -> str:
    words = [_PROPERTY_WORDS[name] for name in names if name in _PROPERTY_WORDS]
    return ", ".join(dict.fromkeys(words)) or "this look"
