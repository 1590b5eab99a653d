"""Which characters the fonts of a conversion lack, by glyph."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from reportgen.fonts.coverage import FontUse, InstalledFonts, font_uses, package_for
from reportgen.fonts.files import faces_below
from reportgen.fonts.named import named_fonts, usual_fonts
from reportgen.fonts.scripts import drawn_characters, slot_of
from tests.fonts.support import make_font


def uses(folder: Path, language: str, text: str) -> dict[str, FontUse]:
    """Return the fonts in use for a text by family, the fonts of a folder being installed."""
    installed = InstalledFonts(faces_below([folder]))
    found = font_uses(drawn_characters([text]), language, usual_fonts(), installed)
    return {use.family: use for use in found}


def test_every_face_of_a_family_must_have_a_character(tmp_path: Path) -> None:
    """A heading is bold: a letter that only the regular face has is lacking."""
    make_font(tmp_path / "regular.ttf", "Carlito", "abé")
    make_font(tmp_path / "bold.ttf", "Carlito", "ab", "Bold")
    assert uses(tmp_path, "fr", "abé")["Carlito"].lacking == ("é",)


def test_what_a_font_lacks_is_told_with_a_package_that_has_it(tmp_path: Path) -> None:
    """What another installed font has does not help: LibreOffice does not look there."""
    make_font(tmp_path / "a.ttf", "Amiri", "ابت.")
    make_font(tmp_path / "n.ttf", "Noto Naskh", "ابتپ")
    found = uses(tmp_path, "ar", "ابتپڿ.")["Amiri"]
    assert (found.lacking, found.packages) == (("پ", "ڿ"), ("fonts-noto-core",))


def test_font_that_is_not_installed_is_told_as_such(tmp_path: Path) -> None:
    """Nothing is said of single characters of a font that is not there."""
    found = uses(tmp_path, "zh", "第")["WenQuanYi Micro Hei"]
    assert (found.is_installed, found.lacking) == (False, ())


def test_fonts_of_other_scripts_are_not_asked(tmp_path: Path) -> None:
    """A French report needs no Arabic font, an Arabic one with an acronym the Latin ones too."""
    assert set(uses(tmp_path, "fr", "été (1)")) == {
        "Liberation Serif",
        "Liberation Sans",
        "Carlito",
    }
    assert "Liberation Serif" in uses(tmp_path, "ar", "تقرير ISCG")
    assert set(uses(tmp_path, "ar", "تقرير (1)")) == {"Amiri"}


@pytest.mark.parametrize(
    ("character", "language", "slot"),
    [
        ("a", "zh", "latin"), ("Ж", "ru", "latin"), ("第", "en", "east-asian"),
        ("。", "en", "east-asian"), ("（", "zh", "east-asian"), ("ف", "en", "complex"),
        ("“", "zh", "east-asian"), ("“", "fr", "latin"), ("5", "ar", "complex"),
        ("ﷺ", "ar", "complex"), ("𠀀", "zh", "east-asian"), ("ก", "en", "complex"),
        ("ạ", "fr", "latin"), ("→", "ru", "latin"), ("\U0010fffd", "en", "latin"),
    ],
)  # fmt: skip
def test_font_of_a_character_goes_by_its_script(character: str, language: str, slot: str) -> None:
    """Letters go by script; digits, quotes and symbols by the language around them."""
    assert slot_of(character, language) == slot


def test_what_is_not_drawn_needs_no_glyph() -> None:
    """Spaces, direction marks and joiners are not looked for; accents are, as they are composed."""
    assert drawn_characters(["a\u00a0\u202f\u200f\u200d\n", "e\u0301", "\u2060\ufe0f"]) == {
        "a",
        "é",
    }


@pytest.mark.parametrize(
    ("character", "package"),
    [
        ("㐀", "fonts-noto-cjk"), ("𠀀", "fonts-hanazono"), ("ก", "fonts-noto-core"),
        ("☃", "fonts-symbola"), ("\uf0b7", ""),
    ],
)  # fmt: skip
def test_package_goes_by_the_character(character: str, package: str) -> None:
    """The hint names a package with such characters; nothing brings private-use ones."""
    assert package_for(character) == package


def word_file(**parts: str) -> bytes:
    """Return the parts of a Word file as a package."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, xml in parts.items():
            package.writestr(f"word/{name}.xml", xml)
    return data.getvalue()


def test_fonts_of_a_word_file_are_those_it_names() -> None:
    """A template in Verdana uses Verdana; its Latin font in other places counts for Latin only."""
    styles = (
        '<w:rFonts w:ascii="Verdana &amp; Co" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="KaiTi"/>'
    )
    assert named_fonts(word_file(styles=styles, theme='<w:rFonts w:ascii="No"/>')) == {
        "latin": ("Verdana & Co", "Arial"),
        "complex": ("Traditional Arabic",),
        "east-asian": ("KaiTi",),
    }


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 cut off"])
def test_what_is_no_word_file_names_the_usual_fonts(data: bytes) -> None:
    """A damaged file is for others to complain about."""
    assert named_fonts(data) == usual_fonts()
