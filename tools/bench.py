"""Measures comparisons of speed, and fails when a target is missed: `make bench`.

Every file bench/bench_*.py defines `comparisons(stack)`, which returns `Comparison`s; what it has
to clean up afterwards it puts on the `contextlib.ExitStack` it is handed::

    def comparisons(stack: ExitStack) -> list[Comparison]:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        return [
            Comparison(
                name="render",
                about="one report to a Word file, in process",
                alternatives={"docxtpl": ..., "reportgen": ...},
                targets=(Target("docxtpl", "reportgen", at_least=15),),
            )
        ]

The alternatives of a comparison are measured in turn within each round, so that whatever else the
machine does slows all of them alike. A target is held against the median of the rounds' ratios.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Target:
    """How the time of one alternative stands to that of another: `numerator / denominator`."""

    numerator: str
    denominator: str
    at_least: float | None = None
    at_most: float | None = None

    def is_met(self, ratio: float) -> bool:
        """Whether the ratio lies within the bounds; a bound that is not given is no bound."""
        low = self.at_least is None or ratio >= self.at_least
        high = self.at_most is None or ratio <= self.at_most
        return low and high

    def __str__(self) -> str:
        """Return the bounds in words."""
        bounds = (("at least", self.at_least), ("at most", self.at_most))
        return " and ".join(f"{word} {bound:g}" for word, bound in bounds if bound is not None)


@dataclass(frozen=True)
class Comparison:
    """Alternatives that do the same work, and how their times should stand to one another.

    `calls` is how often an alternative is called in each measurement: more for what takes less than
    a millisecond. What no call can tell, such as the time of the last of many, `taken` measures by
    itself: it returns seconds by alternative, or gigabytes where the `unit` is MB.
    """

    name: str
    about: str
    alternatives: Mapping[str, Callable[[], object]]
    targets: tuple[Target, ...]
    rounds: int = 9
    calls: int = 1
    taken: Callable[[], Mapping[str, list[float]]] | None = None
    unit: str = "ms"


def measure(comparison: Comparison) -> Mapping[str, list[float]]:
    """Return the seconds per call of each alternative, round by round.

    Every alternative is called once before, so that caches are warm for all; from round to round
    another one goes first.
    """
    if comparison.taken is not None:
        return comparison.taken()
    for work in comparison.alternatives.values():
        work()
    times: dict[str, list[float]] = {name: [] for name in comparison.alternatives}
    names = list(times)
    for number in range(comparison.rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            times[name].append(_time(comparison.alternatives[name], comparison.calls))
    return times


def _time(work: Callable[[], object], calls: int) -> float:
    # A collection of another alternative's garbage must not fall into this one's time.
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        for _ in range(calls):
            work()
        return (time.perf_counter() - start) / calls
    finally:
        gc.enable()


def ratio_of(target: Target, times: Mapping[str, Sequence[float]]) -> float:
    """Return the median over the rounds of numerator by denominator."""
    rounds = zip(times[target.numerator], times[target.denominator], strict=True)
    return statistics.median(above / below for above, below in rounds)


def report(comparison: Comparison, times: Mapping[str, Sequence[float]]) -> bool:
    """Print the times and how each target stands; return whether all are met."""
    print(f"\n{comparison.name}: {comparison.about}, {comparison.rounds} rounds")
    width = max(map(len, times))
    for name, seconds in times.items():
        least, median = min(seconds) * 1000, statistics.median(seconds) * 1000
        unit = comparison.unit
        print(f"  {name:<{width}}  min {least:9.2f} {unit}   median {median:9.2f} {unit}")
    met = True
    for target in comparison.targets:
        ratio = ratio_of(target, times)
        verdict = "met" if target.is_met(ratio) else "MISSED"
        met = met and target.is_met(ratio)
        print(
            f"  {target.numerator} / {target.denominator} = {ratio:.2f}, target {target}: {verdict}"
        )
    return met


def load_comparisons(folder: Path, stack: ExitStack) -> list[Comparison]:
    """Return the comparisons of every bench_*.py in the folder, in the order of their names."""
    found: list[Comparison] = []
    for path in sorted(folder.glob("bench_*.py")):
        found += importlib.import_module(f"{folder.name}.{path.stem}").comparisons(stack)
    return found


def main() -> int:
    """Measure all comparisons, or those named; return 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="a comparison; all without")
    names = parser.parse_args().names
    with ExitStack() as stack:
        known = {one.name: one for one in load_comparisons(ROOT / "bench", stack)}
        if unknown := set(names) - set(known):
            parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(known)}")
        results = [
            report(one, measure(one)) for name, one in known.items() if name in (names or known)
        ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    # A bench file imports this module by its full name; run under that name, both are one.
    sys.exit(importlib.import_module("tools.bench").main())
