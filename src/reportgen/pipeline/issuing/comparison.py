"""The redlines of a revision: what changed since the issue that it replaces, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reportgen.issues.register import RegisterEntry
from reportgen.pipeline.issuing.frozen import read_file, read_frozen
from reportgen.pipeline.issuing.making import MadeIssue
from reportgen.redline.engine import redline_docx


def redline_files(
    folder: Path, before: RegisterEntry, made: MadeIssue, author: str, day: str
) -> Iterator[tuple[str, str, bytes]]:
    """Yield language, path and bytes of each redline.

    `folder` is that of the meeting, `before` the issue replaced; `author` is named as having made
    the changes, `day` (ISO) as when. Raises InputError (`issue-damaged`) if the issue replaced is
    not as it was issued, and what a comparison raises that cannot be made.
    """
    record = read_frozen(folder, before)
    old = {
        file.language: (path, read_file(folder, before, record, path))
        for path, file in record.files.items()
        if file.role == "rendition" and path.endswith(".docx")
    }
    for rendition, data in made.renditions("docx"):
        if rendition.language in old:
            old_path, old_data = old[rendition.language]
            paths = (f"{before.folder}/{old_path}", rendition.path)
            result = redline_docx(old_data, data, author, day, paths)
            yield rendition.language, f"redline/{Path(rendition.path).name}", result.data
