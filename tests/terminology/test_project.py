"""A project's own terms, what `check` says of them, and the glossary."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from reportgen.terminology import packaged_terms, read_own_terms
from tests.catalogs.support import Translated
from tests.cli.conftest import Shell
from tests.cli.support import COMPLETE

OWN = """\
liaison-statement:
  fr: déclaration de liaison | déclaration* de liaison
captions:
  en: Captions
  fr: [sous-titres, sous-titrage]
  note: live or not
"""


def own(tmp_path: Path, text: str) -> Path:
    """Write a project's own terms."""
    path = tmp_path / "terminology.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_own_terms_lie_over_those_of_the_package(tmp_path: Path) -> None:
    """A language given anew replaces ours and counts as seen; the others stay."""
    terms, problems = read_own_terms(own(tmp_path, OWN), Path("terminology.yaml"))
    assert problems == ()
    changed = terms.terms["liaison-statement"]
    assert changed.forms("fr") == ("déclaration de liaison", "déclaration* de liaison")
    assert changed.printed("zh") == "联络声明"
    assert terms.terms["captions"].forms("fr") == ("sous-titres", "sous-titrage")
    assert read_own_terms(tmp_path / "none.yaml", Path("x"))[0] is packaged_terms()


@pytest.mark.parametrize(
    ("text", "line", "code", "message"),
    [
        ("- a", 1, "bad-value", "the file holds terms by key"),
        ("Captions: {en: x}", 1, "bad-value", '"Captions" cannot be a key here'),
        ("x: y", 1, "bad-value", '"x" needs keys and values below it'),
        ("x:\n  fr: y", 1, "missing-key", '"en" is missing in "x"'),
        ("x:\n  en: y\n  frr: z", 3, "unknown-key", 'unknown key "frr"'),
        ("x:\n  en: 7", 2, "bad-value", '"en" must be a text, or a list of texts'),
        ("x:\n  en: ' | '", 2, "bad-value", '"en" is empty'),
        ("x:\n  en: y\n  fr: '=1+1'", 3, "bad-value", '"fr" has a form that begins with "="'),
        ("x:\n  en: y\n  fr: '**'", 3, "bad-value", '"fr" has a form that is no word: "**"'),
        ("x:\n  en: y\n  check: perhaps", 3, "bad-value", '"check" must be true or false'),
        ("x:\n  en: y\n  note: 1", 3, "bad-value", '"note" must be a text'),
        ("x:\n  en: y\n  inferred: [frr]", 3, "bad-value", '"inferred" is a list of languages'),
        ("x: [", 1, "yaml-syntax", ""),
    ],
)
def test_faults_have_their_place(
    tmp_path: Path, text: str, line: int, code: str, message: str
) -> None:
    """Every fault is told with line and code, and the other terms are used."""
    terms, problems = read_own_terms(own(tmp_path, text + "\n"), Path("terminology.yaml"))
    assert problems[0].path == "terminology.yaml"
    assert (problems[0].line, problems[0].code) == (line, code)
    assert problems[0].message.startswith(message)
    assert terms.terms["sector"].printed("fr") == "Secteur"


def test_a_file_of_comments_is_no_fault(tmp_path: Path) -> None:
    """Somebody has prepared it and nothing is needed yet."""
    assert read_own_terms(own(tmp_path, "# later\n"), Path("x")) == (packaged_terms(), ())


def test_check_warns_of_a_term_that_is_translated_otherwise(translated: Translated) -> None:
    """The place is the entry; allowing the words heals it."""
    translated.outcomes(("A letter will be sent", "A liaison statement will be sent"))
    translated.extract()
    translated.translate("es", "ru", "zh", "ar", "fr")
    line = translated.edit(
        "fr", 'msgstr "A liaison statement will be sent', 'msgstr "Une lettre sera envoyée'
    )
    found = [each for each in translated.project.check() if each.path.endswith("fr.po")]
    assert [(each.code, each.line, each.severity) for each in found] == [
        ("term-differs", line, "warning")
    ]
    allowed = "liaison-statement:\n  check: false\n"
    own(translated.project.root / "reports", allowed)
    assert not [each for each in translated.project.check() if each.code == "term-differs"]
    own(translated.project.root / "reports", "liaison-statement: []\n")
    (fault,) = [each for each in translated.project.check() if "terminology" in each.path]
    assert (fault.path, fault.code) == ("reports/terminology.yaml", "bad-value")


def test_glossary_of_one_language_is_what_tools_read(shell: Shell) -> None:
    """Term, translation, comment; quoted where needed, with the mark by which Excel knows UTF-8."""
    shell.meeting("iscg-23-1", COMPLETE)
    own(shell.path("reports"), OWN)
    done = shell("translations", "terms", "--language", "fr", "--out", "glossary.csv")
    assert (done.code, done.out) == (0, "")
    data = shell.path("glossary.csv").read_bytes()
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert data.startswith(b"\xef\xbb\xbf")
    assert rows[0] == ["English", "French", "Comment"]
    assert ["liaison statement", "déclaration de liaison", "attested"] in rows
    assert ["Captions", "sous-titres", "attested; live or not"] in rows
    assert ["accessibility", "accessibilité", "inferred"] in rows


def test_glossary_of_all_languages_tells_which_are_inferred(shell: Shell) -> None:
    """On the screen as in the file; as JSON with every form."""
    shell.meeting("iscg-23-1", COMPLETE)
    lines = shell("translations", "terms").out.splitlines()
    assert lines[0] == "English,French,Spanish,Russian,Chinese,Arabic,Comment"
    assert any(
        line.startswith("liaison statement,") and line.endswith(",inferred: es ru zh ar")
        for line in lines
    )
    data = shell("translations", "terms", "--language", "ru", "--format", "json").data
    (term,) = [each for each in data if each["key"] == "study-group"]
    assert term["forms"]["ru"][1] == "исследовательск* комисси*"
    assert term["status"] == {"ru": "attested"}


def test_faulty_terms_make_no_glossary(shell: Shell) -> None:
    """Nothing is written where the list cannot be trusted."""
    shell.meeting("iscg-23-1", COMPLETE)
    own(shell.path("reports"), "x: y\n")
    done = shell("translations", "terms", "--out", "glossary.csv")
    assert (done.code, "reports/terminology.yaml:1:1: error" in done.out) == (1, True)
    assert not shell.path("glossary.csv").exists()
