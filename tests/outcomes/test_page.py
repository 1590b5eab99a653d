"""docs/outcomes.md: every example builds and prints what it says; every key has an example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportgen.model import Meeting
from reportgen.organisation import Organisation
from reportgen.outcomes import outcomes_schema, schema_enums
from reportgen.yamlfile.dump import dump_yaml
from tests.outcomes.page import PAGE, Example, examples, put_together, with_tables
from tests.support.meetings import MEETING, MadeProject, make_project

TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = examples(TEXT)
BASE = EXAMPLES[0].data
EARLIER = put_together(
    BASE, {"meeting": {"body": "ISCG", "symbol": "ISCG/22-1", "date": "2022-10-03"}}
)

every_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"line-{each.line}")


def written(folder: Path, example: Example) -> MadeProject:
    """Return a project whose meeting is the example, put into the first file if it is a part."""
    whole = example.data if example.is_whole else put_together(BASE, example.data)
    project = make_project(folder, {MEETING: dump_yaml(whole), "iscg-22-1": dump_yaml(EARLIER)})
    (project.root / "reports" / MEETING / "budget.xlsx").write_bytes(b"a table")
    return project


@every_example
def test_example_has_no_fault(example: Example, tmp_path: Path) -> None:
    """What a reader copies from the page passes the check, without even a warning."""
    problems = written(tmp_path, example).check()
    # A part that replaces the outcomes may leave out what the first file's reports do not name.
    assert not problems, "\n".join(problem.as_text() for problem in problems)


@every_example
def test_example_prints_what_the_page_says(example: Example, tmp_path: Path) -> None:
    """The box below an example stands in the report, line for line."""
    project = written(tmp_path, example)
    for addressee, expected in example.prints:
        lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in project.lines(addressee)]
        starts = [n for n, line in enumerate(lines) if line == expected[0]]
        shown = "\n".join(lines)
        assert any(lines[n : n + len(expected)] == expected for n in starts), shown


@pytest.mark.slow
@every_example
def test_example_builds(example: Example, tmp_path: Path) -> None:
    """Every report of an example becomes a Word file."""
    result = written(tmp_path, example).build()
    assert result.built
    assert all(path.is_file() for built in result.built for path in built.paths)


def keys_of(node: Any) -> Iterator[str]:
    """Yield the names of the properties of a schema and of all schemas in it."""
    if isinstance(node, dict):
        yield from node.get("properties", {})
        for value in node.values():
            yield from keys_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from keys_of(value)


def keys_in(node: Any) -> Iterator[str]:
    """Yield the keys used in data."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from keys_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from keys_in(value)


def test_every_key_of_the_format_has_an_example() -> None:
    """A reader finds each key of the schema used somewhere on the page."""
    used = {key for example in EXAMPLES for key in keys_in(example.data)}
    known = set(keys_of(outcomes_schema(schema_enums(Organisation()))))
    assert known - used == set()


def models_used(data: Any) -> dict[str, set[str]]:
    """Return the keys set in each type of the format, by the name of the type."""
    used: dict[str, set[str]] = {}

    def look(value: Any) -> None:
        if hasattr(value, "model_fields_set"):
            used.setdefault(type(value).__name__, set()).update(value.model_fields_set)
            for name in value.model_fields_set:
                look(getattr(value, name))
        elif isinstance(value, dict):
            for each in value.values():
                look(each)
        elif isinstance(value, tuple):
            for each in value:
                look(each)

    look(Meeting.model_validate(data))
    return used


def test_every_key_has_an_example_in_its_own_place() -> None:
    """A key that stands in several places (`title`, `date`) has an example in each of them."""
    used: dict[str, set[str]] = {}
    for example in EXAMPLES:
        whole = example.data if example.is_whole else put_together(BASE, example.data)
        for name, keys in models_used(whole).items():
            used.setdefault(name, set()).update(keys)
    schema = outcomes_schema(schema_enums(Organisation()))
    missing = {
        f"{name}.{key}"
        for name, definition in {**schema["$defs"], "Meeting": schema}.items()
        for key in definition.get("properties", {})
        if key not in {each.removesuffix("_") for each in used.get(name, set())}
    }
    # A remark may stand with every fact, and is shown with one.
    assert {each for each in missing if not each.endswith("Fact.note")} == set()


def test_tables_are_those_of_the_program() -> None:
    """The tables list what the program knows; `python -m tests.outcomes.page` writes them."""
    assert with_tables(TEXT) == TEXT


def test_contents_lead_to_every_section() -> None:
    """The list at the top names the sections in order, and its links lead there."""
    headings = [line[3:] for line in TEXT.splitlines() if line.startswith("## ")]
    listed = [
        (words, target)
        for line in TEXT.splitlines()
        if line[:1].isdigit() and ". [" in line
        for words, target in [line.split(". [", 1)[1].rstrip(")").split("](#")]
    ]
    assert listed == [
        (each, re.sub(r"[.,]", "", each.lower()).replace(" ", "-")) for each in headings
    ]
