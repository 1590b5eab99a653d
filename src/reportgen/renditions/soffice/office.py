"""Finding LibreOffice."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import MissingToolError, Problem

PROGRAM = "soffice"
_HINT = "on Debian and Ubuntu: apt-get install --no-install-recommends libreoffice-writer-nogui"


@dataclass(frozen=True, slots=True)
class Office:
    """A LibreOffice that is installed: the path of its program."""

    program: Path


def find_office(search_path: str | None = None) -> Office:
    """Return the LibreOffice of this machine; `search_path` is looked through instead of PATH.

    Raises MissingToolError (`program-missing`) if there is none.
    """
    found = shutil.which(PROGRAM, path=search_path)
    if found is None:
        message = "LibreOffice is not installed: no PDF file can be made"
        raise MissingToolError([Problem(PROGRAM, 0, 0, "error", "program-missing", message, _HINT)])
    return Office(Path(found))


def broken_office(office: Office, what: str) -> MissingToolError:
    """Return the error (`program-fails`) that says that a LibreOffice converts nothing at all."""
    message = f"LibreOffice is installed but does not work: {what}"
    hint = f"try: {PROGRAM} --headless --convert-to pdf FILE"
    problem = Problem(str(office.program), 0, 0, "error", "program-fails", message, hint)
    return MissingToolError([problem])
