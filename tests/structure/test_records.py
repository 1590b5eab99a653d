"""A record is what the standard library makes of the same class."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import Any

import pytest

from reportgen import records
from tests.structure.sources import ROOT


def make_point(dataclass: Any) -> Any:
    """Return a class with needed, usual and made values, and a check of its own."""

    @dataclass(frozen=True, slots=True)
    class Point:
        """A point."""

        x: int
        y: int = 2
        names: tuple[str, ...] = ()
        more: dict[str, int] = field(default_factory=dict)

        def __post_init__(self) -> None:
            if self.x < 0:
                raise ValueError("x is below zero")

        @property
        def both(self) -> int:
            """The sum."""
            return self.x + self.y

    return Point


@records.dataclass(frozen=True, slots=True)
class Pair:
    """A class that pickle can find."""

    left: str
    right: tuple[int, ...] = ()


OURS, THEIRS = make_point(records.dataclass), make_point(dataclasses.dataclass)


def outcome(call: Callable[[], object]) -> object:
    """Return what a call gives back, or the type of what it raises."""
    try:
        return call()
    except Exception as error:  # noqa: BLE001 - any kind is compared
        return type(error)


@pytest.mark.parametrize(
    "use",
    [
        lambda point: repr(point(1)),
        lambda point: repr(point(1, 5, ("a",), {"b": 3})),
        lambda point: repr(point(x=1, more={"b": 3})),
        lambda point: point(),
        lambda point: point(1, 2, (), {}, 5),
        lambda point: point(1, z=5),
        lambda point: point(-1),
        lambda point: point(1) == point(1, 2),
        lambda point: point(1) == point(2),
        lambda point: point(1) == (1, 2, (), {}),
        lambda point: point(1) != point(1),
        lambda point: hash(point(1)),
        lambda point: point(1).both,
        lambda point: point(1).more is point(1).more,
        lambda point: setattr(point(1), "x", 3),
        lambda point: delattr(point(1), "x"),
        lambda point: vars(point(1)),
        lambda point: repr(dataclasses.replace(point(1), y=7)),
        lambda point: dataclasses.asdict(point(1)),
        lambda point: [each.name for each in dataclasses.fields(point)],
        lambda point: repr(copy.deepcopy(point(1, more={"b": 3}))),
        lambda point: point.__match_args__,
        lambda point: point.__slots__,
        lambda point: point.__doc__,
        lambda point: point.__dataclass_params__.frozen,
    ],
)
def test_record_does_what_the_original_does(use: Callable[[Any], object]) -> None:
    """Whatever is done with it, a record gives back or raises the same."""
    assert outcome(lambda: use(OURS)) == outcome(lambda: use(THEIRS))


def test_record_can_be_hashed_and_pickled() -> None:
    """A record of values that can be hashed is a key, and goes to another process and back."""
    pair = Pair("a", (1, 2))
    assert {pair: 1}[Pair("a", (1, 2))] == 1
    assert hash(pair) == hash(("a", (1, 2)))
    assert pickle.loads(pickle.dumps(pair)) == pair
    assert copy.copy(pair) == pair


@pytest.mark.parametrize(
    "options", [{}, {"frozen": True}, {"slots": True}, {"frozen": True, "slots": True, "eq": False}]
)
def test_other_options_go_to_the_standard_library(options: dict[str, bool]) -> None:
    """Only frozen classes with slots are made by us; of others the original decides."""

    @records.dataclass(**options)
    class Thing:
        """Something."""

        name: str = "x"

    given = vars(Thing)["__dataclass_params__"]
    assert given.frozen is options.get("frozen", False)
    assert given.eq is options.get("eq", True)
    assert "__setattr__" not in vars(Thing) or Thing.__setattr__.__module__ != records.__name__


def test_fields_that_are_kept_out_go_to_the_standard_library() -> None:
    """A field that is no part of `repr` or of comparing is left to the original."""

    @records.dataclass(frozen=True, slots=True)
    class Secret:
        """Something with a part that is not shown."""

        name: str
        data: bytes = field(default=b"", repr=False, compare=False)

    assert "data" not in repr(Secret("a", b"1"))
    assert Secret("a", b"1") == Secret("a", b"2")


def test_what_check_loads_is_made_quickly() -> None:
    """The modules that `reportgen check` loads take their records from here."""
    command = (
        "import sys; from reportgen.cli import main; main(['check', 'reports/iscg-23-1', '-q']);"
        "print(*(m.__file__ for n, m in sys.modules.items() if n.startswith('reportgen.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = [Path(path) for path in done.stdout.split()]
    assert len(loaded) > 50
    slow = [
        path.relative_to(ROOT).as_posix()
        for path in loaded
        if (text := path.read_text(encoding="utf-8")).find("from dataclasses import dataclass") >= 0
        and "@dataclass(frozen=True, slots=True)\n" in text
        and path.name != "records.py"
    ]
    assert not slow, f"take dataclass from reportgen.records: {slow}"
