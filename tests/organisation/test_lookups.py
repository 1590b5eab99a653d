"""Questions that reports ask of the organisation facts."""

from __future__ import annotations

from datetime import date

import pytest

from reportgen.errors import UsageError
from reportgen.languages import LANGUAGE_KEYS, LANGUAGES, language
from reportgen.organisation import Group, Organisation

ORGANISATION = Organisation()
ISCG_IN_FULL = "Inter-Sector Coordination Group (ISCG) on issues of mutual interest"
WTSA_IN_FRENCH = "Assemblée mondiale de normalisation des télécommunications"


@pytest.mark.parametrize(
    ("key", "tongue", "form", "case", "words"),
    [
        ("ISCG", "en", "full", "", ISCG_IN_FULL),
        ("ISCG", "en", "acronym", "the", "the ISCG"),
        ("TSAG", "en", "acronym", "the", "TSAG"),
        ("TSAG", "en", "long", "the", "the Telecommunication Standardization Advisory Group"),
        ("TSAG", "fr", "acronym", "de", "du GCNT"),
        ("TSAG", "fr", "acronym", "a", "au GCNT"),
        ("ITU", "fr", "acronym", "de", "de l'UIT"),
        ("ITU-T", "fr", "acronym", "de", "de l'UIT-T"),
        ("ITU-T", "fr", "long", "de", "du Secteur de la normalisation des télécommunications"),
        ("WTDC", "fr", "acronym", "de", "de la CMDT"),
        ("WTSA", "fr", "acronym", "de", "de l'AMNT"),
        ("WTSA", "fr", "long", "a", f"à l'{WTSA_IN_FRENCH}"),
        ("TDAG", "es", "acronym", "a", "al GADT"),
        ("WTSA", "es", "acronym", "de", "de la AMNT"),
        ("ITU", "es", "acronym", "a", "a la UIT"),
        ("RAG", "ru", "full", "gen", "Консультативной группы по радиосвязи (КГР)"),
        ("RAG", "ru", "acronym", "gen", "КГР"),
        ("PP", "ru", "long", "acc", "Полномочную конференцию"),
        ("TSAG", "zh", "full", "", "电信标准化顾问组（TSAG）"),
        ("TSAG", "zh", "full", "gen", "电信标准化顾问组（TSAG）"),
        ("GS", "en", "acronym", "the", "the General Secretariat"),
    ],
)  # fmt: skip
def test_names_fit_into_sentences(key: str, tongue: str, form: str, case: str, words: str) -> None:
    """Articles merge, cases decline, brackets have the width of the script."""
    body = ORGANISATION.body(key)
    assert body is not None
    found = body.words(tongue)
    assert found is not None
    assert found.text(form, case) == words


def test_the_revision_in_force_follows_the_day_of_the_meeting() -> None:
    """The 2021 report cites Dubai, the 2023 report Bucharest."""
    resolution = ORGANISATION.resolution("PP", 191)
    assert resolution is not None
    in_force = {
        date(2014, 11, 6): None,
        date(2014, 11, 7): 2014,
        date(2021, 9, 1): 2018,
        date(2022, 10, 13): 2018,
        date(2022, 10, 14): 2022,
        date(2023, 5, 2): 2022,
    }
    for day, year in in_force.items():
        revision = resolution.revision_on(day)
        assert (revision.year if revision else None) == year
    assert resolution.is_known_on(date(2026, 6, 1))
    assert not resolution.is_known_on(date(2027, 1, 1))
    assert resolution.revision_of(2020) is None


def test_sessions_of_cop_go_by_number() -> None:
    """COP28 is the 28th, not the one of a year; Russian writes a hyphen."""
    cop = ORGANISATION.body("COP")
    assert cop is not None
    names = [cop.session_text(each, 28) for each in LANGUAGE_KEYS]
    assert names == ["COP28", "COP28", "COP28", "КС-28", "COP28", "COP28"]


def test_a_late_conference_keeps_its_name() -> None:
    """WTSA-20 met in 2022."""
    wtsa = ORGANISATION.body("WTSA")
    assert wtsa is not None
    assert wtsa.session_text("en", 2022) == "WTSA-20"


def test_sessions_are_declined_with_the_body() -> None:
    """A case or preposition reaches the session's name, too."""
    pp = ORGANISATION.body("PP")
    assert pp is not None
    assert pp.session_text("ru", 2022, "long", "gen") == "Полномочной конференции 2022 года"
    assert pp.session_text("fr", 2022, "acronym", "de") == "de la PP-22"


@pytest.mark.parametrize(
    ("code", "tongue", "form", "name"),
    [
        ("IR", "en", "list", "Iran (Islamic Republic of)"),
        ("IR", "ru", "running", "Исламская Республика Иран"),
        ("KR", "en", "running", "Republic of Korea"),
        ("IR", "zh", "running", "伊朗伊斯兰共和国"),
        ("LT", "fr", "list", "Lituanie"),
        ("GB", "en", "full", "United Kingdom of Great Britain and Northern Ireland"),
        ("DE", "fr", "list", "Allemagne"),
        ("BR", "ar", "list", "البرازيل"),
        ("JP", "zh", "list", "日本"),
    ],
)
def test_countries_are_named_by_itu_and_else_by_cldr(
    code: str, tongue: str, form: str, name: str
) -> None:
    """The table holds the countries that ITU names otherwise; CLDR knows the rest."""
    assert ORGANISATION.country_name(code, tongue, form) == name


@pytest.mark.parametrize("code", ["XQ", "DEU", "150", "", "de"])
def test_what_is_no_country_has_no_name(code: str) -> None:
    """Regions and misspelt codes are not countries."""
    assert ORGANISATION.country_name(code, "en") is None


@pytest.mark.parametrize("unknown", ["", "TSAC", "tsag"])
def test_unknown_keys_give_nothing(unknown: str) -> None:
    """A look-up never fails: the caller says where the key stands that leads nowhere."""
    assert ORGANISATION.body(unknown) is None
    assert ORGANISATION.symbol_pattern(unknown) is None
    assert ORGANISATION.resolution(unknown, 1) is None
    assert ORGANISATION.place(unknown) is None
    assert ORGANISATION.theme(unknown) is None
    assert ORGANISATION.link(unknown) is None
    assert ORGANISATION.currency(unknown) is None
    assert ORGANISATION.chair_title(date(2023, 1, 1), "en", office=unknown) is None
    assert ORGANISATION.language_name(unknown, "en") is None


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("ITU-T SG16", Group("ITU-T", "SG", "16")),
        ("ITU-D Q7/1", Group("ITU-D", "Q", "7/1")),
        ("ITU-R WP5A", Group("ITU-R", "WP", "5A")),
        ("ITU-D SG3", None),
        ("ITU-D Q7", None),
        ("ITU-X SG1", None),
        ("SG16", None),
    ],
)
def test_numbered_groups_are_recognised(words: str, group: Group | None) -> None:
    """A liaison statement goes to a study group that exists."""
    assert ORGANISATION.group(words) == group


@pytest.mark.parametrize(
    ("body", "symbol", "facts", "name"),
    [
        (
            "TSAG",
            "TSAG-TD239",
            {"letter": "E", "extension": "docx", "first_day": date(2023, 5, 30)},
            "T22-TSAG-230530-TD-GEN-0239!!MSW-E.docx",
        ),
        (
            "TDAG",
            "TDAG-23/48",
            {
                "letter": "A",
                "extension": "docx",
                "first_day": date(2023, 6, 19),
                "ordinal": 30,
                "amendments": [("revision", 2)],
            },
            "D22-TDAG30-C-0048!R2!MSW-A.docx",
        ),
        (
            "TDAG",
            "TDAG-23/48(Rev.2)-A",
            {"letter": "F", "extension": "pdf", "first_day": date(2023, 6, 19), "ordinal": 30},
            "D22-TDAG30-C-0048!R2!PDF-F.pdf",
        ),
        (
            "PP",
            "PP-18/62(Add.1)",
            {"letter": "F", "extension": "docx"},
            "S18-PP-C-0062!A1!MSW-F.docx",
        ),
        ("Council", "C23/34", {"letter": "E", "extension": "docx"}, "S23-CL-C-0034!!MSW-E.docx"),
        ("TDAG", "TDAG-23/48", {"letter": "E", "extension": "docx"}, None),
        ("TSAG", "a symbol", {"letter": "E", "extension": "docx"}, None),
        ("ISCG", "ISCG/23-1/02", {"letter": "E", "extension": "docx"}, None),
    ],
)
def test_file_names_are_those_of_the_document_system(
    body: str, symbol: str, facts: dict[str, object], name: str | None
) -> None:
    """Where something is missing for a name there is none, rather than a wrong one."""
    assert ORGANISATION.file_name(body, symbol, **facts) == name  # type: ignore[arg-type]


SYMBOLS = [
    ("TDAG", "TDAG17-22/15-S", {"yy": "17", "session": "22", "number": "15", "letter": "S"}),
    ("TDAG", "TDAG16-21/43", {"yy": "16", "session": "21", "number": "43"}),
    ("TDAG", "TDAG-18/DT/3", {"yy": "18", "type": "DT", "number": "3"}),
    ("TDAG", "TDAG-20/2/DT/3", {"yy": "20", "session": "2", "type": "DT", "number": "3"}),
    ("TDAG", "TDAG-21/2/12", {"yy": "21", "session": "2", "number": "12"}),
    ("TDAG", "TDAG-18/37-F", {"yy": "18", "number": "37", "letter": "F"}),
    ("TDAG", "TDAG-18/5(Rév.2)", {"yy": "18", "number": "5", "revision": "2"}),
    ("TDAG", "TDAG – LS 3", {"type": "LS", "number": "3"}),
    ("TSAG", "TSAG – R 1 – E", {"type": "R", "number": "1", "letter": "E"}),
    ("TSAG", "TSAG-R3-A", {"type": "R", "number": "3", "letter": "A"}),
    ("TSAG", "TD 120 Rev.1", {"type": "TD", "number": "120", "revision": "1"}),
    ("TSAG", "TD120R1", {"type": "TD", "number": "120", "revision": "1"}),
    ("TSAG", "C 005 Rev.1", {"type": "C", "number": "005", "revision": "1"}),
    ("TSAG", "TSAG-TD239", {"type": "TD", "number": "239"}),
    ("RAG", "RAG19/4-E", {"yy": "19", "number": "4", "letter": "E"}),
    ("RAG", "RAG07-1/24-E", {"yy": "07", "session": "1", "number": "24", "letter": "E"}),
    ("RAG", "RAG2001-1/42-E", {"year": "2001", "session": "1", "number": "42", "letter": "E"}),
    ("RAG", "RAG19/TEMP/2-E", {"yy": "19", "type": "TEMP", "number": "2", "letter": "E"}),
    ("ISCG", "ISCG/23-1/02", {"yy": "23", "session": "1", "number": "02"}),
    ("ISCG", "ISCG/21-2/04-1", {"yy": "21", "session": "2", "number": "04", "sub": "1"}),
    ("ISCG", "ISCG/21-2/INF-1", {"yy": "21", "session": "2", "type": "INF", "number": "1"}),
    ("ISCG", "ISCG/23-1", {"yy": "23", "session": "1"}),
    ("ISCT", "TDAG/ISCT/5-E", {"number": "5", "letter": "E"}),
    ("ISCT", "ISCT-18/12-E", {"yy": "18", "number": "12", "letter": "E"}),
    ("Council", "C18/35-F", {"yy": "18", "number": "35", "letter": "F"}),
    ("WTDC", "WTDC17/11-F", {"yy": "17", "number": "11", "letter": "F"}),
    ("WTDC", "WTDC-17/5-E", {"yy": "17", "number": "5", "letter": "E"}),
    ("RA", "RA15/PLEN/7-F", {"yy": "15", "type": "PLEN", "number": "7", "letter": "F"}),
    ("RRB", "RRB18-3/14-R", {"yy": "18", "session": "3", "number": "14", "letter": "R"}),
]


@pytest.mark.parametrize(("body", "symbol", "parts"), SYMBOLS)
def test_printed_symbols_are_read(body: str, symbol: str, parts: dict[str, str]) -> None:
    """Every form of symbol seen in print or in a report is understood."""
    system = ORGANISATION.symbol_pattern(body)
    assert system is not None
    assert system.parse(symbol) == parts


@pytest.mark.parametrize("symbol", ["", "TDAG", "TDAG-18", "TDAG-18/37-X", "GCDT-18/37", "T" * 500])
def test_other_words_are_no_symbols(symbol: str) -> None:
    """A symbol is never translated, never guessed."""
    system = ORGANISATION.symbol_pattern("TDAG")
    assert system is not None
    assert system.parse(symbol) is None


def test_new_symbols_are_written_by_the_first_pattern() -> None:
    """The usual type goes without saying, and what must be there must be given."""
    tdag = ORGANISATION.symbol_pattern("TDAG")
    tsag = ORGANISATION.symbol_pattern("TSAG")
    iscg = ORGANISATION.symbol_pattern("ISCG")
    assert tdag is not None
    assert tsag is not None
    assert iscg is not None
    assert tdag.write({"yy": "23", "number": "48"}) == "TDAG-23/48"
    assert tdag.write({"yy": "23", "number": "4", "type": "DT", "letter": "E"}) == "TDAG-23/DT/4-E"
    assert tdag.write({"yy": "23", "number": "4", "type": "C"}) == "TDAG-23/4"
    assert tdag.write({"number": "48"}) is None
    assert tsag.write({"number": "239"}) == "TSAG-TD239"
    assert iscg.write({"yy": "23", "session": "1", "number": "2"}) == "ISCG/23-1/02"


def test_covers_print_the_letter_of_the_language_where_usual() -> None:
    """TDAG-18/37-F, but TSAG-TD239 in every language."""
    tdag = ORGANISATION.symbol_pattern("TDAG")
    tsag = ORGANISATION.symbol_pattern("TSAG")
    assert tdag is not None
    assert tsag is not None
    assert tdag.cover_symbol("TDAG-18/37", "F") == "TDAG-18/37-F"
    assert tdag.cover_symbol("TDAG-18/37-F", "F") == "TDAG-18/37-F"
    assert tdag.cover_symbol("something else", "F") == "something else"
    assert tsag.cover_symbol("TSAG-TD239", "F") == "TSAG-TD239"


@pytest.mark.parametrize(
    ("sector", "day", "period"),
    [
        ("T", date(2022, 1, 10), (2017, 2020)),
        ("T", date(2023, 5, 30), (2022, 2024)),
        ("D", date(2021, 11, 8), (2018, 2021)),
        ("D", date(2023, 6, 19), (2022, 2025)),
        ("R", date(2023, 11, 17), (2019, 2023)),
        ("R", date(1990, 1, 1), None),
        ("S", date(2023, 1, 1), None),
    ],
)
def test_study_periods_follow_the_assemblies(
    sector: str, day: date, period: tuple[int, int] | None
) -> None:
    """A meeting between the printed end of a period and the next assembly still belongs to it."""
    assert ORGANISATION.study_period(sector, day) == period


def test_the_six_languages_are_in_the_order_of_the_union() -> None:
    """Keys, letters and tags are those of documents, Word and the web."""
    assert LANGUAGE_KEYS == ("en", "fr", "es", "ru", "zh", "ar")
    assert "".join(each.letter for each in LANGUAGES) == "EFSRCA"
    assert [each.tag for each in LANGUAGES] == ["en-GB", "fr", "es", "ru", "zh-Hans", "ar"]
    assert [each.key for each in LANGUAGES if each.is_right_to_left] == ["ar"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("french", "fr"), ("F", "fr"), ("fr-FR", "fr"), ("Arabc", "ar"), ("русский", "ru")],
)
def test_a_misspelt_language_is_guessed(typed: str, meant: str) -> None:
    """Whoever types a name, a letter or a tag is told the key."""
    with pytest.raises(UsageError, match=f'did you mean "{meant}"'):
        language(typed)
