"""`reportgen doctor`: what is installed, and exit code 3 where something is missing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


def plant(folder: Path, name: str, says: str) -> None:
    """Put a program that says something into a folder."""
    program = folder / name
    program.write_text(f"#!/bin/sh\nprintf '%s\\n' {says}\n", encoding="utf-8")
    program.chmod(0o755)


def test_missing_programs_end_with_code_3(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a machine without LibreOffice every missing thing is named with what brings it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    ended = shell("doctor")
    assert (ended.code, ended.err) == (3, "")
    lines = ended.out.splitlines()
    assert lines[0].startswith("ok       Python: 3.")
    assert lines[1:3] == [
        "missing  LibreOffice: not found (for pictures and PDF)",
        "         hint: apt-get install libreoffice-writer-nogui",
    ]
    assert sum(line.startswith("missing  font ") for line in lines) == 4


def test_complete_machine_is_fine(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where everything is there, versions are printed and the exit code is 0.

    The fonts that stand for others will do, and so will the others themselves.
    """
    plant(tmp_path, "soffice", "'LibreOffice 24.8'")
    plant(tmp_path, "pdftoppm", "'pdftoppm version 22'")
    fonts = "'Liberation Serif' 'Calibri' 'Amiri,Amiri Bold' 'WenQuanYi Micro Hei,文泉驛微米黑'"
    plant(tmp_path, "fc-list", fonts)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin{os.pathsep}/usr/bin")
    ended = shell("doctor")
    assert ended.code == 0
    assert "ok       LibreOffice: LibreOffice 24.8 (for pictures and PDF)" in ended.out
    assert "ok       font Carlito: Calibri (for pictures and PDF, in the place of Calibri)" in (
        ended.out
    )


def test_doctor_speaks_json(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that looks before it builds gets the same as data."""
    monkeypatch.setenv("PATH", str(tmp_path))
    found = shell("doctor", "--format", "json").data
    assert {each["name"]: each["is_fine"] for each in found[:2]} == {
        "Python": True,
        "LibreOffice": False,
    }


def test_doctor_needs_no_project(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The doctor helps where nothing works yet."""
    shell.path("reportgen.toml").unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shell("doctor").code == 3
