"""`reportgen doctor`: what is installed, and exit code 3 where something is missing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportgen import doctor
from reportgen.catalogs.lookup import load_catalogs
from reportgen.fonts.substitution import STAND_INS
from reportgen.languages import LANGUAGES
from reportgen.messages import MESSAGES
from tests.cli.conftest import Shell
from tests.fonts.support import make_font

ASCII = "".join(chr(code) for code in range(33, 127))
MEETING = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02}
outcomes:
  - {id: opening, kind: information, text: "The sign is ☃."}
reports: {RAG: {}}
"""


def plant(folder: Path, name: str, says: str) -> None:
    """Put a program that says something into a folder."""
    program = folder / name
    program.write_text(f"#!/bin/sh\nprintf '%s\\n' {says}\n", encoding="utf-8")
    program.chmod(0o755)


def everything_needed() -> str:
    """Return every character of the messages in all languages."""
    found = set(ASCII)
    for each in LANGUAGES:
        found |= set(each.native_name)
        catalogs = load_catalogs(each.key, {})
        for message in MESSAGES.values():
            found |= set(catalogs.translate(message.context, message.text).text)
    return "".join(sorted(found))


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without programs, whose fonts are those of an empty folder."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(doctor, "font_folders", lambda: (folder,))
    return folder


def plant_fonts(folder: Path, characters: str) -> None:
    """Install every stand-in, with these characters."""
    for each in STAND_INS:
        make_font(folder / f"{each.family}.ttf", each.family, characters)


@pytest.mark.usefixtures("fonts")
def test_missing_programs_and_fonts_end_with_code_3(shell: Shell) -> None:
    """On an empty machine every missing thing is named with what brings it."""
    ended = shell("doctor")
    assert (ended.code, ended.err) == (3, "")
    lines = ended.out.splitlines()
    assert lines[0].startswith("ok       Python: 3.")
    assert lines[1:3] == [
        "missing  LibreOffice: not found (for pictures and PDF)",
        "         hint: apt-get install libreoffice-writer-nogui",
    ]
    assert sum(line.startswith("missing  font ") for line in lines) == len(STAND_INS)
    assert "         hint: apt-get install fonts-hosny-amiri" in lines
    assert any(
        "characters of Arabic: " in line and "Traditional Arabic, is not" in line for line in lines
    )


def test_complete_machine_is_fine(shell: Shell, fonts: Path, tmp_path: Path) -> None:
    """Where everything is there, versions and fonts are printed and the exit code is 0."""
    plant(tmp_path, "soffice", "'LibreOffice 24.8'")
    plant(tmp_path, "pdftoppm", "'pdftoppm version 22'")
    plant(tmp_path, "fc-list", "'fontconfig version 2'")
    plant_fonts(fonts, everything_needed())
    os.environ["PATH"] += f"{os.pathsep}/bin{os.pathsep}/usr/bin"
    ended = shell("doctor")
    assert ended.code == 0, ended.out
    assert "ok       LibreOffice: LibreOffice 24.8 (for pictures and PDF)" in ended.out
    place = fonts / "Carlito.ttf"
    assert f"ok       font Carlito: {place} (for pictures and PDF, in the place of Calibri)" in (
        ended.out
    )
    assert "ok       characters of Chinese: Liberation Serif, " in ended.out


def test_font_of_the_right_name_may_lack_characters(shell: Shell, fonts: Path) -> None:
    """A font is judged by its glyphs: one that is called Amiri and has no alef is not enough."""
    plant_fonts(fonts, everything_needed().replace("ا", ""))
    found = {each["name"]: each for each in shell("doctor", "--format", "json").data}
    assert found["font Amiri"]["is_fine"]
    arabic = found["characters of Arabic"]
    assert (arabic["is_fine"], arabic["lacking"]) == (False, {"Amiri": ["ا"]})
    assert arabic["found"] == "Amiri lacks 1 character: ا (U+0627)"
    assert "(fonts-noto-core)" in arabic["hint"]
    assert found["characters of Chinese"]["is_fine"]


def test_characters_are_those_of_the_reports(shell: Shell, fonts: Path) -> None:
    """Inside a project the doctor reads the reports: a snowman there needs a font with snowmen."""
    plant_fonts(fonts, everything_needed())
    shell.meeting("iscg-23-1", MEETING)
    found = {each["name"]: each for each in shell("doctor", "--format", "json").data}
    assert "☃" in found["characters of English"]["lacking"]["Carlito"]
    assert "(fonts-symbola)" in found["characters of English"]["hint"]


@pytest.mark.usefixtures("fonts")
def test_doctor_needs_no_project(shell: Shell) -> None:
    """The doctor helps where nothing works yet."""
    shell.path("reportgen.toml").unlink()
    assert shell("doctor").code == 3


@pytest.mark.usefixtures("fonts")
def test_faulty_project_is_no_obstacle(shell: Shell) -> None:
    """Faults of a meeting are for `check`; the doctor looks at what can be read."""
    shell.meeting("iscg-23-1", "schema: 1\nmeeting: nothing\n")
    ended = shell("doctor")
    assert (ended.code, ended.err) == (3, "")
    assert "characters of English" in ended.out
