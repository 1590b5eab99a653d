"""What is true of the repository as a whole: no trace of a workplace, and a page that is true."""

from __future__ import annotations

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.structure.sources import PACKAGE, ROOT

# Written in pieces, so that this file does not find itself.
TRACES = re.compile(
    "|".join(
        [
            r"(?<![\w.])/(?:root|home|Users)/[\w.]+/?",  # somebody's own folder
            r"(?<![\w.])/(?:work|workspace|mnt)/\w",
            r"\b(?:py" + r"pi\.org|python" + r"hosted|npm" + r"js\.(?:org|com))",
            r"\bindex-" + r"url\b\s*[=:]?\s*\S*://",
            r"/opt" + r"/\w",
        ]
    )
)


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files that are in the repository or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True, text=True, encoding="utf-8",
    )  # fmt: skip
    paths = (ROOT / name for name in sorted(set(listed.stdout.split("\0"))) if name)
    return tuple(path for path in paths if path.is_file())


def text_of(path: Path) -> str | None:
    """Return the file's text, or None for a file that is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def traces(text: str) -> list[tuple[int, str]]:
    """Return the machine paths and package hosts in the text, with their lines."""
    return [
        (number, match[0])
        for number, line in enumerate(text.splitlines(), start=1)
        for match in TRACES.finditer(line)
    ]


def test_no_file_names_a_machine_path_or_a_package_host() -> None:
    """The repository works anywhere: it names no folder of a machine and no package index."""
    found = [
        f"{path.relative_to(ROOT)}:{line}: {trace}"
        for path in tracked()
        if (text := text_of(path)) is not None
        for line, trace in traces(text)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "/ho" + "me/anna/reports",
        "https://py" + "pi.org/simple",
        "--extra-index-" + "url=https://packages.example/simple",
        "see /ro" + "ot/notes",
    ],
)
def test_trace_of_a_workplace_is_seen(text: str) -> None:
    """The search finds what it is for."""
    assert traces(text)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_is_hashed_and_names_no_place(name: str) -> None:
    """Every package of a lock is pinned and hashed, and where it comes from is not said."""
    text = (ROOT / name).read_text(encoding="utf-8")
    packages = re.findall(r"^\w.*(?:\n    .*)*", text, flags=re.MULTILINE)
    assert packages
    for package in packages:
        assert re.match(r"[\w.-]+==\S+ \\\n", package), package.partition("\n")[0]
        assert "--hash=sha256:" in package
    assert "://" not in text
    assert not re.search(r"^-", text, flags=re.MULTILINE), "a lock holds packages, no options"


def test_locks_agree() -> None:
    """The lock for development holds every package of the other one, at the same version."""
    runtime, dev = (
        set(re.findall(r"^[\w.-]+==\S+", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert runtime <= dev


def _canonical(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~;\[ ]", requirement)[0]).lower()


def test_lock_holds_what_the_project_asks_for() -> None:
    """A dependency added to pyproject.toml is in the lock; `make lock` puts it there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    wanted = {
        "requirements.lock": project["project"]["dependencies"] + groups["build"],
        "requirements-dev.lock": groups["dev"],
    }
    for name, requirements in wanted.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        locked = {_canonical(line) for line in re.findall(r"^\w\S*==", text, re.MULTILINE)}
        missing = {_canonical(requirement) for requirement in requirements} - locked
        assert not missing, f"{name}: run `make lock` for {missing}"


def named_paths(page: str) -> list[str]:
    """Return what stands between backquotes on the page and looks like a path of the project."""
    quoted = re.findall(r"`([^`\s]+)`", re.sub(r"```.*?```", "", page, flags=re.DOTALL))
    linked = [target for target in re.findall(r"\]\(([^)#\s]+)", page) if "://" not in target]
    return [name for name in (*quoted, *linked) if _looks_like_a_path(name)]


def _looks_like_a_path(name: str) -> bool:
    """Origins have slashes too: a path ends in one or in a suffix, or starts in a known folder."""
    if not re.fullmatch(r"[\w./-]+", name):
        return False
    first = name.partition("/")[0]
    known_start = first != name and any((base / first).is_dir() for base in (ROOT, PACKAGE))
    suffix = re.search(r"\.(?:py|toml|md|ya?ml|docx|txt|lock|sh|pot?)$", name)
    return name.endswith("/") or known_start or suffix is not None


def _exists(name: str, page: Path) -> bool:
    return any((base / name).exists() for base in (ROOT, PACKAGE, page.parent))


@pytest.mark.parametrize("name", ["README.md", "docs/architecture.md"])
def test_page_names_only_what_exists(name: str) -> None:
    """A path that the page names is there: from the root, from the package or from the page."""
    page = ROOT / name
    gone = [
        path for path in named_paths(page.read_text(encoding="utf-8")) if not _exists(path, page)
    ]
    assert not gone, f"{name} names what is not there: {gone}"


def test_architecture_page_names_every_stage() -> None:
    """Whoever reads the page has heard of every module at the top of the package."""
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    stages = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or _is_package(path)}
    unnamed = {stage for stage in stages - {"__init__", "__main__"} if f"`{stage}" not in page}
    assert not unnamed, f"docs/architecture.md does not name {sorted(unnamed)}"


def _is_package(path: Path) -> bool:
    return (path / "__init__.py").exists()


def test_named_paths_are_recognised() -> None:
    """Paths in backquotes and links count; commands, web addresses and code blocks do not."""
    page = (
        "`word/` `docs/outcomes.md` `make test` `cli.py` [a](docs/x.md) [b](https://x.example/y.md)"
        "\n```\n`gone/`\n```\n`Document` `ls-1/wording/TDAG` `messages.next_meeting`"
    )
    assert named_paths(page) == ["word/", "docs/outcomes.md", "cli.py", "docs/x.md"]
