"""Which fonts stand in for those of the Word files, and that a conversion is told so."""

from __future__ import annotations

import os
import re
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from reportgen.fonts.substitution import STAND_INS, fontconfig
from tests.fonts.support import make_font

TEMPLATES = sorted((Path(__file__).parents[2] / "templates").glob("*.docx"))
ARABIC = next(each for each in STAND_INS if each.slot == "complex")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_every_font_of_the_templates_has_a_stand_in(template: Path) -> None:
    """No font that a template names is left to what the system happens to choose."""
    with zipfile.ZipFile(template) as package:
        text = "".join(
            package.read(name).decode() for name in package.namelist() if name.endswith(".xml")
        )
    named = set(re.findall(r'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"/?[^>]*>', text))
    fonts = {name for name in named if not re.fullmatch(r"[a-z]{2}-[A-Z]{2}", name)}
    assert fonts
    assert fonts <= {each.named for each in STAND_INS}


def test_settings_are_the_same_each_time_and_hold_any_folder() -> None:
    """The file is XML whatever a folder is called, and one stand-in is one rule."""
    folder = Path("/fonts & <more>")
    root = ET.fromstring(fontconfig([folder]))
    assert [each.text for each in root.iter("dir")] == [str(folder)]
    assert len(root.findall("match")) == len(STAND_INS)
    assert fontconfig() == fontconfig()


def chosen(settings: Path, name: str) -> str:
    """Return the family that fontconfig takes for a font under the settings of a file."""
    surroundings = os.environ | {"FONTCONFIG_FILE": str(settings)}
    command = ["fc-match", "--format=%{family[0]}", name]
    return subprocess.run(
        command, capture_output=True, text=True, check=True, env=surroundings
    ).stdout


@pytest.mark.external
def test_fontconfig_takes_the_stand_ins(tmp_path: Path) -> None:
    """Asked for a font of the Word files, fontconfig answers with the one of the table."""
    settings = tmp_path / "fonts.conf"
    settings.write_bytes(fontconfig())
    found = {each.named: chosen(settings, each.named) for each in STAND_INS}
    assert found == {each.named: each.family for each in STAND_INS}


@pytest.mark.external
def test_without_the_settings_arabic_gets_another_font(tmp_path: Path) -> None:
    """The settings are needed: the system by itself does not know which Arabic font will do."""
    settings = tmp_path / "fonts.conf"
    settings.write_bytes(re.sub(rb"<match.*</match>", b"", fontconfig(), flags=re.DOTALL))
    assert chosen(settings, ARABIC.named) != ARABIC.family


@pytest.mark.external
def test_installed_font_does_not_win_over_its_stand_in(tmp_path: Path) -> None:
    """Where the font itself is installed a conversion looks the same as anywhere else."""
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    make_font(fonts / "times.ttf", "Times New Roman", "abc")
    settings = tmp_path / "fonts.conf"
    settings.write_bytes(fontconfig([fonts]))
    listed = subprocess.run(
        ["fc-list", "--format=%{family}\n"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"FONTCONFIG_FILE": str(settings), "HOME": str(tmp_path)},
    ).stdout
    assert "Liberation Serif" in listed
    assert "Times New Roman" not in listed
