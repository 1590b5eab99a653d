"""Accepted changes in the sources: words, translations, values, new texts, withdrawals."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.catalogs.store import CatalogEntry, read_catalog_file
from reportgen.languages import language
from reportgen.pipeline.reports import ReportMaker
from reportgen.review.model import EditText, NewText, Withdrawal
from reportgen.yamlfile import read_yaml
from tests.review.applying_support import (
    Reviewed,
    difference,
    files_of,
    reasons,
    reviewed,
    statuses,
)

pytestmark = pytest.mark.slow


@pytest.fixture
def english(tmp_path: Path) -> Reviewed:
    """A project of which the English draft to TSAG has gone out."""
    return reviewed(tmp_path)


@pytest.fixture
def french(tmp_path: Path) -> Reviewed:
    """A project of which the French draft to TSAG has gone out."""
    return reviewed(tmp_path, language="fr")


def entry(project: Reviewed, key: str, origin: str) -> CatalogEntry:
    """Return the translation of a text as it is in the catalog of the meeting."""
    catalog = read_catalog_file(project.path(f"locale/{key}.po"), language(key), "")
    return next(each for each in catalog.entries if each.unit.context == origin)


def shown(project: Reviewed, origin: str, addressee: str = "TSAG", key: str = "en") -> list[str]:
    """Return the paragraphs of a report that have an origin, as it would be built now."""
    source = project.workspace.source(project.path().parent)
    document = ReportMaker(project.workspace, source).document(addressee, key)
    return [
        "".join(span.text for span in block.spans)
        for block in document.blocks()
        if block.origin == origin
    ]


# --- words -----------------------------------------------------------------------------------


def test_words_change_where_they_stand_and_nowhere_else(english: Reviewed) -> None:
    """One line of the outcomes file changes; comments, order and layout are as they were."""
    before = english.text()
    english.edit("regional-directors", "had been invited", "were invited")
    result = english.apply()
    assert list(statuses(result).values()) == ["applied"]
    assert difference(before, english.text()) == [
        "-      Regional Directors had been invited to the meeting.",
        "+      Regional Directors were invited to the meeting.",
    ]


def test_translations_of_changed_words_are_out_of_date(english: Reviewed) -> None:
    """Every other language keeps its translation as fuzzy, with the English it was made from."""
    packed = english.draft.texts["regional-directors"]
    english.edit("regional-directors", "had been invited", "were invited")
    english.apply()
    for key in ("fr", "es", "ru", "zh", "ar"):
        found = entry(english, key, "regional-directors")
        assert (found.state, found.previous) == ("fuzzy", packed)


def test_several_edits_of_one_text_are_one_text(english: Reviewed) -> None:
    """Edits of several reviewers in one paragraph are all there, values among them untouched."""
    origin = "resolution-191-revised"
    english.edit(origin, "introduced", "presented")
    english.edit(origin, "main amendments", "amendments", author="B. Chair")
    start = len(english.draft.texts[origin])
    english.change(EditText(origin, start, start, " It was welcomed."))
    result = english.apply()
    assert set(statuses(result).values()) == {"applied"}
    data = read_yaml("x", english.text()).data
    assert data["outcomes"][0]["text"] == (
        'The {{ group }} secretariat presented {{ document("ISCG/23-1/02", form="word") }}. It '
        'gives {{ resolution("PP", 191, form="short") }} as the {{ conference("PP", 2022, '
        'form="full") }} revised it, and sets out in a table the amendments and the action that '
        "they require of the {{ group }}. It was welcomed."
    )


def test_value_in_a_text_is_not_replaced_by_words(english: Reviewed) -> None:
    """Plain words in the place of an expression are left to people; taking it out is not."""
    origin = "regional-directors"
    source = english.draft.texts[origin]
    start = source.index("{{")
    end = source.index("}}") + 2
    one = english.change(EditText(origin, start, end, "the conference of 2022"))
    copy = english.copy()
    result = english.apply(copy)
    assert statuses(result) == {one: "left"}
    assert "computed value" in reasons(result)[one]
    text = 'The {{ body("ITU") }} directors'
    two = english.change(EditText(origin, 0, end + 1, ""))
    assert statuses(english.apply()) == {two: "applied"}
    assert text not in english.text()
    assert shown(english, origin)[0].startswith("the ITU Regional Directors")


def test_translation_changes_in_its_catalog_only(french: Reviewed) -> None:
    """An edit of a French draft is one of the French catalog; a review of the text is void."""
    before = files_of(french.project)
    source = french.draft.texts["complete-report"]
    french.change(EditText("complete-report", 0, 2, "Ce"))
    result = french.apply()
    assert set(statuses(result).values()) == {"applied"}
    after = files_of(french.project)
    changed = {name for name in after if before.get(name) != after[name]}
    assert {name for name in changed if "/review/" not in name} == {
        "reports/iscg-23-1/locale/fr.po"
    }
    found = entry(french, "fr", "complete-report")
    assert (found.texts, found.state) == ((f"Ce{source[2:]}",), "translated")


def test_translation_that_loses_a_value_is_left(french: Reviewed) -> None:
    """A catalog that `check` would refuse is not written; what else was accepted is."""
    source = french.draft.texts["complete-report"]
    start, end = source.index("{{"), source.index("}}") + 2
    lost = french.change(EditText("complete-report", start, end, ""))
    same_text = french.change(EditText("complete-report", 0, 2, "Ce"))
    elsewhere = french.change(EditText("regional-directors", 0, 0, "Ainsi, "))
    result = french.apply()
    assert result.problems == ()
    assert statuses(result) == {lost: "left", same_text: "applied", elsewhere: "applied"}
    assert reasons(result)[lost].startswith("the translation lacks {{ ")
    assert entry(french, "fr", "complete-report").texts == (f"Ce{source[2:]}",)


def test_translation_without_words_is_left(french: Reviewed) -> None:
    """A text without words would be a text that is not translated, and be shown in English."""
    for origin in ("regional-directors", "reportgen:messages.cover_sector_itu_t"):
        source = french.draft.texts[origin]
        french.change(EditText(origin, 0, len(source), ""))
    result = french.apply()
    assert set(statuses(result).values()) == {"left"}
    assert set(reasons(result).values()) == {"no words would be left"}


def test_our_words_that_lose_a_value_are_left(french: Reviewed) -> None:
    """So is a translation of a message of ours."""
    origin = "reportgen:messages.since_last_report"
    source = french.draft.texts[origin]
    start, end = source.index("{{"), source.index("}}") + 2
    lost = french.change(EditText(origin, start, end, ""))
    before = french.text()
    result = french.apply()
    assert statuses(result) == {lost: "left"}
    assert reasons(result)[lost].startswith("the translation lacks {{ ")
    assert french.text() == before


def test_our_words_with_plural_forms_go_along_in_all_languages(french: Reviewed) -> None:
    """Chinese says the number of meetings where English has the words for one."""
    origin = "reportgen:messages.since_last_report"
    keys = ("en", "es", "ru", "zh", "ar")
    before = [shown(french, origin, key=key) for key in keys]
    assert all(len(words) == 1 for words in before)
    french.change(EditText(origin, 0, 0, "Or, "))
    result = french.apply()
    assert set(statuses(result).values()) == {"applied"}, result.problems
    override = "reports.TSAG.messages.since_last_report"
    assert [shown(french, override, key=key) for key in keys] == before
    assert shown(french, override, key="fr")[0].startswith("Or, ")


def test_text_that_a_draft_showed_in_english_is_left(tmp_path: Path) -> None:
    """What was not translated yet becomes no translation by an edit of the English words."""
    project = reviewed(tmp_path)
    text = project.text("locale/fr.po")
    place = text.index('msgctxt "complete-report"')
    project.path("locale/fr.po").write_text(
        text[:place].rsplit("\n\n", 1)[0] + "\n", encoding="utf-8"
    )
    draft = project.pack(language="fr")
    key = draft.edit("complete-report", "complete", "whole")
    result = draft.apply()
    assert statuses(result) == {key: "left"}
    assert "in English" in reasons(result)[key]


def test_translation_written_over_english_words_is_one(tmp_path: Path) -> None:
    """Where a chair leaves no English word, the entry is translated from then on."""
    project = reviewed(tmp_path)
    text = project.text("locale/fr.po")
    place = text.index('msgctxt "new-themes"')
    project.path("locale/fr.po").write_text(
        text[:place].rsplit("\n\n", 1)[0] + "\n", encoding="utf-8"
    )
    draft = project.pack(language="fr")
    source = draft.draft.texts["new-themes"]
    values = [(found.start(), found.end()) for found in re.finditer(r"\{\{.*?\}\}", source)]
    bounds = [0, *(place for pair in values for place in pair), len(source)]
    edits = [
        EditText("new-themes", start, end, f" {word} ")
        for start, end, word in zip(
            bounds[::2], bounds[1::2], ["Thèmes du", "proposés:", "et", "voilà."], strict=True
        )
    ]
    draft.change(*edits)
    result = draft.apply()
    assert set(statuses(result).values()) == {"applied"}, reasons(result)
    found = entry(draft, "fr", "new-themes")
    assert found.state == "translated"
    assert found.texts[0].startswith("Thèmes du {{ group }} proposés: {{ theme(")


# --- our own messages ------------------------------------------------------------------------


def test_message_of_ours_is_worded_by_the_report(english: Reviewed) -> None:
    """The report to that addressee words it itself; the package and other reports stay."""
    english.edit("reportgen:messages.mandate", "brings together", "unites")
    result = english.apply()
    assert set(statuses(result).values()) == {"applied"}
    data = read_yaml("x", english.text()).data
    assert list(data["reports"]["TSAG"]["messages"]) == ["mandate"]
    assert "messages" not in data["reports"]["TDAG"]
    (words,) = shown(english, "reports.TSAG.messages.mandate")
    assert " unites representatives " in words
    found = entry(english, "fr", "reports.TSAG.messages.mandate")
    assert found.state == "fuzzy"
    assert found.texts[0].startswith("Le ")
    assert found.previous == english.draft.texts["reportgen:messages.mandate"]


def test_translation_of_a_message_is_worded_by_the_report(french: Reviewed) -> None:
    """The English stays as it is, the other languages keep our translations: nothing is missing."""
    packed = french.draft.texts["reportgen:messages.mandate"]
    french.change(EditText("reportgen:messages.mandate", 0, 2, "Ce"))
    result = french.apply()
    assert set(statuses(result).values()) == {"applied"}
    origin = "reports.TSAG.messages.mandate"
    assert entry(french, "fr", origin).texts == (f"Ce{packed[2:]}",)
    for key in ("fr", "es", "ru", "zh", "ar"):
        assert entry(french, key, origin).state == "translated"
        (words,) = shown(french, origin, key=key)
        assert words
    source = french.workspace.source(french.path().parent)
    document = ReportMaker(french.workspace, source).document("TSAG", "ar")
    assert not [gap for gap in document.gaps if gap.origin == origin]


def test_message_that_no_report_words_is_left(english: Reviewed) -> None:
    """The mark of a draft is ours in every report."""
    english.draft.texts["reportgen:messages.review_title"] = "Draft"
    key = english.change(EditText("reportgen:messages.label_draft", 0, 5, "OLD"))
    english.draft.texts["reportgen:messages.label_draft"] = "DRAFT"
    other = english.change(EditText("reportgen:messages.gap", 0, 0, "x"))
    result = english.apply()
    assert statuses(result)[other] == "left"
    assert statuses(result)[key] in ("left", "applied")


def test_file_that_names_no_reports_keeps_them_all(tmp_path: Path) -> None:
    """Words for one report do not take the others away that stand by themselves."""
    project = reviewed(tmp_path)
    text = project.text()
    project.path().write_text(text[: text.index("\nreports:")] + "\n", encoding="utf-8")
    draft = project.pack()
    draft.edit("reportgen:messages.mandate", "brings together", "unites")
    assert set(statuses(draft.apply()).values()) == {"applied"}
    workspace = project.workspace
    source = workspace.source(project.path().parent)
    assert set(workspace.addressees(source)) == {"TSAG", "TDAG", "RAG"}


# --- values ----------------------------------------------------------------------------------


def test_values_are_set_in_their_fields(english: Reviewed) -> None:
    """Dates, symbols and sessions stand where a secretary would have written them."""
    before = english.text()
    english.value("meeting.date", "2 May 2023", "3 May 2023", "2023-05-03")
    english.value("reports.TSAG.symbol", "", "TSAG-TD239", "TSAG-TD239")
    english.value(
        "reports.TSAG.session", "", "30 May – 2 June 2023", "{from: 2023-05-30, to: 2023-06-02}"
    )
    english.value("next_meeting", "October 2023", "November 2023", "2023-11")
    result = english.apply()
    assert set(statuses(result).values()) == {"applied"}
    assert set(difference(before, english.text())) == {
        "-  date: 2023-05-02",
        "+  date: 2023-05-03",
        "-next_meeting: {month: 2023-10, note: to-be-confirmed}",
        "+next_meeting: {month: 2023-11, note: to-be-confirmed}",
        "+    symbol: TSAG-TD239",
        "+    session:",
        "+      from: 2023-05-30",
        "+      to: 2023-06-02",
    }


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("meeting.date", "", "could not be read"),
        ("meeting.date", "tomorrow", "is no day"),
        ("meeting.date", "2023-02-31", "date"),
        ("reports.RAG.symbol", "RAG/9", "no field of this"),
        ("organisation.bodies.RAG", "RAG", "no field of this"),
        ("reports.TSAG.covers", "3", "by hand"),
    ],
)
def test_value_that_fits_no_field_is_left(
    english: Reviewed, field: str, value: str, why: str
) -> None:
    """It is listed with the reason, and the file stays as it is."""
    before = english.text()
    key = english.value(field, "old", "new", value)
    result = english.apply()
    assert statuses(result) == {key: "left"}
    assert why in reasons(result)[key]
    assert english.text() == before


def test_change_is_taken_over_whole_or_not_at_all(english: Reviewed) -> None:
    """Where one of several proposals cannot be had, none is."""
    before = english.text()
    origin = "regional-directors"
    at = english.draft.texts[origin].index("had")
    key = english.change(EditText(origin, at, at + 3, "has"), Withdrawal("messages.none", ""))
    assert statuses(english.apply()) == {key: "left"}
    assert english.text() == before


# --- texts that come and go ------------------------------------------------------------------


def test_new_paragraph_becomes_an_outcome_of_its_group(english: Reviewed) -> None:
    """It stands behind its neighbour in the file, the outline and the report, and in no other."""
    english.change(NewText("regional-directors", "paragraph", "Members thanked the *Directors*."))
    english.apply()
    data = read_yaml("x", english.text()).data
    ids = [each["id"] for each in data["outcomes"]]
    place = ids.index("regional-directors")
    assert data["outcomes"][place + 1] == {
        "id": "members-thanked-the-directors",
        "kind": "information",
        "addressees": ["TSAG"],
        "text": "Members thanked the *Directors*.",
    }
    assert shown(english, "members-thanked-the-directors") == ["Members thanked the Directors."]
    assert shown(english, "members-thanked-the-directors", "RAG") == []


def test_new_paragraphs_stand_in_the_order_of_the_document(english: Reviewed) -> None:
    """Two paragraphs behind the same one are two outcomes, with ids that differ."""
    english.change(NewText("green-digital-day", "bullet", "One more item."))
    english.change(NewText("green-digital-day", "bullet", "One more item!"))
    english.change(NewText("reportgen:messages.heading_introduction", "paragraph", "First of all."))
    english.change(NewText("reportgen:messages.since_last_report", "paragraph", "Behind it."))
    result = english.apply()
    assert set(statuses(result).values()) == {"applied"}
    source = english.workspace.source(english.path().parent)
    document = ReportMaker(english.workspace, source).document("TSAG", "en")
    texts = ["".join(span.text for span in block.spans) for block in document.blocks()]
    for first, then in [
        ("One more item.", "One more item!"),
        ("First of all.", texts[texts.index("First of all.") + 1]),
    ]:
        assert texts.index(then) == texts.index(first) + 1
    assert texts[texts.index("First of all.") - 1] == "Introduction"
    assert texts[texts.index("Behind it.") + 1] == "Main discussions"


def test_new_paragraph_of_a_translation_is_left(french: Reviewed) -> None:
    """Without an English text there is no outcome."""
    key = french.change(NewText("regional-directors", "paragraph", "Les membres ont remercié."))
    result = french.apply()
    assert statuses(result) == {key: "left"}
    assert "needs an English text" in reasons(result)[key]


def test_outcome_that_is_withdrawn_is_left_out_of_that_report(english: Reviewed) -> None:
    """The reason is in the file; the outline names it no more, other reports have it still."""
    english.change(Withdrawal("new-themes", "new-themes"), author="D. Chair")
    english.apply()
    data = read_yaml("x", english.text()).data
    assert data["reports"]["TSAG"]["omit"] == {
        "new-themes": "withdrawn in the review by D. Chair, 2023-06-01"
    }
    assert shown(english, "new-themes") == []
    assert len(shown(english, "new-themes", "RAG")) == 1


def test_outcome_whose_table_would_go_with_it_is_left(english: Reviewed) -> None:
    """Whoever deletes the lead-in of a table has said nothing of the table."""
    before = english.text()
    key = english.change(Withdrawal("mapping-of-resolutions", "mapping-of-resolutions"))
    result = english.apply()
    assert statuses(result) == {key: "left"}
    assert "table belongs to it" in reasons(result)[key]
    assert english.text() == before


PARAGRAPHS = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02}
outcomes:
  # Told at length.
  - id: long
    kind: information
    text: |
      The first one.

      The second one,
      on two lines.

      The third one.  # no comment
  - id: listed
    kind: information
    text:
      - A paragraph.
      # Why these three.
      - text: "A lead-in:"
        bullets: [one, two, three]
      - The last one.
reports:
  TSAG: {}
"""


@pytest.fixture
def long(tmp_path: Path) -> Reviewed:
    """A project whose texts have several paragraphs, with translations of them."""
    project = reviewed(tmp_path)
    project.path().write_text(PARAGRAPHS, encoding="utf-8")
    for path in project.path("locale").glob("*.po"):
        path.unlink()
    rows = [
        ("long", "The first one."),
        ("long#2", "The second one, on two lines."),
        ("long#3", "The third one.  # no comment"),
        ("listed#5", "three"),
        ("listed#6", "The last one."),
    ]
    entries = "\n".join(f'msgctxt "{o}"\nmsgid "{s}"\nmsgstr "fr {o}"\n' for o, s in rows)
    header = 'msgid ""\nmsgstr "Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    project.path("locale/fr.po").write_text(header + entries, encoding="utf-8")
    return project.pack()


def test_paragraph_of_several_is_taken_out(long: Reviewed) -> None:
    """The others keep their lines and their translations, though they are counted anew."""
    before = long.text()
    long.change(Withdrawal("long#2", "long"))
    assert set(statuses(long.apply()).values()) == {"applied"}
    assert difference(before, long.text()) == [
        "-",
        "-      The second one,",
        "-      on two lines.",
    ]
    found = entry(long, "fr", "long#2")
    assert (found.texts, found.state) == (("fr long#3",), "translated")


def test_paragraph_of_an_older_draft_is_not_taken_for_another(long: Reviewed) -> None:
    """When paragraphs are counted anew, an older copy does not take out the wrong one."""
    long.change(Withdrawal("long#2", "long"))
    one = long.copy()
    long.change(Withdrawal("long#3", "long"))
    two = long.copy()
    long.apply(one)
    before = long.text()
    result = long.apply(two)
    assert set(statuses(result).values()) == {"left"}
    assert "has changed since" in next(iter(reasons(result).values()))
    assert long.text() == before


def test_all_paragraphs_taken_out_are_the_outcome(long: Reviewed) -> None:
    """Whoever takes out every paragraph of an outcome has withdrawn it."""
    for origin in ("long", "long#2", "long#3"):
        long.change(Withdrawal(origin, "long"))
    assert set(statuses(long.apply()).values()) == {"applied"}
    data = read_yaml("x", long.text()).data
    assert list(data["reports"]["TSAG"]["omit"]) == ["long"]
    assert data["outcomes"][0]["text"].startswith("The first one.")


def test_list_item_is_taken_out_and_paragraph_put_in(long: Reviewed) -> None:
    """Items and paragraphs within a text come and go; what is behind them is followed."""
    before = long.text()
    long.change(Withdrawal("listed#3", "listed"))
    long.change(NewText("listed#4", "bullet", "two and a half"))
    long.change(NewText("long", "paragraph", "Between the two."))
    result = long.apply()
    assert set(statuses(result).values()) == {"applied"}, reasons(result)
    assert difference(before, long.text()) == [
        "+",
        "+      Between the two.",
        "-        bullets: [one, two, three]",
        "+        bullets: [two, two and a half, three]",
    ]
    assert entry(long, "fr", "listed#5").texts == ("fr listed#5",)
    assert entry(long, "fr", "long#3").texts == ("fr long#2",)


def test_lead_in_of_a_list_is_left_to_people(long: Reviewed) -> None:
    """What becomes of its list nobody has said."""
    before = long.text()
    key = long.change(Withdrawal("listed#2", "listed"))
    result = long.apply()
    assert statuses(result) == {key: "left"}
    assert "by hand" in reasons(result)[key]
    assert long.text() == before
