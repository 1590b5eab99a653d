"""Runs every attack in this process, under limits, and prints what became of each as JSON."""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from pathlib import Path

from reportgen.errors import InputError
from reportgen.word.compiled import compile_template
from tests.word.engine.attacks import ATTACKS, Attack

MEMORY = 1024**3
SECONDS = 240


def outcome(attack: Attack) -> dict[str, object]:
    """Return what a user would see of an attack, and what it cost."""
    data = attack.make()
    start = time.process_time()
    codes: list[str] = []
    text = ""
    try:
        compile_template(data, "attack.docx").render(attack.data).to_bytes()
    except InputError as error:
        codes = [problem.code for problem in error.problems]
        text = str(error)
    except Exception as error:  # noqa: BLE001 - what should not get out is what is looked for
        codes = [type(error).__name__]
        text = str(error)
    return {"codes": codes, "text": text, "seconds": time.process_time() - start}


def peak_kib() -> int:
    """Return the most memory that this process has held, in KiB.

    What `getrusage` says begins with the memory of whoever started the process, until Linux has
    replaced it by this program.
    """
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"^VmHWM:\s+(\d+) kB$", status.read_text("ascii"), re.MULTILINE)
        if found:
            return int(found[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Print the outcomes by name."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    outcomes = {attack.name: outcome(attack) for attack in ATTACKS}
    sys.stdout.write(json.dumps({"outcomes": outcomes, "peak_kib": peak_kib()}))


if __name__ == "__main__":
    main()
