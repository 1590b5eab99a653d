"""The tool that measures speed tells a missed target from a met one."""

from __future__ import annotations

import pytest

from tools.bench import Comparison, Target, measure, ratio_of, report

pytestmark = pytest.mark.slow

TIMES = {"slow": [0.30, 0.40, 0.90], "quick": [0.10, 0.20, 0.10]}


def test_ratio_is_the_median_of_the_rounds() -> None:
    """One disturbed round does not decide: of the ratios 3, 2 and 9 the middle one counts."""
    assert ratio_of(Target("slow", "quick"), TIMES) == pytest.approx(3)


@pytest.mark.parametrize(
    ("target", "met"),
    [
        (Target("slow", "quick", at_least=2.5), True),
        (Target("slow", "quick", at_least=4), False),
        (Target("slow", "quick", at_most=3.5), True),
        (Target("quick", "slow", at_most=0.1), False),
    ],
)
def test_missed_target_is_told(
    target: Target, met: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missed target is printed as such and makes the run fail."""
    comparison = Comparison("render", "one report", {}, (target,))
    assert report(comparison, TIMES) is met
    assert ("MISSED" in capsys.readouterr().out) is not met


def test_alternatives_are_measured_in_turn() -> None:
    """Within a round every alternative is measured, and each goes first in its turn."""
    calls: list[str] = []
    alternatives = {name: lambda name=name: calls.append(name) for name in ("a", "b", "c")}
    times = measure(Comparison("turns", "", alternatives, (), rounds=3))
    assert "".join(calls) == "abc" + "abc" + "bca" + "cab"
    assert all(len(rounds) == 3 for rounds in times.values())
