"""How long a redline of a report takes, against the engine that would make it otherwise.

Both sides compare reports in English, Chinese and Arabic with themselves after some edits. `engine`
is DocxodusEngine of python-redlines, a native program that is started for each pair and whose
result nobody checks; `ours` verifies every redline.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from python_redlines.engines import DocxodusEngine

from reportgen.redline.engine import redline_docx
from tests.redline.support import AUTHOR, DAY, WORDS, Edit, edited, report
from tools.bench import Comparison, Target

EDITS = (
    Edit("reword", 60, 12),
    Edit("reword", 90, 20),
    Edit("move", 6, 9),
    Edit("delete", 11, 1),
    Edit("insert", 17, 1),
    Edit("delete-row", 12, 1),
)


def comparisons(stack: ExitStack) -> list[Comparison]:
    """Return the comparison."""
    folder = Path(stack.enter_context(TemporaryDirectory()))
    # Into a folder of its own: the usual one is shared by all programs of a user.
    engine = DocxodusEngine(target_path=str(folder))
    pairs = [
        (report(language), edited(report(language), EDITS, WORDS[language]))
        for language in ("en", "zh", "ar")
    ]

    def by_engine() -> None:
        for old, new in pairs:
            engine.run_redline(AUTHOR, old, new, detect_moves=True, conflate_spaces=False)

    def by_us() -> None:
        for old, new in pairs:
            redline_docx(old, new, AUTHOR, DAY)

    return [
        Comparison(
            name="redline",
            about="redlines of three reports",
            alternatives={"engine": by_engine, "ours": by_us},
            targets=(Target("engine", "ours", at_least=8),),
        )
    ]
