"""What translators and their tools do with a file, for tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from lxml import etree

from reportgen.catalogs.store import CatalogEntry
from reportgen.exchange import FileFormat, Package
from reportgen.exchange.xliff_write import NAMESPACE, write_xliff
from reportgen.languages import language
from reportgen.pipeline.exchange import (
    ExportOrder,
    ImportResult,
    export,
    import_files,
    named_states,
)
from tests.catalogs.support import Translated

XLF = f"{{{NAMESPACE}}}"
SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
"""Where the package php-symfony-translation has the schemas of OASIS."""


def xliff_schema() -> etree.XMLSchema:
    """Return the strict schema of XLIFF 1.2; that of xml:space is taken from beside it."""
    tree = etree.parse(str(SCHEMAS / "xliff-core-1.2-strict.xsd"))
    for part in tree.iter("{http://www.w3.org/2001/XMLSchema}import"):
        part.set("schemaLocation", str(SCHEMAS / "xml.xsd"))
    return etree.XMLSchema(tree)


def package(key: str, *entries: CatalogEntry, **more: object) -> Package:
    """Return what a translator gets of these entries."""
    return Package("iscg-23-1", language(key), entries, "1.0", **more)  # type: ignore[arg-type]


def xliff(key: str, *entries: CatalogEntry, **more: object) -> etree._Element:
    """Return the XLIFF file of these entries, parsed."""
    return etree.fromstring(write_xliff(package(key, *entries, **more)))


def send(
    project: Translated,
    file_format: FileFormat = "xliff",
    only: str = "missing,fuzzy",
    languages: tuple[str, ...] = ("fr",),
    **more: bool,
) -> Path:
    """Export catalogs and return the folder of the files."""
    out = project.project.root / "out"
    states = named_states(only)
    order = ExportOrder(project.folders, languages, out, file_format, states, **more)
    export(project.project.workspace, "1.0", order)
    return out


def take_in(project: Translated, *files: Path, is_trial: bool = False) -> ImportResult:
    """Import files."""
    return import_files(project.project.workspace, files, is_trial=is_trial)


def edit_targets(
    path: Path, translate: Callable[[etree._Element], str | None], state: str | None = "translated"
) -> None:
    """Do what a tool does: put words into targets, and say that they are translated.

    Words may be XML with codes. None leaves a text alone; without a state, none is written.
    """
    tree = etree.parse(str(path))
    for unit in tree.iter(f"{XLF}trans-unit"):
        words = translate(unit)
        if words is None:
            continue
        old = unit.find(f"{XLF}target")
        if old is not None:
            unit.remove(old)
        new = etree.fromstring(f'<target xmlns="{NAMESPACE}">{words}</target>')
        if state is not None:
            new.set("state", state)
        unit.insert(1, new)
    path.write_bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8"))


def by_id(**words: str) -> Callable[[etree._Element], str | None]:
    """Return a translator who knows some texts by their ids."""
    table: Mapping[str, str] = words
    return lambda unit: table.get(unit.get("id", ""))


def replace_in(path: Path, old: str, new: str) -> None:
    """Change a file as an editor does; the old words must be there once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
