"""The tags of a part as a tree, and the faults in how they stand and nest.

What a tag with a level removes decides where its partner must stand: the ends of `{%p` in the same
cell or text, of `{%tr` in the same table, of `{%tc` in the same row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from reportgen.errors import did_you_mean
from reportgen.word.inspection.findings import Findings
from reportgen.word.inspection.parts import Element, Paragraph
from reportgen.word.inspection.tags import (
    FORBIDDEN,
    MIDDLES,
    OPENERS,
    SIMPLE,
    Tag,
    TagLevel,
    find_tags,
)

MAX_TAGS = 5000
MAX_TAG_LENGTH = 2000
MAX_DEPTH = 40

_LEVEL_NAMES = {"p": "paragraph", "tr": "row", "tc": "cell", "r": "run"}


@dataclass(slots=True, eq=False)
class Node:
    """A tag in its place; what it encloses stands in branches, one for each `elif` or `else`."""

    tag: Tag
    paragraph: Paragraph
    branches: list[tuple[Tag, list[Node]]] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Return the place of the tag in words."""
        return self.paragraph.place


def build_tree(paragraphs: Iterable[Paragraph], findings: Findings) -> list[Node]:
    """Return the tags of a part as a forest; report tags that are broken, misplaced or misnested.

    A broken nesting still gives a tree that later checks can walk.
    """
    forest: list[Node] = []
    stack: list[Node] = []
    count = 0
    for paragraph in paragraphs:
        tags = _tags_of(paragraph, findings)
        count += len(tags)
        if count > MAX_TAGS:
            findings.add("too-large", paragraph.place, f"the part has more than {MAX_TAGS} tags")
            break
        for tag in tags:
            if tag.kind != "comment":
                _place_tag(Node(tag, paragraph), forest, stack, findings)
    for node in stack:
        findings.add(
            "unbalanced",
            node.place,
            f"{node.tag.raw} is never closed",
            f"add {_closing_tag(node.tag)} where it ends",
        )
    return forest


def check_neighbours(paragraphs: Iterable[Paragraph], findings: Findings) -> None:
    """Report tags that remove other tags: only one may stand in what a leveled tag removes."""
    removed: defaultdict[tuple[TagLevel, Element], list[tuple[Tag, Paragraph]]] = defaultdict(list)
    held: defaultdict[Element, list[Tag]] = defaultdict(list)
    for paragraph in paragraphs:
        for tag in find_tags(paragraph.text)[0]:
            if tag.kind == "comment":
                continue
            for element in (paragraph.element, paragraph.cell, paragraph.row):
                if element is not None:
                    held[element].append(tag)
            target = _removed_by(tag.level, paragraph)
            if target is not None:
                removed[tag.level, target].append((tag, paragraph))
    for (level, element), tags in removed.items():
        if len(held[element]) > 1:
            tag, paragraph = tags[0]
            findings.add(
                "misplaced",
                paragraph.place,
                f"{tag.raw} removes its whole {_LEVEL_NAMES[level]} and the other tags in it",
                f"give {tag.raw} a {_LEVEL_NAMES[level]} of its own",
            )


def _removed_by(level: TagLevel, paragraph: Paragraph) -> Element | None:
    return {"p": paragraph.element, "tc": paragraph.cell, "tr": paragraph.row}.get(level)


def _tags_of(paragraph: Paragraph, findings: Findings) -> list[Tag]:
    """Return the tags of a paragraph, those in attributes and instructions behind the others."""
    found: list[Tag] = []
    for text in (paragraph.text, *paragraph.hidden):
        tags, strays = find_tags(text)
        found += tags
        for stray in strays:
            findings.add(
                "syntax",
                paragraph.place,
                f"{stray} has no partner in this paragraph",
                "a field begins and ends in one paragraph: {{ cover.title }}",
            )
    return found


def _place_tag(node: Node, forest: list[Node], stack: list[Node], findings: Findings) -> None:
    """Put a tag into the tree."""
    tag = node.tag
    if not _is_known(node, findings):
        return
    if tag.closes:
        _close(node, stack, findings)
    elif tag.keyword in MIDDLES:
        _continue(node, stack, findings)
    else:
        (stack[-1].branches[-1][1] if stack else forest).append(node)
        if tag.opens:
            if len(stack) >= MAX_DEPTH:
                findings.add("too-large", node.place, f"tags stand more than {MAX_DEPTH} deep")
                return
            node.branches.append((tag, []))
            stack.append(node)


def _is_known(node: Node, findings: Findings) -> bool:
    """Report a statement that is unknown, forbidden or stands where it cannot."""
    tag = node.tag
    if len(tag.raw) > MAX_TAG_LENGTH:
        findings.add("too-large", node.place, f"{tag.raw[:40]}… is too long for a tag")
        return False
    if tag.level in ("tr", "tc") and node.paragraph.table is None:
        findings.add(
            "misplaced",
            node.place,
            f"{tag.raw} stands outside a table",
            "use {%p … %} for paragraphs",
        )
    if tag.level and any(char in tag.body for char in "%}"):
        findings.add("syntax", node.place, f"{tag.raw} may not contain % or }}")
        return False
    if tag.kind == "print":
        return True
    if tag.keyword in FORBIDDEN:
        findings.add(
            "refused",
            node.place,
            f"{tag.raw} is not allowed",
            "a template holds all it needs and reads no other files",
        )
        return False
    known = {*OPENERS, *MIDDLES, *SIMPLE, *(f"end{word}" for word in (*OPENERS, "set"))}
    if tag.keyword not in known:
        hint = did_you_mean(tag.keyword, known - FORBIDDEN)
        findings.add("syntax", node.place, f"{tag.raw} is not a tag that templates know", hint)
        return False
    return True


def _close(node: Node, stack: list[Node], findings: Findings) -> None:
    """Take the opener that a closing tag ends from the stack."""
    if not any(opener.tag.keyword == node.tag.closes for opener in stack):
        findings.add(
            "unbalanced",
            node.place,
            f"{node.tag.raw} closes nothing",
            f"there is no {{% {node.tag.closes} … %}} before it",
        )
        return
    while stack:
        opener = stack.pop()
        if opener.tag.keyword == node.tag.closes:
            _check_partner(node, opener, findings)
            return
        findings.add(
            "unbalanced",
            opener.place,
            f"{opener.tag.raw} is not closed before {node.tag.raw} in {node.place}",
            f"add {_closing_tag(opener.tag)} where it ends",
        )


def _continue(node: Node, stack: list[Node], findings: Findings) -> None:
    """Begin another branch of the statement that is open."""
    opener = stack[-1] if stack else None
    if opener is None or opener.tag.keyword not in MIDDLES[node.tag.keyword]:
        findings.add("unbalanced", node.place, f"{node.tag.raw} belongs to no open if or for")
        return
    _check_partner(node, opener, findings)
    opener.branches.append((node.tag, []))


def _check_partner(node: Node, opener: Node, findings: Findings) -> None:
    """Report a tag that has another level or stands in another container than its opener."""
    if node.tag.level != opener.tag.level:
        findings.add(
            "unbalanced",
            node.place,
            f"{node.tag.raw} does not fit {opener.tag.raw} in {opener.place}",
            f"write both with {{%{opener.tag.level or ' '}",
        )
    elif _container(node) is not _container(opener):
        findings.add(
            "unbalanced",
            node.place,
            f"{node.tag.raw} stands elsewhere than {opener.tag.raw} in {opener.place}",
            "both must stand in the same text, cell, row or table",
        )


def _container(node: Node) -> Element | None:
    match node.tag.level:
        case "tr":
            return node.paragraph.table
        case "tc":
            return node.paragraph.row
        case _:
            return node.paragraph.element.getparent()


def _closing_tag(tag: Tag) -> str:
    return f"{{%{tag.level} end{tag.keyword} %}}"
