"""What is installed on this machine: programs and fonts, and what each is needed for.

Looks only; nothing is installed or changed. The packages that bring what is missing are named for
Debian and Ubuntu, where `make` installs them itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from reportgen.fonts.coverage import FontUse, InstalledFonts, font_uses
from reportgen.fonts.files import Face, faces_below, listed_faces
from reportgen.fonts.named import NamedFonts
from reportgen.fonts.substitution import STAND_INS, stand_in
from reportgen.languages import LANGUAGES, language

_TIMEOUT_S = 20
_PURPOSE = "pictures and PDF"
_MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """One program or font, or the characters of a language: whether all is there, and what to do.

    `lacking` are the characters that the fonts for a language have no glyph for, by font.
    """

    name: str
    is_fine: bool
    found: str
    needed_for: str
    hint: str = ""
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def as_text(self) -> str:
        """Return the line that the doctor prints, with the hint below it."""
        mark = "ok     " if self.is_fine else "missing"
        line = f"{mark}  {self.name}: {self.found or 'not found'} (for {self.needed_for})"
        return f"{line}\n         hint: {self.hint}" if self.hint and not self.is_fine else line

    def as_dict(self) -> dict[str, object]:
        """Return the finding as plain data."""
        return asdict(self)


_PROGRAMS = (
    ("LibreOffice", "soffice", "--version", _PURPOSE, "libreoffice-writer-nogui"),
    ("pdftoppm", "pdftoppm", "-v", "pictures", "poppler-utils"),
    ("fontconfig", "fc-list", "--version", "choosing fonts", "fontconfig"),
)


def examine_machine(
    python: str,
    version: str,
    texts: Mapping[str, frozenset[str]],
    named: NamedFonts,
    faces: Iterable[Face] | None = None,
) -> tuple[Finding, ...]:
    """Return what was found; `python` is the interpreter in use, `version` its version.

    `texts` gives the characters that the reports need in each language, `named` the fonts that
    their Word files name; `faces` are the fonts of the machine where they are known already.
    """
    installed = InstalledFonts(installed_faces() if faces is None else faces)
    languages = ", ".join(each.name for each in LANGUAGES)
    return (
        Finding("Python", True, f"{version} ({python})", f"Word files in {languages}"),
        *(_program(*row) for row in _PROGRAMS),
        *_fonts(named, installed),
        *(_characters(key, characters, named, installed) for key, characters in texts.items()),
    )


def _program(name: str, command: str, question: str, needed_for: str, package: str) -> Finding:
    path = shutil.which(command)
    if path is None:
        return Finding(name, False, "", needed_for, f"apt-get install {package}")
    answer = _ask([path, question])
    return Finding(name, True, answer.splitlines()[0] if answer else path, needed_for)


def _fonts(named: NamedFonts, installed: InstalledFonts) -> Iterator[Finding]:
    """Yield the fonts by which pictures and PDF files show what the Word files name."""
    for name in dict.fromkeys(name for names in named.values() for name in names):
        free = stand_in(name)
        family = free.family if free is not None else name
        purpose = _PURPOSE if free is None else f"{_PURPOSE}, in the place of {name}"
        faces = installed.faces(family)
        found = str(faces[0].path) if faces else ""
        hint = font_hint(FontUse(name, family, bool(faces)))
        yield Finding(f"font {family}", bool(faces), found, purpose, "" if faces else hint)


def _characters(
    key: str, characters: frozenset[str], named: NamedFonts, installed: InstalledFonts
) -> Finding:
    """Return whether the fonts have every character of the reports in a language."""
    uses = font_uses(characters, key, named, installed)
    faulty = [use for use in uses if not use.is_installed or use.lacking]
    families = ", ".join(dict.fromkeys(use.family for use in uses))
    return Finding(
        f"characters of {language(key).name}",
        not faulty,
        "; ".join(fault_in_words(use) for use in faulty)
        or f"{families} have all {len(characters)}",
        _PURPOSE,
        "; ".join(dict.fromkeys(hint for use in faulty if (hint := font_hint(use)))),
        {use.family: use.lacking for use in faulty if use.lacking},
    )


def fault_in_words(use: FontUse) -> str:
    """Return what is wrong with a font: it is not installed, or lacks characters."""
    if not use.is_installed:
        stands = f", which stands for {use.named}," if use.family != use.named else ""
        return f"the font {use.family}{stands} is not installed"
    shown = ", ".join(f"{each} (U+{ord(each):04X})" for each in use.lacking[:_MOST_SHOWN])
    more = len(use.lacking) - _MOST_SHOWN
    noun = "character" if len(use.lacking) == 1 else "characters"
    words = f"{use.family} lacks {len(use.lacking)} {noun}: {shown}"
    return f"{words} and {more} more" if more > 0 else words


def font_hint(use: FontUse) -> str:
    """Return what to do about a font that is not installed, or about what it lacks."""
    if use.is_installed:
        packages = ", ".join(use.packages)
        fonts = f"a font that has them ({packages})" if packages else "a font that has them"
        return f"write it otherwise, or name {fonts} in the template"
    free = stand_in(use.named)
    if free is not None:
        return f"apt-get install {free.package}"
    known = ", ".join(each.named for each in STAND_INS)
    return f"install it, or let the template name one of {known}"


def installed_faces() -> tuple[Face, ...]:
    """Return the faces of the fonts of this machine.

    fontconfig is asked, since it is what LibreOffice asks; where it is not there, the folders are
    searched in which systems keep their fonts.
    """
    lister = shutil.which("fc-list")
    if lister is not None:
        listed = listed_faces(_ask([lister, "--format=%{file}\t%{index}\t%{family}\n"]))
        if listed:
            return listed
    return faces_below(font_folders())


def font_folders() -> tuple[Path, ...]:
    """Return the folders in which systems keep fonts, those of the user first."""
    home = Path.home()
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    if sys.platform == "win32":
        own = Path(os.environ.get("LOCALAPPDATA") or home) / "Microsoft" / "Windows" / "Fonts"
        return (own, Path(os.environ.get("WINDIR") or "C:/Windows") / "Fonts")
    if sys.platform == "darwin":
        library = Path("/Library/Fonts")
        return (home / "Library" / "Fonts", library, Path("/System") / "Library" / "Fonts")
    shared = (Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))
    return (data / "fonts", home / ".fonts", *shared)


def program_answer(program: Path, question: str = "--version") -> str:
    """Return the first line that a program prints about itself; nothing if it does not answer."""
    return next(iter(_ask([str(program), question]).splitlines()), "").strip()


def _ask(command: list[str]) -> str:
    """Return what a program prints about itself; nothing if it does not answer in time."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_TIMEOUT_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout or done.stderr).strip()
