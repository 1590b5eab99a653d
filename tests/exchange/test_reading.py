"""Files that came by mail: what is not as it should be is told in one line, whatever it is."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import InputError
from reportgen.exchange import MAX_BYTES, read_returned
from reportgen.exchange.xliff_write import NAMESPACE, write_xliff
from tests.catalogs.support import entry
from tests.exchange.support import package

GOOD = write_xliff(package("fr", entry("Free.", "Gratuit."))).decode()
PO = 'msgid ""\nmsgstr "Project-Id-Version: reportgen iscg-23-1\\nLanguage: fr\\n"\n\n'


def packed() -> bytes:
    """Return what a tool exports as its own package."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.xlf", GOOD)
    return target.getvalue()


def with_dtd(declaration: str) -> str:
    """Return the file with a document type declaration."""
    return GOOD.replace("<xliff", f"<!DOCTYPE xliff {declaration}>\n<xliff", 1)


SOURCE, TARGET, LAST = (
    GOOD[: GOOD.index(word)].count("\n") + 1 for word in ("<source", "<target", "</xliff")
)
BOMB = '[<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]'

FAULTY: dict[str, tuple[str | bytes, str, int, str]] = {
    "empty": ("", "unreadable", 1, "neither a PO nor an XLIFF file"),
    "a letter": ("Dear colleague,\n", "unreadable", 1, "neither a PO nor an XLIFF file"),
    "another XML": ("<html><p/></html>", "unreadable", 1, "no XLIFF file"),
    "cut off": (GOOD[:-5], "unreadable", LAST, "not well-formed"),
    "bare ampersand": (GOOD.replace("Free.", "R&D"), "unreadable", SOURCE, "not well-formed"),
    "control character": (GOOD.replace("Free", "F\x07"), "unreadable", SOURCE, "not well-formed"),
    "entities that grow": (with_dtd(BOMB), "unreadable", 2, "document type declaration"),
    "a file of the machine": (
        with_dtd('[<!ENTITY a SYSTEM "file:///etc/passwd">]'), "unreadable", 2, "document type",
    ),
    "a DTD of the network": (
        with_dtd('SYSTEM "http://example.org/x.dtd"'), "unreadable", 2, "document type",
    ),
    "an unknown entity": (GOOD.replace("Free", "&x;"), "unreadable", SOURCE, "not well-formed"),
    "too deep": (
        GOOD.replace("Gratuit.", "<g>" * 9000 + "</g>" * 9000),
        "unreadable", TARGET, "not well-formed",
    ),
    "XLIFF 2": (
        '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>',
        "unreadable", 1, "this is XLIFF 2.0",
    ),
    "no file in it": (
        f'<xliff version="1.2" xmlns="{NAMESPACE}"/>', "unreadable", 1, "no text in the file",
    ),
    "Latin-1": (
        GOOD.replace("Free.", "é").encode("latin-1"), "unreadable", SOURCE, "not UTF-8",
    ),
    "another encoding": (
        GOOD.replace("UTF-8", "windows-1252").encode("cp1252"), "unreadable", 1, "in windows-1252",
    ),
    "a package": (packed(), "unreadable", 0, "package of files"),
    "English": (GOOD.replace('"fr"', '"en-GB"'), "language", 3, '"en-GB" is no language'),
    "German": (GOOD.replace('"fr"', '"de-DE"'), "language", 3, '"de-DE" is no language'),
    "no language": (
        GOOD.replace(' target-language="fr"', ""), "language", 3, "the file has no language",
    ),
    "no meeting": (
        GOOD.replace(' original="iscg-23-1"', ""), "unknown-catalog", 3, "which meeting it is of",
    ),
    "PO in German": (PO.replace(": fr", ": de"), "language", 1, '"de" is no language'),
    "PO of another": (
        PO.replace("reportgen iscg", "Gimp"), "unknown-catalog", 1, "which meeting it is of",
    ),
    "PO without header": ('msgid "a"\nmsgstr "b"\n', "unknown-catalog", 1, "has no header"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "code", "line", "message"), FAULTY.values(), ids=FAULTY)
def test_what_cannot_be_read_is_told_in_one_line(
    data: str | bytes, code: str, line: int, message: str
) -> None:
    """The file, the line, and words for who has never heard of XML."""
    with pytest.raises(InputError, match=message) as raised:
        read_returned(data if isinstance(data, bytes) else data.encode(), "mail/a.xlf")
    (problem,) = raised.value.problems
    assert (problem.path, problem.line, problem.code) == ("mail/a.xlf", line, f"exchange-{code}")
    assert "\n" not in problem.message
    assert len(problem.message) < 120


def test_a_broken_po_file_is_told_as_a_broken_catalog() -> None:
    """With the line, whether the header can be read or not."""
    for text, line in ((f'{PO}msgid "a\nmsgstr ""\n', 4), ('msgid "\n', 1)):
        with pytest.raises(InputError, match="quotation marks") as raised:
            read_returned(text.encode(), "a.po")
        (problem,) = raised.value.problems
        assert (problem.line, problem.code) == (line, "catalog-broken")


def test_a_huge_file_is_not_read() -> None:
    """Nothing that a meeting needs has so many bytes."""
    with pytest.raises(InputError, match="more than 20,000,000 bytes"):
        read_returned(b"<" * (MAX_BYTES + 1), "a.xlf")


def test_a_long_file_is_read_quickly() -> None:
    """Codes of a hostile source do not cost the square of their number."""
    words = "{{" * 10_000 + "**a " * 10_000
    filled = f'<target state="new">{words}</target>'
    data = GOOD.replace("<source>Free.", f"<source>{words}")
    start = data.index("<target")
    data = data[:start] + filled + data[data.index("</target>") + 9 :]
    ((unit,),) = [each.units for each in read_returned(data.encode(), "a.xlf")]
    assert unit.texts == ("",)


@given(st.text(st.sampled_from("<>/&;\"' =xliffgph!-[]?abc\n"), max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever stands in a file, it is read or refused."""
    for data in (text, GOOD.replace("Gratuit.", text), PO + text):
        told: object
        try:
            told = read_returned(data.encode(), "a")
        except InputError as refused:
            told = refused.problems
        assert told, "whoever sent the file is told what is wrong with it"


STATES = {
    "as sent": ('state="translated"', "Gratuit.", ("Gratuit.", False)),
    "no state": ("", "Libre.", ("Libre.", False)),
    "signed off": ('state="signed-off"', "Libre.", ("Libre.", False)),
    "final": ('state="final"', "Libre.", ("Libre.", False)),
    "in doubt": ('state="needs-review-translation"', "Libre.", ("Libre.", True)),
    "adapt": ('state="needs-adaptation"', "Libre.", ("Libre.", True)),
    "begun": ('state="needs-translation"', "Libre.", ("Libre.", True)),
    "English put there": ('state="new"', "Free.", ("", False)),
    "English for OmegaT": ('state-qualifier="x-source-as-target"', "Free.", ("", False)),
    "translated in OmegaT": (
        'state="needs-translation" state-qualifier="x-source-as-target"', "Libre.",
        ("Libre.", False),
    ),
    "empty": ('state="translated"', "", ("", False)),
}  # fmt: skip


@pytest.mark.parametrize(("state", "words", "wanted"), STATES.values(), ids=STATES)
def test_states_of_translators_are_understood(
    state: str, words: str, wanted: tuple[str, bool]
) -> None:
    """Finished, in doubt, or not begun."""
    target = f"<target {state}>{words}</target>"
    data = GOOD.replace('<target state="translated">Gratuit.</target>', target)
    ((unit,),) = [each.units for each in read_returned(data.encode(), "a.xlf")]
    assert (unit.texts[0], unit.is_fuzzy) == wanted


WORDS = {
    "code moved": ('<ph id="1">{{ group }}</ph> met', "{{ group }} met"),
    "code by id": ('<x id="1"/> met', "{{ group }} met"),
    "code written out": ('{{ body("RAG", case="de") }} met', '{{ body("RAG", case="de") }} met'),
    "pair by id": ('<g id="2">x</g>', "**x**"),
    "pair by kind": ('<g id="9" ctype="italic">x</g>', "*x*"),
    "pair unknown": ('<g id="9">x</g>', "x"),
    "begin and end": ('<bpt id="5">**</bpt>x<ept id="5">**</ept>', "**x**"),
    "in a segment": ('<mrk mtype="seg" mid="1">a</mrk> <mrk mtype="seg" mid="2">b</mrk>', "a b"),
    "of another program": ('a<z xmlns="urn:z">b</z>c', "abc"),
    "comment": ("a<!-- note -->b", "ab"),
    "section": ("<![CDATA[a < b]]>", "a < b"),
    "characters": ("&#x200F;&#xA0;&amp;", "\u200f\u00a0&"),
    "backslashes": ("\\u{7}", "\\u{7}"),
}


@pytest.mark.parametrize(("words", "text"), WORDS.values(), ids=WORDS)
def test_words_and_codes_are_read_as_tools_write_them(words: str, text: str) -> None:
    """Elements of other kinds, codes known by their ids, values written out as text."""
    sent = write_xliff(package("fr", entry("{{ group }} is **free**.", "x"))).decode()
    data = sent.replace(">x</target>", f">{words}</target>")
    ((unit,),) = [each.units for each in read_returned(data.encode(), "a.xlf")]
    assert unit.texts == (text,)


@pytest.mark.parametrize("tag", ["fr", "fr-FR", "FR", "fr-CA"])
def test_languages_are_known_by_their_first_part(tag: str) -> None:
    """Tools add the country."""
    (returned,) = read_returned(GOOD.replace('"fr"', f'"{tag}"').encode(), "a.xlf")
    assert returned.language.key == "fr"


def test_a_file_may_hold_several_meetings() -> None:
    """Tools join files."""
    start, end = GOOD.index("<file"), GOOD.index("</file>") + len("</file>")
    other = GOOD[start:end].replace("iscg-23-1", "iscg-21-2")
    joined = GOOD[:end] + other + GOOD[end:]
    assert [each.name for each in read_returned(joined.encode(), "a.xlf")] == [
        "iscg-23-1",
        "iscg-21-2",
    ]
