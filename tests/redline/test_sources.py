"""Redlines of reports whose source was edited: texts, values, order, rows, outcomes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.languages import LANGUAGE_KEYS
from reportgen.redline.engine import redline_docx
from reportgen.word.render import WordTemplate, render_docx
from tests.redline.readers import by_docx_plus
from tests.redline.support import AUTHOR, DAY, ROOT, changes
from tests.support.meetings import make_project

TEMPLATE = WordTemplate((ROOT / "templates" / "tsag-report.docx").read_bytes(), "tsag-report.docx")
PHRASES = (
    "The {{ group }} agreed on **common rules** for meetings.",
    "A [page](https://www.itu.int/) was opened on {{ date(meeting) }}.",
    "It recalled {{ resolution('PP', 191) }} and its instructions.",
    "Members asked for more time, and for *clear* answers.",
)


class Source(NamedTuple):
    """What a report is made of: the day, the outcomes in their order, the rows of its table."""

    day: int
    outcomes: tuple[tuple[int, tuple[int, ...]], ...]
    rows: tuple[int, ...]

    def yaml(self) -> str:
        """Return the outcomes file."""
        texts = "".join(
            f"  - id: outcome-{number}\n    kind: information\n    text: >-\n"
            + "".join(f"      {PHRASES[each]}\n\n" for each in phrases)
            for number, phrases in self.outcomes
        )
        names = ", ".join(f"outcome-{number}" for number, _ in self.outcomes)
        rows = "".join(f"      - [Table {row}, State of {row}]\n" for row in self.rows)
        return (
            "schema: 1\n"
            f"meeting: {{body: ISCG, symbol: ISCG/23-1, date: 2023-05-{self.day:02}}}\n"
            f"tables:\n  one:\n    columns: [Table, State]\n    rows:\n{rows}"
            f"outcomes:\n{texts}"
            "reports:\n  TSAG:\n    outline:\n      - id: main\n        heading: Results\n"
            f"        blocks:\n          - outcomes: [{names}]\n          - table: one\n"
        )


_phrases = st.lists(st.integers(0, len(PHRASES) - 1), min_size=1, max_size=3).map(tuple)
sources = st.builds(
    Source,
    day=st.integers(1, 28),
    outcomes=st.lists(
        st.tuples(st.integers(1, 8), _phrases),
        min_size=1,
        max_size=6,
        unique_by=lambda each: each[0],
    ).map(tuple),
    rows=st.lists(st.integers(1, 6), min_size=1, max_size=4, unique=True).map(tuple),
)


def made(source: Source, folder: Path, language: str) -> bytes:
    """Return the report of a source as a Word file."""
    project = make_project(folder, {"iscg-23-1": source.yaml()})
    return render_docx(project.document("TSAG", language=language), TEMPLATE).data


@pytest.mark.slow
@given(st.tuples(sources, sources), st.sampled_from(LANGUAGE_KEYS))
@settings(max_examples=25)
def test_reports_of_two_sources_come_back(
    tmp_path_factory: pytest.TempPathFactory, pair: tuple[Source, Source], language: str
) -> None:
    """Whatever was edited in the source, the redline of the two reports gives both back."""
    folder = tmp_path_factory.mktemp("sources")
    old, new = (made(each, folder, language) for each in pair)
    result = redline_docx(old, new, AUTHOR, DAY)
    assert not result.is_plain
    assert by_docx_plus(result.data, "accept") == by_docx_plus(new, "accept")
    assert by_docx_plus(result.data, "reject") == by_docx_plus(old, "accept")


def test_value_that_changed_is_marked_wherever_it_stands(tmp_path: Path) -> None:
    """Another day of the meeting is another day in every sentence, and nothing else."""
    one = Source(2, ((1, (1,)),), (1,))
    old, new = (made(each, tmp_path, "en") for each in (one, one._replace(day=9)))
    result = redline_docx(old, new, AUTHOR, DAY)
    assert set(changes(result.data, "del")) == {"2"}
    assert set(changes(result.data, "ins")) == {"9"}


def test_outcome_that_moved_is_moved(tmp_path: Path) -> None:
    """Outcomes in another order are moves, as long as the last one stays the last."""
    one = Source(2, ((1, (0,)), (2, (1,)), (3, (2,)), (4, (3,))), (1,))
    other = one._replace(outcomes=tuple(one.outcomes[each] for each in (1, 2, 0, 3)))
    old, new = (made(each, tmp_path, "en") for each in (one, other))
    result = redline_docx(old, new, AUTHOR, DAY)
    assert result.counts == {"move": 1}
