"""The files that a report is made from, and how records name them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reportgen.outcomes import OUTCOMES_NAME, MeetingSource
from reportgen.pipeline.project import Project
from reportgen.pipeline.workspace import Workspace


def source_files(
    workspace: Workspace, source: MeetingSource, addressee: str, language: str, template: Path
) -> Iterator[tuple[str, Path]]:
    """Yield the files that a report is made from, those that may not be there too.

    Before each stands its place in a project whose folders have their usual names.
    """
    yield f"templates/{template.name}", template
    own = workspace.project.organisation
    for path in workspace.organisation.overlay_files:
        yield f"reports/organisation/{path.name}", own / path.name
    settings = workspace.settings(source, addressee)
    # The report lives in the folder of its own meeting, whatever else it covers.
    meetings = dict.fromkeys((*settings.meetings(source.meeting_id), source.meeting_id))
    for meeting_id in meetings:
        folder = workspace.folder_of(source, meeting_id)
        for name in (OUTCOMES_NAME, f"locale/{language}.po"):
            yield f"reports/{meeting_id}/{name}", folder / name


def source_name(path: Path, project: Project) -> str:
    """Return how the manifest names a source: relative to the project where it lies in it."""
    full, root = path.resolve(), project.root.resolve()
    return (full.relative_to(root) if full.is_relative_to(root) else full).as_posix()
