"""The sources of an issue: cut to what its addressee may see, and whole for the restricted folder.

The cut sources are a project of their own, from which the same Documents can be made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.catalogs.places import meeting_path, messages_path
from reportgen.catalogs.store import CatalogFile, read_catalog_file, update_catalog, write_catalog
from reportgen.catalogs.units import Unit, meeting_units
from reportgen.document import Document
from reportgen.issues.cutting import cut_outcomes
from reportgen.issues.record import FileRole
from reportgen.languages import LANGUAGE_KEYS, SOURCE_LANGUAGE, language
from reportgen.manifest import Manifest
from reportgen.outcomes import OUTCOMES_NAME, MeetingSource, text_places
from reportgen.pipeline.issuing.usage import LocalisedReport, localise_report, use_of
from reportgen.pipeline.project import Project
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.templates import template_path
from reportgen.pipeline.workspace import Workspace, raise_errors
from reportgen.report import IssueMark
from reportgen.yamlfile import load_yaml
from reportgen.yamlfile.dump import dump_yaml

_SETTINGS = b"# The folder of a project: reports/ and templates/ lie beside this file.\n"
_HEAD = "# What the report to {addressee} was made from, as it was issued.\n"
_TRANSLATED = tuple(key for key in LANGUAGE_KEYS if key != SOURCE_LANGUAGE.key)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the sources: its path in the frozen issue, what it is, its bytes."""

    path: str
    role: FileRole
    data: bytes
    language: str = ""


def cut_sources(maker: ReportMaker, localised: LocalisedReport) -> Iterator[SourceFile]:
    """Yield the sources of a report with nothing in them but what its addressee may see."""
    yield SourceFile("source/reportgen.toml", "source", _SETTINGS)
    report = localised.report
    for meeting_id in report.meetings:
        source = maker.workspace.source(maker.folder_of(meeting_id))
        data = cut_outcomes(source.file.data, use_of(localised, meeting_id))
        folder = f"source/reports/{meeting_id}"
        text = _HEAD.format(addressee=report.addressee) + dump_yaml(data)
        yield SourceFile(f"{folder}/{OUTCOMES_NAME}", "source", text.encode())
        places = ((place.origin, place.source) for place in text_places(data))
        units = tuple(meeting_units(places, OUTCOMES_NAME))
        for key in _TRANSLATED:
            path = meeting_path(source.folder, key)
            if path.is_file():
                whole = read_catalog_file(path, language(key), f"reportgen {meeting_id}")
                cut = write_catalog(_cut_catalog(whole, units))
                yield SourceFile(f"{folder}/locale/{key}.po", "catalog", cut, key)
    for file in report.files:
        data_of = (maker.source.folder / file.path).read_bytes()
        yield SourceFile(f"source/reports/{report.meeting}/{file.path}", "source", data_of)
    yield from _shared_sources(maker.workspace, report.addressee)


def _cut_catalog(catalog: CatalogFile, units: tuple[Unit, ...]) -> CatalogFile:
    """Return a catalog with the translations of some texts, and nothing that was noted beside them.

    What is fuzzy may be the translation of other words: it goes.
    """
    current = update_catalog(catalog, units)
    kept = (each for each in current.entries if each.is_translated and not each.is_fuzzy)
    entries = tuple(replace(each, comments=()) for each in kept)
    return CatalogFile(catalog.language, catalog.title, entries)


def _shared_sources(workspace: Workspace, addressee: str) -> Iterator[SourceFile]:
    """Yield what is the same for all reports: messages, templates, the project's own facts."""
    for key in _TRANSLATED:
        data = messages_path(key).read_bytes()
        yield SourceFile(f"source/messages/{key}.po", "catalog", data, key)
    templates = (template_path(workspace.project, addressee, key) for key in LANGUAGE_KEYS)
    for path in dict.fromkeys(templates):
        yield SourceFile(f"source/templates/{path.name}", "template", path.read_bytes())
    own = workspace.project.organisation
    for path in workspace.organisation.overlay_files:
        # Without its comments: nobody wrote them for an addressee.
        text = dump_yaml(load_yaml(own / path.name).check().data)
        place = f"source/reports/organisation/{path.name}"
        yield SourceFile(place, "source", text.encode())


def whole_sources(maker: ReportMaker, localised: LocalisedReport) -> Iterator[SourceFile]:
    """Yield the outcomes files and catalogs that the report was made from, as they lie there."""
    for meeting_id in localised.report.meetings:
        source: MeetingSource = maker.workspace.source(maker.folder_of(meeting_id))
        folder = f"source/reports/{meeting_id}"
        data = (source.folder / OUTCOMES_NAME).read_bytes()
        yield SourceFile(f"{folder}/{OUTCOMES_NAME}", "source", data)
        for key in _TRANSLATED:
            path = meeting_path(source.folder, key)
            if path.is_file():
                yield SourceFile(f"{folder}/locale/{key}.po", "catalog", path.read_bytes(), key)


def open_manifest(manifest: Manifest, known: Collection[str]) -> Manifest:
    """Return the record of a build as everybody may see it.

    It names the sources that are `known` to who sees it, by SHA-256. By the digest of another one,
    or by a key, which is made of them, a guess at what was withheld could be proved.
    """
    renditions = tuple(
        replace(
            each,
            sources={path: digest for path, digest in each.sources.items() if digest in known},
            key="",
        )
        for each in manifest.renditions
    )
    return replace(manifest, renditions=renditions)


def documents_from(
    root: Path, meeting: str, addressee: str, mark: IssueMark
) -> dict[str, Document]:
    """Return the Documents that cut sources make, by language; `root` is their folder.

    Raises InputError with every fault of the sources.
    """
    workspace = Workspace(Project(root, root / "reports", root / "templates"), root)
    source = workspace.source(root / "reports" / meeting)
    raise_errors((*workspace.organisation_problems, *workspace.check(source)))
    localised = localise_report(ReportMaker(workspace, source, mark), addressee)
    return dict(localised.documents)
