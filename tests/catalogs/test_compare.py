"""Translations against their sources: every difference that matters, and no false alarm."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.catalogs.compare import compare_entry
from reportgen.catalogs.store import CatalogEntry
from reportgen.errors import Problem
from reportgen.languages import language
from tests.catalogs.support import entry


def told(key: str, each: CatalogEntry) -> list[Problem]:
    """Return what is said of an entry."""
    return list(compare_entry(each, language(key), "locale/x.po"))


SAME = {
    "a case, a form": (
        "fr",
        'At {{ body("RAG") }}.',
        'Au {{ body("RAG", form="long", case="a") }}.',
    ),
    "a name in a case": ("fr", "to {{ addressee }}", 'à {{ body(addressee, case="the") }}'),
    "a full name in a case": (
        "ru",
        "{{ group.full }}",
        '{{ body(group, form="full", case="gen") }}',
    ),
    "a gender": ("ru", "{{ ordinal(2) }}", '{{ ordinal(2, gender="feminine") }}'),
    "another joint": ("es", '{{ bodies("A", "B") }}', '{{ bodies("A", "B", join="or") }}'),
    "another order": (
        "zh",
        "{{ group }} met {{ date(meeting) }}.",
        "{{ date(meeting) }}，{{ group }}开会。",
    ),
    "named argument": ("fr", '{{ document("A/1") }}', '{{ document(symbol="A/1") }}'),
    "emphasis": ("ar", "It is **free**.", "إنه **مجاني**."),
    "Chinese signs": ("zh", "Is it free?", "免费吗？"),
    "Arabic signs": ("ar", "Is it free?", "هل هو مجاني؟"),
    "Arabic semicolon": ("ar", "free;", "مجاني؛"),
    "French space before": ("fr", "Contact:", "Contact\u00a0:"),
    "sign in quotes": ("fr", 'It says "free".', "Il dit «\u00a0gratuit\u00a0»."),
    "closing quote last": ("ru", 'It says "free."', "Там сказано: «бесплатно»."),
    "ellipsis": ("fr", "and so on...", "et ainsi de suite…"),
    "abbreviation": ("ru", "Page", "Стр."),
    "thousands": ("fr", "1,250 pages", "1\u202f250 pages"),
    "decimals": ("ru", "2.5 hours", "2,5 часа"),
    "month as a figure": ("zh", "In May 2023.", "2023年5月。"),
    "number as a figure": ("zh", "The second meeting of two.", "两次中的第2次会议。"),
    "Arabic digits": ("ar", "In 2023.", "في ٢٠٢٣."),
    "language letter": ("fr", "See TDAG-18/38-E.", "Voir TDAG-18/38-F."),
    "symbol after Chinese": ("zh", "See TSAG-TD239.", "见TSAG-TD239号文件。"),
    "letters of a name": ("ar", "After COVID-19.", "بعد كوفيد-19."),
    "page in the language": (
        "es",
        "See https://www.itu.int/en/iscg.",
        "Véase https://www.itu.int/es/iscg.",
    ),
    "linked page": ("fr", "[here](https://itu.int/en/a)", "[ici](https://itu.int/fr/a)"),
    "expression as a link": ("fr", '[a]({{ link("x") }})', '[b]({{ link("x") }})'),
}


@pytest.mark.parametrize(("key", "source", "text"), SAME.values(), ids=SAME)
def test_what_a_language_does_in_its_own_way_is_no_fault(key: str, source: str, text: str) -> None:
    """A translator is not bothered with what is right."""
    assert told(key, entry(source, text)) == []


REFERENCES = {
    "lost": ("{{ group }} met.", "Le groupe s'est réuni.", "lacks {{ group }}"),
    "another body": (
        'At {{ body("RAG") }}.',
        'Au {{ body("TDAG") }}.',
        'lacks {{ body("RAG") }} and has {{ body("TDAG") }} too much',
    ),
    "another name": (
        "{{ addressee }}",
        "{{ body(group) }}",
        "lacks {{ addressee }} and has {{ body(group) }} too much",
    ),
    "another number": ("{{ ordinal(2) }}", "{{ ordinal(3) }}", "lacks {{ ordinal(2) }}"),
    "twice": ("{{ group }}.", "{{ group }} {{ group }}.", "has {{ group }} too much"),
    "other attribute": ("{{ addressee.sector }}", "{{ addressee.bureau }}", "lacks {{ addressee.s"),
    "in a link": ('[a]({{ link("x") }})', '[a]({{ link("y") }})', 'lacks {{ link("x") }}'),
}
EXPRESSIONS = {
    "unknown name": ("{{ group }}", "{{ groupe }}", 'unknown name "groupe"'),
    "unknown case": ('{{ body("RAG") }}', '{{ body("RAG", case="zu") }}', 'cannot be "zu"'),
    "curly quotes": ('{{ body("RAG") }}', "{{ body(“RAG”) }}", "cannot read"),
    "open braces": ("{{ group }}.", "{{ group.", "without `}}`"),
    "tag of templates": ("{{ group }}.", "{% group %}.", "means nothing in a text"),
    "bad link": ("[a](https://itu.int)", "[a](itu.int)", "is not a link"),
}
MARKUP = {
    "lost emphasis": ("It is **free**.", "C'est gratuit.", "0 bold where the source has 1"),
    "lost link": ("[a](https://itu.int)", "a", "0 links where the source has 1"),
    "stray star": ("free", "*gratuit*", "1 italic where the source has 0"),
}
NUMBERS = {
    "figure": ("16 meetings.", "61 réunions.", "lacks 16 and has 61"),
    "lost year": ("From 2024.", "Désormais.", "lacks 2024"),
    "symbol": ("See TSAG-TD239.", "Voir TSAG-TD293.", "lacks TSAG-TD239"),
    "mail": ("Write to a@itu.int.", "Écrivez à b@itu.int.", "lacks a@itu.int"),
    "page": ("See https://itu.int/a.", "Voir https://itu.int/b.", "lacks https://itu.int/a"),
}
DIFFERENT = {
    name: (code, *row)
    for code, rows in {
        "references": REFERENCES,
        "expression": EXPRESSIONS,
        "markup": MARKUP,
        "numbers": NUMBERS,
    }.items()
    for name, row in rows.items()
}


@pytest.mark.parametrize(("code", "source", "text", "message"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_readers_would_miss_is_told(code: str, source: str, text: str, message: str) -> None:
    """Each difference has its code, the line of its entry, and words that name it."""
    found = {problem.code: problem for problem in told("fr", entry(source, text))}
    problem = found[f"catalog-{code}"]
    assert message in problem.message
    assert problem.message.startswith("captions: ")
    assert (problem.path, problem.line) == ("locale/x.po", 7)
    assert problem.severity == ("error" if code in ("references", "expression") else "warning")


PUNCTUATION = {
    "no full stop": ("fr", "It is free.", "C'est gratuit", 'the source ends with "."', 'with "."'),
    "full stop": ("fr", "Free captions", "Sous-titres gratuits.", 'ends with "."', "out"),
    "Latin stop": ("zh", "It is free.", "它是免费的.", 'ends with "."', '"。"'),
    "no Chinese stop": ("zh", "It is free.", "它是免费的", 'the source ends with "."', '"。"'),
    "Latin question mark": ("ar", "Free?", "مجاني?", 'ends with "?"', '"؟"'),
    "colon": ("fr", "Contact:", "Contact.", 'the source ends with ":"', 'with ":"'),
}


@pytest.mark.parametrize(
    ("key", "source", "text", "message", "hint"), PUNCTUATION.values(), ids=PUNCTUATION
)
def test_the_last_sign_is_that_of_the_script(
    key: str, source: str, text: str, message: str, hint: str
) -> None:
    """The hint names the sign to write."""
    (problem,) = told(key, entry(source, text))
    assert (problem.code, problem.severity) == ("catalog-punctuation", "warning")
    assert message in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize(("key", "forms"), [("zh", 1), ("fr", 2), ("ru", 3), ("ar", 6)])
def test_plural_forms_are_as_many_as_the_language_has(key: str, forms: int) -> None:
    """One too many is an error; the right number is not."""
    stop = "。" if key == "zh" else "."

    def plural(count: int) -> list[Problem]:
        texts = [f"{{{{ meetings.count }}}} {number * 'x'}{stop}" for number in range(count)]
        return told(key, entry("A meeting.", *texts, plural="{{ meetings.count }} meetings."))

    assert plural(forms) == []
    assert [(each.code, each.severity) for each in plural(forms + 1)] == [
        ("catalog-plural", "error")
    ]


def test_a_form_for_one_or_two_may_say_the_number_in_the_noun() -> None:
    """Arabic has a dual: the figure is not printed there."""
    forms = ("{{ meetings.count }} a.", "b.", "c.", *(["{{ meetings.count }} d."] * 3))
    assert told("ar", entry("A meeting.", *forms, plural="{{ meetings.count }} meetings.")) == []


def test_what_is_not_used_is_not_compared() -> None:
    """Missing and fuzzy entries do not reach a report."""
    wrong = entry("{{ group }} met.", "Réunion")
    assert told("fr", wrong)
    assert told("fr", replace(wrong, is_fuzzy=True)) == []
    assert told("fr", replace(wrong, texts=("",))) == []
