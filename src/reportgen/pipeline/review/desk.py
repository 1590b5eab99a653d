"""The files that a review changes, while they are being changed: outcomes files and catalogs.

Nothing is written here. An outcomes file is opened when it is first needed; catalogs are made when
all is done, from those on the disk and what was noted for them: translations with other words,
texts that have another origin now, and the first translations of a text.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportgen.catalogs.places import meeting_path
from reportgen.catalogs.store import (
    CatalogEntry,
    CatalogFile,
    read_catalog_file,
    update_catalog,
    write_catalog,
)
from reportgen.errors import InputError, UsageError
from reportgen.languages import LANGUAGE_KEYS, SOURCE_LANGUAGE, language
from reportgen.outcomes import (
    OUTCOMES_NAME,
    MeetingSource,
    TextPlace,
    changed_words,
    read_outcomes,
    scalar_edits,
    text_places,
)
from reportgen.pipeline.project import shown_path
from reportgen.pipeline.review.translating import (
    FirstWords,
    Notes,
    edited_catalog,
    texts_of,
    units_of,
)
from reportgen.pipeline.workspace import Workspace
from reportgen.yamlfile.editing import YamlEditor

TRANSLATED_LANGUAGES = tuple(key for key in LANGUAGE_KEYS if key != SOURCE_LANGUAGE.key)


class NotApplicableError(Exception):
    """A change cannot be carried into the sources; says why, for people who then do it by hand."""


@dataclass
class OpenFile:
    """The outcomes file of a meeting under edit; `original` is what was read."""

    meeting: str
    path: Path
    shown: Path
    original: bytes
    editor: YamlEditor

    def places(self) -> list[TextPlace]:
        """Return the texts of the file as it stands now."""
        return list(text_places(self.editor.data))


@dataclass
class Desk:
    """The files of a project under edit, by meeting."""

    workspace: Workspace
    _files: dict[str, OpenFile] = field(default_factory=dict)
    _notes: dict[str, Notes] = field(default_factory=dict)
    _catalogs: dict[tuple[str, str], CatalogFile] = field(default_factory=dict)

    def saved(self) -> Desk:
        """Return the desk as it is now, to go back to."""
        files = {
            key: replace(each, editor=copy.copy(each.editor)) for key, each in self._files.items()
        }
        return Desk(self.workspace, files, copy.deepcopy(self._notes), self._catalogs)

    def restore(self, saved: Desk) -> None:
        """Go back to what the desk was."""
        self._files, self._notes = saved._files, saved._notes

    # --- outcomes files ----------------------------------------------------------------------

    def file(self, meeting: str) -> OpenFile:
        """Return the outcomes file of a meeting.

        Raises InputError for one that cannot be read, UsageError where there is no such meeting.
        """
        if meeting not in self._files:
            folder = self._folder(meeting)
            path = folder / OUTCOMES_NAME
            shown = shown_path(path, self.workspace.base)
            try:
                original = path.read_bytes()
            except OSError as error:
                raise UsageError(f"{shown}: the file cannot be read: {error.strerror}") from None
            opened = OpenFile(meeting, path, shown, original, YamlEditor(str(shown), original))
            self._files[meeting] = opened
            self._notes[meeting] = Notes(now={e.origin: e.origin for e in opened.places()})
        return self._files[meeting]

    def _folder(self, meeting: str) -> Path:
        for folder in self.workspace.project.meeting_folders():
            if folder.name == meeting:
                return folder
        raise UsageError(f"{meeting}: there is no such meeting in this project")

    def place(self, meeting: str, origin: str) -> TextPlace | None:
        """Return a text by the origin that it had when the file was opened; None if it is gone."""
        file = self.file(meeting)
        now = self._notes[meeting].now.get(origin, origin)
        return next((each for each in file.places() if each.origin == now), None)

    def set_text(self, meeting: str, origin: str, source: str) -> None:
        """Give a text of an outcomes file other words; no other text may change.

        Raises NotApplicableError where that cannot be had.
        """
        place = self.place(meeting, origin)
        if place is None:
            raise NotApplicableError(f"{origin} is not in the outcomes file any more")
        if not source.strip():
            raise NotApplicableError("no words would be left")

        def act(editor: YamlEditor) -> None:
            value = editor.data
            for step in place.path:
                value = value[step]
            editor.replace_words(
                place.path, scalar_edits(value, place, [changed_words(place.source, source)])
            )

        self.edit(meeting, act, {place.origin: source.strip()})

    def edit(
        self,
        meeting: str,
        act: Callable[[YamlEditor], None],
        reworded: Mapping[str, str] | None = None,
        moved: tuple[int, int] | None = None,
    ) -> None:
        """Edit an outcomes file and follow its texts: they come in or go in one place at most.

        Apart from those `reworded`, by origin, no text may have other words afterwards. `moved`
        says which text, by its number in the file, has which number then. Raises
        NotApplicableError, with the file as it was, where the edit cannot be made so.
        """
        file = self.file(meeting)
        before = [(e.origin, e.source) for e in file.places()]
        kept = copy.copy(file.editor)
        try:
            act(file.editor)
            after = [(each.origin, each.source) for each in file.places()]
            expected = [(origin, (reworded or {}).get(origin, words)) for origin, words in before]
            if moved is not None:
                expected.insert(moved[1], expected.pop(moved[0]))
            moves = _followed(expected, after)
        except InputError as error:
            file.editor = kept
            raise NotApplicableError(error.problems[0].message) from None
        except ValueError as error:
            file.editor = kept
            raise NotApplicableError(str(error)) from None
        notes = self._notes[meeting]
        notes.now = {origin: moves.get(now, now) for origin, now in notes.now.items()}

    # --- translations ------------------------------------------------------------------------

    def entry(self, meeting: str, key: str, origin: str) -> CatalogEntry | None:
        """Return the translation of a text as it is on the disk, brought up to date."""
        if (meeting, key) not in self._catalogs:
            source = self.workspace.source(self._folder(meeting))
            units = units_of((e.origin, e.source) for e in text_places(source.file.data))
            self._catalogs[meeting, key] = update_catalog(self._read_catalog(meeting, key), units)
        entries = self._catalogs[meeting, key].entries
        return next((each for each in entries if each.unit.context == origin), None)

    def words(self, meeting: str, key: str, origin: str) -> str | None:
        """Return the words of a translation as they stand now, even if out of date."""
        self.file(meeting)
        noted = self._notes[meeting].words.get((key, origin))
        if noted is not None:
            return noted
        entry = self.entry(meeting, key, origin)
        return entry.texts[0] if entry is not None and entry.is_translated else None

    def is_in_use(self, meeting: str, key: str, origin: str) -> bool:
        """Whether reports show the translation that is on the disk: it is there and up to date."""
        entry = self.entry(meeting, key, origin)
        return entry is not None and entry.is_translated and not entry.is_fuzzy

    def set_words(
        self, meeting: str, key: str, origin: str, words: str, *, is_new: bool = False
    ) -> None:
        """Give a translation other words; if `is_new`, right for the source as it is now."""
        self.file(meeting)
        self._notes[meeting].words[key, origin] = words
        if is_new:
            self._notes[meeting].new.add((key, origin))

    def begin_translation(self, meeting: str, key: str, origin: str, words: FirstWords) -> None:
        """Give a text that is new in the outcomes file its first translation."""
        self.file(meeting)
        self._notes[meeting].first[key, origin] = words

    def first_words(self, meeting: str, key: str, origin: str) -> FirstWords | None:
        """Return the first translation that was noted for a new text."""
        self.file(meeting)
        return self._notes[meeting].first.get((key, origin))

    # --- what comes of it --------------------------------------------------------------------

    def sources(self) -> tuple[MeetingSource, ...]:
        """Return the meetings as they would be read after the edits."""
        return tuple(
            read_outcomes(file.path.parent, file.shown.parent, file.editor.file)
            for file in self._files.values()
            if file.editor.source != file.original
        )

    def translated(self) -> Iterator[tuple[Path, str, CatalogEntry]]:
        """Yield the translations that have other words: path as shown, language, entry."""
        for (meeting, key), catalog in self.catalogs().items():
            notes = self._notes[meeting]
            origins = {
                notes.now.get(origin, origin) for each, origin in (*notes.words, *notes.first)
                if each == key
            }  # fmt: skip
            path = meeting_path(self.file(meeting).shown.parent, key)
            for entry in catalog.entries:
                if entry.unit.context in origins:
                    yield path, key, entry

    def changed(self) -> dict[Path, bytes]:
        """Return the files that are not as they were, by path: outcomes files, then catalogs."""
        found = {
            file.path: file.editor.source
            for file in self._files.values()
            if file.editor.source != file.original
        }
        for file in self._files.values():
            for key in TRANSLATED_LANGUAGES:
                found |= self._changed_catalog(file, key)
        return found

    def catalogs(self) -> dict[tuple[str, str], CatalogFile]:
        """Return the catalogs that change, by meeting and language."""
        return {
            (file.meeting, key): catalog
            for file in self._files.values()
            for key in TRANSLATED_LANGUAGES
            if (catalog := self._catalog(file, key)) is not None
        }

    def _changed_catalog(self, file: OpenFile, key: str) -> dict[Path, bytes]:
        catalog = self._catalog(file, key)
        if catalog is None:
            return {}
        path, data = meeting_path(file.path.parent, key), write_catalog(catalog)
        is_same = path.is_file() and path.read_bytes() == data
        return {} if is_same else {path: data}

    def _catalog(self, file: OpenFile, key: str) -> CatalogFile | None:
        """Return a catalog after the edits; None where they do not concern it."""
        notes = self._notes[file.meeting]
        before = texts_of(self.workspace.source(file.path.parent).file.data)
        after = texts_of(file.editor.data)
        is_there = meeting_path(file.path.parent, key).is_file()
        if not notes.concerns(key) and (before == after or not is_there):
            return None
        return edited_catalog(self._read_catalog(file.meeting, key), notes, before, after)

    def _read_catalog(self, meeting: str, key: str) -> CatalogFile:
        path = meeting_path(self._folder(meeting), key)
        shown = shown_path(path, self.workspace.base)
        return read_catalog_file(path, language(key), f"reportgen {meeting}", shown)


def _followed(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> dict[str, str]:
    """Return the origins that texts have now, for those that have another one than before.

    Raises ValueError unless texts were added or taken out in one place and all others are the same.
    """
    added = max(len(after) - len(before), 0)
    gone = max(len(before) - len(after), 0)
    for at in range(min(len(before), len(after)) + 1):
        old = before[:at] + before[at + gone :]
        new = after[:at] + after[at + added :]
        if [words for _, words in old] != [words for _, words in new]:
            continue
        moves = {one: other for (one, _), (other, _) in zip(old, new, strict=True)}
        moves |= dict.fromkeys((origin for origin, _ in before[at : at + gone]), "")
        return {one: other for one, other in moves.items() if one != other}
    raise ValueError("other texts of the file would change with it")
