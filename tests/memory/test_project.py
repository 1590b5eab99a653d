"""Suggestions in a project: from earlier meetings and the messages, put in, and written as TMX."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from reportgen.catalogs import places
from reportgen.errors import InputError
from reportgen.memory import write_tmx
from reportgen.pipeline.memory import Remembered, export_memory, remember
from tests.catalogs.support import LANGUAGES, OUTCOMES, Translated, keep_messages_in
from tests.cli.conftest import Shell
from tests.memory.support import OLD, segment
from tests.support.meetings import make_project

LATER = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/24-1, date: 2024-01-30}
outcomes:
  - id: captions-again
    kind: decision
    text: Captions will be **free** from 2025.
  - id: letter-again
    kind: action
    text: A letter will be sent to {{ body("RAG") }}.
  - id: weather
    kind: information
    text: It rained.
reports:
  RAG: {}
"""
PROGRESS = """\
This document informs {{ addressee }} of the progress made by the
      {{ body("ISCT", form="full") }} and sets out the main results of the
      group's meeting of {{ date(meeting) }}."""
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def two_meetings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Translated:
    """Return a project with a meeting that is translated and a later one that is not."""
    monkeypatch.setattr(places, "MESSAGES_FOLDER", keep_messages_in(tmp_path))
    meetings = {"iscg-23-1": OUTCOMES, "iscg-24-1": LATER}
    project = make_project(tmp_path / "project", meetings)
    earlier = Translated(project)
    earlier.extract()
    earlier.translate()
    return Translated(project, "iscg-24-1")


def remembered(made: Translated, key: str = "fr", *, fill: bool = False) -> Remembered:
    """Return what the memory offers for the meeting at hand."""
    return remember(made.project.workspace, made.folders, (key,), 70, is_filling=fill)


def by_context(found: Remembered) -> Mapping[str, tuple[int, str, str]]:
    """Return score, origin and words of the best suggestions."""
    return {
        each.entry.unit.context: (best.score, best.origin, best.texts[0])
        for each in found.offers
        for best in each.suggestions[:1]
    }


def test_earlier_meetings_help_with_a_new_one(two_meetings: Translated) -> None:
    """What a meeting said before is offered with the year and the body of now; the rest is not."""
    assert by_context(remembered(two_meetings)) == {
        "captions-again": (98, "iscg-23-1:captions", "Captions will be **free** from 2025."),
        "letter-again": (
            98,
            "iscg-23-1:letter",
            'A letter will be sent to {{ body("RAG") }}.',
        ),
    }


def test_nothing_is_taken_from_later_meetings(two_meetings: Translated) -> None:
    """The memory of a meeting is what there was at its time."""
    remembered(two_meetings, fill=True)
    earlier = Translated(two_meetings.project)
    earlier.path("fr").unlink()
    assert by_context(remembered(earlier)) == {}


def test_messages_are_a_memory_too(two_meetings: Translated) -> None:
    """A meeting that uses a sentence of ours finds its translation, worded by number or not."""
    two_meetings.outcomes(
        ("It rained.", 'Progress report of the {{ body("ISCT", form="long") }}'),
        (
            "Captions will be **free** from 2025.",
            PROGRESS,
        ),
    )
    found = by_context(remembered(two_meetings))
    assert found["weather"][:2] == (98, "reportgen:messages.cover_title")
    assert found["captions-again"][1].startswith("reportgen:messages.")


def test_filling_makes_proposals_that_no_report_uses(two_meetings: Translated) -> None:
    """What is put in is fuzzy, says where it is from, and does not touch what is translated."""
    found = remembered(two_meetings, fill=True)
    assert found.filled == 2
    captions, letter, weather = two_meetings.read("fr").entries
    assert (captions.state, letter.state, weather.state) == ("fuzzy", "fuzzy", "missing")
    assert captions.comments == ("memory: iscg-23-1:captions (98)",)
    assert captions.previous == "Captions will be **free** from 2025."
    codes = {each.code for each in two_meetings.project.check("iscg-24-1")}
    assert "catalog-incomplete" in codes
    assert Translated(two_meetings.project).read("fr").counts()["translated"] == 3
    # A second time there is nothing to fill.
    assert remembered(two_meetings, fill=True).filled == 0


def test_what_was_filled_in_stays_a_proposal(two_meetings: Translated) -> None:
    """Its text may go and come back: nobody has looked at the translation in between."""
    remembered(two_meetings, fill=True)
    two_meetings.outcomes(("id: letter-again", "id: note"), ("A letter will", "No note will"))
    two_meetings.extract()
    two_meetings.outcomes(("id: note", "id: letter-again"), ("No note will", "A letter will"))
    two_meetings.extract()
    assert two_meetings.read("fr").counts()["translated"] == 0


def test_looking_changes_nothing(two_meetings: Translated) -> None:
    """Suggestions are shown without a catalog being written."""
    remembered(two_meetings)
    assert not two_meetings.path("fr").exists()


def test_a_broken_catalog_stops_the_filling_of_all(two_meetings: Translated) -> None:
    """Nothing is written where one of the catalogs cannot be trusted."""
    two_meetings.path("es").parent.mkdir()
    two_meetings.path("es").write_text('msgid "broken', encoding="utf-8")
    with pytest.raises(InputError, match=r"es\.po:1:1: error: .*catalog-broken"):
        remember(
            two_meetings.project.workspace, two_meetings.folders, ("fr", "es"), 70, is_filling=True
        )
    assert not two_meetings.path("fr").exists()


def test_words_that_are_gone_are_kept_for_reuse(two_meetings: Translated) -> None:
    """An outcome taken out of one meeting still helps with the next."""
    earlier = Translated(two_meetings.project)
    earlier.outcomes(("Captions will be **free** from 2024.", "Nothing was said."))
    earlier.outcomes(("id: captions", "id: silence"))
    earlier.extract()
    (best,) = [
        each.suggestions[0]
        for each in remembered(two_meetings).offers
        if each.entry.unit.context == "captions-again"
    ]
    assert (best.origin, best.state) == ("iscg-23-1:captions", "obsolete")


# --- TMX -------------------------------------------------------------------------------------


def test_tmx_has_all_languages_of_a_text_together(two_meetings: Translated, tmp_path: Path) -> None:
    """A translation tool gets each English text once, with its five translations."""
    earlier = Translated(two_meetings.project)
    target = tmp_path / "memory.tmx"
    count = export_memory(earlier.project.workspace, earlier.folders, LANGUAGES, target, "1.2")
    root = ET.parse(target).getroot()
    assert count == len(root.findall(".//tuv")) - len(root.findall(".//tu"))
    (captions,) = root.findall("body/tu[@tuid='iscg-23-1:captions']")
    assert [tuv.get(XML_LANG) for tuv in captions] == ["en-GB", "fr", "es", "ru", "zh-Hans", "ar"]
    assert captions[4].findtext("seg") == "Captions will be **free** from 2024。"
    assert [header.get("creationtoolversion") for header in root.findall("header")] == ["1.2"]
    first = target.read_bytes()
    export_memory(earlier.project.workspace, earlier.folders, LANGUAGES, target, "1.2")
    assert target.read_bytes() == first


def test_tmx_keeps_every_text_that_xml_can_hold() -> None:
    """Marks, quotes, line ends and signs of every script come through; ids stay unique."""
    odd = ' <a> & "b" \'c\'\r\n\u00a0\u200f文 𝔘 {{ body("RAG") }}\x07 '
    pairs = [segment(odd, odd), segment("other", odd), segment("other", "no second one")]
    root = ET.fromstring(write_tmx(pairs, "1"))
    assert [seg.text for seg in root.iter("seg")] == [
        odd.replace("\x07", ""), odd.replace("\x07", ""), "other", odd.replace("\x07", ""),
    ]  # fmt: skip
    assert [unit.get("tuid") for unit in root.iter("tu")] == [OLD, f"{OLD}~2"]


# --- the command -----------------------------------------------------------------------------


def test_command_shows_fills_and_exports(shell: Shell) -> None:
    """What a secretary types: suggestions on the screen, in the catalog, in a file, as JSON."""
    shell.meeting("iscg-24-1", LATER.replace("It rained.", "Virtual meeting, {{ date(meeting) }}"))
    command = ("translations", "memory", "reports/iscg-24-1", "--language", "fr")
    shown = shell(*command)
    assert "iscg-24-1 fr weather (missing)" in shown.out
    assert "from reportgen:messages.cover_session_place_virtual" in shown.out
    offers = shell(*command, "--format", "json").data
    assert [each["context"] for each in offers] == ["weather"]
    assert offers[0]["suggestions"][0]["score"] >= 70
    done = shell(*command, "--fill", "--tmx", "memory.tmx", "--threshold", "60")
    assert "filled in: 1;" in done.err
    assert "weather" in shell.path("reports/iscg-24-1/locale/fr.po").read_text(encoding="utf-8")
    assert shell.path("memory.tmx").read_bytes().startswith(b"<?xml")
    assert shell(*command, "--threshold", "0").code == 2
    assert shell("translations", "memory", "--language", "en").code == 2
