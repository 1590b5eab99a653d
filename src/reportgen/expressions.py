"""What may stand between `{{` and `}}` in a text: the listed functions and names.

Data, and the checks that follow from it: which arguments a function takes, which forms it knows,
and which entries of the organisation's and the meeting's data an expression refers to. The values
themselves are found by `reportgen.localise`; docs/outcomes.md prints these tables.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportgen.errors import did_you_mean
from reportgen.texts import Argument, Expression, Name, TextFault

CASES = ("the", "nom", "gen", "dat", "acc", "ins", "prep", "de", "a", "li", "bi")
"""With its article (`the`); Russian cases; French and Spanish after *de* and *à*; Arabic joined to
a preposition. A language ignores the cases it does not have, so a translation adds the one its
sentence needs."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a function.

    `kinds` says what it takes: `text`, `integer`, `date` (as "2023-05-02"), `period` (a date, a
    month or a year, in quotes) or names of `names`. `choices` closes the list of texts. `refers`
    names the kind of entry that a text points to, which `reportgen check` looks up.
    """

    name: str
    kinds: tuple[str, ...] = ("text",)
    names: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    refers: str = ""
    is_required: bool = True
    is_keyword: bool = False


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
                Parameter("rev", ("integer",), is_required=False, is_keyword=True),
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
            (Parameter("symbol", refers="documents"), _form("symbol", "word", "lower", "title")),
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
                Parameter("body", refers="bodies"),
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
                Parameter("number", ("integer",)),
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
                Parameter("question"),
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
            (Parameter("country", refers="countries"), _CASE),
            "A country in the ITU's form, by its ISO 3166 code.",
            (('{{ country("IR") }}', "Iran (Islamic Republic of)"),),
        ),
        Function(
            "money",
            (
                Parameter("amount", ("integer",), is_required=False),
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
                Parameter("number", ("integer", "name"), ("session",)),
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
            (Parameter("number", ("integer", "name"), ("meetings",)),),
            "How often.",
            (("{{ times(meetings) }}", "once"), ("{{ times(3) }}", "three times")),
        ),
        Function(
            "link",
            (
                Parameter("target", refers="links"),
                Parameter("text", is_required=False),
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
            (Parameter("place", ("text", "name"), ("meeting", "session"), refers="places"),),
            "A place.",
            (('{{ place("geneva") }}', "Geneva"),),
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
}
"""The listed names and their attributes; the empty attribute is the bare name."""

_BARE_ARGUMENT_ONLY = "only as an argument"
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_PERIOD = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference that an expression makes: `kind` is a table of data, `key` the entry meant."""

    kind: str
    key: str
    index: int


def check_expression(expression: Expression) -> list[TextFault]:
    """Return what is wrong with an expression by itself: name, arguments, forms."""
    if not expression.is_call:
        return _check_name(expression)
    function = FUNCTIONS.get(expression.name)
    if function is None:
        hint = did_you_mean(expression.name, FUNCTIONS) or f"functions: {', '.join(FUNCTIONS)}"
        if expression.name in NAMES:
            hint = f"{expression.name} is a name: it takes no brackets"
        message = f'unknown function "{expression.name}"'
        return [_fault(expression, "unknown-function", message, hint)]
    return list(_check_arguments(expression, function))


def _fault(expression: Expression, code: str, message: str, hint: str = "") -> TextFault:
    return TextFault(code, message, hint, index=expression.index)


def _check_name(expression: Expression) -> list[TextFault]:
    attributes = NAMES.get(expression.name)
    if attributes is None:
        hint = did_you_mean(expression.name, [*NAMES, *FUNCTIONS])
        if expression.name in FUNCTIONS:
            hint = f"{expression.name} is a function: write {expression.name}(…)"
        message = f'unknown name "{expression.name}"'
        return [_fault(expression, "unknown-name", message, hint or f"names: {', '.join(NAMES)}")]
    if expression.attribute not in attributes:
        shown = f"{expression.name}.{expression.attribute}".rstrip(".")
        known = [f"{expression.name}.{name}" for name in attributes if name]
        hint = did_you_mean(shown, known) or f"known: {', '.join(known)}"
        return [_fault(expression, "unknown-name", f'unknown name "{shown}"', hint)]
    if attributes[expression.attribute].startswith(_BARE_ARGUMENT_ONLY):
        message = f'"{expression.name}" says nothing by itself'
        return [_fault(expression, "bad-argument", message, _use_of_name(expression.name))]
    return []


def _takes_name(function: Function, name: str) -> bool:
    return any(name in parameter.names for parameter in function.parameters)


def _check_arguments(expression: Expression, function: Function) -> Iterator[TextFault]:
    positional = function.positional
    given = len(expression.arguments)
    if given > len(positional) and not function.is_variadic:
        yield _fault(
            expression,
            "bad-argument",
            f"{function.name}() takes at most {_counted(len(positional))}, not {given}",
            _signature(function),
        )
    for parameter, argument in paired_arguments(expression, function):
        yield from _check_argument(expression, function, parameter, argument)
    for name, _ in expression.keywords:
        known = [p.name for p in function.parameters]
        if name not in known:
            message = f'{function.name}() has no argument "{name}"'
            hint = did_you_mean(name, known) or _signature(function)
            yield _fault(expression, "bad-argument", message, hint)
    given_for = [parameter.name for parameter, _ in paired_arguments(expression, function)]
    filled = set(given_for)
    for name, _ in expression.keywords:
        if given_for.count(name) > 1 and not function.is_variadic:
            message = f'{function.name}() is given its argument "{name}" twice'
            yield _fault(expression, "bad-argument", message, _signature(function))
    for parameter in function.parameters:
        if parameter.is_required and parameter.name not in filled:
            message = f'{function.name}() lacks its argument "{parameter.name}"'
            yield _fault(expression, "bad-argument", message, _signature(function))
    if function.name == "money" and "fact" not in filled and not {"amount", "currency"} <= filled:
        message = "money() needs an amount and a currency, or fact="
        yield _fault(expression, "bad-argument", message, _signature(function))


def _counted(number: int) -> str:
    return f"{number} argument" if number == 1 else f"{number} arguments"


def paired_arguments(
    expression: Expression, function: Function
) -> list[tuple[Parameter, Argument]]:
    """Return each argument with its parameter; a variadic function's first parameter repeats."""
    positional = function.positional
    pairs = []
    for place, argument in enumerate(expression.arguments):
        if function.is_variadic:
            pairs.append((positional[0], argument))
        elif place < len(positional):
            pairs.append((positional[place], argument))
    by_name = {parameter.name: parameter for parameter in function.parameters}
    for name, argument in expression.keywords:
        if name in by_name:
            pairs.append((by_name[name], argument))
    return pairs


def _check_argument(
    expression: Expression, function: Function, parameter: Parameter, argument: Argument
) -> Iterator[TextFault]:
    place = f'{function.name}(): "{parameter.name}"'
    if isinstance(argument, Name):
        if argument.name not in parameter.names:
            known = f"; known here: {', '.join(parameter.names)}" if parameter.names else ""
            message = f"{place} cannot be the name `{argument.name}`{known}"
            hint = _name_hint(parameter, argument.name)
            yield _fault(expression, "bad-argument", message, hint)
        return
    if isinstance(argument, int):
        if "integer" not in parameter.kinds:
            yield _fault(
                expression, "bad-argument", f"{place} must be a text", f'quote it: "{argument}"'
            )
        return
    if parameter.choices:
        if argument not in parameter.choices:
            message = f'{place} cannot be "{argument}"'
            hint = did_you_mean(argument, parameter.choices)
            yield _fault(
                expression,
                "bad-argument",
                message,
                hint or f"one of {', '.join(parameter.choices)}",
            )
    elif "text" not in parameter.kinds:
        yield from _check_typed_text(expression, place, parameter, argument)


def _name_hint(parameter: Parameter, name: str) -> str:
    """Return what was probably meant by a name that a parameter does not take."""
    if name in NAMES:
        return _use_of_name(name)
    quoted = f'quote it: "{name}"' if "text" in parameter.kinds else ""
    return did_you_mean(name, parameter.names) or quoted


def _use_of_name(name: str) -> str:
    """Return the functions that take a name, as a hint."""
    using = [f"{f.name}({name})" for f in FUNCTIONS.values() if _takes_name(f, name)]
    return f"write {' or '.join(using)}" if using else ""


def _check_typed_text(
    expression: Expression, place: str, parameter: Parameter, argument: str
) -> Iterator[TextFault]:
    """Check a quoted argument that must be a date or a period, or should have been a number."""
    if "date" in parameter.kinds or "period" in parameter.kinds:
        pattern = _PERIOD if "period" in parameter.kinds else _ISO_DATE
        if not pattern.match(argument) or not _is_real_period(argument):
            message = f'{place} cannot be "{argument}": that is no date'
            usual = (
                '"2023-05-02", months as "2023-05"'
                if "period" in parameter.kinds
                else '"2023-05-02"'
            )
            yield _fault(expression, "bad-date", message, f"write dates as {usual}")
    else:
        yield _fault(
            expression, "bad-argument", f"{place} must be a number", "leave the quotes out"
        )


def _is_real_period(text: str) -> bool:
    """Whether the year, month or day exists."""
    padded = text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text
    try:
        dt.date.fromisoformat(padded)
    except ValueError:
        return False
    return True


def _signature(function: Function) -> str:
    """Return the function's call as a reader would write it, for a hint."""
    parts = []
    for parameter in function.parameters:
        name = f"{parameter.name}=" if parameter.is_keyword else parameter.name
        parts.append(name if parameter.is_required else f"[{name}]")
    return f"{function.name}({', '.join(parts)})"


def references(expression: Expression) -> list[Reference]:
    """Return the entries of data that an expression refers to; names refer to none."""
    function = FUNCTIONS.get(expression.name) if expression.is_call else None
    if function is None:
        return []
    found = []
    for parameter, argument in paired_arguments(expression, function):
        if parameter.refers and not isinstance(argument, Name):
            key = str(argument)
            if parameter.refers == "resolutions":
                bodies = [a for p, a in paired_arguments(expression, function) if p.name == "body"]
                key = f"{bodies[0]}-{argument}"
            found.append(Reference(parameter.refers, key, expression.index))
    return found
