"""The functions and names that may stand between `{{` and `}}` in a text, as data."""

from __future__ import annotations

from dataclasses import field

from reportgen.records import dataclass

CASES = ("the", "nom", "gen", "dat", "acc", "ins", "prep", "de", "a", "li", "bi")
"""With its article (`the`); Russian cases; French and Spanish after *de* and *à*; Arabic joined to
a preposition. A translation adds the one its sentence needs; `cases` says which language has
which."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a function.

    `kinds` says what it takes: `text`, `integer`, `date` (as "2023-05-02"), `period` (a date, a
    month or a year, in quotes) or names of `names`. `choices` closes the list of texts. `refers`
    names the kind of entry that a text points to, which `reportgen check` looks up. A number is at
    least `minimum`, a text matches `pattern`.
    """

    name: str
    kinds: tuple[str, ...] = ("text",)
    names: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    refers: str = ""
    is_required: bool = True
    is_keyword: bool = False
    minimum: int | None = None
    pattern: str = ""


def _form(*choices: str) -> Parameter:
    """Return the keyword parameter `form` with these choices, the first being the usual one."""
    return Parameter("form", choices=choices, is_required=False, is_keyword=True)


_CASE = Parameter("case", choices=CASES, is_required=False, is_keyword=True)


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the expression language; `examples` are pairs of source and English value."""

    name: str
    parameters: tuple[Parameter, ...]
    meaning: str
    examples: tuple[tuple[str, str], ...] = field(default=())
    is_variadic: bool = False

    @property
    def positional(self) -> tuple[Parameter, ...]:
        """The parameters that are given by place."""
        return tuple(p for p in self.parameters if not p.is_keyword)


_DATE_FORMS = (
    "long",
    "with-preposition",
    "ordinal",
    "short-year",
    "day-month",
    "month-year",
    "month",
    "year",
    "weekday",
)

FUNCTIONS: dict[str, Function] = {
    function.name: function
    for function in (
        Function(
            "date",
            (
                Parameter("day", ("date", "name"), ("meeting", "session", "report")),
                _form(*_DATE_FORMS),
            ),
            "A day. Of `meeting` and `session` it is the first day.",
            (
                ("{{ date(meeting) }}", "2 May 2023"),
                ('{{ date("2021-07-16") }}', "16 July 2021"),
                ('{{ date(meeting, form="ordinal") }}', "2nd May 2023"),
            ),
        ),
        Function(
            "dates",
            (
                Parameter("first", ("date", "name"), ("meeting", "meetings", "session")),
                Parameter("last", ("date",), is_required=False),
                _form("cover", "text", "text-preposition"),
            ),
            "Several days: from the first to the last day of a meeting or session, or the dates of "
            "all meetings covered.",
            (
                ("{{ dates(meetings) }}", "2 May 2023"),
                ('{{ dates("2021-11-08", "2021-11-12") }}', "8-12 November 2021"),
                (
                    '{{ dates("2021-11-08", "2021-11-12", form="text") }}',
                    "from 8 to 12 November 2021",
                ),
            ),
        ),
        Function(
            "when",
            (
                Parameter("period", ("period", "name"), ("next_meeting", "meeting", "session")),
                _form("in", "bare", "period-first"),
            ),
            "A date as exact as it is known, with the preposition that belongs to it.",
            (
                ("{{ when(next_meeting) }}", "in October, in the second half of 2023"),
                (
                    '{{ when(next_meeting, form="period-first") }}',
                    "the second half of 2023, in October",
                ),
                ('{{ when("2023-07") }}', "in July 2023"),
            ),
        ),
        Function(
            "resolution",
            (
                Parameter("body", refers="bodies"),
                Parameter("number", ("integer",), refers="resolutions"),
                Parameter(
                    "rev", ("integer",), refers="revisions", is_required=False, is_keyword=True
                ),
                _form("long", "short", "body-first", "body-first-short", "body-hyphen", "of-body"),
                _CASE,
            ),
            "A resolution, with the revision in force on the day of the meeting unless `rev=` "
            "gives the year of another.",
            (
                ('{{ resolution("PP", 191) }}', "Resolution 191 (Rev. Bucharest, 2022)"),
                (
                    '{{ resolution("PP", 191, rev=2018, form="body-first") }}',
                    "PP Resolution 191 (Rev. Dubai, 2018)",
                ),
                ('{{ resolution("WTDC", 9, form="body-hyphen") }}', "WTDC-Resolution 9"),
            ),
        ),
        Function(
            "document",
            (
                Parameter("symbol", refers="documents"),
                _form("symbol", "word", "lower", "title"),
                _CASE,
            ),
            "A document of the meeting, by the symbol it has in `documents:`.",
            (
                ('{{ document("ISCG/23-1/02") }}', "ISCG/23-1/02"),
                ('{{ document("ISCG/23-1/02", form="word") }}', "Document ISCG/23-1/02"),
            ),
        ),
        Function(
            "body",
            (
                Parameter("body", ("text", "name"), ("addressee", "group"), refers="bodies"),
                _form("acronym", "long", "full", "short"),
                _CASE,
            ),
            "A body: its acronym, its name, or both; the addressee or the group that met by those "
            "names.",
            (
                ('{{ body("RAG") }}', "RAG"),
                ('{{ body("RAG", form="long") }}', "Radiocommunication Advisory Group"),
                ('{{ body("RAG", form="full") }}', "Radiocommunication Advisory Group (RAG)"),
                ('{{ body("ITU", form="short", case="the") }}', "the Union"),
                ("{{ body(addressee) }}", "TSAG"),
            ),
        ),
        Function(
            "bodies",
            (
                Parameter("bodies", refers="bodies"),
                _form("acronym", "long", "full"),
                Parameter("join", choices=("and", "or"), is_required=False, is_keyword=True),
                _CASE,
            ),
            "Several bodies as a list.",
            (('{{ bodies("RAG", "TSAG", "TDAG") }}', "RAG, TSAG and TDAG"),),
            is_variadic=True,
        ),
        Function(
            "conference",
            (
                Parameter("body", refers="conferences"),
                Parameter("year", ("integer",)),
                _form("acronym", "long", "full"),
                _CASE,
            ),
            "A conference, assembly or session of the Council by its year (of COP: by its number).",
            (
                ('{{ conference("PP", 2022) }}', "PP-22"),
                (
                    '{{ conference("PP", 2022, form="full") }}',
                    "Plenipotentiary Conference 2022 (PP-22)",
                ),
                ('{{ conference("Council", 2023) }}', "Council 2023"),
            ),
        ),
        Function(
            "study_group",
            (
                Parameter("sector", refers="bodies"),
                Parameter("number", ("integer",), refers="study_groups"),
                _form("long", "short"),
                _CASE,
            ),
            "A study group of a Sector.",
            (('{{ study_group("ITU-T", 16) }}', "ITU-T Study Group 16"),),
        ),
        Function(
            "question",
            (
                Parameter("sector", refers="bodies"),
                Parameter("question", pattern=r"\d+/\d+"),
                _form("with-sector", "short", "long", "long-with-sector"),
                _CASE,
            ),
            "A Question of a study group, as number/study group.",
            (
                ('{{ question("ITU-D", "7/1") }}', "ITU-D Q7/1"),
                ('{{ question("ITU-D", "7/1", form="short") }}', "Q7/1"),
                ('{{ question("ITU-D", "7/1", form="long") }}', "Question 7/1"),
            ),
        ),
        Function(
            "person",
            (Parameter("person", refers="people"), _form("full", "short", "name"), _CASE),
            "Somebody of `people:`, with title and country.",
            (('{{ person("rimkeviciene") }}', "Ms Inga Rimkevičienė (Lithuania)"),),
        ),
        Function(
            "chair",
            (
                Parameter(
                    "of", ("text", "name"), ("group", "meeting", "addressee"), refers="bodies"
                ),
                _form("body-first", "of", "title", "alone"),
                _CASE,
            ),
            "The chair of a body by title; the word follows the date of the meeting "
            "(Chairman to August 2023, Chair since) and the person's gender.",
            (
                ("{{ chair(group) }}", "ISCG Chairman"),
                ('{{ chair("RAG", form="title") }}', "Chairman, RAG"),
            ),
        ),
        Function(
            "country",
            (Parameter("country", refers="countries"),),
            "A country in the ITU's form, by its ISO 3166 code.",
            (('{{ country("IR") }}', "Iran (Islamic Republic of)"),),
        ),
        Function(
            "money",
            (
                Parameter("amount", ("integer",), is_required=False, minimum=0),
                Parameter("currency", refers="currencies", is_required=False),
                Parameter("per", choices=("year", "month"), is_required=False, is_keyword=True),
                Parameter("fact", refers="budgets", is_required=False, is_keyword=True),
                _form("long", "compact"),
            ),
            "An amount of money, given here or by the id of a budget fact.",
            (
                ('{{ money(100000, "CHF", per="year") }}', "CHF 100 000 per year"),
                ('{{ money(fact="b-1", form="compact") }}', "100k CHF/year"),
            ),
        ),
        Function(
            "number",
            (Parameter("number", ("integer",)),),
            "A number with its thousands separated.",
            (("{{ number(1300) }}", "1 300"),),
        ),
        Function(
            "ordinal",
            (
                Parameter("number", ("integer", "name"), ("session",), minimum=1),
                _form("figure", "word"),
                Parameter(
                    "gender",
                    choices=("masculine", "feminine", "neuter"),
                    is_required=False,
                    is_keyword=True,
                ),
                _CASE,
            ),
            "A number of order.",
            (
                ("{{ ordinal(29) }}", "29th"),
                ('{{ ordinal(2, form="word") }}', "second"),
            ),
        ),
        Function(
            "times",
            (Parameter("number", ("integer", "name"), ("meetings",), minimum=1),),
            "How often.",
            (("{{ times(meetings) }}", "once"), ("{{ times(3) }}", "three times")),
        ),
        Function(
            "link",
            (
                Parameter("target", refers="links"),
                Parameter("text", is_required=False),
                _CASE,
            ),
            "A link by its key in the organisation data, an address, or a mail address.",
            (
                ('{{ link("iscg@itu.int") }}', "iscg@itu.int"),
                ('{{ link("https://www.itu.int/climate") }}', "https://www.itu.int/climate"),
            ),
        ),
        Function(
            "theme",
            (Parameter("theme", refers="themes"), _CASE),
            "The name of a theme.",
            (('{{ theme("accessibility") }}', "accessibility"),),
        ),
        Function(
            "place",
            (
                Parameter("place", ("text", "name"), ("meeting", "session"), refers="places"),
                _form("name", "with-country"),
                _CASE,
            ),
            "A place.",
            (
                ('{{ place("geneva") }}', "Geneva"),
                ('{{ place("geneva", form="with-country") }}', "Geneva, Switzerland"),
            ),
        ),
        Function(
            "language",
            (Parameter("language", ("text", "name"), ("report",), refers="languages"),),
            "The name of a language; of `report`, the language it was written in.",
            (('{{ language("en") }}', "English"),),
        ),
    )
}

NAMES: dict[str, dict[str, str]] = {
    "addressee": {
        "": "the addressee's acronym",
        "acronym": "the same",
        "name": "the addressee's name",
        "full": "name and acronym",
        "sector": "the acronym of its Sector",
        "sector_name": "the name of its Sector",
        "bureau": "the acronym of its Bureau",
    },
    "group": {
        "": "the acronym of the body that met",
        "acronym": "the same",
        "name": "its name",
        "full": "name and acronym",
    },
    "meeting": {
        "": "only as an argument: the meeting that the text speaks of",
        "symbol": "the meeting's symbol",
        "mode": "how it was held, in words",
    },
    "meetings": {
        "": "only as an argument: all meetings the report covers",
        "count": "how many meetings the report covers",
    },
    "next_meeting": {"": "only as an argument: when the group meets next"},
    "session": {
        "": "only as an argument: the addressee's own meeting",
    },
    "report": {
        "": "only as an argument: the report itself",
        "symbol": "the document symbol",
        "amendment": "the number of the revision, addendum or corrigendum that is issued",
        "amended_symbol": "the symbol of the document that it revises, adds to or corrects",
        "study_period": "the study period",
        "questions": "the Questions the document concerns",
        "document_kind": "the kind of document",
        "keywords": "the keywords as a list",
        "contact_name": "the contact's name",
        "contact_organization": "the contact's organization",
        "contact_country": "the contact's country",
        "contact_phone": "the contact's telephone number",
        "contact_email": "the contact's mail address",
    },
    "annex": {"number": "the number of the annex", "file": "the name of the file annexed"},
    "page": {"number": "the number of the page, in `label_page` only"},
}
"""The listed names and their attributes; the empty attribute is the bare name."""
