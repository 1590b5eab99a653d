"""How the program is called: help, version, options of printing, wrong usage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from reportgen import __version__
from reportgen.cli import cli
from tests.cli.conftest import Shell
from tests.cli.support import COMPLETE, FAULTY


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield every command of a group, by the words that call it."""
    for name, command in group.commands.items():
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


ALL = list(commands(cli))


def test_commands_are_those_promised() -> None:
    """These commands are a contract: other programs call them."""
    promised = {"new", "check", "build", "show", "templates", "actions", "schema", "doctor"}
    assert promised | {"translations"} <= set(cli.commands)
    assert {("translations", name) for name in ("extract", "status", "approve")} <= set(ALL)
    assert {("show", name) for name in ("report", "document", "text")} <= set(ALL)
    assert {("templates", name) for name in ("list", "check", "show", "text")} <= set(ALL)


@pytest.mark.parametrize("words", ALL, ids=" ".join)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_explains_itself(shell: Shell, words: tuple[str, ...], option: str) -> None:
    """`--help` prints usage and a sentence on stdout, and is fine."""
    ended = shell(*words, option)
    assert (ended.code, ended.err) == (0, "")
    usage, _, rest = ended.out.partition("\n\n")
    assert usage.startswith(f"Usage: reportgen {' '.join(words)} ")
    assert rest.strip().partition("\n")[0].strip()


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_every_option_is_explained(words: tuple[str, ...]) -> None:
    """No option is left without a word on what it does."""
    command: click.Command = cli
    for word in words:
        assert isinstance(command, click.Group)
        command = command.commands[word]
    assert command.help
    silent = [one.name for one in command.params if isinstance(one, click.Option) and not one.help]
    assert not silent


def test_version_is_printed(shell: Shell) -> None:
    """`--version` names the program and its version."""
    ended = shell("--version")
    assert (ended.code, ended.out) == (0, f"reportgen, version {__version__}\n")


def test_exit_codes_are_explained(shell: Shell) -> None:
    """The help says what the exit codes mean."""
    words = " ".join(shell("--help").out.split())
    for meaning in ("0 fine", "1 findings", "2 wrong usage", "3 a needed program", "4 internal"):
        assert meaning in words


def test_nothing_asked_for_is_wrong_usage(shell: Shell) -> None:
    """Without a command the help is shown, on stderr, as wrong usage."""
    ended = shell()
    assert (ended.code, ended.out) == (2, "")
    assert "Commands:" in ended.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "Error: No such command 'chek'. (Did you mean one of: 'check'"),
        (["build", "--fnal"], "Error: No such option '--fnal'. Did you mean '--final'?"),
        (["check", "--format", "xml"], "'xml' is not one of 'text', 'json', 'github'"),
        (["show", "text"], "Error: Missing argument 'MEETING_DIR'"),
        (["show", "text", "reports/a"], "Error: Missing option '--addressee'"),
        (["new", "reports/b", "--body", "ISCG", "--symbol", "ISCG/1"], "Missing option '--date'"),
        (["templates", "check", "gone.docx"], "File 'gone.docx' does not exist."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_told_on_stderr(shell: Shell, arguments: list[str], said: str) -> None:
    """A command, option or argument that is wrong or missing ends with code 2 and names it."""
    ended = shell(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_no_project_is_wrong_usage(shell: Shell, tmp_path: Path) -> None:
    """Outside a project the two files that mark one are named."""
    (shell.folder / "reportgen.toml").unlink()
    ended = shell("check")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"error: {tmp_path / 'project'} is not in a project: neither it nor a folder above it has "
        "a reportgen.toml, or a pyproject.toml with [tool.reportgen]\n"
    )


def test_project_is_found_from_below(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project is found upwards from the current folder, and paths start from that folder."""
    shell.meeting("iscg-23-1", FAULTY)
    monkeypatch.chdir(shell.folder / "reports")
    ended = shell("check", "iscg-23-1")
    assert ended.code == 1
    assert ended.out.startswith("iscg-23-1/outcomes.yaml:6:23: error:")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('template = "t"', 'unknown setting "template"; did you mean "templates"?'),
        ("reports = 3", 'the setting "reports" must be the name of a folder'),
        ("reports", "cannot read the settings: "),
    ],
)
def test_wrong_settings_are_told(shell: Shell, settings: str, said: str) -> None:
    """A setting that is misspelt, of the wrong type or unreadable is named."""
    (shell.folder / "reportgen.toml").write_text(settings + "\n", encoding="utf-8")
    ended = shell("check")
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_pyproject_marks_a_project_too(shell: Shell) -> None:
    """`[tool.reportgen]` in a pyproject.toml does what a reportgen.toml does."""
    own = shell.folder / "reportgen.toml"
    settings = own.read_text(encoding="utf-8")
    own.unlink()
    shared = "[project]\nname = 'x'\n[tool.reportgen]\n" + settings
    (shell.folder / "pyproject.toml").write_text(shared, encoding="utf-8")
    shell.meeting("iscg-23-1", COMPLETE)
    assert shell("check").code == 0


def test_project_without_meetings_says_how_to_start(shell: Shell) -> None:
    """An empty project is wrong usage, with the command that makes the first meeting."""
    ended = shell("check")
    assert ended.code == 2
    assert ended.err.endswith(
        "reports: no meeting here; "
        "make one with reportgen new reports/MEETING --body … --symbol … --date …\n"
    )


def test_quiet_keeps_findings_and_drops_messages(shell: Shell) -> None:
    """`--quiet` prints what was found and nothing else, before the command or after it."""
    shell.meeting("iscg-23-1", FAULTY)
    loud = shell("check")
    assert loud.err == "1 meeting: 4 errors\n"
    for arguments in (["check", "--quiet"], ["check", "-q"], ["--quiet", "check"]):
        quiet = shell(*arguments)
        assert (quiet.code, quiet.out, quiet.err) == (1, loud.out, "")


def test_options_of_printing_stand_before_or_after_the_command(shell: Shell) -> None:
    """What is said after the command goes before what is said before it."""
    shell.meeting("iscg-23-1", FAULTY)
    after = shell("check", "--format", "json").out
    assert shell("--format", "json", "check").out == after
    assert shell("--format", "github", "check", "--format", "json").out == after


def test_failure_is_printed_in_the_format_asked_for(shell: Shell) -> None:
    """A build that refuses prints its findings as JSON where JSON was asked for."""
    shell.meeting("iscg-23-1", FAULTY)
    ended = shell("build", "--format", "json")
    assert ended.code == 1
    assert [problem["code"] for problem in ended.data] == [
        "unknown-addressee", "unknown-body", "duplicate-id", "unknown-function",
    ]  # fmt: skip


def test_wrong_usage_keeps_json_readable(shell: Shell) -> None:
    """With `--format json` stdout is JSON even where a command could not start."""
    ended = shell("build", "gone", "--format", "json")
    assert (ended.code, ended.data) == (2, [])
    assert ended.err == "error: gone: there is no such folder\n"
