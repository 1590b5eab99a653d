"""The tools of an issue: the programs, libraries and fonts that made its files, and reportgen."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable, Iterator
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

from reportgen.doctor import installed_faces, program_answer
from reportgen.fonts.files import described_face
from reportgen.issues.record import FileRole
from reportgen.issues.wheel import build_wheel, wheel_name
from reportgen.pipeline.issuing.sources import SourceFile
from reportgen.pipeline.project import Project
from reportgen.renditions.pandoc import find_pandoc
from reportgen.renditions.pdf.fonts import embedded_fonts
from reportgen.renditions.soffice.office import find_office

NAME = "reportgen"
LOCK_NAME = "requirements.lock"
_ROLE: FileRole = "tool"
_LEFT_OUT = ("__pycache__", ".pyc", ".pyo")
_REQUIREMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def tool_files(project: Project, version: str) -> Iterator[SourceFile]:
    """Yield the wheel of this program, the versions of its libraries, and the project's lock file.

    A project that is not this repository need not have a lock file; the versions are always there.
    """
    wheel = build_wheel(NAME, version, dict(_package_files()), dict(_metadata_files()))
    yield SourceFile(f"tools/{wheel_name(NAME, version)}", _ROLE, wheel)
    lines = "".join(f"{name}=={each}\n" for name, each in _libraries().items())
    yield SourceFile("tools/installed.txt", _ROLE, lines.encode())
    lock = project.root / LOCK_NAME
    if lock.is_file():
        yield SourceFile(f"tools/{LOCK_NAME}", _ROLE, lock.read_bytes())


def tool_versions(version: str, pdfs: Iterable[bytes]) -> dict[str, str]:
    """Return the versions of everything that made the files; `pdfs` are those with fonts in them.

    Raises MissingToolError where a program has gone since it was used.
    """
    found = {
        NAME: version,
        "python": platform.python_version(),
        "LibreOffice": program_answer(find_office().program),
        "pandoc": program_answer(find_pandoc()),
    }
    found |= {f"library {name}": each for name, each in _libraries().items()}
    return found | {f"font {name}": each for name, each in font_versions(pdfs).items()}


def _libraries() -> dict[str, str]:
    """Return the versions of the libraries that this program asks for, and of what they ask for."""
    found: dict[str, str] = {}
    waiting = [NAME]
    while waiting:
        name = waiting.pop()
        for required in metadata.requires(name) or ():
            match = _REQUIREMENT.match(required)
            if match is None or "extra ==" in required:
                continue
            key = re.sub(r"[-_.]+", "-", match[0]).lower()
            try:
                version = metadata.version(key)
            except metadata.PackageNotFoundError:
                continue  # asked for on other systems only
            if key not in found:
                found[key] = version
                waiting.append(key)
    return dict(sorted(found.items()))


def font_versions(pdfs: Iterable[bytes]) -> dict[str, str]:
    """Return the versions of the fonts in PDF files, by their PostScript names."""
    used = sorted({name for data in pdfs for name in embedded_fonts(data)})
    found = dict.fromkeys(used, "")
    for face in installed_faces():
        likely = (re.sub(r"[^a-z0-9]", "", family.casefold())[:8] for family in face.families)
        folded = [re.sub(r"[^a-z0-9]", "", name.casefold()) for name in used]
        if any(each and name.startswith(each) for each in likely for name in folded):
            described = described_face(face)
            if described is not None and described[0] in found:
                found[described[0]] = described[1]
    return found


def _package_files() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the package that runs, by their path below the folder of packages."""
    yield from _files_below(resources.files(NAME), NAME)


def _files_below(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for each in folder.iterdir():
        if each.name.endswith(_LEFT_OUT):
            continue
        inner = f"{path}/{each.name}"
        if each.is_dir():
            yield from _files_below(each, inner)
        else:
            yield inner, each.read_bytes()


def _metadata_files() -> Iterator[tuple[str, bytes]]:
    """Yield the metadata that the installed program has of itself, and its licence."""
    distribution = metadata.distribution(NAME)
    for name in ("METADATA", "entry_points.txt", "top_level.txt"):
        text = distribution.read_text(name)
        if text is not None:
            yield name, text.encode()
    for file in distribution.files or ():
        if "licenses" in Path(file).parts and ".dist-info" in str(file):
            yield f"licenses/{file.name}", file.read_binary()
