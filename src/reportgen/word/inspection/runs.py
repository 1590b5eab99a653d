"""Faults in how tags and words stand in the runs of a paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from reportgen.opc.names import RPR, R, w
from reportgen.word.inspection.findings import Findings
from reportgen.word.inspection.parts import Element, Paragraph, Piece
from reportgen.word.inspection.tags import Tag, find_tags, words_outside

_INVISIBLE: Final = frozenset({w("lang"), w("noProof"), w("rPrChange")})
_HARMLESS: Final = frozenset({R, w("proofErr"), w("lastRenderedPageBreak"), w("permStart")})


def check_runs(paragraphs: Iterable[Paragraph], findings: Findings) -> None:
    """Report fields spread over runs that differ, and words that stand outside fields."""
    for paragraph in paragraphs:
        tags, _ = find_tags(paragraph.text)
        for tag in tags:
            _check_split(paragraph, tag, findings)
        words = words_outside(paragraph.text, tags).strip()
        if any(char.isalpha() for char in words):
            findings.add(
                "words",
                paragraph.place,
                f'words outside fields: "{words[:60]}"',
                "labels are fields ({{ label.… }}), so that every language has its own",
                "warning",
            )


def _check_split(paragraph: Paragraph, tag: Tag, findings: Findings) -> None:
    """Report a tag whose runs have different formatting, or with something else between them."""
    pieces = _pieces_of(paragraph, tag)
    runs = list(dict.fromkeys(piece.run for piece in pieces if piece.run is not None))
    if len(runs) < 2:
        return
    between = _between(runs)
    if between:
        findings.add(
            "split-run",
            paragraph.place,
            f"{tag.raw} is broken up by {between}",
            "delete the field and type it again in one go",
        )
    elif len({_formatting(run) for run in runs}) > 1:
        findings.add(
            "split-run",
            paragraph.place,
            f"{tag.raw} is spread over {len(runs)} runs with different formatting; "
            "only that of the first counts",
            "select the whole field and give it one formatting (Ctrl+Space takes all away)",
            "warning",
        )


def _pieces_of(paragraph: Paragraph, tag: Tag) -> list[Piece]:
    found = []
    position = 0
    for piece in paragraph.pieces:
        end = position + len(piece.text)
        if position < tag.end and end > tag.start:
            found.append(piece)
        position = end
    return found


def _formatting(run: Element) -> tuple[bytes, ...]:
    """Return what makes the look of a run, in an order that does not matter."""
    properties = run.find(RPR)
    if properties is None:
        return ()
    kept = (child for child in properties if child.tag not in _INVISIBLE)
    return tuple(sorted(etree.tostring(child, method="c14n", exclusive=True) for child in kept))


def _between(runs: list[Element]) -> str:
    """Return the name of what stands between runs that a field joins, or an empty string."""
    first, last = runs[0], runs[-1]
    if any(run.getparent() is not first.getparent() for run in runs):
        return "a link or a tracked change"
    for node in first.itersiblings():
        if node is last:
            break
        if node.tag not in _HARMLESS:
            return etree.QName(node).localname
    return ""
