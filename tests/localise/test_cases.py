"""Cases: what a translator asks for is what is printed, or a fault that says why it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.catalogs.lookup import Catalog, Catalogs
from reportgen.expressions import CASES_OF, FUNCTIONS, check_inflection
from reportgen.languages import LANGUAGE_KEYS
from reportgen.localise.evaluator import Evaluator
from reportgen.localise.scope import Scope
from reportgen.organisation import load_organisation
from reportgen.texts import parse_text
from tests.support.meetings import MEETING, MadeProject, make_project

NBSP = "\N{NO-BREAK SPACE}"
FILE = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02, place: geneva, chair: rivas}
people:
  rivas: {name: Ana Rivas, title: Ms, gender: feminine, names: {ar: آنا ريفاس}}
  petrov: {name: Ivan Petrov, title: Prof, names: {ru: Иван Петров}, cases: {gen: Ивана Петрова}}
  lee: {name: Ann Lee, title: Dr, gender: feminine}
documents: {X/1: {}}
outcomes:
  - {id: said, kind: information, text: 'A word from {{ person("petrov") }}.'}
reports: {TSAG: {}}
"""
Evaluate = Callable[[str, str], str]


@pytest.fixture(scope="module")
def evaluate(tmp_path_factory: pytest.TempPathFactory) -> Evaluate:
    """Return what gives the words of an expression in a language."""
    report = make_project(tmp_path_factory.mktemp("cases"), {MEETING: FILE}).maker().report("TSAG")

    def words(inner: str, language: str) -> str:
        (expression,) = parse_text(f"{{{{ {inner} }}}}").expressions()
        assert not list(check_inflection(expression, language))
        scope = Scope(report, load_organisation(), Catalogs(language, Catalog(""), {}), language)
        return Evaluator(scope).value(expression, MEETING, {}).text.replace(NBSP, " ")

    return words


@pytest.mark.parametrize(
    ("inner", "language", "words"),
    [
        ('theme("accessibility", case="ins")', "ru", "доступностью"),
        ('theme("climate-change", case="de")', "fr", "des changements climatiques"),
        ('theme("accessibility", case="de")', "fr", "de l'accessibilité"),
        ('theme("climate-change", case="a")', "es", "al cambio climático"),
        ('theme("climate-change", case="li")', "ar", "لتغير المناخ"),
        ('link("events-portal", case="prep")', "ru", "портале мероприятий МСЭ"),
        ('link("iscg-website", case="the")', "es", "el sitio web del ISCG"),
        ('link("iscg-website", case="bi")', "ar", "بالموقع الإلكتروني لفريق التنسيق بين القطاعات"),
        ('conference("Council", 2023, case="gen")', "ru", "сессии Совета 2023 года"),
        ('conference("Council", 2023, case="de")', "fr", "de la session de 2023 du Conseil"),
        ('conference("Council", 2023, case="a")', "es", "a la reunión de 2023 del Consejo"),
        ('conference("Council", 2023, case="li")', "ar", "لدورة المجلس لعام 2023"),
        ('conference("Council", 2023, case="the")', "en", "Council 2023"),
        (
            'conference("PP", 2022, form="long", case="bi")',
            "ar",
            "بمؤتمر المندوبين المفوضين لعام 2022",
        ),
        ('body("TDAG", form="full", case="li")', "ar", "للفريق الاستشاري لتنمية الاتصالات (TDAG)"),
        ('body("RRB", form="long", case="bi")', "ar", "بلجنة لوائح الراديو"),
        ('body("ITU", form="short", case="gen")', "ru", "Союза"),
        ('body("ITU", case="li")', "ar", "للاتحاد"),
        (
            'bodies("ITU-R", "GS", form="long", case="li")',
            "ar",
            "لقطاع الاتصالات الراديوية وللأمانة العامة",
        ),
        ('chair(group, case="the")', "fr", "la Présidente de l'ISCG"),
        ('chair(group, case="a")', "es", "a la Presidenta del ISCG"),
        ('chair("TDAG", case="de")', "fr", "du Président du GCDT"),
        ('chair(group, case="dat")', "ru", "Председателю МСКГ"),
        ('chair(group, case="the")', "en", "the ISCG Chairman"),
        ('chair(group, case="li")', "ar", "لرئيسة فريق التنسيق بين القطاعات"),
        ('person("rivas", case="gen")', "ru", "г-жи Ana Rivas"),
        ('person("petrov", form="name", case="gen")', "ru", "Ивана Петрова"),
        ('person("rivas", case="de")', "fr", "de Mme Ana Rivas"),
        ('person("rivas", form="name", case="de")', "fr", "d'Ana Rivas"),
        ('person("petrov", case="a")', "fr", "au Prof. Ivan Petrov"),
        ('person("lee", case="de")', "es", "de la Dra. Ann Lee"),
        ('person("petrov", case="the")', "es", "el Prof. Ivan Petrov"),
        ('person("rivas", case="li")', "ar", "للسيدة آنا ريفاس"),
        ('resolution("PP", 191, form="short", case="de")', "fr", "de la Résolution 191"),
        ('resolution("PP", 191, form="short", case="a")', "es", "a la Resolución 191"),
        ('document("X/1", form="word", case="a")', "fr", "au Document X/1"),
        ('document("X/1", form="word", case="bi")', "ar", "بالوثيقة X/1"),
        ('study_group("ITU-D", 2, case="de")', "es", "de la Comisión de Estudio 2 del UIT-D"),
        ('question("ITU-D", "7/1", form="long", case="a")', "fr", "à la Question 7/1"),
        ("place(meeting, case=\"prep\")", "ru", "Женеве"),
        ('place("dubai", case="bi")', "ar", "بدبي"),
        ('ordinal(2, form="word", gender="feminine", case="gen")', "ru", "второй"),
    ],
)  # fmt: skip
def test_words_stand_in_the_case_asked_for(
    evaluate: Evaluate, inner: str, language: str, words: str
) -> None:
    """Articles merge, nouns decline, prepositions join: by rule or from the data."""
    assert evaluate(inner, language) == words


def with_case(name: str, case: str) -> str:
    """Return the first example of a function with a case, in a form that is no symbol."""
    form = {"document": ', form="word"', "question": ', form="long"'}.get(name, "")
    example = FUNCTIONS[name].examples[0][0].removesuffix(") }}")
    return f'{example}{form}, case="{case}") }}}}'


@pytest.mark.parametrize("language", LANGUAGE_KEYS)
def test_a_case_of_another_language_is_a_fault(language: str) -> None:
    """A Russian genitive in a French text would do nothing: it is not accepted in silence."""
    inflected = [f.name for f in FUNCTIONS.values() if any(p.name == "case" for p in f.parameters)]
    foreign = {case for cases in CASES_OF.values() for case in cases} - set(CASES_OF[language])
    for name in inflected:
        for case in foreign:
            (expression,) = parse_text(with_case(name, case)).expressions()
            (fault,) = check_inflection(expression, language)
            assert fault.code == "case-without-effect"


@pytest.mark.parametrize(
    ("source", "language"),
    [
        ('{{ document("X/1", case="gen") }}', "ru"),
        ('{{ document("X/1", form="title", case="de") }}', "fr"),
        ('{{ question("ITU-D", "7/1", case="li") }}', "ar"),
        ('{{ theme("accessibility", case="the") }}', "en"),
        ('{{ place("geneva", case="de") }}', "fr"),
        ('{{ ordinal(2, gender="feminine") }}', "en"),
        ('{{ ordinal(2, gender="neuter") }}', "fr"),
    ],
)
def test_what_stays_the_same_takes_no_case(source: str, language: str) -> None:
    """A symbol, a title, a town in French: an argument that changes nothing is told."""
    (expression,) = parse_text(source).expressions()
    (fault,) = check_inflection(expression, language)
    assert fault.code == "case-without-effect"


CATALOG = """\
msgid ""
msgstr "Language: {language}\\nPlural-Forms: nplurals=1; plural=0;\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgctxt "said"
msgid "{source}"
msgstr "{translation}"
"""


def problems(
    folder: Path, language: str, source: str, translation: str, own: str = ""
) -> list[str]:
    """Return what check says of one translation, a line each; `own` is the project's themes."""
    english = FILE.replace('A word from {{ person("petrov") }}.', source)
    project: MadeProject = make_project(folder, {MEETING: english})
    catalog = project.root / "reports" / MEETING / "locale" / f"{language}.po"
    catalog.parent.mkdir()
    quoted = [text.replace('"', '\\"') for text in (source, translation)]
    text = CATALOG.format(language=language, source=quoted[0], translation=quoted[1])
    catalog.write_text(text, encoding="utf-8")
    if own:
        themes = project.root / "reports" / "organisation" / "themes.yaml"
        themes.parent.mkdir()
        themes.write_text(own, encoding="utf-8")
    return [each.as_text() for each in project.check() if each.path.endswith(".po")]


def test_a_form_that_the_data_lacks_comes_with_the_lines_to_add(tmp_path: Path) -> None:
    """A theme of the project without its genitive: the nominative is never printed instead."""
    own = "tea: {en: tea, fr: thé, es: té, ru: чай, zh: 茶, ar: الشاي}\n"
    call = 'theme("tea"{})'
    english, russian = (f"About {{{{ {call.format(case)} }}}}." for case in ("", ', case="gen"'))
    (found,) = problems(tmp_path / "ru", "ru", english, russian, own)
    assert "said: tea has no genitive in this language [missing-form]" in found
    assert "# reports/organisation/themes.yaml\ntea:\n  gen: …" in found
    french = russian.replace("gen", "de")
    (found,) = problems(tmp_path / "fr", "fr", english, french, own)
    assert "tea:\n  article:\n    fr: …" in found


@pytest.mark.parametrize(
    ("language", "case", "message"),
    [
        ("ru", "dat", "said: petrov has no dative in this language"),
        ("ru", "de", 'said: person(): case="de" does nothing in this language'),
        ("zh", "gen", 'said: person(): case="gen" does nothing in this language'),
    ],
)
def test_check_tells_a_case_that_cannot_be(
    tmp_path: Path, language: str, case: str, message: str
) -> None:
    """Before anything is built, at the entry of the catalog."""
    source = 'A word from {{ person("petrov") }}'
    translation = f'Слово {{{{ person("petrov", case="{case}") }}}}'
    (found,) = problems(tmp_path, language, source, translation)
    assert found.startswith(f"reports/{MEETING}/locale/{language}.po:5:1: error: {message}")


def test_no_arabic_preposition_stands_before_latin_letters(tmp_path: Path) -> None:
    """The acronym of a body is Latin in Arabic: its name takes the preposition."""
    source, translation = '{{ body("TDAG") }}', '{{ body("TDAG", case="li") }}'
    (found,) = problems(tmp_path, "ar", source, translation)
    assert '"TDAG" is in Latin letters: no preposition can be joined to it' in found


def test_typography_of_a_translation_is_looked_at(tmp_path: Path) -> None:
    """French quotation marks and a space before a colon are not the house's."""
    found = problems(tmp_path, "fr", 'Note: "words".', "Note : «mots».")
    assert [line.split(" [")[1].split("]")[0] for line in found] == ["text-typography"] * 2
    assert "it stands in: Note :" in found[0]


@pytest.mark.parametrize(
    ("translation", "printed"),
    [
        ('{{ chair(group, case="the") }} parle.', "La Présidente de l'ISCG parle."),
        ('Fin. {{ chair(group, case="the") }} parle.', "Fin. La Présidente de l'ISCG parle."),
        ('Parle {{ chair(group, case="the") }}.', "Parle la Présidente de l'ISCG."),
        ('Cf. p. {{ chair(group, case="the") }}.', "Cf. p. la Présidente de l'ISCG."),
        ('{{ chair(group, case="the") }};', "la Présidente de l'ISCG;"),
    ],
)
def test_an_article_begins_a_sentence_with_a_capital(
    tmp_path: Path, translation: str, printed: str
) -> None:
    """Le or La follows the person, so the catalog cannot write it by hand."""
    source = f"The {{{{ chair(group) }}}} speaks{translation[-1]}"
    assert problems(tmp_path, "fr", source, translation) == []
    project = MadeProject(tmp_path)
    document = project.document("TSAG", language="fr")
    (block,) = [block for block in document.blocks() if block.outcome]
    assert "".join(span.text for span in block.spans) == printed
