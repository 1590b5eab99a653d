"""Latin words, numbers and symbols amid Arabic text get pieces of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.latin import fold_direction_marks, is_latin_only, split_latin

SHOWN = {"\u200e": "<LRM>", "\u200f": "<RLM>"}
ALPHABET = st.sampled_from([*"ابج،؛ د(ه)[]\"'.-/:+@%\n\t\u00a0", *"ABc123", "é", "中", "\u064b"])


def _shown(text: str) -> list[str]:
    """Return the pieces of a text that run from left to right, direction marks made visible."""
    return [
        "".join(SHOWN.get(each, each) for each in piece.words)
        for piece in split_latin(text)
        if piece.is_latin
    ]


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("الوثيقة TDAG-23/48-A", ["TDAG-23/48-A"]),
        ("فريق (ISCG) و(TSAG)", ["ISCG", "TSAG"]),
        ("جنيف، 23-19 يونيو 2023", ["<LRM>23-19", "2023"]),
        ("في 100\u00a0000 فرنك", ["100\u00a0000"]),
        ("الهاتف +41 22 730 5111.", ["<LRM>+41 22 730 5111"]),
        ("انظر https://www.itu.int/a/ ثم", ["https://www.itu.int/a/<LRM>"]),
        ("(iscg@itu.int)", ["iscg@itu.int"]),
        ("الأستاذ Ahmad R. Sharafat (إيران)", ["Ahmad R. Sharafat"]),
        ("قرار ITU (WTDC) ثم", ["ITU (WTDC)<LRM>"]),
        ("شبكات 5G في", ["<LRM>5G"]),
        ("تردد 2,5 GHz في", ["2,5", "GHz"]),
        ('قال "Hello world" ثم', ["Hello world"]),
        ("القرار 191 (المراجَع في بوخارست، 2022)", ["191", "2022"]),
        ("(", []),
        ("", []),
    ],
)
def test_what_runs_from_left_to_right(text: str, latin: list[str]) -> None:
    """Symbols, names, numbers and addresses do; the brackets around them are the sentence's."""
    assert _shown(text) == latin


def test_a_list_of_latin_names_reads_from_the_right() -> None:
    """The comma between two Latin names is Arabic, which a mark says where no letter does."""
    between = [piece.words for piece in split_latin("TSAG، TDAG، RAG") if not piece.is_latin]
    assert between == ["، \u200f", "، \u200f"]


@given(st.lists(ALPHABET, max_size=30).map("".join))
def test_nothing_but_marks_is_added(text: str) -> None:
    """The pieces are the text, whatever it is; no Arabic letter is in a Latin piece."""
    pieces = split_latin(text)
    assert fold_direction_marks("".join(piece.words for piece in pieces)) == text
    for piece in pieces:
        assert not (piece.is_latin and any("\u0600" <= each <= "\u06ff" for each in piece.words))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ITU", True), ("ITU الاتحاد", False), ("{{ cover.date }}", False), (" - ", False)],
)
def test_which_runs_of_a_template_stay_as_they_are(text: str, expected: bool) -> None:
    """Latin words do; a tag is filled with Arabic, and a dash alone belongs to the sentence."""
    assert is_latin_only(text) is expected
