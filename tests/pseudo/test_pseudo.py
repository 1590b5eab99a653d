"""The pseudo-language: strange to read, and right in everything that a program reads."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.catalogs.units import message_units
from reportgen.fonts.coverage import InstalledFonts, font_uses
from reportgen.fonts.named import usual_fonts
from reportgen.fonts.scripts import drawn_characters
from reportgen.pseudo import CLOSING, OPENING, pseudo_text
from reportgen.texts import parse_text

SOURCES = [text for unit in message_units() for text in (unit.source, unit.plural) if text]
WORDS = st.text(alphabet="abcdefgh xyz.,ABC", min_size=1, max_size=20).filter(str.strip)
PIECES = st.one_of(
    WORDS,
    WORDS.map(lambda words: f"**{words.strip()}**"),
    WORDS.map(lambda words: f" _{words.strip()}_ "),
    WORDS.map(lambda words: f"[{words}](https://itu.int/{len(words)}_(a)_b)"),
    st.sampled_from(
        ['{{ body("RAG", form="full") }}', "{{ group }}", r"\*", r"\{{", "TDAG-23/48-A", "2023",
         "[site]({{ link(\"site\") }})", "https://www.itu.int/en", "a.b@itu.int", "ITU-T E.119"]
    ),
)  # fmt: skip


def test_words_are_accented_longer_and_between_brackets() -> None:
    """This is what the pseudo-language looks like."""
    assert pseudo_text("The next meeting") == "‹Ţĥéé ñééẋţ ḿééééţîñĝĝ›"
    assert pseudo_text("of {{ date(meeting) }}:") == "‹ôƒ {{ date(meeting) }}:›"
    assert pseudo_text("") == ""


@pytest.mark.parametrize("source", SOURCES)
def test_messages_keep_what_is_computed(source: str) -> None:
    """Every message of ours has the same values in the same order, with the same look."""
    check_same_but_for_words(source)


@given(st.lists(PIECES, min_size=1, max_size=6).map(" ".join))
def test_texts_keep_values_links_and_emphasis(source: str) -> None:
    """Whatever a secretary writes, only its words change."""
    check_same_but_for_words(source)


def check_same_but_for_words(source: str) -> None:
    """Compare a text with its pseudo-translation, piece by piece."""
    before, after = parse_text(source), parse_text(pseudo_text(source))
    assert looks(before.expressions()) == looks(after.expressions())
    assert [fault.code for fault in after.faults] == [fault.code for fault in before.faults]
    links = [[piece.href for piece in parsed.pieces if piece.href] for parsed in (before, after)]
    assert list(dict.fromkeys(links[0])) == list(dict.fromkeys(links[1]))
    words = ["".join(piece.text for piece in parsed.pieces) for parsed in (before, after)]
    assert re.findall(r"\d+", words[0]) == re.findall(r"\d+", words[1])
    assert words[1].startswith(OPENING)
    assert words[1].endswith(CLOSING)


def looks(expressions: tuple[object, ...]) -> list[str]:
    """Return expressions as written."""
    return [str(getattr(each, "source", each)) for each in expressions]


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ABC.,", min_size=1).filter(str.strip))
def test_text_gets_forty_per_cent_longer(source: str) -> None:
    """Not one letter stays plain, and as many are added as translations need."""
    letters = sum(each.isalpha() for each in source)
    accented = pseudo_text(source)
    assert not re.search("[A-Za-z]", accented)
    assert sum(each.isalpha() for each in accented) == pytest.approx(letters * 1.4, abs=1)


@pytest.mark.external
def test_fonts_have_every_letter() -> None:
    """A blank in a picture is then a fault of the template, not a letter that a font lacks."""
    from reportgen.doctor import installed_faces

    alphabet = pseudo_text("abcdefghijklmnopqrstuvwxyz")
    drawn = drawn_characters([alphabet, alphabet.upper(), OPENING + CLOSING])
    uses = font_uses(drawn, "xx", usual_fonts(), InstalledFonts(installed_faces()))
    assert [(use.family, use.lacking) for use in uses if use.lacking] == []
