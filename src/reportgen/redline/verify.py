"""Is a redline what it should be? Its laws, its bookmarks and ids, asked of the finished file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from reportgen.opc.names import BOOKMARK_START, ID, NAME, w
from reportgen.opc.package import Package, read_package
from reportgen.redline.laws import Shape, difference, shape_of
from reportgen.redline.marks import AUTHOR
from reportgen.redline.settle import REVISIONS, Verdict, settle
from reportgen.redline.trees import Element, parse

_BODY = w("body")


def broken_law(
    old: Package,
    new: Package,
    stories: Iterable[tuple[str, str]],
    redline: bytes,
    paths: tuple[str, str],
) -> str:
    """Return in words which law a redline breaks; "" if it keeps all.

    `stories` are the parts of both files that it compares, `paths` how the files are named.
    """
    parts = tuple(stories)
    made = read_package(redline, "redline", "report")
    sides: tuple[tuple[Verdict, Package, int, str], ...] = (
        ("accept", new, 1, paths[1]),
        ("reject", old, 0, paths[0]),
    )
    for verdict, package, side, path in sides:
        for pair in parts:
            found = _shape(made, pair[1], verdict)
            broken = difference(_shape(package, pair[side], None), found)
            if broken:
                return f"{verdict}ing all does not give {path} ({pair[side]}, {broken})"
    return _broken_marks(new, made)


def _shape(package: Package, name: str, verdict: Verdict | None) -> Shape:
    root = parse(package.data(name))
    if verdict is not None:
        settle(root, verdict)
    return shape_of(container_of(root))


def _broken_marks(new: Package, made: Package) -> str:
    """Return what is wrong with the bookmarks and ids of the redline, if anything."""
    before, after = Counter(_bookmarks(new)), Counter(_bookmarks(made))
    for name in before:
        if name not in after:
            return f"the bookmark {name} is gone"
    for name, count in after.items():
        if count > max(1, before[name]):
            return f"the bookmark {name} is there twice"
    ids = Counter(
        each.get(ID, "")
        for name in word_parts(made)
        for each in parse(made.data(name)).iter(*REVISIONS)
        if each.get(AUTHOR) is not None
    )
    return (
        f"{ids.most_common(1)[0][0]} marks two changes" if max(ids.values(), default=0) > 1 else ""
    )


def word_parts(package: Package) -> list[str]:
    """Return the names of the parts that Word reads as its own."""
    return [name for name in package.parts if name.startswith("word/") and name.endswith(".xml")]


def _bookmarks(package: Package) -> Iterator[str]:
    """Yield the names of bookmarks, which Word tells apart without regard to capitals."""
    for name in word_parts(package):
        for start in parse(package.data(name)).iter(BOOKMARK_START):
            yield start.get(NAME, "").casefold()


def container_of(root: Element) -> Element:
    """Return the element of a part whose children are the blocks."""
    body = root.find(_BODY)
    return body if body is not None else root
