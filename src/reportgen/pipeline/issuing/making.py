"""The renditions of an issue: the final report in six languages, built as that issue.

The build is the same as any other, in a temporary folder; a finding that a build only warns of ends
an issue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from reportgen.errors import InputError, MissingToolError, Problem
from reportgen.languages import LANGUAGE_KEYS
from reportgen.manifest import Manifest, Rendition, read_manifest
from reportgen.pipeline.building.build import build
from reportgen.pipeline.building.keys import FileDigests
from reportgen.pipeline.building.order import DEFAULT_FORMATS, BuildOrder, BuildResult, Progress
from reportgen.pipeline.issuing.order import IssueOrder
from reportgen.pipeline.project import Project
from reportgen.pipeline.workspace import Workspace
from reportgen.report import IssueMark

_CHECKS_OF_FILES = ("pdf-", "font-", "template-", "word-")
"""How the codes of findings about files begin: with one of them nothing is issued."""


@dataclass(frozen=True, slots=True)
class MadeIssue:
    """What was built: the manifest with paths as in the frozen issue, and the bytes by these."""

    manifest: Manifest
    files: Mapping[str, bytes]

    def renditions(self, form: str) -> Iterator[tuple[Rendition, bytes]]:
        """Yield the files of a format."""
        for each in self.manifest.renditions:
            if each.format == form:
                yield each, self.files[each.path]


def make_issue(
    workspace: Workspace,
    version: str,
    order: IssueOrder,
    mark: IssueMark,
    progress: Progress | None = None,
) -> MadeIssue:
    """Return the final files of a report in all official languages and usual formats.

    Raises InputError with every finding about them, and MissingToolError where a program is not
    there.
    """
    try:
        folder = TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True)
    except OSError as error:
        message = f"cannot write: {error.strerror or error}"
        hint = "make room there, or set TMPDIR to a folder that has some"
        problem = Problem(gettempdir(), 0, 0, "error", "cannot-write", message, hint)
        raise InputError([problem]) from None
    with folder as out:
        asked = BuildOrder(
            folders=(order.folder,),
            addressees=(order.addressee,),
            languages=LANGUAGE_KEYS,
            formats=DEFAULT_FORMATS,
            is_final=True,
            out=Path(out),
            jobs=order.jobs,
            mark=mark,
        )
        result = build(Workspace(workspace.project, workspace.base), version, asked, progress)
        if result.missing:
            raise MissingToolError(result.missing)
        findings = tuple(_findings(result, Path(out)))
        if findings:
            raise InputError(findings)
        return _read(Path(out) / order.folder.resolve().name)


def _findings(result: BuildResult, out: Path) -> Iterator[Problem]:
    """Yield what the checks of the files have found, as errors, with names that will last."""
    for problem in result.problems:
        if problem.code.startswith(_CHECKS_OF_FILES):
            path = Path(problem.path)
            shown = path.name if path.is_relative_to(out) else problem.path
            yield replace(problem, path=shown, severity="error")


def _read(folder: Path) -> MadeIssue:
    """Return what lies in the folder of the build."""
    built = read_manifest(folder)
    if built is None:
        raise RuntimeError(f"{folder}: the build has left no manifest")
    files: dict[str, bytes] = {}
    renditions = []
    for each in built.renditions:
        path = f"renditions/{Path(each.path).name}"
        files[path] = (folder / each.path).read_bytes()
        renditions.append(replace(each, path=path))
    attachments = {}
    for recorded, digest in built.attachments.items():
        path = f"attachments/{Path(recorded).name}"
        files[path] = (folder / recorded).read_bytes()
        attachments[path] = digest
    return MadeIssue(
        replace(built, renditions=tuple(renditions), attachments=attachments, page=""), files
    )


def check_unchanged(made: MadeIssue, digests: FileDigests, project: Project) -> None:
    """See to it that the files were made from what was checked; `digests` were taken before that.

    Raises InputError (`sources-changed`) with every source that somebody has changed meanwhile.
    """
    now = FileDigests()
    used = {pair for each in made.manifest.renditions for pair in each.sources.items()}
    changed = sorted(
        {
            path
            for path, digest in used
            if {digests.of(project.root / path), now.of(project.root / path)} != {digest}
        }
    )
    if changed:
        message = "somebody has changed it while the report was being issued"
        raise InputError(
            [
                Problem(path, 0, 0, "error", "sources-changed", message, "issue it again")
                for path in changed
            ]
        )
