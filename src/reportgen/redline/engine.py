"""Two Word files in, one redline out: native tracked changes in the new file, held to its laws.

::

    OLD, NEW ─read→ trees ─adopt→ trees that share names ─write→ redline ─verify→ RedlineResult

The redline is NEW with what OLD had put in. Word's own comparison, and the libraries that do what
it does, tell blocks apart by their words alone; ours know the origin of every paragraph
([docs/redline.md] has the measurements). Whatever is written is verified: if the redline with moves
and words breaks a law, a plain one is made, whole paragraphs going and coming; if even that does,
none is handed out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from reportgen.errors import InputError, Problem
from reportgen.opc.names import BOOKMARK_START, NAME, R_ID, RPR, P, R, T, w
from reportgen.opc.package import Package, read_package, rels_name, write_package
from reportgen.redline.blocks import BlockWriter
from reportgen.redline.carried import Supplies
from reportgen.redline.marks import Stamp, largest_drawing, largest_id
from reportgen.redline.paragraphs import ParagraphWriter
from reportgen.redline.relations import link_targets
from reportgen.redline.settle import settle_parts, story_names
from reportgen.redline.trees import DEL_TEXT, Element, copy_of, parse, serialise, unwrap_controls
from reportgen.redline.verify import broken_law, container_of, word_parts

DOCUMENT = "word/document.xml"
MAX_BLOCKS = 50_000
"""Of how many paragraphs each file may be; a report has a few hundred at most."""
MAX_ELEMENTS = 1_000_000
MAX_PARAGRAPH = 100_000
"""How many characters a paragraph may have: each of its words is held by itself for a while."""

_BODY = w("body")
_REFERENCES = (w("headerReference"), w("footerReference"))
_SIMPLE_FIELD, _FIELD_CHAR, _FIELD_TYPE = w("fldSimple"), w("fldChar"), w("fldCharType")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class RedlineResult:
    """A redline: its bytes, how much changed, and what it does not show.

    `counts` says how many insertions, deletions, moves and changes of format there are. `is_plain`
    tells that whole paragraphs go and come, since the finer redline broke a law. `lost` says in
    words what of the old file could not be shown; `was_tracked` whether a file had tracked changes
    of its own, which are then taken as accepted.
    """

    data: bytes = field(repr=False)
    counts: Mapping[str, int]
    is_plain: bool = False
    lost: tuple[str, ...] = ()
    was_tracked: bool = False

    @property
    def is_unchanged(self) -> bool:
        """Whether both files say the same."""
        return not any(self.counts.values())


def redline_docx(
    old: bytes, new: bytes, author: str, when: str, paths: tuple[str, str] = ("OLD", "NEW")
) -> RedlineResult:
    """Return what changed from one Word file to another, as tracked changes in the latter.

    `author` is whom Word shows as having made the changes, `when` the day (ISO); `paths` are how
    the two files are named in problems. The same input gives the same bytes.

    Raises InputError (`report-not-docx`, `report-too-large`, `report-active-content`) for files
    that cannot be read, and `redline-not-lawful` if no redline of them can be made that gives both
    files back.
    """
    files = _Pair.read(old, new, paths)
    broken = ""
    for is_plain in (False, True):
        made = _make(files, Stamp(author, _moment(when)), is_plain=is_plain)
        broken = broken_law(files.old, files.new, files.stories, made.data, paths)
        if not broken:
            return made
    message = f"no redline could be made that gives both files back: {broken}"
    hint = f"is {paths[0]} an earlier issue of the same report?"
    raise InputError([Problem(paths[1], 0, 0, "error", "redline-not-lawful", message, hint)])


@dataclass(frozen=True, slots=True)
class _Pair:
    """The two files with their own tracked changes accepted, and the stories that they share.

    `stories` pairs parts: each of the new file with the one of the old file in the same place.
    """

    old: Package
    new: Package
    stories: tuple[tuple[str, str], ...]
    was_tracked: bool

    @classmethod
    def read(cls, old: bytes, new: bytes, paths: tuple[str, str]) -> _Pair:
        (before, was_old), (after, was_new) = (
            _settled(data, path) for data, path in zip((old, new), paths, strict=True)
        )
        stories = tuple(_stories(before, after))
        return cls(before, after, stories, was_old or was_new)


def _settled(data: bytes, path: str) -> tuple[Package, bool]:
    """Return a file with its tracked changes accepted, and whether it had any."""
    package = read_package(data, path, "report")
    try:
        if DOCUMENT not in package or parse(package.data(DOCUMENT)).find(_BODY) is None:
            raise _not_docx(path, "this Word file has no text")
        changed = settle_parts(package, "accept")
        for name in package.parts:
            if name.endswith((".xml", ".rels")):
                parse(package.data(name))
    except etree.XMLSyntaxError as fault:
        raise _not_docx(path, f"a part is not well-formed: {fault.msg}") from None
    for name in story_names(package):
        too_much = _too_much(parse(package.data(name)))
        if too_much:
            message = f"{name} has {too_much}"
            raise InputError([Problem(path, 0, 0, "error", "report-too-large", message)])
    if not changed:
        return package, False
    return read_package(write_package(package, changed), path, "report"), True


def _too_much(root: Element) -> str:
    """Return in words what there is too much of in a part; "" where there is not."""
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        return f"more than {MAX_ELEMENTS:,} elements"
    lengths = [
        sum(len(text.text or "") for text in paragraph.iter(T, DEL_TEXT))
        for paragraph in root.iter(P)
    ]
    if len(lengths) > MAX_BLOCKS:
        return f"more than {MAX_BLOCKS:,} paragraphs"
    if max(lengths, default=0) > MAX_PARAGRAPH:
        return f"a paragraph of more than {MAX_PARAGRAPH:,} characters"
    return ""


def _not_docx(path: str, message: str) -> InputError:
    return InputError([Problem(path, 0, 0, "error", "report-not-docx", message)])


def _stories(old: Package, new: Package) -> Iterable[tuple[str, str]]:
    """Yield the parts that stand in the same place: the body, then headers and footers."""
    yield DOCUMENT, DOCUMENT
    before, after = _headers(old), _headers(new)
    done = set()
    for place, name in after.items():
        other = before.get(place)
        if other is not None and name not in done:
            done.add(name)
            yield other, name


def _headers(package: Package) -> dict[tuple[str, str, int], str]:
    """Return the headers and footers by kind, type (first, even …) and section."""
    targets = link_targets(package, DOCUMENT)
    found = {}
    sections = parse(package.data(DOCUMENT)).iter(w("sectPr"))
    for number, section in enumerate(sections):
        for reference in section:
            if reference.tag in _REFERENCES:
                target = targets.get(reference.get(R_ID, ""), "").partition(" ")[2]
                name = target.removeprefix("/word/").removeprefix("/")
                place = (str(reference.tag), reference.get(w("type"), "default"), number)
                if f"word/{name}" in package:
                    found[place] = f"word/{name}"
    return found


def _make(files: _Pair, stamp: Stamp, *, is_plain: bool) -> RedlineResult:
    """Return the redline, not verified yet."""
    old_roots = {name: _tree(files.old, name) for name, _ in files.stories}
    new_roots = {name: _tree(files.new, name) for _, name in files.stories}
    everything = [parse(files.new.data(name)) for name in word_parts(files.new)]
    stamp.last_id = max(map(largest_id, everything))
    stamp.last_drawing = max(map(largest_drawing, everything))
    supplies = Supplies(files.old, files.new)
    supplies.adopt_lists(old_roots.values(), new_roots.values())
    supplies.adopt_styles(old_roots.values())
    names = {
        start.get(NAME, "").casefold()
        for root in new_roots.values()
        for start in root.iter(BOOKMARK_START)
    }
    if _headers(files.old).keys() != _headers(files.new).keys():
        supplies.lost.append("headers and footers that only one of the files has")
    changed = {}
    for old_name, new_name in files.stories:
        old_root, new_root = old_roots[old_name], new_roots[new_name]
        supplies.prepare(old_root)
        supplies.adopt_references(old_root, old_name, new_name)
        targets = link_targets(files.new, new_name) | _added_targets(supplies, new_name)
        writer = ParagraphWriter(stamp, targets, targets, names, by_words=not is_plain)
        before = stamp.counts.total()
        BlockWriter(writer, with_moves=not is_plain).container(
            container_of(old_root), container_of(new_root)
        )
        if stamp.counts.total() > before:
            changed[new_name] = serialise(new_root)
    unused = _without_unused(supplies, changed)
    data = write_package(files.new, {**supplies.changed, **unused, **changed} if changed else {})
    return RedlineResult(
        data,
        dict(sorted(stamp.counts.items())),
        is_plain,
        tuple(dict.fromkeys(supplies.lost)),
        files.was_tracked,
    )


def _tree(package: Package, name: str) -> Element:
    """Return a part, seen without content controls around blocks and with fields in runs."""
    root = parse(package.data(name))
    unwrap_controls(root)
    for simple in list(root.iter(_SIMPLE_FIELD)):
        _make_complex(simple)
    return root


def _make_complex(simple: Element) -> None:
    """Write a field in runs, so that it can be inserted and deleted like any other words."""
    parent = simple.getparent()
    if parent is None:
        return
    look = simple.find(f".//{RPR}")

    def run(child: Element) -> Element:
        made = simple.makeelement(R, {})
        if look is not None:
            made.append(copy_of(look))
        made.append(child)
        return made

    instruction = simple.makeelement(w("instrText"), {})
    instruction.text = simple.get(w("instr"), "")
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    edges = {
        kind: run(simple.makeelement(_FIELD_CHAR, {_FIELD_TYPE: kind}))
        for kind in ("begin", "separate", "end")
    }
    at = parent.index(simple)
    result = [child for child in simple if child.tag != w("fldData")]
    parent[at : at + 1] = [
        edges["begin"],
        run(instruction),
        edges["separate"],
        *result,
        edges["end"],
    ]


def _added_targets(supplies: Supplies, part: str) -> dict[str, str]:
    """Return what the relationships lead to that were added to a part."""
    data = supplies.changed.get(rels_name(part))
    if data is None:
        return {}
    return {
        each.get("Id", ""): f"{each.get('Type', '')} {each.get('Target', '')}"
        for each in parse(data)
    }


def _without_unused(supplies: Supplies, changed: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the relationships that were added, without those that the redline does not use."""
    found = {}
    for name, data in supplies.changed.items():
        if not name.endswith(".rels"):
            continue
        part = name.replace("_rels/", "").removesuffix(".rels")
        content = changed.get(part, b"")
        root = parse(data)
        for each in list(root):
            own = each.get("Id", "")
            if own.startswith("rIdOld") and f'"{own}"'.encode() not in content:
                root.remove(each)
        found[name] = serialise(root)
    return found


def _moment(when: str) -> str:
    """Return a day as Word writes the time of a change: its beginning, in universal time."""
    if not _DAY.fullmatch(when):
        raise ValueError(f"not a day: {when}")
    return f"{when}T00:00:00Z"
