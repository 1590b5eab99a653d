"""What is frozen: whole, in six languages, from sources that make it again and tell no secrets."""

from __future__ import annotations

import hashlib
import html
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from reportgen import __version__
from reportgen.archive.layout import object_folder
from reportgen.document.files import load_document
from reportgen.issues.record import RECORD_NAME, load_record
from reportgen.issues.wheel import build_wheel
from reportgen.languages import LANGUAGE_KEYS
from reportgen.manifest import MANIFEST_NAME, PASSED, read_manifest, sha256
from reportgen.pipeline.archive.adding import User, add_issues
from reportgen.pipeline.archive.exporting import Packing, export_bag
from reportgen.pipeline.issuing.sources import documents_from
from reportgen.pipeline.reports import ReportMaker
from reportgen.report import IssueMark
from tests.cli.conftest import Shell
from tests.issues.conftest import IssuedProject
from tests.issues.support import APPROVER, REVIEWERS, SETTINGS, IssuingProject

pytestmark = [pytest.mark.slow, pytest.mark.external]
every_report = pytest.mark.parametrize("key", list(SETTINGS), ids="-".join)

NAMES = {
    ("iscg-21-2", "TSAG"): "T17-TSAG-211025-TD-GEN-1120!!MSW-E.docx",
    ("iscg-21-2", "TDAG"): "D18-TDAG29-C-0012!!MSW-E.docx",
    ("iscg-21-2", "RAG"): "R19-RAG22-C-0009!!MSW-E.docx",
    ("iscg-23-1", "TSAG"): "T22-TSAG-230530-TD-GEN-0239!!MSW-E.docx",
    ("iscg-23-1", "TDAG"): "D22-TDAG30-C-0048!!MSW-E.docx",
    ("iscg-23-1", "RAG"): "R19-RAG23-C-0012!!MSW-E.docx",
}


@every_report
def test_everything_is_frozen(everything: IssuedProject, key: tuple[str, str]) -> None:
    """Each role has its files in all languages, each with the digest and size of the record."""
    issued = everything.issued[key]
    record = everything.project.record(issued)
    roles: dict[str, list[str]] = {}
    for path, file in record.files.items():
        data = (issued.folder / path).read_bytes()
        assert (file.sha256, file.bytes) == (sha256(data), len(data))
        roles.setdefault(file.role, []).append(file.language)
    assert sorted(roles["rendition"]) == sorted(3 * LANGUAGE_KEYS)
    assert sorted(roles["document"]) == sorted(LANGUAGE_KEYS)
    assert roles["template"] == [""]
    assert len(roles["tool"]) == 3
    assert {p.relative_to(issued.folder).as_posix() for p in files_of(issued.folder)} == {
        *record.files,
        RECORD_NAME,
    }
    assert f"renditions/{NAMES[key]}" in record.files


def files_of(folder: Path) -> list[Path]:
    """Return every file below a folder."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


@every_report
def test_the_record_says_what_was_issued(everything: IssuedProject, key: tuple[str, str]) -> None:
    """Who approved what, what the files claim, and with what they were made."""
    record = everything.project.record(everything.issued[key])
    assert (record.meeting, record.addressee) == key
    assert record.full_symbol == record.symbol == SETTINGS[key][0].removeprefix("symbol: ")
    assert record.languages == LANGUAGE_KEYS
    assert {each.language: each.by for each in record.approvals} == {
        "en": (APPROVER,),
        **{language: (name,) for language, name in REVIEWERS.items()},
    }
    pdfs = [path for path in record.files if path.endswith(".pdf")]
    assert len(pdfs) == 6
    for path in pdfs:
        assert record.checks[path] == {"PDF/A-2a": PASSED, "PDF/UA-1": PASSED, "fonts": PASSED}
    assert {"reportgen", "python", "LibreOffice", "pandoc", "library lxml"} <= set(record.tools)
    assert any(tool.startswith("font Amiri") for tool in record.tools)
    assert all(record.tools.values())


@every_report
def test_cut_sources_make_the_same_documents(
    everything: IssuedProject, key: tuple[str, str]
) -> None:
    """From the frozen sources alone come the Documents that were issued, in every language."""
    issued = everything.issued[key]
    made = documents_from(issued.folder / "source", *key, IssueMark())
    for language in LANGUAGE_KEYS:
        data = (issued.folder / "documents" / f"{language}.json").read_bytes()
        assert load_document(data) == made[language]


@every_report
def test_whole_sources_are_kept_apart(everything: IssuedProject, key: tuple[str, str]) -> None:
    """The restricted folder has the files of the meeting byte for byte."""
    issued = everything.issued[key]
    record = load_record((issued.restricted_folder / RECORD_NAME).read_bytes())
    assert record.is_restricted
    manifest = read_manifest(issued.restricted_folder)
    assert manifest is not None
    named = {path for each in manifest.renditions for path in each.sources}
    for path in set(record.files) - {MANIFEST_NAME}:
        source = everything.project.root / Path(path).relative_to("source")
        assert source.relative_to(everything.project.root).as_posix() in named
        assert (issued.restricted_folder / path).read_bytes() == source.read_bytes()


def test_the_register_names_every_issue(everything: IssuedProject) -> None:
    """Issues stand in the order in which they came out, without a fault."""
    for meeting in ("iscg-21-2", "iscg-23-1"):
        register = everything.project.register(meeting)
        assert register.problems == ()
        wanted = [each.entry for (name, _), each in everything.issued.items() if name == meeting]
        assert list(register.entries) == wanted


def test_the_manifest_is_that_of_the_build(everything: IssuedProject) -> None:
    """The record of the build names the frozen files, all of them final."""
    issued = everything.issued["iscg-23-1", "TDAG"]
    manifest = read_manifest(issued.folder)
    assert manifest is not None
    assert len(manifest.renditions) == 18
    for each in manifest.renditions:
        assert each.state == "final"
        assert (each.missing, each.fuzzy) == (0, 0)
        assert sha256((issued.folder / each.path).read_bytes()) == each.sha256


def test_the_same_sources_are_frozen_to_the_same_bytes(
    everything: IssuedProject, project: IssuingProject
) -> None:
    """An issue of an equal project has equal files, record and all."""
    key = ("iscg-23-1", "TDAG")
    issued = project.issue(*key)
    assert issued.entry == everything.issued[key].entry


def test_list_tells_what_was_issued(
    everything: IssuedProject, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line for each issue; in JSON the same with all digests."""
    monkeypatch.chdir(everything.project.root)
    ended = shell("issue", "--list")
    assert ended.code == 0
    assert "TDAG-21/2/12" in ended.out
    assert len(ended.out.splitlines()) == 6
    ended = shell("issue", "--list", "reports/iscg-23-1", "--format", "json")
    assert [each["full_symbol"] for each in json.loads(ended.out)] == [
        "TSAG-TD239",
        "TDAG-23/48",
        "RAG/12",
    ]


# --- the wheel ---------------------------------------------------------------------------------


def test_the_wheel_installs_and_runs(everything: IssuedProject, tmp_path: Path) -> None:
    """pip installs the frozen wheel without asking anybody, and the program in it runs."""
    (wheel,) = (everything.issued["iscg-23-1", "TSAG"].folder / "tools").glob("*.whl")
    into = ["--target", str(tmp_path / "lib")]
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run(
        [*pip, "--disable-pip-version-check", "--root-user-action=ignore", *into, str(wheel)],
        check=True,
        capture_output=True,
    )
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "lib"), "PYTHONDONTWRITEBYTECODE": "1"}

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words], cwd=tmp_path, env=env, check=True, capture_output=True
        )
        return done.stdout.decode()

    assert run("-m", "reportgen", "--version").split()[-1] == __version__
    where = run("-c", "import reportgen; print(reportgen.__file__)")
    assert Path(where.strip()).is_relative_to(tmp_path / "lib")
    assert (tmp_path / "lib" / "bin" / "reportgen").exists()
    assert "fonts" in run("-m", "reportgen", "doctor", "--help")


def test_a_wheel_is_made_of_its_files_alone() -> None:
    """The same files give the same bytes, in whatever order they come."""
    files = {"p/b.py": b"2", "p/a.py": b"1"}
    made = build_wheel("p", "1.0", files, {"METADATA": b"Name: p\n"})
    assert made == build_wheel(
        "p", "1.0", dict(reversed(files.items())), {"METADATA": b"Name: p\n"}
    )
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == [
            "p/a.py",
            "p/b.py",
            "p-1.0.dist-info/METADATA",
            "p-1.0.dist-info/WHEEL",
            "p-1.0.dist-info/RECORD",
        ]


# --- confidentiality ---------------------------------------------------------------------------

_SECRET_TEXT = (
    'The Wallaby decided that {{ person("echidna") }} reads {{ document("ISCG/23-1/77") }}.'
)
SECRET = """\
  # Zanzibar: nobody but RAG may know.
  - id: hidden-quokka
    kind: decision
    addressees: [RAG]
    text: The Wallaby decided that {{ person("echidna") }} reads {{ document("ISCG/23-1/77") }}.
    item: Platypus
    facts:
      - {id: hidden-budget, type: budget, amount: 98765, currency: CHF, note: Bandicoot}
  - id: hidden-kookaburra
    kind: information
    text: A Numbat that TDAG need not read.
    wording: {RAG: A Bilby for others., TSAG: A Cassowary for them.}
  - id: plain-lorikeet
    kind: information
    addressees: [TDAG, TSAG]
    text: A plain sentence.
    wording: {TSAG: Other words with a Wombat.}
    facts:
      - {id: plain-action, type: action, owner: Thylacine, note: Quoll}
"""
WORDS = [
    *("Zanzibar", "Quokka", "Wallaby", "Echidna", "Platypus", "98765", "Bandicoot", "Kookaburra"),
    *("Numbat", "Bilby", "Cassowary", "Wombat", "Thylacine", "Quoll", "Dingo", "Emu-reason"),
    *("Galah", "Possum", "ISCG/23-1/77", "Koala"),
]


def with_secrets(project: IssuingProject) -> None:
    """Put words into the meeting that are not for TDAG, wherever words can stand."""
    meeting = "iscg-23-1"
    project.change(meeting, "outcomes:\n", "outcomes:\n" + SECRET)
    project.change(
        meeting,
        "people:\n",
        "people:\n  echidna: {name: Dingo Galah, names: {ru: Dingo, ar: Dingo}, title: Ms}\n",
    )
    project.change(
        meeting,
        "  ISCG/23-1/02: {presented_by: ISCG secretariat}\n",
        "  ISCG/23-1/02: {presented_by: Possum}\n  ISCG/23-1/77: {title: Koala}\n",
    )
    project.change(
        meeting,
        "symbol: TDAG-23/48\n",
        "symbol: TDAG-23/48\n    omit: {hidden-kookaburra: Emu-reason}\n",
    )
    catalogs = sorted((project.folder(meeting) / "locale").glob("*.po"))
    extra = [
        (
            "hidden-quokka",
            _SECRET_TEXT,
        ),
        ("hidden-quokka/item", "Platypus"),
        ("hidden-kookaburra", "A Numbat that TDAG need not read."),
        ("hidden-kookaburra/wording/RAG", "A Bilby for others."),
        ("hidden-kookaburra/wording/TSAG", "A Cassowary for them."),
        ("plain-lorikeet", "A plain sentence."),
        ("plain-lorikeet/wording/TSAG", "Other words with a Wombat."),
        ("documents.ISCG/23-1/77.title", "Koala"),
    ]
    for path in catalogs:
        text = path.read_text(encoding="utf-8")
        for context, source in extra:
            quoted = source.replace('"', '\\"')
            text += f'\n# Zanzibar\nmsgctxt "{context}"\nmsgid "{quoted}"\nmsgstr "{quoted}"\n'
        path.write_text(
            text + '\n#~ msgctxt "x"\n#~ msgid "Numbat"\n#~ msgstr "Numbat"\n', encoding="utf-8"
        )
    own = project.root / "reports" / "organisation"
    own.mkdir()
    text = "# Numbat\nzermatt: {en: Zermatt, fr: Zermatt, es: Zermatt, ru: Ц, zh: 采, ar: ز}\n"
    (own / "places.yaml").write_text(text, encoding="utf-8")
    project.approve()


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of every file below a folder, packages and PDF taken apart."""
    for path in files_of(folder):
        data, name = path.read_bytes(), path.relative_to(folder).as_posix()
        yield name, name.encode() + data
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                for part in package.namelist():
                    yield f"{name}/{part}", part.encode() + package.read(part)
        if path.suffix == ".pdf":
            reader = pypdf.PdfReader(path)
            text = "\n".join(page.extract_text() for page in reader.pages)
            yield f"{name} (text)", f"{text} {reader.metadata} {reader.xmp_metadata}".encode()


def digests_of(folder: Path, other: Path) -> set[str]:
    """Return all digests of what is in a folder, but of contents that another one has, too."""
    known = {path.read_bytes() for path in files_of(other)}
    new = [data for path in files_of(folder) if (data := path.read_bytes()) not in known]
    names = ("md5", "sha1", "sha256", "sha512")
    return {hashlib.new(name, data).hexdigest() for data in new for name in names}


def test_nothing_withheld_is_in_any_file(project: IssuingProject, tmp_path: Path) -> None:
    """Not a word of what is for others, was left out, or was noted is in what TDAG may see.

    That is the issue, its object in the archive and its bag: names, contents, parts of packages,
    metadata; nor do they have a digest of what is restricted, by which a guess could be proved.
    """
    with_secrets(project)
    issued = project.issue("iscg-23-1", "TDAG")
    root, user = tmp_path / "archive", User("Ana Rivas", "", "2023-06-02T09:30:00Z")
    opened, _ = add_issues(root, issued.folder, "", user)
    folder = root / object_folder(opened.object)
    packing = Packing("2023-06-02", __version__, 2)
    bag = export_bag(root, opened.object, tmp_path, packing, is_zip=False)
    digests = digests_of(issued.restricted_folder, issued.folder)
    assert len(digests) > 4 * len(LANGUAGE_KEYS)
    words = [each.casefold() for each in (*WORDS, *sorted(digests))]
    found = [
        f"{word} in {place.name}: {name}"
        for place in (issued.folder, folder, bag)
        for name, data in contents(place)
        for word in words
        if word.encode() in data.lower()
    ]
    assert found == []
    whole = (issued.restricted_folder / "source/reports/iscg-23-1/outcomes.yaml").read_text("utf-8")
    assert all(word.casefold() in whole.casefold() for word in WORDS)
    cut = (issued.folder / "source/reports/iscg-23-1/outcomes.yaml").read_text("utf-8")
    assert "A plain sentence." in cut


def test_a_project_of_cut_sources_is_a_project(
    everything: IssuedProject, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who gets the sources can check and build them as they lie there."""
    issued = everything.issued["iscg-21-2", "RAG"]
    monkeypatch.chdir(issued.folder / "source")
    ended = shell("check", "reports/iscg-21-2")
    assert ended.code == 0, ended.out


# --- revisions ---------------------------------------------------------------------------------


def words_of(path: Path) -> str:
    """Return the words of a web page, or of body and headers of a Word file, without marks."""
    texts = [path.read_text(encoding="utf-8")] if path.suffix == ".html" else []
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            parts = [n for n in package.namelist() if re.match(r"word/(document|header\d)\.xml", n)]
            texts = [package.read(name).decode() for name in parts]
    broken = "\n".join(texts).replace("<w:br/>", "\n")
    words = html.unescape(re.sub(r"<[^>]*>", "", broken))
    return " ".join(re.sub("[\u200e\u200f\u2066-\u2069]", "", words).split())


def test_a_revision_carries_its_redline(project: IssuingProject) -> None:
    """The next issue is a revision with its mark on every file, and says what has changed."""
    key = ("iscg-23-1", "TDAG")
    first = project.issue(*key)
    before = {path: path.read_bytes() for path in files_of(first.folder)}
    project.change("iscg-23-1", "date: 2023-05-16\n", "date: 2023-06-05\n")
    again = project.issue(*key, kind="revision", number=1, date="2023-06-06")
    record = project.record(again)
    assert (record.full_symbol, record.replaces) == ("TDAG-23/48(Rev.1)", "TDAG-23/48")
    assert {path: path.read_bytes() for path in files_of(first.folder)} == before
    names = [path for path, file in record.files.items() if file.role == "rendition"]
    assert all("!R1!" in name for name in names)
    for name in names:
        if not name.endswith(".pdf"):
            line, header = COVERS["revision", record.files[name].language]
            words = words_of(again.folder / name)
            assert line.replace("\n", " ") in words, name
            assert header in words or name.endswith(".html"), name
    redlines = {p: file.language for p, file in record.files.items() if file.role == "redline"}
    assert sorted(redlines.values()) == sorted(LANGUAGE_KEYS)
    for path, language in redlines.items():
        with zipfile.ZipFile(again.folder / path) as package:
            body = package.read("word/document.xml").decode()
        assert "<w:ins " in body, language
        assert "<w:del " in body, language
    corrected = project.issue(*key, kind="corrigendum", number=1, date="2023-06-07")
    record = project.record(corrected)
    assert record.full_symbol == "TDAG-23/48(Rev.1)(Corr.1)"
    assert (record.replaces, record.amends) == ("", "TDAG-23/48(Rev.1)")
    assert any("!R1C1!" in path for path in record.files)
    register = project.register("iscg-23-1")
    assert register.problems == ()
    assert register.current("TDAG") == again.entry


def test_maker_marks_every_language(ready: IssuingProject) -> None:
    """The cover of a revision, corrigendum or addendum says so in six languages."""
    workspace = ready.workspace
    source = workspace.source(ready.folder("iscg-23-1"))
    lines = {}
    for mark in (IssueMark(revision=1), IssueMark(addendum=1), IssueMark(1, 0, 2)):
        maker = ReportMaker(workspace, source, mark)
        for language in LANGUAGE_KEYS:
            fields = maker.document("TDAG", language).cover.fields
            lines[mark.parts[-1][0], language] = tuple(
                "".join(span.text for span in fields[name].spans)
                for name in ("symbol_line", "page_symbol")
            )
    assert lines == COVERS


COVERS = {
    ("revision", "en"): ("Revision 1 to\nDocument TDAG-23/48-E", "TDAG-23/48(Rev.1)-E"),
    ("revision", "fr"): ("Révision 1 du\nDocument TDAG-23/48-F", "TDAG-23/48(Rév.1)-F"),
    ("revision", "es"): ("Revisión 1 al\nDocumento TDAG-23/48-S", "TDAG-23/48(Rev.1)-S"),
    ("revision", "ru"): ("Пересмотр 1\nДокумента TDAG-23/48-R", "TDAG-23/48(Rev.1)-R"),
    ("revision", "zh"): ("文件 TDAG-23/48-C\n修订1", "TDAG-23/48(Rev.1)-C"),
    ("revision", "ar"): ("المراجعة 1\nللوثيقة TDAG-23/48-A", "TDAG-23/48(Rev.1)-A"),
    ("addendum", "en"): ("Addendum 1 to\nDocument TDAG-23/48-E", "TDAG-23/48(Add.1)-E"),
    ("addendum", "fr"): ("Addendum 1 au\nDocument TDAG-23/48-F", "TDAG-23/48(Add.1)-F"),
    ("addendum", "es"): ("Addéndum 1 al\nDocumento TDAG-23/48-S", "TDAG-23/48(Add.1)-S"),
    ("addendum", "ru"): (
        "Дополнительный документ 1\nк Документу TDAG-23/48-R",
        "TDAG-23/48(Add.1)-R",
    ),
    ("addendum", "zh"): ("文件 TDAG-23/48-C\n补遗1", "TDAG-23/48(Add.1)-C"),
    ("addendum", "ar"): ("الإضافة 1\nللوثيقة TDAG-23/48-A", "TDAG-23/48(Add.1)-A"),
    ("corrigendum", "en"): (
        "Corrigendum 2 to\nDocument TDAG-23/48(Rev.1)-E",
        "TDAG-23/48(Rev.1)(Corr.2)-E",
    ),
    ("corrigendum", "fr"): (
        "Corrigendum 2 au\nDocument TDAG-23/48(Rév.1)-F",
        "TDAG-23/48(Rév.1)(Corr.2)-F",
    ),
    ("corrigendum", "es"): (
        "Corrigéndum 2 al\nDocumento TDAG-23/48(Rev.1)-S",
        "TDAG-23/48(Rev.1)(Corr.2)-S",
    ),
    ("corrigendum", "ru"): (
        "Исправление 2\nк Документу TDAG-23/48(Rev.1)-R",
        "TDAG-23/48(Rev.1)(Corr.2)-R",
    ),
    ("corrigendum", "zh"): (
        "文件 TDAG-23/48(Rev.1)-C\n勘误2",
        "TDAG-23/48(Rev.1)(Corr.2)-C",
    ),
    ("corrigendum", "ar"): (
        "التصويب 2\nللوثيقة TDAG-23/48(Rev.1)-A",
        "TDAG-23/48(Rev.1)(Corr.2)-A",
    ),
}
