"""Telling when something has changed that reports are made from."""

from __future__ import annotations

from collections.abc import Collection, Generator
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.catalogs.places import MESSAGES_FOLDER
from reportgen.outcomes import OUTCOMES_NAME
from reportgen.pipeline.building.plans import BUILD_FOLDER
from reportgen.pipeline.project import Project

if TYPE_CHECKING:
    from watchfiles import Change

# An editor saves in several steps: changes count once nothing more has come for a moment.
_QUIET_MS = 100
_LONGEST_WAIT_MS = 2000
_ANSWER_MS = 200


def watch_sources(
    project: Project, folders: Collection[Path], out: Path | None = None
) -> Generator[tuple[Path, ...], None, None]:
    """Yield the files that have changed, whenever some have, and nothing at first.

    What comes first says that watching has begun: from then on no change is missed, whatever the
    caller does in between. Watched are the project's folders of meetings, templates and
    organisation data, the meetings in `folders` wherever they lie, and the catalogs of the
    messages. What is below a build folder, or below `out`, was made by us and is no change; neither
    is what editors keep for themselves.

    Raises KeyboardInterrupt on Ctrl-C.
    """
    from watchfiles import watch

    outputs = [out.resolve()] if out is not None else []

    def is_source(_change: Change, path: str) -> bool:
        return is_source_file(Path(path), outputs)

    tops = (project.reports, project.templates, MESSAGES_FOLDER, *folders)
    found = watch(
        *{top.resolve() for top in tops if top.is_dir()},
        watch_filter=is_source,
        step=_QUIET_MS,
        debounce=_LONGEST_WAIT_MS,
        rust_timeout=_ANSWER_MS,
        yield_on_timeout=True,
    )
    has_begun = False
    for changes in found:
        if changes or not has_begun:
            has_begun = True
            yield tuple(sorted({Path(path) for _, path in changes}))


def is_source_file(path: Path, outputs: Collection[Path] = ()) -> bool:
    """Whether a report may be made from a file; `outputs` are folders that builds write to."""
    if path.name.startswith((".", "~")) or path.name.endswith(("~", ".tmp", ".part")):
        return False
    folders = (path, *path.parents)
    return not any(_is_build_folder(each) or each in outputs for each in folders)


def _is_build_folder(folder: Path) -> bool:
    return folder.name == BUILD_FOLDER and (folder.parent / OUTCOMES_NAME).is_file()
