"""What the translation memory offers: the nearest text, with the values of the new one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.catalogs.units import Unit
from reportgen.memory import EXACT, OTHER_VALUES, TranslationMemory, suggestions
from tests.memory.support import OLD, offered, segment

MET = 'The group met on {{ date("2021-09-01") }}.'
MET_FR = 'Le groupe s\'est réuni {{ date("2021-09-01", form="with-preposition") }}.'


def test_the_same_text_is_an_exact_match_with_its_origin() -> None:
    """Whoever gets a suggestion can look up the sentence that it is from."""
    (only,) = offered("Captions are free.", segment("Captions are free.", "Gratuits."))
    assert (only.score, only.origin, only.texts) == (EXACT, OLD, ("Gratuits.",))


def test_another_date_is_put_in_and_keeps_the_form_of_the_translation() -> None:
    """One sentence about two days is one sentence; how French words a date stays French."""
    (only,) = offered('The group met on {{ date("2023-05-02") }}.', segment(MET, MET_FR))
    assert only.score == OTHER_VALUES
    assert only.texts == (MET_FR.replace("2021-09-01", "2023-05-02"),)
    assert only.source == 'The group met on {{ date("2023-05-02") }}.'


@pytest.mark.parametrize(
    ("old", "old_fr", "new", "new_fr"),
    [
        ("Table 1 of 9", "Tableau 1 sur 9", "Table 4 of 9", "Tableau 4 sur 9"),
        (
            '{{ body("TSAG") }} and {{ body("RAG") }} met.',
            'Le {{ body("RAG", case="de") }} et le {{ body("TSAG") }} se sont réunis.',
            '{{ body("TDAG") }} and {{ body("RAG") }} met.',
            'Le {{ body("RAG", case="de") }} et le {{ body("TDAG") }} se sont réunis.',
        ),
        (
            'See {{ resolution("PP", 191, form="short") }}.',
            'Voir {{ resolution("PP", 191, form="short", case="the") }}.',
            'See {{ resolution("WTDC", 59) }}.',
            'Voir {{ resolution("WTDC", 59, case="the") }}.',
        ),
    ],
)
def test_new_values_go_where_the_old_ones_stood(
    old: str, old_fr: str, new: str, new_fr: str
) -> None:
    """Figures and references alike, in the order of the translation."""
    (only,) = offered(new, segment(old, old_fr))
    assert (only.score, only.texts) == (OTHER_VALUES, (new_fr,))


@pytest.mark.parametrize(
    ("old", "old_fr", "new"),
    [
        # In French the day 1 could be the month 1.
        ("On 1 January 2021", "2021-1-1", "On 2 January 2021"),
        # Which of the two becomes RAG?
        (
            '{{ body("TSAG") }} wrote to {{ body("TSAG") }}.',
            '{{ body("TSAG") }} a écrit au {{ body("TSAG") }}.',
            '{{ body("TSAG") }} wrote to {{ body("RAG") }}.',
        ),
        ("Two of 16 languages", "Deux langues sur seize", "Two of 17 languages"),
    ],
)
def test_where_it_is_not_certain_nothing_is_put_in(old: str, old_fr: str, new: str) -> None:
    """The translation is offered as it is, with a lower score."""
    (only,) = offered(new, segment(old, old_fr))
    assert (only.score, only.texts, only.source) == (90, (old_fr,), old)


def test_like_texts_are_ranked_and_unlike_ones_left_out() -> None:
    """Best first; a text that shares a few words only is no help."""
    found = offered(
        "Captions will be free from 2024.",
        segment("The budget was approved by the Council.", "Le budget…", origin="a:budget"),
        segment("Captions will be available from 2024.", "Disponibles…", origin="a:available"),
        segment("Captions will be free of charge from 2022.", "Gratuits…", origin="a:free"),
    )
    assert [each.origin for each in found] == ["a:free", "a:available"]
    assert 70 <= found[1].score < found[0].score < 90


def test_threshold_is_kept() -> None:
    """Nothing below it is shown."""
    near = segment("Captions will be available from 2022.", "Disponibles…")
    assert offered("Captions will be free from 2024.", near)
    assert not offered("Captions will be free from 2024.", near, threshold=95)


def test_reviewed_translations_come_before_others_and_each_is_shown_once() -> None:
    """Of equal scores the one that somebody approved; the same words are no second suggestion."""
    found = offered(
        "Table",
        segment("Table", "Table", origin="a:1", state="obsolete"),
        segment("Table", "Tableau", origin="a:2"),
        segment("Table", "Tableau", origin="a:3", state="reviewed"),
    )
    assert [(each.origin, each.texts) for each in found] == [
        ("a:3", ("Tableau",)),
        ("a:1", ("Table",)),
    ]


def test_a_text_is_not_offered_to_itself() -> None:
    """What stands in the entry already is no suggestion for it; what stood there long ago is."""
    own = "iscg-23-1:captions"
    assert not offered("Old words.", segment("Old words.", "Mots", origin=own, state="earlier"))
    assert offered("Old words.", segment("Old words.", "Mots", origin=own, state="obsolete"))


def test_plural_forms_come_from_plural_forms() -> None:
    """A message that is worded by number gets as many forms as the language has."""
    old = segment("One meeting", "Une réunion", "{{ meetings.count }} réunions", plural="Meetings")
    (only,) = offered("One meeting", old, plural="Meetings")
    assert only.texts == ("Une réunion", "{{ meetings.count }} réunions")
    assert not offered("One meeting", old)


# Sources of a sentence with two dates and a figure, and translations that hold the same.
_dates = st.dates().map(lambda day: f'{{{{ date("{day.isoformat()}") }}}}')


@given(_dates, _dates, _dates, _dates, st.integers(13, 99), st.integers(13, 99))
def test_what_is_put_in_is_what_the_new_text_has(
    a: str, b: str, c: str, d: str, m: int, n: int
) -> None:
    """With 98 per cent or more, a suggestion has exactly the values of the new text."""
    (only,) = offered(
        f"From {c} to {d} there were {n} events.",
        segment(f"From {a} to {b} there were {m} events.", f"{m} événements de {a} à {b}."),
    )
    wanted = f"{n} événements de {c} à {d}."
    assert (only.texts == (wanted,)) == (only.score >= OTHER_VALUES)
    assert only.score >= OTHER_VALUES or a == b


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_is_too_odd_to_be_compared(old: str, new: str) -> None:
    """Whatever stands in a catalog, suggestions are found or there are none."""
    memory = TranslationMemory("fr", (segment(old, old),))
    found = suggestions([Unit("x", new)], memory, threshold=1)
    if old == new and old:
        assert found["x"][0].score == EXACT
