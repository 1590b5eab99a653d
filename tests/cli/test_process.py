"""The program as a process: pipes, terminals, Ctrl-C, faults of ours, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.cli.support import COMPLETE, FAULTY, ROOT, environment, run_process
from tests.structure.sources import imports, modules

pytestmark = pytest.mark.slow

PROGRAM = [sys.executable, "-m", "reportgen"]


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        (COMPLETE, ["check"], 0),
        (FAULTY, ["check"], 1),
        (COMPLETE, ["check", "nowhere"], 2),
        (COMPLETE, ["show"], 2),
    ],
)
def test_exit_code_reaches_the_shell(
    shell: Shell, text: str, arguments: list[str], code: int
) -> None:
    """The process says and returns what the command does."""
    shell.meeting("iscg-23-1", text)
    inside, outside = shell(*arguments), run_process(shell.folder, *arguments)
    assert outside == inside
    assert outside.code == code


def test_program_is_installed_under_its_name(shell: Shell) -> None:
    """The installed command `reportgen` is the program that `python -m reportgen` runs."""
    command = Path(sys.executable).with_name("reportgen")
    done = subprocess.run([command, "--version"], cwd=shell.folder, capture_output=True, check=True)
    assert done.stdout == run_process(shell.folder, "--version").out.encode()


def test_long_output_arrives_whole(shell: Shell) -> None:
    """The quick end of the process cuts nothing off, through a pipe and into a file."""
    through_pipe = run_process(shell.folder, "schema").out
    target = shell.path("schema.json")
    with target.open("wb") as stream:
        subprocess.run([*PROGRAM, "schema"], cwd=shell.folder, stdout=stream, check=True)
    assert target.read_text(encoding="utf-8") == through_pipe
    assert through_pipe.endswith("}\n")
    assert len(through_pipe) > 30_000


def test_nothing_waits_for_the_end_of_the_process() -> None:
    """The process ends at once, so no module may leave work to its last moments.

    Threads and processes are waited for where they are used.
    """
    late = {"atexit", "weakref"}
    found = [str(one) for module in modules() for one in imports(module) if one.target in late]
    assert not found


def test_reader_that_has_gone_is_no_fault(shell: Shell) -> None:
    """`reportgen … | head` ends without a word when the reader has seen enough."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*PROGRAM, "schema"], cwd=shell.folder, stdout=writing, stderr=subprocess.PIPE,
            check=False,
        )  # fmt: skip
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_full_device_is_no_silence(shell: Shell) -> None:
    """Output that cannot be written for want of space is not taken for printed."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "schema"], cwd=shell.folder, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr == b"error: cannot print: No space left on device\n"


def test_ctrl_c_is_not_lost_while_an_object_ends() -> None:
    """Python prints what is raised there and goes on; an interrupt ends the command anyway."""
    program = (
        "import signal, time\n"
        "import reportgen.cli as cli\n"
        "class Ending:\n"
        "    def __del__(self): signal.raise_signal(signal.SIGINT)\n"
        "def command(context):\n"
        "    Ending()\n"
        "    time.sleep(60)\n"
        "cli.cli.invoke = command\n"
        "import sys; sys.argv = ['reportgen', 'check']\n"
        "cli.run()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=30)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_ctrl_c_ends_quietly(shell: Shell) -> None:
    """Ctrl-C in the middle of reading ends the program without a traceback, with code 130."""
    source = shell.path("reports/iscg-23-1/outcomes.yaml")
    source.parent.mkdir(parents=True)
    os.mkfifo(source)  # whoever reads it waits for us
    process = subprocess.Popen(
        [*PROGRAM, "check"], cwd=shell.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    writer = None
    try:
        while writer is None:
            assert process.poll() is None, process.communicate()
            try:
                # This succeeds as soon as the program has opened the file to read it.
                writer = os.open(source, os.O_WRONLY | os.O_NONBLOCK)
            except OSError:
                time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    finally:
        process.kill()
        if writer is not None:
            os.close(writer)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_fault_of_ours_keeps_its_traceback(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw ends with code 4, the traceback, and a request to report it."""
    shell.meeting("iscg-23-1", COMPLETE)

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("nobody thought of this")

    monkeypatch.setattr("reportgen.pipeline.checks.check_meetings", fail)
    ended = shell("check")
    assert (ended.code, ended.out) == (4, "")
    assert ended.err.startswith("Traceback (most recent call last):\n")
    assert "ZeroDivisionError: nobody thought of this\n" in ended.err
    assert ended.err.endswith("internal error: please report it with the lines above\n")


def on_terminal(folder: Path, *arguments: str, **variables: str) -> str:
    """Run the program with its output on a terminal and return what the terminal gets."""
    ours, theirs = os.openpty()
    try:
        process = subprocess.Popen(
            [*PROGRAM, *arguments], cwd=folder, stdout=theirs, stderr=theirs,
            env=environment(TERM="xterm", **variables),
        )  # fmt: skip
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux: the other end was closed
                break
            if not piece:
                break
            said += piece
        process.wait()
    finally:
        os.close(ours)
    return said.decode()


def test_colours_on_a_terminal_only(shell: Shell) -> None:
    """Findings are coloured on a terminal, unless `--no-color` or NO_COLOR says otherwise."""
    shell.meeting("iscg-23-1", FAULTY)
    assert "\x1b[31m\x1b[1merror:\x1b[0m" in on_terminal(shell.folder, "check")
    assert "\x1b" not in on_terminal(shell.folder, "check", "--no-color")
    assert "\x1b" not in on_terminal(shell.folder, "--no-color", "check")
    assert "\x1b" not in on_terminal(shell.folder, "check", NO_COLOR="1")
    assert "\x1b" in on_terminal(shell.folder, "check", NO_COLOR="")
    assert "\x1b" not in run_process(shell.folder, "check").out


def test_progress_on_a_terminal_only(shell: Shell) -> None:
    """A build shows its progress to whoever watches, and to nobody else."""
    shell.meeting("iscg-23-1", COMPLETE)
    watched = on_terminal(shell.folder, "build", "--to", "docx", "--language", "en")
    assert "\r" in watched
    assert "0/2 " in watched
    assert "1/2 RAG en" in watched
    assert "s left" in watched
    assert "2/2 TSAG en" in watched
    assert "█" not in on_terminal(
        shell.folder, "build", "--to", "docx", "--language", "en", "--quiet", "--force"
    )
    unwatched = run_process(shell.folder, "build", "--to", "docx", "--language", "en", "--force")
    assert "█" not in unwatched.err


def test_output_is_utf8_in_every_locale(shell: Shell) -> None:
    """In the C locale words in other scripts are printed like everywhere else."""
    shell.meeting("iscg-23-1", COMPLETE.replace("met on", "(東京, Женева) met on"))
    arguments = ("show", "text", "reports/iscg-23-1", "--addressee", "RAG")
    ended = run_process(shell.folder, *arguments, env=environment(LC_ALL="C"))
    assert ended.code == 0
    assert "The ISCG (東京, Женева) met on 2 May 2023." in ended.out


def test_program_does_not_write_beside_its_sources() -> None:
    """No run leaves a file in the repository's own folders of reports without being told to."""
    before = sorted(path for path in (ROOT / "reports").rglob("*") if "build" not in path.parts)
    run_process(ROOT, "check")
    after = sorted(path for path in (ROOT / "reports").rglob("*") if "build" not in path.parts)
    assert after == before
