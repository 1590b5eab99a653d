"""What goes out: which texts, with which states, notes, suggestions and places."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from reportgen.catalogs.store import CatalogEntry, approve
from reportgen.catalogs.units import Unit
from reportgen.errors import UsageError
from reportgen.exchange import FileFormat
from reportgen.exchange.xliff_write import write_xliff
from reportgen.messages import MESSAGES
from reportgen.pipeline.exchange import named_states
from tests.catalogs.support import Translated, entry
from tests.exchange.support import XLF, package, send, xliff

DEAR = ("**free** from 2024", "**dear** from 2024")
NEW = CatalogEntry(Unit("a", "Free.", notes=("A label.",)), ("",))
OLD = CatalogEntry(Unit("a", "Dear."), ("Gratuit.",), True, "Free.", ("inferred: cher",))


def target(root: etree._Element) -> etree._Element | None:
    """Return the first target of a unit; that of a suggestion is none."""
    return root.find(f".//{XLF}trans-unit/{XLF}target")


def notes(root: etree._Element, author: str) -> list[str | None]:
    """Return the notes of units by an author."""
    found = root.iterfind(f".//{XLF}trans-unit/{XLF}note")
    return [note.text for note in found if note.get("from") == author]


STATES = {
    "missing": (NEW, None),
    "fuzzy": (OLD, "needs-review-translation"),
    "translated": (entry("Free.", "Gratuit."), "translated"),
    "reviewed": (approve(entry("Free.", "Gratuit."), "A. Reader", "2023-05-02"), "signed-off"),
}


@pytest.mark.parametrize(("each", "state"), STATES.values(), ids=STATES)
def test_states_are_those_of_xliff(each: CatalogEntry, state: str | None) -> None:
    """What is new has no target: a tool then knows that there is everything to do."""
    root = xliff("fr", each)
    found = target(root)
    assert (found.get("state") if found is not None else None) == state
    unit = root.find(f".//{XLF}trans-unit")
    assert unit is not None
    assert (unit.get("approved") == "yes") == (state == "signed-off")
    assert "A. Reader" not in etree.tostring(root, encoding="unicode")


def test_a_changed_text_shows_what_it_was() -> None:
    """The old English in a note, the old pair beside the unit."""
    root = xliff("fr", OLD)
    assert notes(root, "developer") == ["The English has changed. It was: Free."]
    assert notes(root, "translator") == ["inferred: cher"]
    old = root.find(f".//{XLF}alt-trans")
    assert old is not None
    assert old.get("alttranstype") == "previous-version"
    assert [words.text for words in old] == ["Free.", "Gratuit."]


@pytest.mark.parametrize("each", [NEW, OLD], ids=["new", "changed"])
def test_tools_that_show_only_targets_get_the_english_there(each: CatalogEntry) -> None:
    """Marked, so that it is not taken for a translation."""
    root = etree.fromstring(write_xliff(package("fr", each), source_as_target=True))
    found = target(root)
    assert found is not None
    assert found.text == each.unit.source
    assert found.get("state-qualifier") == "x-source-as-target"


def test_codes_are_protected_and_words_are_not() -> None:
    """Values and marks are codes with a text that shows them; the words stay words."""
    root = xliff("fr", entry('{{ body("RAG") }} is **[free](https://itu.int)** &\u00a0<good>.', ""))
    source = root.find(f".//{XLF}source")
    assert source is not None
    codes = [(code.tag.removeprefix(XLF), code.get("ctype")) for code in source.iterdescendants()]
    assert codes == [("ph", "x-value"), ("g", "bold"), ("g", "link")]
    assert "".join(map(str, source.itertext())) == '{{ body("RAG") }} is free &\u00a0<good>.'


def test_each_plural_form_is_a_text_of_its_own() -> None:
    """With the numbers that it is for, and the English words for those."""
    each = entry("a day", *["x"] * 6, plural="days")
    root = xliff("ar", each)
    units = list(root.iter(f"{XLF}trans-unit"))
    assert [unit.get("id") for unit in units] == [f"captions[{n}]" for n in range(6)]
    assert [unit.findtext(f"{XLF}source") for unit in units] == ["days", "a day", *["days"] * 4]
    assert notes(root, "developer")[1:4] == [
        "For the numbers 1", "For the numbers 2", "For the numbers 3, 4, 5, 6, …",
    ]  # fmt: skip
    group = units[0].getparent()
    assert group is not None
    assert group.get("restype") == "x-gettext-plurals"


def test_only_what_is_to_be_done_goes_out(translated: Translated) -> None:
    """After one change, one file with one text; the messages have nothing to do."""
    translated.outcomes(DEAR)
    folder = send(translated)
    (path,) = folder.iterdir()
    assert path.name == "iscg-23-1.fr.xlf"
    root = etree.parse(str(path)).getroot()
    assert [unit.get("id") for unit in root.iter(f"{XLF}trans-unit")] == ["captions"]
    place = [context.text for context in root.iter(f"{XLF}context")]
    assert place == ["iscg-23-1/outcomes.yaml", "10"]


def test_everything_goes_out_where_that_is_asked(translated: Translated) -> None:
    """Meeting and messages, in every state."""
    folder = send(translated, only="")
    assert {path.name for path in folder.iterdir()} == {"iscg-23-1.fr.xlf", "messages.fr.xlf"}
    text = (folder / "messages.fr.xlf").read_text(encoding="utf-8")
    assert f">{len(MESSAGES)}</count>" in text
    with pytest.raises(UsageError, match='unknown state "done"; known states: missing, fuzzy'):
        named_states("fuzzy,done")


def test_the_work_of_a_translator_is_not_overwritten(translated: Translated) -> None:
    """Who exports again into the same folder learns what is there; the same file is no harm."""
    path = send(translated, only="") / "iscg-23-1.fr.xlf"
    send(translated, only="")
    before = path.read_bytes().replace(b"</xliff>", b"<!-- mine --></xliff>")
    path.write_bytes(before)
    with pytest.raises(UsageError, match=re.escape("out/iscg-23-1.fr.xlf is there already")):
        send(translated, only="")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("file_format", "name", "shown"),
    [("xliff", "xlf", 'match-quality="98%"'), ("po", "po", "#. 98% iscg-23-1:captions: Captions")],
)
def test_suggestions_of_the_memory_go_with_the_texts(
    translated: Translated, file_format: FileFormat, name: str, shown: str
) -> None:
    """Who repeats a sentence does not have it translated again; unless nothing is to be offered."""
    again = "  - {id: again, kind: decision, text: Captions will be **free** from 2025.}\nreports:"
    translated.outcomes(("reports:", again))
    for is_offering in (True, False):
        out = send(translated, file_format, is_offering=is_offering)
        path = out / f"iscg-23-1.fr.{name}"
        assert (shown in path.read_text(encoding="utf-8")) == is_offering
        path.unlink()
