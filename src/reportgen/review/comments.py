"""Comments as Word writes them: the text, the threads, the people, and the marks in the document.

Word keeps a comment in several parts: what it says in `comments.xml`, which one answers which and
what is resolved in `commentsExtended.xml` (by the id of a comment's last paragraph), ids that stay
in `commentsIds.xml`, and its author in `people.xml`; in the document stand the two ends of what it
is about and a mark. LibreOffice reads all but the threads. Sources: ISO/IEC 29500-1, 17.13.4, and
[MS-DOCX] 2.5.3.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from reportgen.opc.editing import PackageEditor
from reportgen.opc.names import BOOKMARK_END, ID, R_NS, RPR, RSTYLE, VAL, W14_NS, W_NS, R, w
from reportgen.review.styles import COMMENT_MARK, COMMENT_TEXT
from reportgen.review.wordtext import cut_runs, first_content
from reportgen.review.writing import Stretch, printable, runs_right_to_left, word_paragraph

_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_W16CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MICROSOFT = "http://schemas.microsoft.com/office/"
_KINDS = {
    "comments": f"{R_NS}/comments",
    "commentsExtended": f"{_MICROSOFT}2011/relationships/commentsExtended",
    "commentsIds": f"{_MICROSOFT}2016/09/relationships/commentsIds",
    "commentsExtensible": f"{_MICROSOFT}2018/08/relationships/commentsExtensible",
    "people": f"{_MICROSOFT}2011/relationships/people",
}
"""The parts that hold comments, and the relationships that lead to them."""
_PARA_ID = f"{{{W14_NS}}}paraId"
_START, _END, _REFERENCE = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")
_MAX_INITIALS = 4
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment to put into a draft: about characters `start` to `end` of a paragraph.

    `bookmark` is the paragraph's; an empty range is the whole of it. `date` is ISO, "" where none
    is known. `parent` is the place in the list of remarks of the one that it answers, -1 for none.
    """

    bookmark: str
    author: str
    date: str
    text: str
    start: int = 0
    end: int = 0
    parent: int = -1
    is_resolved: bool = False


def add_comments(
    editor: PackageEditor,
    paragraphs: Mapping[str, etree._Element],
    remarks: Sequence[Remark],
    styles: Mapping[str, str],
    seed: str,
) -> None:
    """Put comments into a file that has none; a comment's number is its place in the list.

    `paragraphs` are those of the document by their bookmark, `styles` the ids of styles by name;
    the ids of comments are made from `seed`. Raises ValueError for a file with comments.
    """
    if not remarks:
        return
    ids = _paragraph_ids(seed, len(remarks))
    comments = _root("w:comments", {"w": W_NS, "w14": W14_NS}, "w14")
    extended = _root("w15:commentsEx", {"w15": _W15}, "w15")
    lasting = _root("w16cid:commentsIds", {"w16cid": _W16CID}, "w16cid")
    for number, remark in enumerate(remarks):
        comments.append(_comment(number, remark, ids[number], styles))
        entry = etree.SubElement(extended, f"{{{_W15}}}commentEx")
        entry.set(f"{{{_W15}}}paraId", ids[number])
        if remark.parent >= 0:
            entry.set(f"{{{_W15}}}paraIdParent", ids[remark.parent])
        entry.set(f"{{{_W15}}}done", "1" if remark.is_resolved else "0")
        kept = etree.SubElement(lasting, f"{{{_W16CID}}}commentId")
        kept.set(f"{{{_W16CID}}}paraId", ids[number])
        kept.set(f"{{{_W16CID}}}durableId", _hex_id(f"{seed} durable", number))
        _mark(paragraphs[remark.bookmark], number, remark, styles)
    for name, root in (
        ("comments", comments),
        ("commentsExtended", extended),
        ("commentsIds", lasting),
        ("people", _people(remarks)),
    ):
        editor.add(f"word/{name}.xml", root, f"{_TYPE}{name}+xml", _KINDS[name])


def drop_comments(editor: PackageEditor) -> None:
    """Take the comments of a template out: what its author noted is not for reviewers."""
    for node in list(editor.tree(editor.main).iter(_START, _END, _REFERENCE)):
        parent = node.getparent()
        if parent is None:
            continue
        parent.remove(node)
        around = parent.getparent()
        is_empty = parent.tag == R and all(child.tag == RPR for child in parent)
        if is_empty and around is not None:
            around.remove(parent)
    for kind in _KINDS.values():
        editor.remove(kind)


def initials_of(author: str) -> str:
    """Return the first letters of a name, as Word shows them beside a comment."""
    letters = "".join(word[0] for word in author.split() if word[0].isalpha())
    return letters[:_MAX_INITIALS].upper()


# --- the parts -------------------------------------------------------------------------------


def _root(name: str, namespaces: Mapping[str, str], ignorable: str) -> etree._Element:
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in namespaces.items())
    return etree.fromstring(f'<{name}{declared} xmlns:mc="{_MC}" mc:Ignorable="{ignorable}"/>')


def _comment(
    number: int, remark: Remark, paragraph_id: str, styles: Mapping[str, str]
) -> etree._Element:
    """Return a comment; the last of its paragraphs has the id by which others name it."""
    author = printable(remark.author)
    comment = etree.Element(w("comment"), {ID: str(number), w("author"): author})
    # What a copy says about its date may be anything; Word reads times only.
    if _TIME.fullmatch(remark.date):
        comment.set(w("date"), remark.date)
    comment.set(w("initials"), initials_of(author))
    for line in remark.text.splitlines() or [""]:
        is_right_to_left = runs_right_to_left(line)
        comment.append(
            word_paragraph([Stretch(line)], styles[COMMENT_TEXT], is_right_to_left=is_right_to_left)
        )
    mark = etree.Element(R)
    style = etree.SubElement(etree.SubElement(mark, RPR), RSTYLE)
    style.set(VAL, styles[COMMENT_MARK])
    etree.SubElement(mark, w("annotationRef"))
    comment[0].insert(first_content(comment[0]), mark)
    comment[-1].set(_PARA_ID, paragraph_id)
    comment[-1].set(f"{{{W14_NS}}}textId", "77777777")
    return comment


def _people(remarks: Sequence[Remark]) -> etree._Element:
    """Return the authors; none of them is known to a directory."""
    people = _root("w15:people", {"w15": _W15}, "w15")
    names = dict.fromkeys(printable(remark.author) for remark in remarks if remark.author)
    for author in names:
        person = etree.SubElement(people, f"{{{_W15}}}person", {f"{{{_W15}}}author": author})
        presence = etree.SubElement(person, f"{{{_W15}}}presenceInfo")
        presence.set(f"{{{_W15}}}providerId", "None")
        presence.set(f"{{{_W15}}}userId", author)
    return people


def _paragraph_ids(seed: str, count: int) -> list[str]:
    """Return ids that differ from each other."""
    ids: dict[str, None] = {}
    number = 0
    while len(ids) < count:
        ids[_hex_id(seed, number)] = None
        number += 1
    return list(ids)


def _hex_id(seed: str, number: int) -> str:
    """Return an id as Word wants it: eight digits, more than 0 and less than 0x80000000."""
    digest = hashlib.sha256(f"{seed} {number}".encode()).digest()
    value = int.from_bytes(digest[:4], "big") & 0x7FFFFFFE
    return f"{value + 1 if value < 0x7FFFFFFE else value:08X}"


# --- the document ----------------------------------------------------------------------------


def _mark(
    paragraph: etree._Element, number: int, remark: Remark, styles: Mapping[str, str]
) -> None:
    """Put the ends of what a comment is about, and its mark, into a paragraph."""
    start = etree.Element(_START, {ID: str(number)})
    end = etree.Element(_END, {ID: str(number)})
    mark = etree.Element(R)
    style = etree.SubElement(etree.SubElement(mark, RPR), RSTYLE)
    style.set(VAL, styles[COMMENT_MARK])
    etree.SubElement(mark, _REFERENCE, {ID: str(number)})
    runs = cut_runs(paragraph, remark.start, remark.end) if remark.start < remark.end else []
    if runs:
        _child_of(paragraph, runs[0]).addprevious(start)
        last = _behind_marks(_child_of(paragraph, runs[-1]))
    else:
        paragraph.insert(first_content(paragraph), start)
        content = [child for child in paragraph if child.tag != BOOKMARK_END]
        last = content[-1]
    last.addnext(end)
    end.addnext(mark)


def _child_of(paragraph: etree._Element, run: etree._Element) -> etree._Element:
    """Return the child of the paragraph that a run stands in, as a link."""
    child = run
    while (parent := child.getparent()) is not None and parent is not paragraph:
        child = parent
    return child


def _behind_marks(child: etree._Element) -> etree._Element:
    """Return the last mark of the comments that end behind a child, so that they stay in order."""
    while (following := child.getnext()) is not None and (
        following.tag == _END or following.find(_REFERENCE) is not None
    ):
        child = following
    return child
