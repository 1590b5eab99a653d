"""Writes docs/cli.md from the commands themselves: `make docs`.

What a command does and which options it has is read from `reportgen.cli`; examples and exit codes
stand here. `python -m tools.cli_reference --check` writes nothing and fails when the page is stale.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from reportgen.cli import cli
from reportgen.errors import (
    EXIT_FINDINGS,
    EXIT_INTERNAL,
    EXIT_MISSING_TOOL,
    EXIT_OK,
    EXIT_USAGE,
)

PAGE = Path(__file__).parents[1] / "docs/cli.md"

HEAD = """\
# Commands

<!-- Written by `make docs` from the commands themselves: change those, not this page. -->

Findings and results go to stdout, messages and progress to stderr. A project is found upwards from
the current folder, by a `reportgen.toml` or by `[tool.reportgen]` in a `pyproject.toml`; it has two
settings, the folders `reports` and `templates`. MEETING_DIR is the folder of a meeting, relative to
the current folder: `reports/iscg-23-1`.
"""

EXIT_CODES = {
    EXIT_OK: "fine",
    EXIT_FINDINGS: "findings: faults in input, or gaps that stop a final; nothing is written then",
    EXIT_USAGE: "wrong usage: a command, option, meeting, addressee or language that there is not",
    EXIT_MISSING_TOOL: "a needed program or font is missing; what could be made was made",
    EXIT_INTERNAL: "internal error: a fault of the program, with its traceback",
}

COMMON = """\
They may also stand before the command, as in `reportgen --quiet check`.
"""

FORMATS = """\
A finding in text is `path:line:column: severity: message [code]`, with a hint on a line of its own.
In JSON, findings are a list of `{"path", "line", "column", "severity", "code", "message", "hint"}`;
`where` is added for a place in a file that has no lines. `--format github` prints the commands by
which GitHub shows findings beside the lines of a change. Codes are stable.
"""


@dataclass(frozen=True)
class Use:
    """How a command is used: the codes it can end with, and examples with what each does."""

    codes: tuple[int, ...]
    examples: tuple[tuple[str, str], ...]


_READS = (EXIT_OK, EXIT_FINDINGS, EXIT_USAGE)
_LOOKS = (EXIT_OK, EXIT_USAGE, EXIT_MISSING_TOOL)
_ONE = "reports/iscg-23-1"
_TO_TSAG = "--addressee TSAG --approver 'A. Weber'"
_NEW = "reportgen new reports/iscg-24-1 --body ISCG --symbol ISCG/24-1 --date 2024-01-30"
_APPROVE = f"reportgen translations approve {_ONE} --language es --by 'Ana Diaz' --date 2023-05-09"
_TEMPLATE = "templates/rag-report.docx"

_PACK = (
    f'reportgen review pack {_ONE} --addressee TSAG --language fr --to "Ana Presidenta" '
    "--reply-by 2023-06-15"
)
_ANSWER = 'reportgen review answer iscg-23-1-TSAG-fr-1 3f9c21d7 --by Secretariat --text "Yes."'

USES = {
    "new": Use(_READS, ((_NEW, ""),)),
    "check": Use(
        _READS,
        (
            ("reportgen check", "all meetings"),
            (f"reportgen check {_ONE}", "one"),
            ("reportgen check --format github", "in a workflow of GitHub"),
        ),
    ),
    "build": Use(
        (*_READS, EXIT_MISSING_TOOL),
        (
            ("reportgen build", "every report"),
            (f"reportgen build {_ONE} --addressee TSAG --language en", "one"),
            ("reportgen build --to docx --out drafts", "Word files only, into another folder"),
            ("reportgen build --force --jobs 1", "everything again, one after another"),
            (f"reportgen build {_ONE} --final", "not while anything is missing"),
            (f"reportgen build {_ONE} --redline-since drafts/iscg-23-1", "with what changed since"),
        ),
    ),
    "watch": Use(
        (EXIT_OK, EXIT_USAGE),
        (
            ("reportgen watch", "all meetings"),
            (f"reportgen watch {_ONE} --language fr --to html", "while French is being translated"),
        ),
    ),
    "show report": Use(_READS, ((f"reportgen show report {_ONE} --addressee RAG", ""),)),
    "show document": Use(
        _READS, ((f"reportgen show document {_ONE} --addressee RAG --language en", ""),)
    ),
    "show text": Use(_READS, ((f"reportgen show text {_ONE} --addressee RAG", ""),)),
    "archive add": Use(
        _READS,
        (
            (f"reportgen archive add {_ONE}", "everything that the meeting has issued"),
            (f"reportgen archive add {_ONE} TSAG-TD239", "one document with all its issues"),
            (f'reportgen archive add {_ONE} --by "Ana Rivas <ana@itu.int>"', "who archives"),
        ),
    ),
    "archive verify": Use(
        _READS,
        (
            ("reportgen archive verify", "everything"),
            ("reportgen archive verify TSAG-TD239", "one document"),
            ("reportgen archive verify --sample 5% --format json", "every night"),
        ),
    ),
    "archive list": Use(_READS, (("reportgen archive list --store /srv/archive", ""),)),
    "archive export": Use(
        _READS,
        (
            ("reportgen archive export TSAG-TD239", "a bag in the current folder"),
            ("reportgen archive export TSAG-TD239 --zip --out bags", "one file, elsewhere"),
        ),
    ),
    "archive rebuild": Use(
        (*_READS, EXIT_MISSING_TOOL),
        (
            ("reportgen archive rebuild TSAG-TD239", "the newest issue"),
            ("reportgen archive rebuild TSAG-TD239 --version 1 --out made", "the original, kept"),
        ),
    ),
    "templates list": Use(_READS, (("reportgen templates list", ""),)),
    "templates check": Use(
        _READS,
        (
            ("reportgen templates check", "all templates of the project"),
            (f"reportgen templates check {_TEMPLATE}", "one"),
        ),
    ),
    "templates show": Use(_READS, ((f"reportgen templates show {_TEMPLATE}", ""),)),
    "templates text": Use(_READS, ((f"reportgen templates text {_TEMPLATE}", ""),)),
    "redline": Use(
        _READS,
        (
            ("reportgen redline old.docx new.docx -o changes.docx", "Word's tracked changes"),
            ("reportgen redline old.docx new.docx -o changes.html", "a web page"),
        ),
    ),
    "issue": Use(
        (*_READS, EXIT_MISSING_TOOL),
        (
            (f"reportgen issue {_ONE} {_TO_TSAG} --date 2023-05-20", "the original"),
            (
                f"reportgen issue {_ONE} {_TO_TSAG} --date 2023-06-01 --revision 1",
                "what replaces it",
            ),
            ("reportgen issue --list", "what has been issued, by all meetings"),
        ),
    ),
    "actions": Use(
        _READS,
        (
            ("reportgen actions --open", "what is still to be done"),
            ("reportgen actions --overdue --date 2023-10-12", "what is late on that day"),
        ),
    ),
    "schema": Use(
        _READS,
        (
            ("reportgen schema", "of outcomes.yaml; `make schema` writes it into reports/"),
            ("reportgen schema --organisation", "of the files in reports/organisation/"),
            (
                "reportgen schema --document",
                "of a report as JSON; `make schema` writes it into docs/",
            ),
        ),
    ),
    "translations extract": Use(
        _READS,
        (
            ("reportgen translations extract", "after messages or outcomes have changed"),
            (f"reportgen translations extract {_ONE} --language fr", "one meeting, one language"),
        ),
    ),
    "translations status": Use(
        _READS, ((f"reportgen translations status {_ONE} --language ru", ""),)
    ),
    "translations approve": Use(_READS, ((_APPROVE, ""),)),
    "review read": Use(
        _READS,
        (
            ("reportgen review read copy.docx", "what a chair did, and what it would change"),
            ("reportgen review read a.docx b.docx --summary s.docx --language fr", "summed up"),
            ("reportgen review read copy.docx --no-record --format json", "for programs"),
        ),
    ),
    "review pack": Use(
        _READS,
        (
            (_PACK, "one draft"),
            (f'reportgen review pack {_ONE} --to "all chairs" --out mail', "all of a meeting"),
        ),
    ),
    "review apply": Use(
        _READS,
        (
            ("reportgen review apply draft_AP.docx --accept all --dry-run", "show a diff"),
            (
                'reportgen review apply *.docx --accept "Ana Presidenta" --reject 3f9c21d7ab',
                "take one reviewer's changes over but one",
            ),
            ("reportgen review apply draft_AP.docx --interactive", "be asked about each"),
        ),
    ),
    "review status": Use(
        _READS,
        (
            ("reportgen review status", "all drafts that went out"),
            (f"reportgen review status {_ONE}", "those of one meeting"),
        ),
    ),
    "review answer": Use(
        _READS,
        ((_ANSWER, "the comment stays open"), (f"{_ANSWER} --resolve", "it is settled")),
    ),
    "translations export": Use(
        _READS,
        (
            ("reportgen translations export", "XLIFF files of all that is to be done"),
            (f"reportgen translations export {_ONE} --language fr --format po", "one, as PO"),
            ("reportgen translations export --all --out for-review", "everything, for a reader"),
        ),
    ),
    "translations import": Use(
        _READS,
        (
            ("reportgen translations import iscg-23-1.fr.xlf", "put it into its catalog"),
            ("reportgen translations import --dry-run mail/*.po", "only say what would be taken"),
        ),
    ),
    "translations memory": Use(
        _READS,
        (
            (f"reportgen translations memory {_ONE} --language fr", "what there is to reuse"),
            (f"reportgen translations memory {_ONE} --fill", "and put it in, marked fuzzy"),
            ("reportgen translations memory --quiet --tmx iscg.tmx", "for translation tools"),
        ),
    ),
    "translations terms": Use(
        _READS,
        (
            ("reportgen translations terms --language fr --out glossary-fr.csv", "for OmegaT"),
            ("reportgen translations terms", "all six languages side by side"),
        ),
    ),
    "translations pretranslate": Use(
        _READS,
        (
            (
                f"reportgen translations pretranslate {_ONE} --engine example --language fr",
                "with the engine `example`, where a package brings one",
            ),
        ),
    ),
    "review page": Use(
        _READS,
        (
            ("reportgen review page", "every report in six languages"),
            (
                f"reportgen review page {_ONE} --addressee TSAG --language fr",
                "one report, French beside English",
            ),
            ("reportgen review page --since 'TSAG-TD239'", "what changed since that issue"),
        ),
    ),
    "doctor": Use(_LOOKS, (("reportgen doctor", ""),)),
}


def leaf_commands(
    group: click.Group = cli, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, click.Command]]:
    """Yield every command that does something, by the words that call it."""
    for name, command in group.commands.items():
        words = (*path, name)
        if isinstance(command, click.Group):
            yield from leaf_commands(command, words)
        else:
            yield " ".join(words), command


def common_options() -> list[click.Option]:
    """Return the options that stand before every command, or after it."""
    names = {"format", "quiet", "verbose", "no_color"}
    return [one for one in cli.params if isinstance(one, click.Option) and one.name in names]


def render_page() -> str:
    """Return the page as Markdown."""
    codes = "".join(f"| {code} | {meaning} |\n" for code, meaning in EXIT_CODES.items())
    common = f"{COMMON}\n{_table(common_options())}\n{FORMATS}"
    parts = [
        HEAD,
        f"## Exit codes\n\n| code | means |\n|---|---|\n{codes}",
        f"## Options of every command\n\n{common}",
        *(_section(words, command) for words, command in leaf_commands()),
    ]
    return "\n".join(parts)


def _section(words: str, command: click.Command) -> str:
    usage = " ".join(["reportgen", words, *_arguments(command)])
    own = [
        one
        for one in command.params
        if isinstance(one, click.Option) and one.name not in {o.name for o in common_options()}
    ]
    text = "\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n"))
    parts = [f"## reportgen {words}", f"```\n{usage}\n```", text]
    if own:
        parts.append(_table(own).rstrip())
    if words in USES:
        use = USES[words]
        width = max(len(line) for line, _ in use.examples)
        lines = "\n".join(
            f"{line:<{width}}   # {does}" if does else line for line, does in use.examples
        )
        codes = ", ".join(map(str, use.codes))
        parts += [f"```sh\n{lines}\n```", f"Ends with {codes} or {EXIT_INTERNAL}."]
    return "\n\n".join(parts) + "\n"


def _arguments(command: click.Command) -> list[str]:
    given = [one for one in command.params if isinstance(one, click.Argument)]
    needed = [one for one in command.params if isinstance(one, click.Option) and one.required]
    options = [f"{one.opts[0]} {_value(one)}" for one in needed]
    return [*(one.make_metavar(click.Context(command)) for one in given), *options, "[OPTIONS]"]


def _value(option: click.Option) -> str:
    """Return the word that stands for the value of an option; nothing for a flag."""
    if option.is_flag:
        return ""
    if option.metavar:
        return option.metavar
    if isinstance(option.type, click.Choice):
        return "|".join(option.type.choices)
    return {"DateTime": "DATE", "IntRange": "NUMBER", "Path": "FOLDER"}.get(
        type(option.type).__name__, "TEXT"
    )


def _table(options: list[click.Option]) -> str:
    rows = []
    for one in options:
        names = ", ".join(sorted(one.opts, key=len, reverse=True))
        call = f"{names} {_value(one)}".strip().replace("|", "\\|")
        words = (one.help or "").rstrip(".")
        if one.required:
            words += "; needed"
        if one.multiple:
            words += "; may be repeated"
        if one.show_default:
            words += f"; {one.default} where it is not given"
        rows.append(f"| `{call}` | {words} |\n")
    return f"| option | does |\n|---|---|\n{''.join(rows)}"


def main() -> int:
    """Write the page, or say that it is stale."""
    parser = argparse.ArgumentParser(prog="make docs")
    parser.add_argument("--check", action="store_true", help="write nothing, fail when stale")
    page = render_page()
    if not parser.parse_args().check:
        PAGE.write_text(page, encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page:
        print(f"{PAGE.name} is stale: run `make docs`", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
