"""PO files: whatever is written is read back, whatever is broken is refused with its line."""

from __future__ import annotations

import contextlib
import io
from dataclasses import replace

import pytest
from babel.messages.pofile import read_po as read_with_babel
from hypothesis import given
from hypothesis import strategies as st

from reportgen.catalogs.po import PoEntry, PoSyntaxError, read_po, write_po
from reportgen.catalogs.store import (
    PLURAL_RULES,
    CatalogEntry,
    CatalogFile,
    approve,
    parse_catalog,
    write_catalog,
)
from reportgen.catalogs.units import Unit
from reportgen.errors import InputError
from reportgen.languages import LANGUAGE_KEYS, language
from tests.catalogs.support import catalog, entry

MARKS = ['"', '""', "\\", "\\n", "\\x41", "\\101", "|", "#", "#~ ", "msgid", "{{ group }}"]
SPACES = ["\n", "\r\n", "\t", "\u2028", "\x85", "\u00a0"]
SCRIPTS = ["𐍈", "👩\u200d🔬", "\u200f", "المجموعة", "小组"]
HARD = st.sampled_from([*MARKS, *SPACES, *SCRIPTS])
any_text = st.lists(
    HARD | st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=8
).map("".join)
some_text = any_text.filter(str.strip)
# A comment is a line of its own, and the space around it is not part of it.
comments = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=20)
    .map(str.strip)
    .filter(bool),
    max_size=3,
).map(tuple)


@st.composite
def catalogs(draw: st.DrawFn) -> CatalogFile:
    """Return a catalog of any language with entries of every kind."""
    key = draw(st.sampled_from([k for k in LANGUAGE_KEYS if k != "en"]))
    contexts = draw(st.lists(some_text, unique=True, max_size=6))
    entries = [draw(_entries(key, context)) for context in contexts]
    obsolete = draw(st.integers(0, len(entries)))
    return CatalogFile(
        language(key),
        "reportgen test",
        tuple(entries[obsolete:]),
        tuple(replace(each, is_fuzzy=False, previous="") for each in entries[:obsolete]),
    )


@st.composite
def _entries(draw: st.DrawFn, key: str, context: str) -> CatalogEntry:
    plural = draw(st.just("") | some_text)
    forms = PLURAL_RULES[key][0] if plural else 1
    unit = Unit(
        context, draw(some_text), plural, draw(comments), draw(st.sampled_from(["", "a.py"]))
    )
    texts = tuple(draw(st.lists(any_text, min_size=forms, max_size=forms)))
    is_fuzzy = draw(st.booleans())
    previous = draw(any_text) if is_fuzzy else ""
    made = CatalogEntry(unit, texts, is_fuzzy, previous, draw(comments))
    return approve(made, "A. Reader", "2023-05-02") if draw(st.booleans()) else made


@pytest.mark.slow
@given(catalogs())
def test_what_is_written_is_read_back(written: CatalogFile) -> None:
    """Any text survives, with its comments, notes, previous source, state and review."""
    data = write_catalog(written)
    found = parse_catalog(data, "fr.po", written.language, written.title)
    assert found == written
    assert write_catalog(found) == data


@pytest.mark.slow
@given(catalogs())
def test_babel_reads_the_same_texts(written: CatalogFile) -> None:
    """Other programs find in our files what we put there."""
    # Babel knows fewer escapes than gettext: control characters are none of its texts.
    plain = tuple(each for each in written.entries if _is_plain(each))
    data = write_catalog(replace(written, entries=plain, obsolete=()))
    found = read_with_babel(io.BytesIO(data), abort_invalid=True)
    for each in plain:
        unit = each.unit
        wanted = (unit.source, unit.plural) if unit.plural else unit.source
        message = found.get(wanted, unit.context)
        assert message is not None
        assert message.id == wanted
        assert message.string == (each.texts if unit.plural else each.texts[0])


def _is_plain(each: CatalogEntry) -> bool:
    words = (each.unit.context, each.unit.source, each.unit.plural, *each.texts)
    return "".join(words).replace("\n", "").isprintable()


def test_files_of_other_tools_are_read() -> None:
    """Wrapped texts, flags, file positions, CRLF and a byte order mark change nothing."""
    data = (
        "\ufeff"
        'msgid ""\r\n'
        'msgstr ""\r\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\r\n'
        '"Language: fr_FR\\n"\r\n'
        '"X-Generator: Poedit 3.4\\n"\r\n'
        "\r\n"
        "# from the translator\r\n"
        "#. Heading.\r\n"
        "#: outcomes.yaml:12 other.yaml:3\r\n"
        "#, no-wrap, fuzzy\r\n"
        '#| msgctxt "captions"\r\n'
        '#| msgid ""\r\n'
        '#| "Captions are "\r\n'
        '#| "dear."\r\n'
        'msgctxt "captions"\r\n'
        'msgid ""\r\n'
        '"Captions are "\r\n'
        '"free."\r\n'
        'msgstr "Les sous-titres \\x61\\040\\"co\\u00fbtent\\"."\r\n'
        "\r\n"
        '#~ msgid "gone"\r\n'
        '#~ msgstr "parti"\r\n'
    ).replace("\\u00fb", "û")
    found = parse_catalog(data.encode(), "fr.po", language("fr"), "")
    (only,) = found.entries
    assert only.unit == Unit("captions", "Captions are free.", "", ("Heading.",), "outcomes.yaml")
    assert only.texts == ('Les sous-titres a "coûtent".',)
    assert (only.state, only.previous) == ("fuzzy", "Captions are dear.")
    assert only.comments == ("from the translator",)
    assert only.line == 15
    assert [each.unit.source for each in found.obsolete] == ["gone"]


BROKEN = {
    "no quotes": ('msgid Hello\nmsgstr ""\n', 1, "not a keyword with a text in quotes"),
    "open quote": ('msgid "Hello\nmsgstr ""\n', 1, "quotation marks of the text do not fit"),
    "inner quote": ('msgid "a"\nmsgstr "a "b" c"\n', 2, "quotation marks of the text do not fit"),
    "no msgstr": ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 1, "has no msgstr"),
    "no msgid": ('msgctxt "a"\nmsgstr "c"\n', 1, "has no msgid"),
    "stray text": ('"a"\n', 1, "a text stands where a keyword is expected"),
    "conflict marks": ('msgid "a"\n<<<<<<< ours\nmsgstr "c"\n', 2, "not a keyword"),
    "twice": (
        'msgctxt "x"\nmsgid "a"\nmsgstr "b"\n\nmsgctxt "x"\nmsgid "a"\nmsgstr "c"\n',
        5,
        "the entry x stands twice, first on line 1",
    ),
    "two msgstr": ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3, "a second msgstr"),
    "forms without plural": ('msgid "a"\nmsgstr[0] "b"\nmsgstr[1] "c"\n', 1, "no msgid_plural"),
    "forms with a hole": (
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "b"\nmsgstr[2] "c"\n',
        1,
        "not numbered 0, 1, 2",
    ),
    "too many forms": ('msgid "a"\nmsgid_plural "b"\nmsgstr[99] "c"\n', 3, "no language has"),
}


@pytest.mark.parametrize(("text", "line", "message"), BROKEN.values(), ids=BROKEN)
def test_broken_files_are_refused_with_the_line(text: str, line: int, message: str) -> None:
    """Nothing is guessed: the translator is told where to look."""
    with pytest.raises(InputError, match=message) as raised:
        parse_catalog(text.encode(), "reports/x/locale/fr.po", language("fr"), "")
    (problem,) = raised.value.problems
    assert (problem.path, problem.line) == ("reports/x/locale/fr.po", line)
    assert (problem.severity, problem.code) == ("error", "catalog-broken")


HEADERS = {
    "fuzzy": ("#, fuzzy\n", "Language: fr", "header of the catalog is marked fuzzy"),
    "another language": ("", "Language: es", 'in "es" where French belongs'),
    "another charset": (
        "",
        "Content-Type: text/plain; charset=ISO-8859-1",
        "says it is iso-8859-1",
    ),
}


@pytest.mark.parametrize(("before", "header", "message"), HEADERS.values(), ids=HEADERS)
def test_a_catalog_that_cannot_be_trusted_is_refused(
    before: str, header: str, message: str
) -> None:
    """What gettext's tools would leave out without a word, or print in a wrong language."""
    text = f'{before}msgid ""\nmsgstr "{header}\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    with pytest.raises(InputError, match=message):
        parse_catalog(text.encode(), "fr.po", language("fr"), "")


def test_a_file_in_another_encoding_is_refused_with_the_line() -> None:
    """The line of the first character that is not UTF-8 is named."""
    data = 'msgid "a"\nmsgstr "é"\n'.encode("latin-1")
    with pytest.raises(InputError, match=r"fr\.po:2:1: error: the catalog is not UTF-8"):
        parse_catalog(data, "fr.po", language("fr"), "")


@pytest.mark.parametrize(("key", "forms"), [("zh", 1), ("fr", 2), ("es", 2), ("ru", 3), ("ar", 6)])
def test_every_language_has_its_plural_forms(key: str, forms: int) -> None:
    """As many forms are written as the language has, and the header says so."""
    texts = [f"form {number}" for number in range(forms)]
    data = write_catalog(catalog(key, entry("a meeting", *texts, plural="meetings")))
    text = data.decode()
    assert f"nplurals={forms};" in text
    assert text.count("\nmsgstr[") == forms
    found = read_with_babel(io.BytesIO(data), abort_invalid=True)
    assert found.num_plurals == forms
    message = found.get(("a meeting", "meetings"), "captions")
    assert message is not None
    assert message.string == tuple(texts)


@given(st.text(st.sampled_from('msgidtrx"\\#~|,:. \n[]01'), max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever a file holds, it is read or refused with a line of it."""
    fault = 1
    with contextlib.suppress(PoSyntaxError):
        try:
            read_po(text)
        except PoSyntaxError as error:
            fault = error.line
            raise
    assert 1 <= fault <= text.count("\n") + 1


def test_control_characters_are_escaped() -> None:
    """A file stays text: no control character stands in it as such."""
    (read,) = read_po(write_po([PoEntry(source="a\x07\x1b\x00b", texts=["\x7f"])]))
    assert (read.source, read.texts) == ("a\x07\x1b\x00b", ["\x7f"])
    assert "\x1b" not in write_po([PoEntry(source="a\x1b", texts=[""])])
