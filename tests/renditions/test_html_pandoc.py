"""Pandoc as a program that can be missing, break down or stand still."""

from __future__ import annotations

import os
import stat
import time
from datetime import date
from pathlib import Path

import pytest

from reportgen.errors import EXIT_MISSING_TOOL, MissingToolError
from reportgen.renditions import nodes
from reportgen.renditions.pandoc import Order, Pandoc, find_pandoc

DAY = date(2023, 5, 10)
TREE = nodes.tree({}, [nodes.paragraph(nodes.words("words"))])
ORDER = Order(TREE, "plain", DAY)


def stand_in(folder: Path, script: str) -> Path:
    """Return a program that takes pandoc's place."""
    program = folder / "pandoc"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def test_many_documents_share_a_process() -> None:
    """Documents are converted in order, by one process that is gone in the end."""
    trees = [nodes.tree({}, [nodes.plain(nodes.words(f"n {number}"))]) for number in range(20)]
    with Pandoc() as pandoc:
        results = list(pandoc.convert_all(Order(tree, "plain", DAY) for tree in trees))
        process = pandoc._process
        assert process is not None
    assert results == [f"n {number}\n".encode() for number in range(20)]
    assert process.returncode is not None


def test_process_starts_when_it_is_needed() -> None:
    """Who converts nothing starts nothing."""
    with Pandoc(Path("no/such/program")) as pandoc:
        assert list(pandoc.convert_all([])) == []


def test_broken_process_is_started_again() -> None:
    """A process that was killed in between costs no document."""
    with Pandoc() as pandoc:
        pandoc.convert(ORDER)
        assert pandoc._process is not None
        pandoc._process.kill()
        pandoc._process.wait()
        assert pandoc.convert(ORDER) == b"words\n"


def test_pandoc_that_breaks_down_every_time_is_told(tmp_path: Path) -> None:
    """What a program said before it broke down is what the user is told."""
    program = stand_in(tmp_path, "echo 'out of cheese' >&2; exit 1")
    with (
        Pandoc(program) as pandoc,
        pytest.raises(MissingToolError, match="out of cheese") as caught,
    ):
        pandoc.convert(ORDER)
    (problem,) = caught.value.problems
    assert problem.code == "program-fails"
    assert caught.value.exit_code == EXIT_MISSING_TOOL


def test_pandoc_that_stands_still_is_ended(tmp_path: Path) -> None:
    """Nobody waits for ever: a program that does not answer is ended, tried again and told."""
    program = stand_in(tmp_path, "exec sleep 60")
    started = time.monotonic()
    with (
        Pandoc(program, timeout_s=0.3) as pandoc,
        pytest.raises(MissingToolError, match=r"did not answer within 0\.3 seconds"),
    ):
        pandoc.convert(ORDER)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "script", ["echo 'ok 99'; echo short", "echo nonsense; cat >/dev/null", "echo 'ok many'"]
)
def test_answer_that_is_cut_off_is_none(tmp_path: Path, script: str) -> None:
    """Half a document is not taken for a whole one."""
    with (
        Pandoc(stand_in(tmp_path, script), timeout_s=1) as pandoc,
        pytest.raises(MissingToolError, match="could not convert"),
    ):
        pandoc.convert(ORDER)


def test_format_that_pandoc_does_not_know_is_told_at_once() -> None:
    """What pandoc itself refuses is not tried again, and the next document is converted."""
    with Pandoc() as pandoc:
        with pytest.raises(MissingToolError, match="Unknown output format nonsense"):
            pandoc.convert(Order(TREE, "nonsense", DAY))
        assert pandoc.convert(ORDER) == b"words\n"


def test_missing_program_is_told(tmp_path: Path) -> None:
    """A program that is not there, or may not be started, gives one line and a hint."""
    with (
        Pandoc(tmp_path / "pandoc") as pandoc,
        pytest.raises(MissingToolError, match="No such file"),
    ):
        pandoc.convert(ORDER)


def test_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library that brings pandoc was taken away, the user learns what cannot be made."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(MissingToolError, match="pandoc is not installed") as caught:
        find_pandoc()
    assert caught.value.problems[0].code == "program-missing"


def test_script_opens_no_file_and_no_address(tmp_path: Path) -> None:
    """A tree from elsewhere that names files and addresses gets none of them."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words", encoding="utf-8")
    image: dict[str, object] = {
        "t": "Image",
        "c": (nodes.NO_ATTRIBUTES, [], (secret.as_uri(), "")),
    }
    include: dict[str, object] = {"t": "CodeBlock", "c": (("", [], [("include", str(secret))]), "")}
    tree = nodes.tree({}, [nodes.plain([nodes.Inline(image)]), nodes.Block(include)])
    with Pandoc() as pandoc:
        assert b"secret words" not in pandoc.convert(Order(tree, "html5", DAY))


@pytest.mark.slow
def test_memory_stays_the_same_over_many_documents() -> None:
    """One process can convert a whole archive: it needs no more after hundreds of documents."""
    words = nodes.words("words of a report " * 400)
    order = Order(nodes.tree({}, [nodes.paragraph(words)]), "html5", DAY)
    with Pandoc() as pandoc:
        sizes = []
        for number in range(400):
            pandoc.convert(order)
            if number in (100, 399):
                assert pandoc._process is not None
                sizes.append(_resident(pandoc._process.pid))
    assert sizes[1] <= sizes[0] * 1.5


def _resident(pid: int) -> int:
    """Return how many bytes of memory a process holds."""
    pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
