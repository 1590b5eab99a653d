"""An archive of a thousand documents: how long it takes to add to it, list it, and verify it.

The documents are of the size of real ones: eighteen renditions, sources, and the program. Adding is
measured at ten documents and at a thousand; listing against a second, which is the longest that it
may take; verifying, which computes SHA-512 and SHA-256 in one reading and looks at structure
besides, against `sha512sum` of the same files, which is less than half of the work, and against
`sha512sum` and `sha256sum` of them, which is the same hashing. Files are in the memory of the
system for all.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from reportgen.issues.record import RECORD_NAME, FileRole, IssueRecord, dump_record, frozen_file
from reportgen.languages import LANGUAGE_KEYS
from reportgen.pipeline.archive.adding import User, add_issues
from reportgen.pipeline.archive.listing import list_holdings
from reportgen.pipeline.archive.verifying import Sample, verify_archive
from tools.bench import Comparison, Target

DOCUMENTS = 1000
FEW = 10
AROUND = 5
"""How many additions a time is the median of."""
ROUNDS = 3
JOBS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
_SIZES = {"docx": 40_000, "pdf": 90_000, "html": 25_000}
_USER = User("bench", "", "2023-06-02T09:30:00Z")


@dataclass
class Shelves:
    """The archive, filled when it is first asked for, and how long each addition took."""

    folder: Path

    @property
    def root(self) -> Path:
        """The archive."""
        return self.folder / "archive"

    @cached_property
    def seconds(self) -> list[float]:
        """Fill the archive and return how long each addition took."""
        return [self._add(number) for number in range(DOCUMENTS + AROUND)]

    def _add(self, number: int) -> float:
        issue = _freeze(self.folder / "issue", number)
        start = time.perf_counter()
        add_issues(self.root, issue, "", _USER)
        return time.perf_counter() - start

    def adding(self) -> Mapping[str, list[float]]:
        """Return the seconds of additions to few documents and to many."""
        return {
            f"at {FEW}": [statistics.median(self.seconds[FEW : FEW + AROUND])],
            f"at {DOCUMENTS}": [statistics.median(self.seconds[DOCUMENTS:])],
        }

    def listing(self) -> Mapping[str, list[float]]:
        """Return the seconds of listing a thousand documents, beside one second."""
        documents = len(self.seconds)
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            found = list(list_holdings(self.root).rows())
            times.append((time.perf_counter() - start) * 1000 / documents)
            assert len(found) == documents
        return {"list": times, "one second": [1.0] * ROUNDS}

    def verify(self) -> None:
        """Verify the archive; it is sound."""
        assert len(self.seconds)
        assert not verify_archive(self.root, (), Sample(), JOBS).faults

    @cached_property
    def contents(self) -> bytes:
        """The paths of all files that have a digest, as `xargs -0` reads them."""
        paths = sorted(path for path in self.root.glob("*/*/*/*/v*/content/**/*") if path.is_file())
        return b"\0".join(os.fsencode(path) for path in paths)

    def sha512sum(self) -> None:
        """Have `sha512sum` read the same files, a process for each processor."""
        self._have_read("sha512sum")

    def both_sums(self) -> None:
        """Have them read by `sha512sum`, then by `sha256sum`."""
        self._have_read("sha512sum")
        self._have_read("sha256sum")

    def _have_read(self, program: str) -> None:
        command = ["xargs", "-0", "-P", str(JOBS), "-n", "2000", program]
        subprocess.run(command, input=self.contents, stdout=subprocess.DEVNULL, check=True)


def _freeze(folder: Path, number: int) -> Path:
    """Write a frozen issue; all documents have the program in common, and nothing else."""
    noise = random.Random(number)  # noqa: S311 - bytes that do not compress, no secret
    files: dict[str, tuple[bytes, FileRole, str]] = {
        f"renditions/report-{key}.{ending}": (noise.randbytes(size), "rendition", key)
        for key in LANGUAGE_KEYS
        for ending, size in _SIZES.items()
    }
    files["source/outcomes.yaml"] = (noise.randbytes(20_000), "source", "")
    files["tools/reportgen.whl"] = (bytes(600_000), "tool", "")
    record = IssueRecord(
        format=1, addressee="TSAG", meeting="iscg-23-1", body="ISCG", symbol=f"TSAG-TD{number}",
        full_symbol=f"TSAG-TD{number}", kind="original", number=0, date="2023-06-01",
        approver="bench", original="en", titles=dict.fromkeys(LANGUAGE_KEYS, "Progress report"),
        keywords=(), creator="bench", reportgen="0", tools={},
        files={path: frozen_file(path, data, role, key)
               for path, (data, role, key) in files.items()},
    )  # fmt: skip
    for path, (data, _, _) in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (folder / RECORD_NAME).write_bytes(dump_record(record))
    return folder


def comparisons(stack: ExitStack) -> list[Comparison]:
    """Return the comparisons; they share one archive."""
    shelves = Shelves(Path(stack.enter_context(TemporaryDirectory())))
    few, many = f"at {FEW}", f"at {DOCUMENTS}"
    both = "sha512sum and sha256sum"
    return [
        Comparison(
            name="archive-add",
            about=f"archiving a document in an archive of {FEW} and of {DOCUMENTS}",
            alternatives={}, taken=shelves.adding, targets=(Target(many, few, at_most=1.5),),
            rounds=1,
        ),
        Comparison(
            name="archive-list",
            about=f"listing {DOCUMENTS} documents",
            alternatives={}, taken=shelves.listing,
            targets=(Target("list", "one second", at_most=1),), rounds=ROUNDS,
        ),
        Comparison(
            name="archive-verify",
            about=f"verifying {DOCUMENTS} documents, {JOBS} at a time",
            alternatives={
                "verify": shelves.verify, "sha512sum": shelves.sha512sum, both: shelves.both_sums,
            },
            # It makes two digests of each byte, and judges what it reads: twice the one is allowed.
            targets=(Target("verify", "sha512sum", at_most=2), Target("verify", both, at_most=1)),
            rounds=5,
        ),
    ]  # fmt: skip
