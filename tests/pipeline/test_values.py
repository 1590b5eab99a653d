"""Expressions without a value: found when a report is made, and led back to their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.errors import InputError
from tests.support.meetings import MEETING, make_project

FILE = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02}
outcomes:
  - id: cost
    kind: information
    addressees: [RAG]
    text: A cost.
    facts: [{id: b-1, type: budget, amount: 5, currency: CHF}]
  - id: odd
    kind: information
    text: |
      The {{ group }} met on {{ date(meeting) }}.

      It is the {{ ordinal(100, form="word") }} one and costs {{ money(fact="b-1") }}.
reports:
  TSAG: {}
  RAG: {}
"""


def test_every_expression_without_a_value_is_told_at_its_place(tmp_path: Path) -> None:
    """What only the making of a report can find has file, line and column all the same."""
    project = make_project(tmp_path, {MEETING: FILE})
    with pytest.raises(InputError) as raised:
        project.build()
    path = f"reports/{MEETING}/outcomes.yaml"
    ordinal, money = (problem.as_text() for problem in raised.value.problems)
    assert ordinal == (
        f'{path}:14:17: error: `{{{{ ordinal(100, form="word") }}}}` has no value: '
        "an ordinal in words goes from 1 to 99, not 100: use figures [no-value]"
    )
    assert money == (
        f'{path}:14:63: error: `{{{{ money(fact="b-1") }}}}` has no value: '
        "there is no budget fact b-1 that this addressee may see [no-value]"
    )
    assert not (tmp_path / "reports" / MEETING / "build").exists()


def test_a_fault_in_a_meeting_covered_is_told_in_its_file(tmp_path: Path) -> None:
    """The place is in the file of the meeting that the text belongs to."""
    earlier = FILE.replace("ISCG/23-1", "ISCG/22-1").replace("2023-05-02", "2022-10-03")
    own = FILE[: FILE.index("outcomes:")] + "reports: {RAG: {covers: [iscg-22-1, iscg-23-1]}}\n"
    project = make_project(tmp_path, {"iscg-22-1": earlier, MEETING: own})
    with pytest.raises(InputError, match=r"reports/iscg-22-1/outcomes\.yaml:14:17: error: "):
        project.build()


CATALOG = """\
msgid ""
msgstr "Language: fr\\nPlural-Forms: nplurals=2; plural=n > 1;\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgctxt "cost"
msgid "A cost."
msgstr "Un coût."

msgctxt "odd#2"
msgid "{source}"
msgstr "C'est la {{{{ ordinal(100, form=\\"word\\") }}}}, {{{{ money(fact=\\"b-1\\") }}}}."
"""


def test_a_fault_of_a_translation_is_told_in_its_catalog(tmp_path: Path) -> None:
    """Who reads the line finds the words at fault; English ones are in the meeting's file."""
    project = make_project(tmp_path, {MEETING: FILE})
    source = FILE.split("\n\n      ")[1].splitlines()[0].replace('"', '\\"')
    catalog = tmp_path / "reports" / MEETING / "locale" / "fr.po"
    catalog.parent.mkdir()
    catalog.write_text(CATALOG.format(source=source), encoding="utf-8")
    with pytest.raises(InputError) as raised:
        project.maker().document("TSAG", language_key="fr")
    assert {(each.path, each.line) for each in raised.value.problems} == {
        (f"reports/{MEETING}/locale/fr.po", 9)
    }
    with pytest.raises(InputError, match=r"outcomes\.yaml:14:17: error: in Spanish, "):
        project.maker().document("TSAG", language_key="es")
