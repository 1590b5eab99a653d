"""The page about outcomes.yaml: its examples, and the tables that are made from the program.

python -m tests.outcomes.page      writes the tables into docs/outcomes.md again
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportgen.document import plain_text
from reportgen.expressions import CASES, FUNCTIONS, NAMES, Function, Parameter
from reportgen.messages import MESSAGES
from reportgen.organisation import Organisation
from reportgen.yamlfile import read_yaml
from tests.support.meetings import MEETING, make_project

PAGE = Path(__file__).parents[2] / "docs" / "outcomes.md"
_FENCE = re.compile(r"^```(\w*) ?(.*)$")
_KINDS = {
    "text": "text",
    "integer": "number",
    "date": 'day as `"2023-05-02"`',
    "period": 'day, month or year as `"2023-05"`',
}
_REFERRED = {
    "bodies": "a body",
    "conferences": "a conference, an assembly or the Council",
    "resolutions": "number",
    "revisions": "a year",
    "study_groups": "number",
    "documents": "a key of `documents:`",
    "people": "a key of `people:`",
    "countries": "a code of two letters",
    "currencies": "a code of three letters",
    "budgets": "the id of a budget fact",
    "links": "a key, an address or a mail address",
    "themes": "a theme",
    "places": "a place",
    "languages": "a key of a language",
}
# The meeting whose values the page shows.
SHOWN = """
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02, mode: virtual}
people:
  rimkeviciene: {name: Inga Rimkevičienė, title: Ms, gender: feminine, country: LT}
documents:
  ISCG/23-1/02: {title: Captioning of meetings}
next_meeting: {month: 2023-10, within: {part: second-half, year: 2023}}
outcomes:
  - id: cost
    kind: information
    text: A cost.
    facts: [{id: b-1, type: budget, amount: 100000, currency: CHF, per: year}]
  - id: values
    kind: information
    text: %s
reports:
  TSAG:
    session: {ordinal: 9, from: 2023-05-30, to: 2023-06-02, place: geneva}
    outline: [{id: all, blocks: [{outcomes: [values, cost]}]}]
"""


def printed(sources: Sequence[str]) -> list[str]:
    """Return what expressions print in the report that the page shows."""
    with tempfile.TemporaryDirectory() as folder:
        text = SHOWN % json.dumps(list(sources), ensure_ascii=False)
        document = make_project(Path(folder), {MEETING: text}).document("TSAG")
    blocks = document.sections[0].blocks[: len(sources)]
    return [plain_text(block.spans) for block in blocks]


@dataclass
class Example:
    """An example of the page: its YAML, and what it prints by addressee."""

    line: int
    source: str
    prints: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def data(self) -> dict[str, Any]:
        """The example as data."""
        file = read_yaml(f"docs/outcomes.md:{self.line}", self.source)
        assert not file.problems, "\n".join(problem.as_text() for problem in file.problems)
        data: dict[str, Any] = file.data
        return data

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole file rather than a part of one."""
        return "schema" in self.data


def examples(text: str) -> list[Example]:
    """Return the examples of the page in order."""
    found: list[Example] = []
    for language, about, line, lines in _boxes(text):
        if language == "yaml":
            found.append(Example(line, "\n".join(lines) + "\n"))
        elif language == "text":
            found[-1].prints.append((about, lines))
    return found


def _boxes(text: str) -> Iterator[tuple[str, str, int, list[str]]]:
    """Yield language, what follows it, line number and lines of every box of the page."""
    opened: tuple[str, str, int] | None = None
    lines: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        fence = _FENCE.match(line)
        if fence and opened is None:
            opened, lines = (fence[1], fence[2], number), []
        elif fence and opened is not None:
            yield (*opened, lines)
            opened = None
        elif opened is not None:
            lines.append(line)


def put_together(base: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    """Return the first file with a part put in: its keys are added or stand in place of others."""
    return {**base, **part}


def functions_table() -> str:
    """Return the table of functions."""
    rows = ["| function | meaning and arguments | written | prints |", "|---|---|---|---|"]
    for function in FUNCTIONS.values():
        about = f"{function.meaning} {_arguments(function)}"
        first = f"`{function.name}`"
        for source, value in function.examples:
            rows.append(f"| {first} | {about} | `{source}` | {value} |")
            first = about = ""
    return "\n".join(rows)


def _arguments(function: Function) -> str:
    return " · ".join(_argument(each, function) for each in function.parameters)


def _argument(parameter: Parameter, function: Function) -> str:
    if parameter.choices == CASES:
        return "`case=`"
    kinds = [_KINDS[kind] for kind in parameter.kinds if kind in _KINDS and not parameter.choices]
    if parameter.refers:
        kinds = [_REFERRED[parameter.refers]]
    kinds += [f"`{choice}`" for choice in (*parameter.choices, *parameter.names)]
    name = f"`{parameter.name}=`" if parameter.is_keyword else f"`{parameter.name}`"
    several = ", as many as you like" if function.is_variadic and not parameter.is_keyword else ""
    is_optional = not parameter.is_required and not parameter.is_keyword
    return f"{name}: {', '.join(kinds)}{several}{' (may be left out)' if is_optional else ''}"


def forms_table() -> str:
    """Return the table of forms, each with what it prints."""
    written = []
    for function in FUNCTIONS.values():
        usual = function.examples[0][0]
        for parameter in function.parameters:
            if parameter.name == "form":
                written += [usual.replace(") }}", f', form="{f}") }}}}') for f in parameter.choices]
    rows = ["| written | prints |", "|---|---|"]
    rows += [f"| `{w}` | {p} |" for w, p in zip(written, printed(written), strict=True)]
    return "\n".join(rows)


def keys_table() -> str:
    """Return the table of the keys that the program brings."""
    known = Organisation()
    rows = ["| kind | keys |", "|---|---|"]
    for kind in ("bodies", "resolutions", "places", "themes", "links", "titles", "currencies"):
        keys = ", ".join(f"`{key}`" for key in known.keys(kind))
        rows.append(f"| {kind} | {keys} |")
    return "\n".join(rows)


def names_table() -> str:
    """Return the table of names."""
    rows = ["| name | meaning |", "|---|---|"]
    for name, attributes in NAMES.items():
        for attribute, meaning in attributes.items():
            rows.append(f"| `{name}.{attribute}` | {meaning} |".replace(".`", "`"))
    return "\n".join(rows)


def messages_table() -> str:
    """Return the table of messages, without those that only the review page says."""
    rows = ["| key | English |", "|---|---|"]
    for message in MESSAGES.values():
        if message.key.startswith("review_page_"):
            continue
        words = message.text.replace("\n", "<br>")
        if message.plural:
            words += f"<br>About several meetings: {message.plural}"
        rows.append(f"| `{message.key}` | {words} |")
    return "\n".join(rows)


def with_tables(text: str) -> str:
    """Return the page with its tables made again."""
    tables = {
        "functions": functions_table(),
        "forms": forms_table(),
        "names": names_table(),
        "keys": keys_table(),
        "messages": messages_table(),
    }
    for name, table in tables.items():
        before, mark, rest = text.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition("<!-- end -->")
        assert mark, f"the page has no place for the table of {name}"
        assert end, f"the place for the table of {name} has no end"
        text = f"{before}{mark}{table}\n{end}{after}"
    return text


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
