"""Which parts of a returned file are read, found as Word finds them: by their relationships.

Programs name and order the parts as they like; only the relationships say which is the text, which
a header, which the comments. Parts are parsed without entities and without a network, and only when
the number of their elements can be borne.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from lxml import etree

from reportgen.errors import InputError, Problem
from reportgen.opc.names import BOOKMARK_START, NAME, RELS_NS, VAL, w
from reportgen.opc.package import Package, read_package, rels_name
from reportgen.review.marks import Story
from reportgen.review.properties import DRAFT_PROPERTY
from reportgen.review.stories import read_story
from reportgen.review.threads import RawComment, read_comments
from reportgen.review.wordtext import DRAFT_PREFIX, short_line

MAX_ELEMENTS = 2_000_000
"""Elements of all parts that are read; a report of a hundred pages has fifty thousand."""
_MAX_NAME, _MAX_MARKS = 40, 16
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_VT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
_DCTERMS = "{http://purl.org/dc/terms/}"
# Word can save "Strict Open XML": the same elements under other names.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
_StoryKind = Literal["body", "header", "footer", "notes"]
_STORIES: Mapping[str, _StoryKind] = {
    "header": "header",
    "footer": "footer",
    "footnotes": "notes",
    "endnotes": "notes",
}


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """What a returned file holds, before it is compared with a draft.

    `editor` saved it last, at `modified` (both as the file says). `draft` is the id of
    the draft that it calls itself a copy of, "" where its properties were taken out; `marks` are
    the names of hidden bookmarks that tell it too (`draft.draft_mark`), the most frequent first.
    """

    stories: tuple[Story, ...]
    comments: tuple[RawComment, ...]
    editor: str
    modified: str
    draft: str = ""
    marks: tuple[str, ...] = ()


def read_file(data: bytes, path: str) -> ReturnedFile:
    """Return what a returned file holds.

    Raises InputError: `returned-not-docx`, `returned-too-large` or `returned-active-content`.
    """
    parts = _Parts(read_package(data, path, "returned"), path)
    main = parts.first("", "officeDocument")
    root = parts.tree(main) if main else None
    if root is None or root.tag != w("document"):
        raise parts.refuse("not-docx", "this zip file has no text of a Word document")
    styles = _character_styles(parts.tree(parts.first(main, "styles")))
    stories = []
    marks = 0
    for kind, name in parts.stories(main):
        tree = root if name == main else parts.tree(name)
        if tree is not None:
            story, marks = read_story(tree, kind, name, styles, parts.links(name), marks)
            stories.append(story)
    extended = parts.tree(parts.first(main, "commentsExtended"))
    comments = read_comments(parts.tree(parts.first(main, "comments")), extended)
    core = parts.tree(parts.first("", "core-properties"))
    return ReturnedFile(
        tuple(stories),
        tuple(comments),
        _property(core, f"{_CP}lastModifiedBy"),
        _property(core, f"{_DCTERMS}modified"),
        _draft_id(parts.tree(parts.first("", "custom-properties"))),
        _draft_marks(root),
    )


class _Parts:
    """The parts of one file by relationship; counts the elements that were parsed."""

    def __init__(self, package: Package, path: str) -> None:
        self._package = package
        self._path = path
        self._elements = 0
        self._relations: dict[str, list[tuple[str, str, str, bool]]] = {}
        self._names = {name.casefold(): name for name in package.parts}

    def first(self, source: str, kind: str) -> str:
        """Return the name of the first part that stands in this relation to another, or ""."""
        return next(self._related(source, kind), "")

    def stories(self, main: str) -> Iterator[tuple[_StoryKind, str]]:
        """Yield the parts with text, the main one first, each once."""
        yield "body", main
        seen = {main}
        for kind, story in _STORIES.items():
            for name in self._related(main, kind):
                if name not in seen:
                    seen.add(name)
                    yield story, name

    def links(self, name: str) -> dict[str, str]:
        """Return the targets of a part's links by id."""
        return {
            number: target
            for number, kind, target, is_external in self._relations_of(name)
            if kind == "hyperlink" and is_external
        }

    def tree(self, name: str) -> etree._Element | None:
        """Return a part parsed, None where there is none; raises InputError where it is damaged."""
        if not name:
            return None
        content = self._package.data(name)
        for strict, transitional in _STRICT:
            content = content.replace(strict, transitional)
        self._elements += content.count(b"<") - content.count(b"</")
        if self._elements > MAX_ELEMENTS:
            raise self.refuse("too-large", f"the file has more than {MAX_ELEMENTS:,} elements")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            return etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            message = f"the part {name} is damaged: {str(error.msg)[:120]}"
            raise self.refuse("not-docx", message) from None

    def refuse(self, why: str, message: str) -> InputError:
        """Return the error that refuses the file."""
        hint = "ask for the file again; open it in Word and save it as .docx if it opens there"
        return InputError([Problem(self._path, 0, 0, "error", f"returned-{why}", message, hint)])

    def _related(self, source: str, kind: str) -> Iterator[str]:
        for _, found, target, is_external in self._relations_of(source):
            if found == kind and not is_external:
                name = self._resolved(source, target)
                if name:
                    yield name

    def _resolved(self, source: str, target: str) -> str:
        """Return the part that a target names, "" for none."""
        folder = "/" + posixpath.dirname(source)
        path = posixpath.normpath(posixpath.join(folder, unquote(target)))
        return self._names.get(path.lstrip("/").casefold(), "")

    def _relations_of(self, name: str) -> list[tuple[str, str, str, bool]]:
        """Return id, kind, target and whether it is outside for the relationships of a part."""
        if name not in self._relations:
            rels = self._names.get(rels_name(name).casefold(), "")
            tree = self.tree(rels) if rels else None
            self._relations[name] = [
                (
                    node.get("Id", ""),
                    node.get("Type", "").rpartition("/")[2],
                    node.get("Target", ""),
                    node.get("TargetMode") == "External",
                )
                for node in (tree.iter(f"{{{RELS_NS}}}Relationship") if tree is not None else ())
            ]
        return self._relations[name]


def _character_styles(styles: etree._Element | None) -> dict[str, str]:
    """Return the names of character styles by their ids, in lower case."""
    if styles is None:
        return {}
    found = {}
    for style in styles.iter(w("style")):
        name = style.find(NAME)
        if style.get(w("type")) == "character" and name is not None:
            found[style.get(w("styleId"), "")] = name.get(VAL, "").casefold()
    return found


def _property(core: etree._Element | None, tag: str) -> str:
    found = core.find(tag) if core is not None else None
    return short_line(found.text or "") if found is not None else ""


def _draft_marks(root: etree._Element) -> tuple[str, ...]:
    """Return the marks of drafts in a text: one that was put together has more than one."""
    names = (node.get(NAME, "").casefold() for node in root.iter(BOOKMARK_START))
    found = Counter(
        name.rpartition("_")[0]
        for name in names
        if name.startswith(DRAFT_PREFIX) and len(name) <= _MAX_NAME
    )
    return tuple(mark for mark, _ in found.most_common(_MAX_MARKS))


def _draft_id(custom: etree._Element | None) -> str:
    for node in custom if custom is not None else ():
        value = node.find(f"{_VT}lpwstr")
        if node.get("name") == DRAFT_PROPERTY and value is not None:
            return short_line(value.text or "")
    return ""
