"""Content keys: whether a file that was made before is what would be made now.

A key is a digest of everything that a file is made from: the sources as they lie on the disk, the
program's own code and data, and the programs and libraries that convert. Programs are told by path,
size and time, so that nothing has to be started to find that there is nothing to do.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path

import reportgen
from reportgen.catalogs.places import messages_path
from reportgen.doctor import font_folders
from reportgen.languages import LANGUAGE_KEYS, SOURCE_LANGUAGE
from reportgen.outcomes import OUTCOMES_NAME
from reportgen.pipeline.project import Project

_PACKAGE = Path(reportgen.__file__).parent
_LIBRARIES = ("babel", "docxtpl", "jinja2", "lxml", "markdown-it-py", "python-docx")
_CONVERTERS = {
    "pdf": ("soffice", ("pikepdf", "page-validation")),
    "html": ("", ("pypandoc_binary",)),
    "redline": ("", ("rapidfuzz",)),
}


def digest_of(parts: Iterable[str]) -> str:
    """Return one digest for several strings in their order."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@dataclass(slots=True)
class FileDigests:
    """The digests of files, each read once: a file that changes later is found by the next build.

    They are to be taken before the files are read for any other purpose. Then a file that changes
    in between is built from its new content under its old digest, and is built once more.
    """

    _known: dict[Path, str] = field(default_factory=dict)

    def of(self, path: Path) -> str:
        """Return the digest of a file, an empty string where there is none."""
        if path not in self._known:
            try:
                self._known[path] = hashlib.sha256(path.read_bytes()).hexdigest()
            except OSError:
                self._known[path] = ""
        return self._known[path]


def take_digests(folders: tuple[Path, ...], project: Project) -> FileDigests:
    """Return the digests of what the reports of these meetings may be made from."""
    digests = FileDigests()
    for folder in folders:
        for path in (folder / OUTCOMES_NAME, *sorted((folder / "locale").glob("*.po"))):
            digests.of(path)
    for path in (*project.organisation.glob("*.yaml"), *project.templates.glob("*.docx")):
        digests.of(path)
    return digests


@cache
def code_key() -> str:
    """Return the key of what makes files: our code, templates of pages, and the libraries."""
    parts = [f"{name} {_version(name)}" for name in _LIBRARIES]
    data = _PACKAGE / "data" / "renditions"
    for path in sorted((*_PACKAGE.rglob("*.py"), *data.rglob("*.*"))):
        if path.is_file():
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            parts.append(f"{path.relative_to(_PACKAGE).as_posix()} {content}")
    return digest_of(parts)


def words_key(language: str, digests: FileDigests) -> str:
    """Return the key of the words that the package brings for a language."""
    parts = [_facts_key()]
    if language in LANGUAGE_KEYS and language != SOURCE_LANGUAGE.key:
        parts.append(digests.of(messages_path(language)))
    return digest_of(parts)


@cache
def _facts_key() -> str:
    """Return the key of the organisation's data in the package, read once like its code."""
    digests = FileDigests()
    return digest_of(
        digests.of(path) for path in sorted((_PACKAGE / "data" / "organisation").glob("*.yaml"))
    )


def tool_key(format_name: str) -> str:
    """Return the key of what converts to a format; empty where nothing but our own code does.

    What a redline is compared with is told beside it, by the planner.
    """
    if format_name == "docx":
        return ""
    program, libraries = _CONVERTERS.get(format_name, _CONVERTERS["html"])
    parts = [f"{name} {_version(name)}" for name in libraries]
    if program:
        parts.append(_stamp(shutil.which(program)))
        parts += _font_stamps()
    return digest_of(parts)


def _font_stamps() -> list[str]:
    """Return what tells that fonts came or went: one more may be drawn in the place of another."""
    folders = [each for top in font_folders() for each in (top, *sorted(top.rglob("*/")))]
    return [f"{each} {each.stat().st_mtime_ns}" for each in folders if each.is_dir()]


def _stamp(program: str | None) -> str:
    if program is None:
        return "missing"
    path = Path(program).resolve()
    status = path.stat()
    return f"{path} {status.st_size} {status.st_mtime_ns}"


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "missing"
