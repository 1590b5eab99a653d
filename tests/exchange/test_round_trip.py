"""Out and back without a change: nothing is lost in either format, whatever the texts are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from lxml import etree

from reportgen.catalogs.places import messages_path
from reportgen.catalogs.store import CatalogFile, parse_catalog
from reportgen.catalogs.units import Unit
from reportgen.exchange import Package, merge, read_returned, write_package
from reportgen.exchange.package import FileFormat, source_digest
from reportgen.exchange.xliff_write import write_xliff
from reportgen.languages import language
from tests.catalogs.test_po import catalogs
from tests.exchange.support import XLF, xliff_schema

formats = pytest.mark.parametrize("file_format", ["po", "xliff"])


def sent(catalog: CatalogFile, file_format: FileFormat) -> bytes:
    """Return the file of a whole catalog."""
    package = Package("test", catalog.language, catalog.entries, "1.0")
    return write_package(package, file_format, source_as_target=False)


@pytest.mark.slow
@formats
@given(catalog=catalogs())
def test_every_text_comes_back_as_it_went_out(
    catalog: CatalogFile, file_format: FileFormat
) -> None:
    """Texts, states and comments; each is known to be of the source that the catalog has."""
    (returned,) = read_returned(sent(catalog, file_format), "x")
    assert (returned.name, returned.language) == ("test", catalog.language)
    assert returned.sent == len(catalog.entries)
    found = {unit.context: unit for unit in returned.units}
    assert found.keys() == {entry.unit.context for entry in catalog.entries}
    for entry in catalog.entries:
        unit = found[entry.unit.context]
        assert unit.texts == entry.texts
        assert unit.is_of(entry.unit)
        assert (unit.comments or ()) == entry.comments
        if any(entry.texts):
            assert unit.is_fuzzy == entry.is_fuzzy


@pytest.mark.slow
@formats
@given(catalog=catalogs())
def test_taking_it_in_changes_nothing(catalog: CatalogFile, file_format: FileFormat) -> None:
    """Also reviews, previous sources and what is obsolete stay as they were."""
    (returned,) = read_returned(sent(catalog, file_format), "x")
    if not returned.units:
        return
    merged = merge(catalog, returned)
    assert merged.catalog == catalog
    assert (merged.taken, merged.unchanged, merged.refused) == ((), len(catalog.entries), 0)


@pytest.mark.slow
@formats
@given(catalog=catalogs())
@settings(max_examples=20)
def test_the_same_catalog_gives_the_same_bytes(
    catalog: CatalogFile, file_format: FileFormat
) -> None:
    """A file that differs has changed."""
    assert sent(catalog, file_format) == sent(catalog, file_format)


def as_pretty_printers_do(data: bytes) -> bytes:
    """Return the file indented anew, as many tools write it."""
    return etree.tostring(etree.fromstring(data), pretty_print=True, encoding="UTF-8")


def in_utf_16(data: bytes) -> bytes:
    """Return the file as tools on Windows write it."""
    return data.decode().replace("'UTF-8'", "'UTF-16'").encode("utf-16")


def without_what_others_do_not_know(data: bytes) -> bytes:
    """Return the file as tools leave it that keep ids, words and codes, and drop the rest."""
    root = etree.fromstring(data)
    etree.strip_elements(root, f"{XLF}context-group", f"{XLF}alt-trans", f"{XLF}count-group")
    for element in root.iter():
        for name in ("extradata", "equiv-text"):
            element.attrib.pop(name, "")
    return etree.tostring(root)


def with_codes_emptied(data: bytes) -> bytes:
    """Return the file with codes that are known by their ids alone."""
    root = etree.fromstring(data)
    for target in root.iter(f"{XLF}target"):
        for code in target.iter(f"{XLF}ph", f"{XLF}g"):
            code.attrib.pop("equiv-text", "")
            if code.tag == f"{XLF}ph":
                code.text = None
    return etree.tostring(root)


def in_segments(data: bytes) -> bytes:
    """Return the file with every target in a segment, as large tools do."""
    root = etree.fromstring(data)
    for target in root.iter(f"{XLF}target"):
        segment = etree.Element(f"{XLF}mrk", mtype="seg", mid="1")
        segment.text, target.text = target.text, None
        segment.extend(list(target))
        target.append(segment)
    return etree.tostring(root)


TOOLS = {
    "pretty printer": as_pretty_printers_do,
    "UTF-16": in_utf_16,
    "dropped": without_what_others_do_not_know,
    "segments": in_segments,
    "byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS)
@pytest.mark.parametrize("key", ["fr", "ar"])
def test_what_tools_do_to_a_file_harms_no_text(key: str, tool: Callable[[bytes], bytes]) -> None:
    """The messages and their plural forms, after a tool has had them."""
    path = messages_path(key)
    catalog = parse_catalog(path.read_bytes(), str(path), language(key), "reportgen messages")
    (returned,) = read_returned(tool(sent(catalog, "xliff")), "x")
    merged = merge(catalog, returned)
    assert merged.problems == ()
    assert (len(merged.taken), merged.unchanged) == (0, len(catalog.entries))


def test_codes_that_came_back_empty_are_those_of_the_source() -> None:
    """Only the form that a language chose is lost then: no value, no mark."""
    path = messages_path("fr")
    catalog = parse_catalog(path.read_bytes(), str(path), language("fr"), "reportgen messages")
    (returned,) = read_returned(with_codes_emptied(sent(catalog, "xliff")), "x")
    merged = merge(catalog, returned)
    assert merged.problems == ()
    assert merged.refused == 0


@pytest.mark.external
@pytest.mark.parametrize("source_as_target", [False, True])
def test_files_are_valid_by_the_strict_schema(source_as_target: bool) -> None:
    """XLIFF 1.2 strict, as OASIS publishes it, for any texts in any state."""
    schema = xliff_schema()

    @given(catalogs())
    @settings(max_examples=40)
    def is_valid(catalog: CatalogFile) -> None:
        package = Package("test", catalog.language, catalog.entries, "1.0", "a.yaml", {"a": 1})
        root = etree.fromstring(write_xliff(package, source_as_target=source_as_target))
        assert schema.validate(root), schema.error_log

    is_valid()


def test_a_digest_tells_sources_apart() -> None:
    """A change of either form of a text is seen."""
    units = [Unit("a", "one", "two"), Unit("a", "onetwo"), Unit("a", "one"), Unit("a", "", "one")]
    assert len({source_digest(unit) for unit in units}) == len(units)
