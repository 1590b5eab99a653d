"""Comments and replies, from the parts in which Word keeps them.

`comments.xml` has the words; `commentsExtended.xml` says which comment answers which and what is
done, by the id of the last paragraph of each. `commentsIds.xml` and `commentsExtensible.xml` say
nothing that a reader of a review needs.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from reportgen.opc.names import ID, W14_NS, P, w
from reportgen.review.elements import TEXT_CHARACTERS
from reportgen.review.wordtext import short_line

_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_PARA_ID = f"{{{W14_NS}}}paraId"
_EX_ID = f"{{{_W15}}}paraId"
_EX_PARENT = f"{{{_W15}}}paraIdParent"
_EX_DONE = f"{{{_W15}}}done"
_MAX_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class RawComment:
    """A comment of a file: its number there, its words, and the number of what it answers."""

    id: str
    author: str
    date: str
    text: str
    parent: str = ""
    is_resolved: bool = False


def read_comments(
    comments: etree._Element | None, extended: etree._Element | None
) -> list[RawComment]:
    """Return the comments in the order of their part; the second of one number is left out.

    An answer to a comment that is not there is a comment of its own.
    """
    if comments is None:
        return []
    threads = _threads(extended)
    found: dict[str, tuple[etree._Element, str]] = {}
    by_para: dict[str, str] = {}
    for node in comments.iter(w("comment")):
        number = short_line(node.get(ID, ""))
        paragraphs = node.findall(P)
        para_id = paragraphs[-1].get(_PARA_ID, "").upper() if paragraphs else ""
        if number not in found:
            found[number] = (node, para_id)
            if para_id:
                by_para.setdefault(para_id, number)
    return [
        RawComment(
            number,
            short_line(node.get(w("author"), "")),
            short_line(node.get(w("date"), "")),
            _text(node),
            _parent(number, threads.get(para_id, ("", False))[0], by_para),
            threads.get(para_id, ("", False))[1],
        )
        for number, (node, para_id) in found.items()
    ]


def _threads(extended: etree._Element | None) -> dict[str, tuple[str, bool]]:
    """Return, by the id of a paragraph, which it answers and whether it is done."""
    if extended is None:
        return {}
    return {
        node.get(_EX_ID, "").upper(): (
            node.get(_EX_PARENT, "").upper(),
            node.get(_EX_DONE, "") in ("1", "true", "on"),
        )
        for node in extended.iter(f"{{{_W15}}}commentEx")
    }


def _parent(number: str, para_id: str, by_para: dict[str, str]) -> str:
    parent = by_para.get(para_id, "") if para_id else ""
    return parent if parent != number else ""


def _text(node: etree._Element) -> str:
    """Return the words of a comment, a line for each paragraph."""
    lines = []
    for paragraph in node.iter(P):
        texts = paragraph.iter(*TEXT_CHARACTERS)
        lines.append("".join(each.text or TEXT_CHARACTERS[str(each.tag)] for each in texts))
    return "\n".join(lines).strip()[:_MAX_TEXT]
