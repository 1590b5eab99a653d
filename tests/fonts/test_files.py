"""Font files as they are found on machines: collections, broken ones, and very many."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.doctor import installed_faces
from reportgen.fonts.coverage import InstalledFonts
from reportgen.fonts.files import Face, characters_of, faces_below, listed_faces
from tests.fonts.support import build_font, make_collection, make_font


def test_faces_are_found_below_folders_by_the_names_inside_them(tmp_path: Path) -> None:
    """What a file is called says nothing; folders in folders are searched, missing ones are not."""
    (tmp_path / "deep" / "er").mkdir(parents=True)
    path = make_font(tmp_path / "deep" / "er" / "x.TTF", "Amiri", "ab")
    assert faces_below([tmp_path, tmp_path / "gone"]) == (Face(("Amiri",), path),)
    assert characters_of(Face((), path)) == {"a", "b"}


def test_faces_of_a_collection_are_told_apart(tmp_path: Path) -> None:
    """A .ttc holds several fonts, each with characters of its own."""
    fonts = build_font("One", "a"), build_font("Two", "bc")
    path = make_collection(tmp_path / "both.ttc", *fonts)
    faces = faces_below([tmp_path])
    assert faces == (Face(("One",), path, 0), Face(("Two",), path, 1))
    assert [characters_of(face) for face in faces] == [{"a"}, {"b", "c"}]
    assert characters_of(Face(("Three",), path, 2)) == frozenset()


@pytest.mark.parametrize("kept", [0, 3, 12, 60, 400])
def test_broken_files_are_passed_over(tmp_path: Path, kept: int) -> None:
    """An empty, cut off or scrambled font stops nothing: it has no faces or no characters."""
    whole = make_font(tmp_path / "whole.ttf", "Whole", "a")
    data = whole.read_bytes()
    (tmp_path / "cut.ttf").write_bytes(data[:kept])
    (tmp_path / "scrambled.ttf").write_bytes(data[:kept] + b"\xff" * (len(data) - kept))
    (tmp_path / "folder.ttf").mkdir()
    (tmp_path / "gone.ttf").symlink_to(tmp_path / "nowhere")
    faces = faces_below([tmp_path])
    assert Face(("Whole",), whole) in faces
    for face in faces:
        assert face.path == whole or characters_of(face) <= {"a"}


def test_list_of_fontconfig_is_read_as_it_is_printed() -> None:
    """Several names of a family, faces of collections; bitmap fonts and odd lines are left out."""
    listing = (
        "/f/wqy.ttc\t1\tWenQuanYi Micro Hei,文泉驛微米黑\n"
        "/f/variable.ttf\t65536\tVariable\n"
        "/f/old.pcf.gz\t0\tFixed\n"
        "Fontconfig warning: something\n/f/a.ttf\tx\tA\n/f/b.ttf\n"
    )
    assert listed_faces(listing) == (
        Face(("WenQuanYi Micro Hei", "文泉驛微米黑"), Path("/f/wqy.ttc"), 1),
        Face(("Variable",), Path("/f/variable.ttf"), 0),
    )


def test_only_fonts_that_are_asked_for_are_opened(tmp_path: Path) -> None:
    """Of thousands of installed fonts, one is opened to know what one family has."""
    path = make_font(tmp_path / "a.ttf", "Wanted", "xyz")
    nowhere = (Face((f"Other {n}",), tmp_path / f"gone-{n}.ttf") for n in range(5000))
    fonts = InstalledFonts([*nowhere, Face(("Wanted",), path)])
    assert fonts.characters("wanted") == {"x", "y", "z"}
    assert characters_of.cache_info().maxsize is not None


@pytest.mark.external
def test_folders_tell_the_same_as_fontconfig(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no fontconfig to ask, the same faces of the stand-ins are found."""
    listed = InstalledFonts(installed_faces())
    monkeypatch.setenv("PATH", "")
    searched = InstalledFonts(installed_faces())
    for family in ("Liberation Serif", "Carlito", "Amiri", "WenQuanYi Micro Hei"):
        assert [(face.path, face.number) for face in listed.faces(family)] == [
            (face.path, face.number) for face in searched.faces(family)
        ]
