"""The redlines of a revision: what changed since the issue that it replaces, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reportgen.issues.register import RegisterEntry
from reportgen.pipeline.issuing.frozen import read_file, read_frozen
from reportgen.pipeline.issuing.making import MadeIssue


def redline_files(
    folder: Path, before: RegisterEntry, made: MadeIssue
) -> Iterator[tuple[str, str, bytes]]:
    """Yield language, path and bytes of each redline.

    `folder` is that of the meeting, `before` the issue replaced. Raises InputError
    (`issue-damaged`) if that is not as it was issued.
    """
    record = read_frozen(folder, before)
    old = {
        file.language: read_file(folder, before, record, path)
        for path, file in record.files.items()
        if file.role == "rendition" and path.endswith(".docx")
    }
    for rendition, data in made.renditions("docx"):
        if rendition.language in old:
            path = f"redline/{Path(rendition.path).name}"
            yield rendition.language, path, _redline(old[rendition.language], data)


def _redline(old: bytes, new: bytes) -> bytes:
    raise NotImplementedError
