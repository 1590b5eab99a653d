"""Font files: which faces are in them, and which characters a face has.

Nothing is believed of a font but what its own tables say. Files that are no fonts, or broken ones,
are passed over: a machine has thousands, and one of them is always odd.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from os import fstat
from pathlib import Path
from typing import Any

_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_MOST_FILES = 20_000
_MOST_FACES_OF_A_FILE = 64
_LARGEST_FILE = 200_000_000
_FAMILY_NAMES = (1, 16)
"""The numbers under which a name table keeps the family: the usual one, and the typographic one."""
# fc-list puts the instance of a variable font above the number of the face.
_FACE_NUMBER = 0xFFFF


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a font file: the names of its family, and its number in a collection."""

    families: tuple[str, ...]
    path: Path
    number: int = 0


def listed_faces(listing: str) -> tuple[Face, ...]:
    r"""Return the faces of a list with lines of path, number and families between tabs.

    That is `fc-list --format='%{file}\t%{index}\t%{family}\n'`; other lines are passed over.
    """
    found: dict[Face, None] = {}
    for line in listing.splitlines():
        path, _, rest = line.partition("\t")
        number, _, families = rest.partition("\t")
        if number.isdecimal() and families and Path(path).suffix.lower() in _SUFFIXES:
            names = tuple(name.strip() for name in families.split(","))
            found[Face(names, Path(path), int(number) & _FACE_NUMBER)] = None
    return tuple(found)


def faces_below(folders: Iterable[Path]) -> tuple[Face, ...]:
    """Return the faces of all font files below the folders; folders that are not there are none."""
    return tuple(face for path in _font_files(folders) for face in _faces_of(path))


def _font_files(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield font files, each once, and not more than any machine could need."""
    seen: set[Path] = set()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in _SUFFIXES and path not in seen and path.is_file():
                seen.add(path)
                yield path
            if len(seen) >= _MOST_FILES:
                return


def _faces_of(path: Path) -> Iterator[Face]:
    """Yield the faces of a file; none if it cannot be read."""
    number = count = 0
    while number <= count:
        with _opened(path, number) as font:
            if font is None:
                return
            try:
                names = _families(font)
                count = min(getattr(font.reader, "numFonts", 1), _MOST_FACES_OF_A_FILE) - 1
            except Exception:  # noqa: BLE001 - a table can be broken in any way
                return
        if names:
            yield Face(names, path, number)
        number += 1


def _families(font: Any) -> tuple[str, ...]:
    names = (each for each in font["name"].names if each.nameID in _FAMILY_NAMES)
    return tuple(dict.fromkeys(each.toUnicode(errors="replace") for each in names))


@lru_cache(maxsize=64)
def characters_of(face: Face) -> frozenset[str]:
    """Return the characters that a face has a glyph for; none if it cannot be read."""
    with _opened(face.path, face.number) as font:
        if font is None:
            return frozenset()
        try:
            table = font.getBestCmap() or {}
        except Exception:  # noqa: BLE001 - a table can be broken in any way
            return frozenset()
    return frozenset(chr(code) for code, glyph in table.items() if glyph != ".notdef")


_POSTSCRIPT_NAME, _VERSION = 6, 5


def described_face(face: Face) -> tuple[str, str] | None:
    """Return the PostScript name of a face and the version that it says it is; None if unknown."""
    with _opened(face.path, face.number) as font:
        if font is None:
            return None
        try:
            name = font["name"].getDebugName(_POSTSCRIPT_NAME)
            version = font["name"].getDebugName(_VERSION)
        except Exception:  # noqa: BLE001 - a table can be broken in any way
            return None
    return (name, version or "") if name else None


@contextmanager
def _opened(path: Path, number: int) -> Iterator[Any]:
    """Give a font whose tables are read when they are asked for; None if the file is no font."""
    from fontTools.ttLib import TTFont

    # What is odd about a font is no news to who asks for its characters.
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    with ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("rb"))
            size = fstat(file.fileno()).st_size
            font = TTFont(file, fontNumber=number, lazy=True) if size < _LARGEST_FILE else None
        except Exception:  # noqa: BLE001 - fontTools gives up on broken files in many ways
            font = None
        yield font
