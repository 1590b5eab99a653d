"""What verification says: a fault of the archive, with the object, version and path it is in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from reportgen.errors import Problem

HINT_RESTORE = "bring this object back from a copy of the archive; docs/archiving.md says how"
_HINTS = {
    "archive-version-stray": "it was not written by an `archive add` that ended: run "
    "`reportgen archive add` once more, or move it out of the object",
    "archive-file-added": "move it out of the object, and find out who put it there",
    "archive-empty-folder": "remove it: OCFL has no empty folders",
    "archive-stray-file": "move it out of the archive, and find out who put it there",
}


@dataclass(frozen=True, slots=True)
class Damage:
    """One fault; `folder` is the object's, relative to the root, `path` relative to that.

    `object` is the identifier as far as it is known, `version` as `v2`, empty where the fault is
    the whole object's; `code` is stable and listed in docs/problems.md.
    """

    code: str
    message: str
    folder: str = ""
    object: str = ""
    version: str = ""
    path: str = ""

    def as_problem(self, root: str) -> Problem:
        """Return it as every command prints its findings; `root` is the archive as users see it."""
        place = str(PurePosixPath(root, self.folder, self.path))
        where = " ".join(part for part in (self.object, self.version) if part)
        hint = _HINTS.get(self.code, HINT_RESTORE)
        return Problem(place, 0, 0, "error", self.code, self.message, hint, where)

    def as_dict(self, root: str) -> dict[str, str | int]:
        """Return the form that `--format json` prints: a problem, with object and version."""
        found = self.as_problem(root).as_dict()
        return {**found, "object": self.object, "version": self.version}
