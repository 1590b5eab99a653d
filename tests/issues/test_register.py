"""The register of a meeting: every fault of the file with its place, and how it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.issues.record import is_inner_path, slug_of
from reportgen.issues.register import Issuing, check_issuing, dump_register, read_register
from tests.issues.test_refusals import entry

DIGEST = "0" * 64
GOOD = f"""\
schema: 1
issues:
- addressee: TSAG
  symbol: TSAG-TD239
  full_symbol: TSAG-TD239
  kind: original
  number: 0
  date: '2023-05-20'
  approver: A
  folder: issued/a
  sha256: '{DIGEST}'
  restricted_folder: issued/a.restricted
  restricted_sha256: '{DIGEST}'
"""
SECOND = (
    GOOD.partition("issues:\n")[2]
    .replace("full_symbol: TSAG-TD239", "full_symbol: TSAG-TD239R1")
    .replace("kind: original", "kind: revision")
    .replace("number: 0", "number: 1")
    .replace("issued/a", "issued/b")
)


def problems(folder: Path, text: str) -> list[str]:
    """Return the problems of a register, as the command line prints them."""
    (folder / "issues.yaml").write_text(text, encoding="utf-8")
    return [each.as_text() for each in read_register(folder, Path("m")).problems]


def test_a_meeting_without_a_register_has_issued_nothing(tmp_path: Path) -> None:
    """The file comes with the first issue."""
    found = read_register(tmp_path)
    assert (found.entries, found.problems, found.current("TSAG")) == ((), (), None)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """A register that is read and written again has the same bytes, comment included."""
    assert problems(tmp_path, GOOD + SECOND) == []
    register = read_register(tmp_path)
    data = dump_register(register)
    register.path.write_bytes(data)
    again = read_register(tmp_path)
    assert again == register
    assert dump_register(again) == data
    assert data.startswith(b"# What this meeting has issued.")
    assert [each.full_symbol for each in register.entries] == ["TSAG-TD239", "TSAG-TD239R1"]


FAULTS = [
    ("issues: []\n", 'm/issues.yaml:1:1: error: "schema" is missing [register-faulty]'),
    ("schema: 1\n", 'm/issues.yaml:1:1: error: "issues" is missing [register-faulty]'),
    (
        GOOD.replace("  kind: original\n", ""),
        'm/issues.yaml:3:3: error: "kind" is missing [register-faulty]',
    ),
    (
        GOOD.replace("approver: A", "approver: A\n  aprover: A"),
        (
            'm/issues.yaml:10:3: error: unknown key "aprover" [register-faulty]\n'
            '  hint: did you mean "approver"?'
        ),
    ),
    (
        GOOD.replace("number: 0", "number: none"),
        'm/issues.yaml:7:11: error: "number" must be a whole number [register-faulty]',
    ),
    (
        GOOD.replace("approver: A", "approver: 5"),
        'm/issues.yaml:9:13: error: "approver" must be text [register-faulty]',
    ),
    (
        GOOD.replace("kind: original", "kind: reprint"),
        (
            'm/issues.yaml:6:9: error: "kind" must be original, revision, corrigendum or addendum '
            "[register-faulty]"
        ),
    ),
    (
        GOOD.replace("folder: issued/a\n", "folder: ../../a\n", 1),
        'm/issues.yaml:10:11: error: "folder" is no folder below issued/ [register-faulty]',
    ),
    (
        GOOD.replace(f"\n  sha256: '{DIGEST}'", "\n  sha256: abc"),
        'm/issues.yaml:11:11: error: "sha256" is no SHA-256 digest [register-faulty]',
    ),
    (
        GOOD.replace("2023-05-20", "2023-05-32"),
        'm/issues.yaml:8:9: error: "2023-05-32" is no date [register-faulty]',
    ),
    (
        GOOD + SECOND.replace("number: 1", "number: 2"),
        "m/issues.yaml:18:11: error: the next revision of TSAG-TD239 is 1, not 2 [register-faulty]",
    ),
    (
        GOOD + SECOND.replace("TSAG-TD239R1", "TSAG-TD239"),
        "m/issues.yaml:16:16: error: TSAG-TD239 is entered already, as number 1 [register-faulty]",
    ),
    (
        GOOD + SECOND.replace("issued/b\n", "issued/a\n"),
        "m/issues.yaml:21:11: error: issued/a is entered already, as number 1 [register-faulty]",
    ),
    (
        GOOD + SECOND.replace("2023-05-20", "2023-05-19"),
        (
            "m/issues.yaml:18:11: error: TSAG-TD239 was issued on 2023-05-20, after 2023-05-19 "
            "[register-faulty]"
        ),
    ),
    (
        GOOD + SECOND.replace("kind: revision", "kind: corrigendum"),
        'm/issues.yaml:14:3: error: "amends" must be TSAG-TD239 [register-faulty]',
    ),
    (
        GOOD.replace("number: 0\n", "number: 0\n  amends: TSAG-TD1\n"),
        'm/issues.yaml:8:11: error: "amends" does not belong here [register-faulty]',
    ),
    (
        "schema: 1\nissues:\n" + SECOND,
        (
            "m/issues.yaml:7:11: error: there is no original of TSAG-TD239 that a revision could "
            "be to [register-faulty]"
        ),
    ),
    ("schema: 1\nissues: [\n", "yaml-"),
]


@pytest.mark.parametrize(("text", "found"), FAULTS)
def test_a_fault_is_told_with_its_place(tmp_path: Path, text: str, found: str) -> None:
    """Whoever edited the file by hand is told where it is wrong now; nothing of it is used."""
    told = problems(tmp_path, text)
    assert any(found in each for each in told), told
    if found.startswith("m/"):
        assert told == [found]
    assert read_register(tmp_path).entries == ()


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """One run is enough to know what is wrong."""
    text = GOOD.replace("number: 0", "number: x").replace("approver: A", "approver: 5")
    assert len(problems(tmp_path, text)) == 2


def test_corrections_are_numbered_for_each_issue(tmp_path: Path) -> None:
    """The corrigenda to a revision begin with 1 again."""
    problems(tmp_path, GOOD)
    register = read_register(tmp_path)
    first = {"symbol": "TSAG-TD239", "date": "2023-06-01"}
    steps = [
        ("corrigendum", 1, "TSAG-TD239(Corr.1)", "TSAG-TD239"),
        ("addendum", 1, "TSAG-TD239(Add.1)", "TSAG-TD239"),
        ("corrigendum", 2, "TSAG-TD239(Corr.2)", "TSAG-TD239"),
        ("revision", 1, "TSAG-TD239R1", ""),
        ("corrigendum", 1, "TSAG-TD239R1(Corr.1)", "TSAG-TD239R1"),
        ("revision", 2, "TSAG-TD239R2", ""),
    ]
    for place, (kind, number, full, amends) in enumerate(steps):
        wanted = Issuing("TSAG", "TSAG-TD239", full, kind, number, "2023-06-01")  # type: ignore[arg-type]
        assert list(check_issuing(wanted, register, (), "x")) == []
        register = register.with_entry(
            entry(
                **first,
                full_symbol=full,
                kind=kind,
                number=number,
                amends=amends,
                folder=f"issued/{place}",
                restricted_folder=f"issued/{place}.restricted",
            )
        )
    assert problems(tmp_path, dump_register(register).decode()) == []
    current = read_register(tmp_path).current("TSAG")
    assert current is not None
    assert current.full_symbol == "TSAG-TD239R2"


@given(st.text(max_size=60))
def test_a_slug_is_a_name_that_every_disk_takes(symbol: str) -> None:
    """Whatever the symbol is, its folder lies where it should."""
    slug = slug_of(symbol)
    assert is_inner_path(slug)
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-")
    assert not slug.startswith((".", "-"))
