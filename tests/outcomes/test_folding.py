"""Where the characters of a folded text stand in its scalar."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.model import fold_lines, split_paragraphs
from reportgen.outcomes.folding import changed_words, folded_stretches, scalar_edits
from reportgen.outcomes.places import TextPlace, text_places

scalars = st.text(st.sampled_from("ab \n\t\u00a0"), min_size=1, max_size=40)


@given(scalars, st.data())
def test_edits_of_a_text_are_edits_of_its_scalar(value: str, choice: st.DataObject) -> None:
    """After any edit of a paragraph, reading the scalar again gives the text edited so."""
    outcome = {"id": "x", "text": value}
    places = [each for each in text_places({"outcomes": [outcome]}) if each.source]
    if not places:
        return
    place = choice.draw(st.sampled_from(places))
    length = len(place.source)
    start, end = sorted(choice.draw(st.tuples(*[st.integers(0, length)] * 2)))
    words = choice.draw(st.text("xy", min_size=1, max_size=4))
    new = place.source[:start] + words + place.source[end:]
    edited = value
    for first, last, put in scalar_edits(value, place, [(start, end, words)]):
        edited = edited[:first] + put + edited[last:]
    number = places.index(place)
    after = split_paragraphs(edited)
    assert after[number] == new
    assert after[:number] + after[number + 1 :] == [
        each.source for each in places if each is not place
    ]


@given(scalars)
def test_each_character_has_its_stretch(value: str) -> None:
    """What the stretches hold is the text, a line break being its space."""
    found = folded_stretches(value, 0, len(value))
    words = (value[start:end] for start, end in found)
    assert "".join(" " if "\n" in each else each for each in words) == fold_lines(value)


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_one_edit_makes_a_text_another(old: str, new: str) -> None:
    """It is no longer than it must be."""
    start, end, words = changed_words(old, new)
    assert old[:start] + words + old[end:] == new
    assert (start, end, words) == (len(old), len(old), "") or old != new
    assert not words or start == end or words[0] != old[start]


def test_place_says_which_paragraph() -> None:
    """Of two equal paragraphs the one that is meant is edited."""
    place = TextPlace("x#2", "same", ("text",), "same")
    assert scalar_edits("same\n\nsame", place, [(0, 4, "other")]) == [(6, 10, "other")]
