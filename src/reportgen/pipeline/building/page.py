"""The index page of a meeting, from what the manifest records."""

from __future__ import annotations

from reportgen.manifest import PASSED, Manifest, Rendition
from reportgen.renditions.index import Check, IndexEntry, IndexPage, index_page


def meeting_page(title: str, date: str, manifest: Manifest, left_out: tuple[str, ...]) -> bytes:
    """Return the page for the build folder; `left_out` says what could not be made, and why.

    `title` and `date` (ISO) are the meeting's.
    """
    return index_page(
        IndexPage(
            title=title,
            date=date,
            entries=tuple(map(_entry, manifest.renditions)),
            attachments=tuple(manifest.attachments),
            left_out=left_out,
        )
    )


def _entry(made: Rendition) -> IndexEntry:
    return IndexEntry(
        addressee=made.addressee,
        language=made.language,
        format=made.format,
        path=made.path,
        bytes=made.bytes,
        state=made.state,
        missing=made.missing,
        fuzzy=made.fuzzy,
        checks=tuple(Check(name, found == PASSED) for name, found in made.checks.items()),
    )
