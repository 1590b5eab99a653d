"""Lists, quotation marks, and deviations of source texts from the house's typography."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.typography import find_deviations, may_deviate
from reportgen.values import LANGUAGES, NBSP, format_list, quote


@pytest.mark.parametrize(
    ("language", "kind", "expected"),
    [
        ("en", "and", "a, b and c"),
        ("en", "or", "a, b or c"),
        ("fr", "and", "a, b et c"),
        ("fr", "or", "a, b ou c"),
        ("es", "and", "a, b y c"),
        ("es", "or", "a, b o c"),
        ("ru", "and", f"a, b и{NBSP}c"),
        ("ru", "or", "a, b или c"),
        ("zh", "and", "a、b和c"),
        ("zh", "or", "a、b或c"),
        ("ar", "and", "a وb وc"),
        ("ar", "or", f"a أو{NBSP}b أو{NBSP}c"),
    ],
)
def test_a_list_of_three(language: str, kind: str, expected: str) -> None:
    """No language has a comma before the last item."""
    assert format_list(["a", "b", "c"], language, kind) == expected


@pytest.mark.parametrize(
    ("last", "kind", "expected"),
    [
        ("Internet", "and", "a e Internet"),
        ("hielo", "and", "a y hielo"),
        ("historia", "and", "a e historia"),
        ("UIT-T", "and", "a y UIT-T"),
        ("ISCG", "and", "a e ISCG"),
        ("octubre", "or", "a u octubre"),
        ("hoy", "or", "a u hoy"),
        ("8", "or", "a u 8"),
        ("80", "or", "a u 80"),
        ("11", "or", "a u 11"),
        ("110", "or", "a o 110"),
        ("9", "or", "a o 9"),
    ],
)
def test_spanish_changes_and_or_by_sound(last: str, kind: str, expected: str) -> None:
    """Y becomes e before the sound i, o becomes u before the sound o, figures included."""
    assert format_list(["a", last], "es", kind) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_items_are_never_changed(language: str) -> None:
    """An item that contains the joining words, or a comma, comes out as it went in."""
    items = ["research and и или", "a y b, o c", "{0} أو و"]
    words = format_list(items, language)
    assert all(item in words for item in items)


def test_one_item_is_itself_and_none_is_refused() -> None:
    """An empty list would leave a hole in a sentence."""
    assert format_list(["ITU"], "en") == "ITU"
    with pytest.raises(ValueError, match="at least one item"):
        format_list([], "en")


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar"])
def test_quotation_marks_are_straight(language: str) -> None:
    """Measured in ITU files: neither guillemets nor curly marks, also in French and Russian."""
    assert quote("x", language) == '"x"'
    assert quote("x", language, inner=True) == "'x'"


def test_chinese_quotation_marks_are_curly() -> None:
    """Chinese prints full-width marks."""
    assert quote("x", "zh") == "“x”"
    assert quote("x", "zh", inner=True) == "‘x’"


@pytest.mark.parametrize(
    ("language", "text", "rule", "found", "expected"),
    [
        ("en", "a ‘Green Digital Day’ at COP28", "straight-apostrophe", "‘", "'"),
        ("en", "“Accessibility”", "straight-quotes", "“", '"'),
        ("en", "on 1st September 2021", "ordinal-in-date", "st", ""),
        ("fr", "Origine : UIT", "space-before-colon", " ", ""),
        ("fr", "Origine\u202f: UIT", "space-before-colon", "\u202f", ""),
        ("fr", "« x »", "straight-quotes", "«", '"'),
        ("ru", "отчёт", "ie-for-yo", "ё", "е"),
        ("ru", "«x»", "straight-quotes", "«", '"'),
        ("zh", "文件,会议", "full-width-comma", ",", "，"),
        ("zh", "第 191号", "han-latin-space", " ", ""),
        ("zh", "会议(TDAG)", "full-width-brackets", "(", "（"),
        ("ar", "الوثيقة, القرار", "arabic-comma", ",", "،"),
        ("ar", "٢٠٢٣", "european-digits", "٢٠٢٣", "2023"),
        ("ar", "بالإنجليزية", "english-spelling", "ج", "ك"),
        ("en", "two  spaces", "several-spaces", "  ", " "),
    ],
)
def test_a_deviation_is_found_with_its_place(
    language: str, text: str, rule: str, found: str, expected: str
) -> None:
    """Each finding says where, what stands there and what the house prints."""
    first = find_deviations(text, language)[0]
    assert (first.rule, first.found, first.expected) == (rule, found, expected)
    assert text[first.start : first.end] == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", 'The group\'s "Terms of reference": see https://www.itu.int/a;b for more; or ask.'),
        ("en", "{{ date('2023-05-02' , form=“x”) }} at 09:30"),
        ("fr", "Résumé: l'UIT et la CMDT; voir [le site](https://www.itu.int/a ) 10:30"),
        ("ru", 'Документ "Отчет": см. п. 3'),
        ("zh", "文件C18/35-C，2018年4月17-27日：“议项”（TDAG）。"),
        ("ar", "الوثيقة TDAG-23/48-A، باللغة الإنكليزية (E.103-E.100)"),
        ("en", "on 1 September 2021, the 10th meeting"),
    ],
)
def test_a_text_in_house_style_has_no_findings(language: str, text: str) -> None:
    """Expressions, addresses and times are not taken for prose."""
    assert find_deviations(text, language) == ()


def test_findings_come_in_reading_order() -> None:
    """A report of findings follows the text."""
    found = find_deviations("‘a’ and “b”", "en")
    assert [deviation.start for deviation in found] == sorted(d.start for d in found)
    assert len(found) == 4


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    text=st.text(
        alphabet=st.sampled_from("aЯё的中ا إنجليز.,;:!?()\"'“”«»‘’ \u00a0\u202f1٣۴st January{}")
    )
)
def test_a_quick_look_misses_nothing(language: str, text: str) -> None:
    """Texts are looked at one by one only where the quick look at all of them finds a sign."""
    if find_deviations(text, language):
        assert may_deviate(("x", text), language)
