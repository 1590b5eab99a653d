"""A project in which a text has more than one paragraph, written in several ways."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reportgen.catalogs.store import read_catalog_file, update_catalog, write_catalog
from reportgen.languages import language
from reportgen.pipeline.review.translating import texts_of, units_of
from reportgen.yamlfile import read_yaml
from tests.building.support import MEETING, BuiltProject, copy_project

TEXT = "complete-report"
PARAGRAPHS = ("One paragraph of three.", "Another one of three.", "The last one of three.")


def with_paragraphs(root: Path, text: str) -> BuiltProject:
    """Return a project in which a text has more than one paragraph, translated."""
    project = copy_project(root)
    path = f"reports/{MEETING}/outcomes.yaml"
    words = (project.root / path).read_text("utf-8")
    start = words.index("    text: >-\n      The complete report")
    end = words.index("\n\n", start)
    (project.root / path).write_text(words[:start] + text + words[end:], "utf-8")
    for key in ("fr", "es", "ru", "zh", "ar"):
        named = [f"{TEXT}#{number}" if number > 1 else TEXT for number in (1, 2, 3)]
        translate(project, key, {each: f"({key}) {at}." for at, each in enumerate(named)})
    return project


def translate(project: BuiltProject, key: str, words: dict[str, str]) -> None:
    """Bring a catalog of the meeting up to date, and put translations into it by context."""
    folder = project.root / "reports" / MEETING
    path = folder / "locale" / f"{key}.po"
    data = read_yaml("x", (folder / "outcomes.yaml").read_bytes()).data
    catalog = update_catalog(
        read_catalog_file(path, language(key), MEETING), units_of(texts_of(data))
    )
    entries = tuple(
        replace(each, texts=(words[each.unit.context],), is_fuzzy=False, previous="")
        if each.unit.context in words
        else each
        for each in catalog.entries
    )
    path.write_bytes(write_catalog(replace(catalog, entries=entries)))


FORMS = {
    "scalar": "    text: |-\n      {}\n\n      {}\n\n      {}\n",
    "list": "    text:\n      - {}\n      - {}\n      - {}\n",
    "blocks": "    text:\n      - text: {}\n      - {}\n      - {{text: {}}}\n",
    "bullets": "    text:\n      - bullets:\n        - {}\n        - text: {}\n        - {}\n",
}
