"""When LibreOffice crashes, hangs, lies or is not there, one document is told, the others are made.

Programs of the shell stand in for LibreOffice here: they say what it says, and fail as asked.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.errors import InputError, MissingToolError
from reportgen.renditions.pdf import Office, PdfJob, PdfResult, convert, find_office
from tests.renditions.pdf_support import stand_in

pytestmark = pytest.mark.slow

# What a stand-in does with an ordinary file.
WELL = 'begin; cp "$SAMPLE" "$to"'


def _jobs(*words: str) -> list[PdfJob]:
    """Return jobs whose Word file is only a word, for a stand-in to look at."""
    return [
        PdfJob(f"{number}-{word}", word.encode(), "ar", "Title", "2023-05-02")
        for number, word in enumerate(words)
    ]


def _results(office: Office, folder: Path, *words: str, **more: float) -> dict[str, PdfResult]:
    results = convert(_jobs(*words), office, folder=folder, timeout_s=more.get("timeout_s", 60))
    return {result.key: result for result in results}


def _when(word: str, then: str) -> str:
    """Return the script that does `then` to files with the word, and others well."""
    return f'if grep -q {word} "$from"; then {then}; else {WELL}; fi'


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Return a folder for what comes in between, and see that nothing is left in it."""
    place = tmp_path / "between"
    place.mkdir()
    yield place
    assert not list(place.iterdir()), "something was left behind"


def test_all_is_well(tmp_path: Path, folder: Path) -> None:
    """Every job has its result, finished and checked."""
    results = _results(stand_in(tmp_path, WELL), folder, "a", "b", "c")
    assert len(results) == 3
    assert all(result.is_sound for result in results.values())


@pytest.mark.parametrize(
    ("then", "reason", "said"),
    [
        pytest.param("begin; sleep 60", "time-out", "longer than 2 s", marks=pytest.mark.slow),
        pytest.param("sleep 60", "time-out", "longer than 2 s", marks=pytest.mark.slow),
        ("begin; echo Ouch; exit 77", "crash", r"exit code 77\): Ouch"),
        ("begin; kill -9 $$", "crash", "exit code -9"),
        pytest.param("kill -9 $$", "crash", "exit code -9", marks=pytest.mark.slow),
        ("echo Error: could not be loaded", "no-file", "made no PDF file of it"),
        pytest.param("begin", "no-file", "made no PDF file of it", marks=pytest.mark.slow),
        ('begin; head -c 5000 "$SAMPLE" > "$to"', "damaged", "cannot be read"),
        pytest.param('begin; : > "$to"', "damaged", "cannot be read", marks=pytest.mark.slow),
        pytest.param(
            'begin; head -c 5000 "$SAMPLE" > "$to"; exit 1',
            "crash",
            "exit code 1",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            'begin; cat "$SAMPLE" > /dev/full || :',
            "no-file",
            "made no PDF file of it",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_only_the_document_that_fails_has_no_file(
    then: str, reason: str, said: str, tmp_path: Path, folder: Path
) -> None:
    """Whatever one document does to LibreOffice, it is named with the reason; others are made."""
    office = stand_in(tmp_path, _when("bad", then))
    patience = 2 if "sleep" in then else 60
    results = _results(office, folder, "a", "bad", "c", "d", timeout_s=patience)
    failed = {key: result.failure for key, result in results.items() if result.failure}
    assert {key: failure.reason for key, failure in failed.items()} == {"1-bad": reason}
    (failure,) = failed.values()
    assert re.search(said, failure.message)
    assert not results["1-bad"].data
    assert all(results[key].is_sound for key in ("0-a", "2-c", "3-d"))


def test_document_that_fails_once_is_made_the_second_time(tmp_path: Path, folder: Path) -> None:
    """A crash that was not the document's fault costs a second try and nothing else."""
    once = f'touch "{tmp_path}/crashed"; begin; kill -9 $$'
    again = f'if [ -e "{tmp_path}/crashed" ]; then {WELL}; else {once}; fi'
    results = _results(stand_in(tmp_path, again), folder, "a", "b", "c")
    assert all(result.is_sound for result in results.values())
    assert len(results) == 3


@pytest.mark.slow
def test_several_documents_that_fail_are_told_apart(tmp_path: Path, folder: Path) -> None:
    """First, last, neighbours: each that fails is found, in whichever way it does."""
    script = (
        'case "$(cat "$from")" in crash) begin; kill -9 $$;; none) continue;; '
        f"hang) begin; sleep 60;; *) {WELL};; esac"
    )
    words = ("crash", "a", "none", "hang", "b", "crash", "none")
    results = _results(stand_in(tmp_path, script), folder, *words, timeout_s=2)
    reasons = {key: result.failure.reason for key, result in results.items() if result.failure}
    assert reasons == {
        "0-crash": "crash",
        "2-none": "no-file",
        "3-hang": "time-out",
        "5-crash": "crash",
        "6-none": "no-file",
    }
    assert results["1-a"].is_sound
    assert results["4-b"].is_sound


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 1", r"exit code 1"),
        ("echo no display; exit 0", "no display"),
        pytest.param("sleep 60", "did nothing for 2 s", marks=pytest.mark.slow),
    ],
)
def test_libreoffice_that_makes_nothing_is_told_once(
    script: str, said: str, tmp_path: Path, folder: Path
) -> None:
    """If not even plain text is converted it is not the documents: one line, and soon."""
    start = time.monotonic()
    with pytest.raises(MissingToolError, match=said) as caught:
        _results(
            stand_in(tmp_path, script),
            folder,
            *"abcdefgh",
            timeout_s=2 if "sleep" in script else 60,
        )
    assert [problem.code for problem in caught.value.problems] == ["program-fails"]
    assert caught.value.exit_code == 3
    assert time.monotonic() - start < 30


def test_program_that_cannot_be_started_is_told(tmp_path: Path, folder: Path) -> None:
    """A file that is no program is told like a program that does not work."""
    office = stand_in(tmp_path, WELL)
    office.program.chmod(0o644)
    with pytest.raises(MissingToolError, match=r"does not work: .*\[program-fails\]"):
        _results(office, folder, "a")


def test_no_libreoffice_at_all(tmp_path: Path) -> None:
    """One line says that it is missing, and how it is installed."""
    with pytest.raises(MissingToolError, match=r"not installed.*\[program-missing\]\n.*apt-get"):
        find_office(str(tmp_path))
    found = stand_in(tmp_path, WELL)
    assert find_office(str(tmp_path)) == found


def test_full_disk_is_told_before_a_conversion(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When there is no room for the Word files, one line says where it is needed."""

    def write_bytes(_path: Path, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    with pytest.raises(InputError, match=r"between.*No space left on device \[cannot-write\]"):
        _results(stand_in(tmp_path, WELL), folder, "a")


def test_full_disk_is_told_after_a_conversion(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When LibreOffice has no room for its files, that is what is told, not that it failed."""
    office = stand_in(tmp_path, 'begin; cat "$SAMPLE" > /dev/full')
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=0))
    with pytest.raises(InputError, match=r"no space left on device \[cannot-write\]"):
        _results(office, folder, "a")


def test_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A temporary folder that cannot be made is one line, not a traceback."""
    with pytest.raises(InputError, match=r"No such file or directory \[cannot-write\]"):
        _results(stand_in(tmp_path, WELL), tmp_path / "nowhere", "a")


def test_closing_early_leaves_no_process(tmp_path: Path, folder: Path) -> None:
    """Who stops listening, by Ctrl-C or otherwise, leaves no LibreOffice behind."""
    script = f'{WELL}; echo $$ > "{tmp_path}/pid"; if grep -q b "$from"; then sleep 60; fi'
    results = convert(_jobs("a", "b", "c"), stand_in(tmp_path, script), folder=folder)
    assert next(results).key == "0-a"
    results.close()
    process = int((tmp_path / "pid").read_text(encoding="ascii"))
    with pytest.raises(ProcessLookupError, match="No such process"):
        os.kill(process, 0)


def test_error_in_the_jobs_reaches_the_caller(tmp_path: Path, folder: Path) -> None:
    """Jobs may be made while others are converted; what goes wrong there is not swallowed."""

    def jobs() -> Iterator[PdfJob]:
        yield from _jobs("a", "b")
        raise ValueError("no third")

    with pytest.raises(ValueError, match="no third"):
        list(convert(jobs(), stand_in(tmp_path, WELL), folder=folder))


def test_jobs_are_taken_as_they_are_needed(tmp_path: Path, folder: Path) -> None:
    """However many jobs there are, no more are held than for the batches under way and the next."""
    taken = 0
    script = 'begin; cp "$SAMPLE" "$to"'

    def jobs() -> Iterator[PdfJob]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield replace(_jobs("a")[0], key=str(number))

    results = convert(jobs(), stand_in(tmp_path, script), folder=folder, workers=2)
    keys = {next(results).key for _ in range(3)}
    assert len(keys) == 3
    assert taken <= 400
    results.close()
