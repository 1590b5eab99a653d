"""Every fault of a project's meetings at once: outcomes, organisation data, templates, catalogs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reportgen.errors import InputError, Problem, sort_problems
from reportgen.languages import LANGUAGE_KEYS
from reportgen.pipeline.project import shown_path
from reportgen.pipeline.templates import check_template, template_path
from reportgen.pipeline.translations import check_catalogs
from reportgen.pipeline.workspace import Workspace


def check_meetings(
    workspace: Workspace,
    folders: tuple[Path, ...],
    *,
    with_messages: bool = True,
    thorough: bool = False,
) -> tuple[Problem, ...]:
    """Return every problem of the meetings in these folders, and of what their reports use.

    `with_messages` also looks at the translations of the messages, which are the same for every
    meeting. `thorough` also lets docxtpl patch the templates, which finds a little more and takes
    longer.
    """
    problems = list(workspace.organisation_problems)
    addressees: dict[str, None] = {}
    for folder in folders:
        source = workspace.source(folder)
        problems += workspace.check(source)
        known = (a for a in workspace.addressees(source) if workspace.organisation.body(a))
        addressees.update(dict.fromkeys(known))
    problems += _check_catalogs(workspace, folders, with_messages)
    problems += _check_templates(workspace, tuple(addressees), thorough)
    return sort_problems(problems)


def _check_catalogs(
    workspace: Workspace, folders: tuple[Path, ...], with_messages: bool
) -> Iterator[Problem]:
    """Yield what is wrong with the catalogs that the reports of these meetings use."""
    sources = [workspace.source(folder) for folder in folders]
    covered = [
        workspace.source(workspace.folder_of(source, key))
        for source in sources
        for key in workspace.meetings_for(source)
    ]
    yield from check_catalogs(workspace, [*sources, *covered], with_messages=with_messages)


def _check_templates(
    workspace: Workspace, addressees: tuple[str, ...], thorough: bool
) -> Iterator[Problem]:
    seen: set[Path] = set()
    for addressee in addressees:
        for language in LANGUAGE_KEYS:
            try:
                path = template_path(workspace.project, addressee, language)
            except InputError as error:
                yield from error.problems
                continue
            if path not in seen:
                seen.add(path)
                shown = str(shown_path(path, workspace.base))
                yield from check_template(path, shown_as=shown, thorough=thorough)
