"""What is installed on this machine: programs and fonts, and what each is needed for.

Looks only; nothing is installed or changed. The packages that bring what is missing are named for
Debian and Ubuntu, where `make` installs them itself.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import asdict, dataclass

from reportgen.languages import LANGUAGES

_TIMEOUT_S = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """One program or font: whether it is there, which version, and what to do if it is not."""

    name: str
    is_fine: bool
    found: str
    needed_for: str
    hint: str = ""

    def as_text(self) -> str:
        """Return the line that the doctor prints, with the hint below it."""
        mark = "ok     " if self.is_fine else "missing"
        line = f"{mark}  {self.name}: {self.found or 'not found'} (for {self.needed_for})"
        return f"{line}\n         hint: {self.hint}" if self.hint and not self.is_fine else line

    def as_dict(self) -> dict[str, str | bool]:
        """Return the finding as plain data."""
        return asdict(self)


_PROGRAMS = (
    ("LibreOffice", "soffice", "--version", "pictures and PDF", "libreoffice-writer-nogui"),
    ("pdftoppm", "pdftoppm", "-v", "pictures", "poppler-utils"),
    ("fontconfig", "fc-list", "--version", "choosing fonts", "fontconfig"),
)
# Fonts with the same widths as the ones that the templates name, or the same script.
_FONTS = (
    ("Liberation Serif", "Times New Roman", "fonts-liberation2"),
    ("Carlito", "Calibri", "fonts-crosextra-carlito"),
    ("Amiri", "Traditional Arabic", "fonts-hosny-amiri"),
    ("WenQuanYi Micro Hei", "SimSun", "fonts-wqy-microhei"),
)


def examine_machine(python: str, version: str) -> tuple[Finding, ...]:
    """Return what was found; `python` is the interpreter in use, `version` its version."""
    programs = [_program(*row) for row in _PROGRAMS]
    languages = ", ".join(each.name for each in LANGUAGES)
    return (
        Finding("Python", True, f"{version} ({python})", f"Word files in {languages}"),
        *programs,
        *_fonts(),
    )


def _program(name: str, command: str, question: str, needed_for: str, package: str) -> Finding:
    path = shutil.which(command)
    if path is None:
        return Finding(name, False, "", needed_for, f"apt-get install {package}")
    answer = _ask([path, question])
    return Finding(name, True, answer.splitlines()[0] if answer else path, needed_for)


def _fonts() -> list[Finding]:
    """Return the fonts by which pictures and PDF files show what the templates name."""
    lister = shutil.which("fc-list")
    families = _ask([lister, "--format=%{family}\n"]) if lister is not None else ""
    installed = {part.strip() for line in families.splitlines() for part in line.split(",")}
    return [
        Finding(
            f"font {font}",
            font in installed or stands_for in installed,
            stands_for if stands_for in installed else font if font in installed else "",
            f"pictures and PDF, in the place of {stands_for}",
            f"apt-get install {package}",
        )
        for font, stands_for, package in _FONTS
    ]


def _ask(command: list[str]) -> str:
    """Return what a program prints about itself; nothing if it does not answer in time."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_TIMEOUT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout or done.stderr).strip()
