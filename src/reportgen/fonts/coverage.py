"""Whether the fonts that a conversion will use have every character of a text, glyph by glyph.

In go the texts of a language, the fonts that the Word files name and the faces that are installed;
out comes, for each font in use, which characters it lacks and which package has a font with them.
What a font lacks is lost: LibreOffice leaves a blank in the page without a word, even where another
installed font has the character, while whoever searches the PDF file still finds it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from reportgen.fonts.files import Face, characters_of
from reportgen.fonts.named import NamedFonts
from reportgen.fonts.scripts import slot_of
from reportgen.fonts.substitution import stand_in

# Debian's packages for what the stand-ins lack, by the characters they are good for.
_PACKAGES = (
    (range(0x20000, 0x40000), "fonts-hanazono"),  # rare ideographs
    (range(0x1F000, 0x20000), "fonts-symbola"),  # pictographs
    (range(0x2190, 0x2C00), "fonts-symbola"),  # arrows, operators, box drawing, symbols
    (range(0x1100, 0x1200), "fonts-noto-cjk"),
    (range(0x2E80, 0xA4D0), "fonts-noto-cjk"),
    (range(0xAC00, 0xD7B0), "fonts-noto-cjk"),
    (range(0xF900, 0xFB00), "fonts-noto-cjk"),
    (range(0xFE30, 0xFE50), "fonts-noto-cjk"),
    (range(0xFF00, 0xFFF0), "fonts-noto-cjk"),
)
_OTHER_SCRIPTS = "fonts-noto-core"
_PRIVATE = (range(0xE000, 0xF900), range(0xF0000, 0x110000))


@dataclass(frozen=True, slots=True)
class FontUse:
    """One font of the Word files in the texts of a language, as a conversion will draw it.

    `named` is the font in the Word files, `family` the one in use; `lacking` are the characters
    that it has no glyph for, `packages` those that bring a font with them.
    """

    named: str
    family: str
    is_installed: bool
    lacking: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()


class InstalledFonts:
    """The faces of a machine by family; a font file is opened when its characters are asked for."""

    def __init__(self, faces: Iterable[Face]) -> None:
        """Keep the faces."""
        self._faces: dict[str, list[Face]] = {}
        for face in faces:
            for family in face.families:
                self._faces.setdefault(family.casefold(), []).append(face)
        for each in self._faces.values():
            each.sort(key=lambda face: ("regular" not in face.path.stem.casefold(), face.path))
        self._characters: dict[str, frozenset[str]] = {}

    def faces(self, family: str) -> Sequence[Face]:
        """Return the faces of a family, the regular one first; none if it is not installed."""
        return self._faces.get(family.casefold(), ())

    def characters(self, family: str) -> frozenset[str]:
        """Return the characters that every face of a family has: headings are bold."""
        if family not in self._characters:
            sets = [characters_of(face) for face in self.faces(family)]
            self._characters[family] = frozenset.intersection(*sets) if sets else frozenset()
        return self._characters[family]


def font_uses(
    characters: Collection[str], language: str, named: NamedFonts, installed: InstalledFonts
) -> tuple[FontUse, ...]:
    """Return each font in use for the characters of a language, with what it lacks."""
    uses = []
    for slot, names in named.items():
        drawn = frozenset(each for each in characters if slot_of(each, language) == slot)
        if drawn:
            uses += [_use(name, drawn, installed) for name in names]
    return tuple(uses)


def _use(named: str, drawn: frozenset[str], installed: InstalledFonts) -> FontUse:
    free = stand_in(named)
    family = free.family if free is not None else named
    if not installed.faces(family):
        return FontUse(named, family, False)
    lacking = tuple(sorted(drawn - installed.characters(family)))
    packages = dict.fromkeys(package for each in lacking if (package := package_for(each)))
    return FontUse(named, family, True, lacking, tuple(packages))


def package_for(character: str) -> str:
    """Return the Debian package with a font that has a character; nothing for private-use ones."""
    code = ord(character)
    if any(code in codes for codes in _PRIVATE):
        return ""
    return next((name for codes, name in _PACKAGES if code in codes), _OTHER_SCRIPTS)
