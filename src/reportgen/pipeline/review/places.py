"""Where the texts of a report stand: the lines of outcomes files and catalogs, and their states.

In go origins, out come places as a page links them: paths from the project's root, addresses from
the folder of the page. The current folder has no part in it, so that a page is the same wherever
it is made.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

import reportgen
from reportgen.catalogs.store import CatalogEntry, update_catalog
from reportgen.document import Document
from reportgen.document.diff import Passage
from reportgen.languages import LANGUAGE_KEYS, SOURCE_LANGUAGE
from reportgen.messages import PACKAGE, source_name
from reportgen.outcomes import MeetingSource, TextPlace, text_places
from reportgen.pipeline.translations import MESSAGES, catalog_places
from reportgen.pipeline.workspace import Workspace
from reportgen.renditions.reviewpage.view import SourcePlace, TextSource
from reportgen.report import split_origin
from reportgen.yamlfile import YamlFile

_PACKAGE_FOLDER = Path(reportgen.__file__).parent
_MESSAGE = re.compile(r'Message\(\s*"(\w+)"')


@dataclass(frozen=True, slots=True)
class _Catalog:
    """A catalog brought up to date: its file, and its entries by the path of their text."""

    path: Path
    entries: Mapping[str, CatalogEntry]


@dataclass
class SourceFinder:
    """Finds the texts of one meeting's reports; `page_folder` is where its pages will lie."""

    workspace: Workspace
    source: MeetingSource
    page_folder: Path
    _texts: dict[str, dict[str, TextPlace]] = field(default_factory=dict)
    _catalogs: dict[str, dict[str, _Catalog]] = field(default_factory=dict)

    def texts(
        self, document: Document, found: Iterable[Passage], meetings: Iterable[str]
    ) -> dict[str, TextSource]:
        """Return for each origin of a Document's passages where it stands and how good it is.

        `meetings` are the folders of those that the report speaks of. Raises InputError for a
        catalog that cannot be trusted.
        """
        catalogs = self._catalogs_of(document.language, meetings)
        lacking = {gap.origin for gap in document.gaps if gap.reason != "missing-value"}
        return {
            origin: self._text(origin, catalogs, is_lacking=origin in lacking)
            for origin in dict.fromkeys(each.origin for each in found)
        }

    def fields(self, found: Iterable[Passage]) -> dict[tuple[str, str], SourcePlace]:
        """Return where the data behind values stands, by the passage's origin and the field.

        Of a gap it is the place where the data would be written.
        """
        places = {}
        for passage in found:
            owner, _ = split_origin(passage.origin)
            file = self._meeting("" if owner == PACKAGE else owner).file
            for span in passage.spans:
                path = data_path(file.data, span.field)
                is_whole = ".".join(map(str, path)) == span.field
                if span.field and path and (is_whole or span.kind == "gap"):
                    line, _ = file.place(path, key=True)
                    places[passage.origin, span.field] = self._place(self._path_of(owner), line)
        return places

    # --- texts

    def _text(
        self, origin: str, catalogs: Mapping[str, _Catalog], *, is_lacking: bool
    ) -> TextSource:
        owner, path = split_origin(origin)
        name = MESSAGES if owner == PACKAGE else owner or self.source.meeting_id
        source = self._source_place(owner, path)
        catalog = catalogs.get(name)
        entry = catalog.entries.get(path) if catalog is not None else None
        if catalog is None or entry is None:
            return TextSource(source)
        state = entry.state
        if state in ("missing", "fuzzy") and not is_lacking:
            # Nothing in it is for translators: values alone.
            return TextSource(source, self._place(catalog.path, entry.line))
        review = entry.review if state == "reviewed" else None
        return TextSource(
            source,
            self._place(catalog.path, entry.line),
            state,
            review.by if review is not None else "",
            review.date if review is not None else "",
        )

    def _source_place(self, owner: str, path: str) -> SourcePlace | None:
        if owner == PACKAGE:
            key = path.removeprefix("messages.").partition("#")[0]
            return self._place(*message_place(key))
        place = self._places_of(owner).get(path)
        if place is None:
            return None
        file = self._meeting(owner).file
        return self._place(self._path_of(owner), text_line(file, place))

    def _places_of(self, owner: str) -> dict[str, TextPlace]:
        if owner not in self._texts:
            places = text_places(self._meeting(owner).file.data)
            self._texts[owner] = {each.origin: each for each in places}
        return self._texts[owner]

    def _meeting(self, owner: str) -> MeetingSource:
        """Return the meeting that owns a text; its own meeting where it names none."""
        if owner in ("", self.source.meeting_id):
            return self.source
        return self.workspace.source(self.workspace.folder_of(self.source, owner))

    def _path_of(self, owner: str) -> Path:
        meeting = self._meeting("" if owner == PACKAGE else owner)
        return meeting.folder / Path(meeting.file.path).name

    def _catalogs_of(self, language: str, meetings: Iterable[str]) -> Mapping[str, _Catalog]:
        """Return the catalogs of a language by name; none for English and what nobody reads."""
        if language == SOURCE_LANGUAGE.key or language not in LANGUAGE_KEYS:
            return {}
        if language not in self._catalogs:
            folders = tuple(self.workspace.folder_of(self.source, each) for each in meetings)
            self._catalogs[language] = {
                place.name: _Catalog(
                    place.path,
                    {
                        entry.unit.context: entry
                        for entry in update_catalog(place.read(), place.units).entries
                    },
                )
                for place in catalog_places(self.workspace, folders, (language,))
            }
        return self._catalogs[language]

    # --- places

    def _place(self, path: Path, line: int) -> SourcePlace:
        """Return a place as the page shows it; what lies outside the project has no address."""
        full, root = path.resolve(), self.workspace.project.root.resolve()
        if not full.is_relative_to(root):
            base = _PACKAGE_FOLDER.parent if full.is_relative_to(_PACKAGE_FOLDER) else full.parent
            return SourcePlace(full.relative_to(base).as_posix(), line)
        try:
            address = Path(os.path.relpath(full, self.page_folder.resolve())).as_posix()
        except ValueError:
            address = ""  # the page is written to another drive
        return SourcePlace(full.relative_to(root).as_posix(), line, quote(address))


def message_place(key: str) -> tuple[Path, int]:
    """Return the file and the line of one of our own messages."""
    path = _PACKAGE_FOLDER / source_name(key)
    return path, _message_lines(path).get(key, 0)


@cache
def _message_lines(path: Path) -> Mapping[str, int]:
    text = path.read_text(encoding="utf-8")
    return {found[1]: text.count("\n", 0, found.start()) + 1 for found in _MESSAGE.finditer(text)}


def text_line(file: YamlFile, place: TextPlace) -> int:
    """Return the line that a text begins on, also one behind other paragraphs of its scalar."""
    value: Any = file.data
    for step in place.path:
        value = value[step]
    # Folding changes nothing but white space, so visible characters can be counted.
    before = sum(not character.isspace() for character in place.before)
    visible = (at for at, character in enumerate(str(value)) if not character.isspace())
    return file.offset_place(place.path, next(islice(visible, before, None), 0))[0]


def data_path(data: Any, name: str) -> tuple[str, ...]:
    """Return the keys that lead to a field, as far as there are any.

    Keys may have points in them, as symbols of documents have: the longest one that fits counts.
    """
    path: tuple[str, ...] = ()
    while name and isinstance(data, Mapping):
        keys = [key for key in data if isinstance(key, str) and f"{name}.".startswith(f"{key}.")]
        if not keys:
            break
        key = max(keys, key=len)
        path, data, name = (*path, key), data[key], name[len(key) + 1 :]
    return path
