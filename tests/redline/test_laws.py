"""The laws of redlines, on reports edited at random: accepted they are NEW, rejected OLD."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from reportgen.redline.engine import redline_docx
from tests.redline.readers import by_docx_plus, by_pandoc
from tests.redline.strategies import pairs
from tests.redline.support import AUTHOR, DAY
from tests.support.validity import describe, findings

pytestmark = pytest.mark.slow


@given(pairs())
@settings(max_examples=25)
def test_redline_gives_both_files_back(pair: tuple[bytes, bytes]) -> None:
    """A redline is made of any two versions, in its fine form, and the same twice."""
    made = redline_docx(*pair, AUTHOR, DAY)
    assert not made.is_plain
    assert made.data == redline_docx(*pair, AUTHOR, DAY).data


@given(pairs())
@settings(max_examples=30)
def test_pandoc_reads_both_files_in_it(pair: tuple[bytes, bytes]) -> None:
    """Pandoc, accepting all, reads what it reads in NEW; rejecting all, what it reads in OLD."""
    made = redline_docx(*pair, AUTHOR, DAY).data
    assert by_pandoc(made, "accept") == by_pandoc(pair[1], "accept")
    assert by_pandoc(made, "reject") == by_pandoc(pair[0], "accept")


@given(pairs())
@settings(max_examples=30)
def test_docx_plus_reads_both_files_in_it(pair: tuple[bytes, bytes]) -> None:
    """So does docx-plus."""
    made = redline_docx(*pair, AUTHOR, DAY).data
    assert by_docx_plus(made, "accept") == by_docx_plus(pair[1], "accept")
    assert by_docx_plus(made, "reject") == by_docx_plus(pair[0], "accept")


@given(pairs())
@settings(max_examples=15)
def test_redline_is_as_sound_as_the_new_file(pair: tuple[bytes, bytes]) -> None:
    """The checkers of Word files find nothing in a redline that they do not find in NEW or OLD."""
    made = redline_docx(*pair, AUTHOR, DAY).data
    known = {(each.checker, each.message) for side in pair for each in findings(side)}
    found = [each for each in findings(made) if (each.checker, each.message) not in known]
    assert not found, describe(found)
