"""Machine translation: engines that users install, and what is let through of their output."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engines import protect, restore
from tests.cli.conftest import Shell

OUTCOMES = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02}
outcomes:
  - id: captions
    kind: decision
    text: The {{ group }} met on {{ date(meeting) }}; see [the page](https://itu.int/x).
  - id: letter
    kind: action
    text: A letter will be sent to {{ body("TDAG") }}.
reports:
  RAG: {}
"""
# An engine as others would write it: a module of its own and an entry point.
ENGINE = """\
import re

def upper(texts, source, target):
    assert (source, target) == ("en-GB", "fr"), (source, target)
    return [text.text.upper() for text in texts]

def lossy(texts, source, target):
    return [text.text.replace("{1}", "") if "letter" in text.text else text.text for text in texts]

def twice(texts, source, target):
    return [text.text + text.text for text in texts]

def unsure(texts, source, target):
    return [None if "letter" in text.text else "Rien, sauf {{ budy() }} {1} {2} {3}"
            for text in texts]

def fails(texts, source, target):
    raise ConnectionError("no answer\\nfrom example.org")

def ends(texts, source, target):
    raise SystemExit("bye")

def short(texts, source, target):
    return ["one"]

def endless(texts, source, target):
    while True:
        yield "one"

def numbers(texts, source, target):
    return [1 for text in texts]

nothing = None
"""
NAMES = ("upper", "lossy", "twice", "unsure", "fails", "ends", "short", "endless", "numbers")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Install a package with engines, as pip would lay it out, and return its name."""
    site = tmp_path / "site"
    record = site / "engines_for_tests-1.0.dist-info"
    record.mkdir(parents=True)
    (record / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: engines-for-tests\nVersion: 1.0\n", encoding="utf-8"
    )
    points = [f"{name} = engines_for_tests:{name}" for name in (*NAMES, "gone", "nothing")]
    text = "\n".join(["[reportgen.translation_engines]", *points, "lost = no_such_module:x", ""])
    (record / "entry_points.txt").write_text(text, encoding="utf-8")
    (site / "engines_for_tests.py").write_text(ENGINE, encoding="utf-8")
    monkeypatch.syspath_prepend(site)
    return "engines_for_tests"


Propose = Callable[..., tuple[int, str, str]]


@pytest.fixture
def propose(package: str, shell: Shell) -> Propose:
    """Return what has an engine translate a new meeting, and says how that ended."""
    shell.meeting("iscg-23-1", OUTCOMES)

    def run(name: str, *more: str) -> tuple[int, str, str]:
        done = shell(
            "translations", "pretranslate", "reports/iscg-23-1",
            "--engine", name, "--language", "fr", *more,
        )  # fmt: skip
        sys.modules.pop(package, None)
        return done.code, done.out, done.err

    return run


def catalog(shell: Shell) -> str:
    """Return the French catalog of the meeting, empty where there is none."""
    path = shell.path("reports/iscg-23-1/locale/fr.po")
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_proposals_are_fuzzy_and_say_who_made_them(propose: Propose, shell: Shell) -> None:
    """References and addresses come back untouched; no report shows a proposal."""
    code, out, err = propose("upper")
    assert (code, out) == (0, "")
    assert "filled in: 2 of 2 missing" in err
    text = catalog(shell)
    assert text.count("#, fuzzy") == text.count("# machine translation: upper") == 2
    assert (
        'msgstr "THE {{ group }} MET ON {{ date(meeting) }}; SEE [THE PAGE](https://itu.int/x)."'
    ) in text
    assert "2 fuzzy" in shell("check").out
    # What is there already is not asked for again.
    assert "filled in: 0 of 0" in propose("upper")[2]


def test_a_proposal_stays_one_when_its_text_goes_and_comes_back(
    propose: Propose, shell: Shell
) -> None:
    """What nobody has looked at is never translated, whatever becomes of the English text."""
    propose("upper")
    shell.meeting("iscg-23-1", OUTCOMES.replace("A letter", "A long letter"))
    shell("translations", "extract", "--language", "fr", "reports/iscg-23-1")
    gone = OUTCOMES.replace("id: letter", "id: note").replace("A letter", "A note")
    shell.meeting("iscg-23-1", gone)
    shell("translations", "extract", "--language", "fr", "reports/iscg-23-1")
    assert "#~ msgctxt" in catalog(shell)
    shell.meeting("iscg-23-1", OUTCOMES)
    shell("translations", "extract", "--language", "fr", "reports/iscg-23-1")
    status = shell("translations", "status", "--language", "fr", "reports/iscg-23-1").out
    assert "2 fuzzy     0 translated     0 reviewed" in status


def test_a_translation_that_loses_a_reference_is_refused_and_named(
    propose: Propose, shell: Shell
) -> None:
    """The others are taken."""
    code, out, err = propose("lossy")
    assert code == 0
    assert "warning: letter: what the engine" in out
    assert "a mark for a reference was lost or stands twice [engine-refused]" in out
    assert "1 of 2" in err
    assert catalog(shell).count("#, fuzzy") == 1


def test_what_could_not_be_printed_is_refused(propose: Propose, shell: Shell) -> None:
    """An engine cannot bring in references of its own; None means that it has nothing."""
    code, out, err = propose("unsure")
    assert code == 0
    assert 'unknown function "budy" [engine-refused]' in out
    assert "letter" not in out
    assert "0 of 2" in err
    assert catalog(shell) == ""
    assert propose("twice")[1].count("[engine-refused]") == 2


@pytest.mark.parametrize(
    ("name", "code", "line"),
    [
        ("fails", 1, 'the engine "fails" failed: ConnectionError: no answer from example.org'),
        ("ends", 1, 'the engine "ends" failed: SystemExit: bye'),
        ("short", 1, 'the engine "short" gave 1 translations for 2 texts'),
        ("endless", 1, 'the engine "endless" gave too many translations for 2 texts'),
        ("numbers", 1, 'the engine "numbers" gave a value of type int where a text belongs'),
        ("gone", 1, 'the engine "gone" cannot be loaded: AttributeError: '),
        ("lost", 1, 'the engine "lost" cannot be loaded: ModuleNotFoundError: '),
        ("nothing", 1, 'the engine "nothing" cannot be loaded: it is no function'),
        ("uper", 2, 'unknown engine "uper"; installed are endless, ends, fails, gone, '),
    ],
)
def test_an_engine_that_fails_is_told_in_a_line(
    propose: Propose, shell: Shell, name: str, code: int, line: str
) -> None:
    """No traceback of somebody else's package, and nothing half written."""
    ended, out, err = propose(name)
    assert (ended, out, err.count("\n")) == (code, "", 1)
    assert err.startswith(f"error: {line}")
    assert catalog(shell) == ""


def test_a_name_nearly_right_is_guessed(propose: Propose) -> None:
    """Whoever mistypes an engine is told which was meant."""
    assert 'did you mean "upper"?' in propose("uper")[2]


def test_without_engines_that_is_said(shell: Shell) -> None:
    """reportgen has none of its own."""
    shell.meeting("iscg-23-1", OUTCOMES)
    done = shell(
        "translations", "pretranslate", "reports/iscg-23-1", "--engine", "x", "--language", "fr"
    )
    assert (done.code, done.err) == (2, 'error: unknown engine "x"; none is installed\n')


@given(st.text(alphabet='a{}1 2[]()"x\n', max_size=60) | st.text(max_size=60))
def test_what_is_protected_can_be_restored(text: str) -> None:
    """Whatever a text looks like, marks and words come back to what they were."""
    assert restore(protect(text).text, protect(text)) == text


def test_marks_do_not_collide_with_words() -> None:
    """A text that says "{1}" itself keeps it; engines may put spaces into marks."""
    protected = protect("{1} is not {{ group }}")
    assert protected.text == "{1} is not {2}"
    assert restore("{ 2 } n'est pas {1}", protected) == "{{ group }} n'est pas {1}"
    assert restore("{2} et {2}", protected) is None
