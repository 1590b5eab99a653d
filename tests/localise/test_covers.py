"""Lines of the cover whose words differ by addressee and language."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.document import plain_text
from tests.support.meetings import MEETING, MadeProject, make_project

FILE = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02}
documents:
  ISCG/23-1/02: {title: Captioning of meetings}
outcomes:
  - id: titled
    kind: information
    text: 'Read "{{ document("ISCG/23-1/02", form="title") }}".'
reports:
  TSAG:
    keywords: [ISCG, coordination]
    contact: {name: N, organization: O, country: CH, phone: "1", email: n@itu.int}
  TDAG:
    contact: {name: N, organization: O, country: CH, phone: "1", email: n@itu.int}
"""
CHINESE = """\
msgid ""
msgstr "Language: zh\\nPlural-Forms: nplurals=1; plural=0;\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgctxt "reports.TSAG.keywords.1"
msgid "ISCG"
msgstr "ISCG"

msgctxt "reports.TSAG.keywords.2"
msgid "coordination"
msgstr "协调"
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> MadeProject:
    """Return a project whose keywords are translated into Chinese only."""
    made = make_project(tmp_path_factory.mktemp("covers"), {MEETING: FILE})
    catalog = made.root / "reports" / MEETING / "locale" / "zh.po"
    catalog.parent.mkdir()
    catalog.write_text(CHINESE, encoding="utf-8")
    return made


def label(project: MadeProject, addressee: str, language: str, name: str) -> str:
    """Return a label of a cover."""
    labels = project.document(addressee, language=language).cover.labels
    return plain_text(labels[name].spans) if name in labels else ""


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "Page ", ""),
        ("fr", "Page ", ""),
        ("es", "Página ", ""),
        ("ru", "Стр. ", ""),
        ("zh", "第", "页"),
        ("ar", "الصفحة ", ""),
    ],
)
def test_page_number_has_its_words_on_both_sides(
    project: MadeProject, language: str, before: str, after: str
) -> None:
    """Page 2, 第2页: Word counts, the catalog says what stands around the number."""
    assert label(project, "TDAG", language, "page_before") == before
    assert label(project, "TDAG", language, "page_after") == after


@pytest.mark.parametrize(("addressee", "words"), [("TSAG", "E-mail:"), ("TDAG", "Courriel:")])
def test_addressee_has_its_own_label(project: MadeProject, addressee: str, words: str) -> None:
    """French covers of TDAG print Courriel:, those of TSAG E-mail:."""
    assert label(project, addressee, "fr", "email") == words


def test_meeting_words_a_label_for_every_addressee(tmp_path: Path) -> None:
    """Who words the general label does not have to know of those for one addressee."""
    changed = FILE.replace("outcomes:", 'messages: {label_email: "Mail:"}\noutcomes:')
    made = make_project(tmp_path, {MEETING: changed})
    assert [label(made, each, "en", "email") for each in ("TSAG", "TDAG")] == ["Mail:", "Mail:"]


def test_keywords_are_translated_and_joined_as_the_language_does(project: MadeProject) -> None:
    """Keywords are texts of the meeting, on the cover and in the properties of the file."""
    chinese = project.document("TSAG", language="zh")
    assert plain_text(chinese.cover.fields["keywords"].spans) == "ISCG；协调"
    assert chinese.keywords == ("ISCG", "协调")
    english = project.document("TSAG").cover.fields["keywords"]
    assert plain_text(english.spans) == "ISCG; coordination"


def test_untranslated_words_inside_a_value_are_gaps(project: MadeProject) -> None:
    """A keyword or a title that stays English is marked and stops a final, as any other text."""
    french = project.document("TSAG", language="fr")
    missing = {gap.origin for gap in french.gaps if gap.reason == "missing-translation"}
    assert {"reports.TSAG.keywords.2", "documents.ISCG/23-1/02.title"} <= missing
    (span,) = french.cover.fields["keywords"].spans
    assert span.language == "en-GB"


SESSION = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02}
outcomes: [{id: a, kind: information, text: A text.}]
reports:
  TSAG: {symbol: TSAG-R2, study_period: 2017-2020}
  TDAG:
    symbol: TDAG-23/48
    session: {ordinal: 30, from: 2023-06-19, to: 2023-06-23, place: geneva}
"""


@pytest.mark.parametrize(
    ("addressee", "field", "language", "words"),
    [
        ("TSAG", "study_period", "es", "PERIODO DE ESTUDIOS 2017-2020"),
        ("TSAG", "study_period", "ru", "ИССЛЕДОВАТЕЛЬСКИЙ ПЕРИОД 2017–2020 гг."),
        ("TSAG", "study_period", "ar", "فترة الدراسة 2020-2017"),
        ("TDAG", "original", "en", "Original: English"),
        ("TDAG", "original", "fr", "Original: anglais"),
        ("TDAG", "original", "es", "Original: inglés"),
        ("TDAG", "original", "ru", "Оригинал: английский"),
        ("TDAG", "original", "zh", "原文：英文"),
        ("TDAG", "original", "ar", "الأصل: بالإنكليزية"),
        ("TDAG", "group_session", "en", "30th Meeting, Geneva, 19-23 June 2023"),
        ("TDAG", "group_session", "fr", "30ème réunion, Genève, 19-23 juin 2023"),
        ("TDAG", "group_session", "es", "30ª reunión, Ginebra, 19-23 de junio de 2023"),
        ("TDAG", "group_session", "ar", "الاجتماع الثلاثون، جنيف، سويسرا، 23-19 يونيو 2023"),
        ("TDAG", "symbol_line", "ar", "الوثيقة TDAG-23/48-A"),
        ("TDAG", "symbol_line", "fr", "Document TDAG-23/48-F"),
    ],
)
def test_line_of_the_cover_is_as_printed(
    tmp_path: Path, addressee: str, field: str, language: str, words: str
) -> None:
    """Label, value and order come together as on covers of the house."""
    cover = make_project(tmp_path, {MEETING: SESSION}).document(addressee, language=language).cover
    assert plain_text(cover.fields[field].spans).replace("\N{NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Sharm el-Sheikh, Egypt"),
        ("es", "Sharm el-Sheikh (Egipto)"),
        ("ru", "Шарм-эль-Шейх, Египет"),
        ("zh", "埃及沙姆沙伊赫"),
        ("ar", "شرم الشيخ، مصر"),
    ],
)
def test_place_with_its_country(tmp_path: Path, language: str, words: str) -> None:
    """Spanish puts the country in brackets, Chinese before the town."""
    call = '{{ place("sharm-el-sheikh", form="with-country") }}'
    text = SESSION.replace("A text.", f"'{call}'")
    document = make_project(tmp_path, {MEETING: text}).document("TDAG", language=language)
    (block,) = [each for each in document.blocks() if each.outcome]
    assert plain_text(block.spans) == words
