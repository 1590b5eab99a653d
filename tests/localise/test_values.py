"""Values of expressions: as the table says, from the data, in every form and language."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from reportgen.catalogs.lookup import Catalog, Catalogs
from reportgen.expressions import CASES, FUNCTIONS, NAMES, Function, check_expression
from reportgen.languages import LANGUAGE_KEYS
from reportgen.localise import ANSWERS
from reportgen.localise.evaluator import Evaluator
from reportgen.localise.scope import Scope, Value
from reportgen.organisation import Organisation
from reportgen.texts import parse_text
from reportgen.values import FORMS
from tests.outcomes.page import SHOWN
from tests.support.meetings import MEETING, make_project

NBSP = "\N{NO-BREAK SPACE}"
Evaluate = Callable[..., Value]


@pytest.fixture(scope="module")
def evaluate(tmp_path_factory: pytest.TempPathFactory) -> Evaluate:
    """Return what gives the value of an expression in a report to TSAG."""
    project = make_project(tmp_path_factory.mktemp("values"), {MEETING: SHOWN % "A text."})
    report = project.maker().report("TSAG")
    organisation = Organisation()

    def value(source: str, language: str = "en") -> Value:
        (expression,) = parse_text(source).expressions()
        assert check_expression(expression) == []
        catalogs = Catalogs(language, Catalog(""), {})
        scope = Scope(report, organisation, catalogs, language)
        return Evaluator(scope).value(expression, MEETING, {})

    return value


def test_every_function_has_an_answer() -> None:
    """What may be written can be computed."""
    assert set(ANSWERS) == set(FUNCTIONS)


@pytest.mark.parametrize(
    ("source", "expected"),
    [example for function in FUNCTIONS.values() for example in function.examples],
)
def test_example_prints_what_it_says(evaluate: Evaluate, source: str, expected: str) -> None:
    """The table of functions is right about English."""
    assert evaluate(source).text.replace(NBSP, " ") == expected.replace(NBSP, " ")


def listed_names() -> list[str]:
    """Return every name that may stand alone between the braces."""
    return [
        f"{name}.{attribute}".rstrip(".")
        for name, attributes in NAMES.items()
        for attribute, meaning in attributes.items()
        if not meaning.startswith("only as an argument") and name not in ("annex", "page")
    ]


@pytest.mark.parametrize("language", LANGUAGE_KEYS)
@pytest.mark.parametrize("name", listed_names())
def test_listed_name_has_a_value_or_a_gap(evaluate: Evaluate, name: str, language: str) -> None:
    """A name prints something, or marks what is missing, and says which field that is."""
    value = evaluate(f"{{{{ {name} }}}}", language)
    assert value.field
    assert value.text or name == "report.keywords"


def calls(function: Function) -> list[str]:
    """Return calls of a function with every form and every case."""
    found = [function.examples[0][0].removesuffix(") }}")]
    for parameter in function.parameters:
        if parameter.name in ("form", "case"):
            found += [f'{c}, {parameter.name}="{x}"' for c in found for x in parameter.choices]
    return [f"{each}) }}}}" for each in found]


@pytest.mark.parametrize("language", LANGUAGE_KEYS)
@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=lambda each: each.name)
def test_every_form_and_case_works_in_every_language(
    evaluate: Evaluate, function: Function, language: str
) -> None:
    """A translator may ask for any form and case; a language ignores the cases it does not have.

    But no Arabic preposition stands before Latin letters.
    """
    for source in calls(function):
        is_latin = (
            language == "ar"
            and re.search(r'case="(li|bi)"', source)
            and ('"acronym"' in source or 'form="' not in source or '"name"' in source)
        )
        if is_latin and function.name in ("body", "bodies", "conference", "person"):
            continue
        assert evaluate(source, language).text, source


def test_the_usual_form_is_the_first(evaluate: Evaluate) -> None:
    """What the table names first is what is printed without a form."""
    for function in FUNCTIONS.values():
        for parameter in function.parameters:
            if parameter.name == "form":
                usual = function.examples[0][0]
                named = usual.replace(") }}", f', form="{parameter.choices[0]}") }}}}')
                assert evaluate(usual) == evaluate(named)


def test_every_case_changes_a_word_somewhere(evaluate: Evaluate) -> None:
    """No case is listed that does nothing in any language."""
    words = ['body("TDAG", form="long"', 'resolution("PP", 191']
    for case in set(CASES) - {"nom"}:
        assert any(
            evaluate(f'{{{{ {start}, case="{case}") }}}}', language)
            != evaluate(f"{{{{ {start}) }}}}", language)
            for language in LANGUAGE_KEYS
            for start in words
        ), case


def test_forms_are_those_that_values_know() -> None:
    """Every form of the table of functions is one of the function that words the value."""
    worded = {each.__name__: forms for each, forms in FORMS.items()}
    for name, wording in {
        "date": "format_date", "dates": "format_range", "when": "format_when",
        "resolution": "format_resolution", "person": "format_person", "chair": "format_chair",
        "money": "format_money", "ordinal": "format_ordinal", "study_group": "format_study_group",
    }.items():  # fmt: skip
        (form,) = [p for p in FUNCTIONS[name].parameters if p.name == "form"]
        assert set(form.choices) <= set(worded[wording]), name


def test_arguments_may_be_given_by_name(evaluate: Evaluate) -> None:
    """By place or by name, an argument means the same."""
    for by_place, by_name in [
        ('resolution("PP", 191, rev=2018)', 'resolution(rev=2018, number=191, body="PP")'),
        ("date(meeting)", "date(day=meeting)"),
        ('dates("2023-05-02", "2023-05-04")', 'dates("2023-05-02", last="2023-05-04")'),
        ('link("https://x.org", "x")', 'link(target="https://x.org", text="x")'),
        ("ordinal(session)", "ordinal(number=session)"),
    ]:
        assert evaluate(f"{{{{ {by_place} }}}}") == evaluate(f"{{{{ {by_name} }}}}")


@pytest.mark.parametrize(
    ("source", "field"),
    [
        ("{{ date(meeting) }}", "meeting.date"),
        ("{{ dates(session) }}", "reports.TSAG.session"),
        ("{{ when(next_meeting) }}", "next_meeting"),
        ('{{ resolution("PP", 191) }}', "organisation.resolutions.PP-191"),
        ('{{ document("ISCG/23-1/02") }}', "documents.ISCG/23-1/02"),
        ('{{ person("rimkeviciene") }}', "people.rimkeviciene"),
        ("{{ body(group) }}", "organisation.bodies.ISCG"),
        ('{{ money(fact="b-1") }}', "b-1"),
        ('{{ date("2023-05-02") }}', ""),
    ],
)
def test_a_value_names_the_field_behind_it(evaluate: Evaluate, source: str, field: str) -> None:
    """Who changes a printed value is led to the data it came from."""
    assert evaluate(source).field == field


def test_links_carry_their_address(evaluate: Evaluate) -> None:
    """A page, an address and a mail address become links."""
    assert evaluate('{{ link("iscg@itu.int") }}').href == "mailto:iscg@itu.int"
    assert evaluate('{{ link("https://x.org", "here") }}').href == "https://x.org"
    assert evaluate('{{ link("events-portal") }}').href.startswith("https://www.itu.int/")
