"""A project on disk: where its meetings, templates and organisation data are.

A project is the nearest folder upwards with `[tool.reportgen]` in its pyproject.toml, or with a
reportgen.toml. Settings: `reports` and `templates`, folders relative to the project.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from reportgen.errors import UsageError, did_you_mean
from reportgen.outcomes import OUTCOMES_NAME
from reportgen.records import dataclass

_SETTINGS = ("reports", "templates")


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of a project; `root` is where it was found."""

    root: Path
    reports: Path
    templates: Path

    @property
    def organisation(self) -> Path:
        """The folder of the project's own organisation data."""
        return self.reports / "organisation"

    def meeting_folders(self) -> tuple[Path, ...]:
        """Return the folders of all meetings, in order of name."""
        if not self.reports.is_dir():
            return ()
        return tuple(sorted(p.parent for p in self.reports.glob(f"*/{OUTCOMES_NAME}")))


def find_project(start: Path) -> Project:
    """Return the project that a folder lies in; raise UsageError if there is none."""
    for folder in (start, *start.parents):
        settings = _settings(folder)
        if settings is not None:
            return _project(folder, settings)
    raise UsageError(
        f"{start} is not in a project: neither it nor a folder above it has a reportgen.toml, or a "
        "pyproject.toml with [tool.reportgen]"
    )


def _settings(folder: Path) -> dict[str, Any] | None:
    """Return the settings in a folder, None where there are none."""
    own, shared = folder / "reportgen.toml", folder / "pyproject.toml"
    if own.is_file():
        return _read_toml(own)
    if shared.is_file():
        found = _read_toml(shared).get("tool", {}).get("reportgen")
        return found if isinstance(found, dict) else None
    return None


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: cannot read the settings: {error}") from None


def _project(root: Path, settings: dict[str, Any]) -> Project:
    for key, value in settings.items():
        if key not in _SETTINGS:
            near = did_you_mean(key, _SETTINGS)
            raise UsageError(f'{root}: unknown setting "{key}"' + (f"; {near}" if near else ""))
        if not isinstance(value, str):
            raise UsageError(f'{root}: the setting "{key}" must be the name of a folder')
    return Project(
        root,
        root / settings.get("reports", "reports"),
        root / settings.get("templates", "templates"),
    )


def shown_path(path: Path, base: Path) -> Path:
    """Return a path as users see it: relative to the folder they are in, where that is shorter."""
    try:
        return path.resolve().relative_to(base.resolve())
    except ValueError:
        return path
