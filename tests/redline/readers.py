"""What other programs make of a redline when every change is accepted, or rejected."""

from __future__ import annotations

import io
import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import docx
import pypandoc  # type: ignore[import-untyped]

from tests.support.docxplus import accept_all_revisions, reject_all_revisions

Verdict = Literal["accept", "reject"]
_BLANK = re.compile(r"\s+")


def by_pandoc(data: bytes, verdict: Verdict) -> list[str]:
    """Return the words of the paragraphs that pandoc reads, empty ones left out.

    What pandoc does not settle is not compared: it leaves an empty heading, list item or row where
    one was deleted, a blank where a paragraph was joined to an empty one, and looks as they are.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.docx"
        path.write_bytes(data)
        made = subprocess.run(
            [pypandoc.get_pandoc_path(), f"--track-changes={verdict}", "-t", "json", str(path)],
            check=True,
            capture_output=True,
        )
    found = (_BLANK.sub(" ", line).strip() for line in _leaves(json.loads(made.stdout)))
    return [line for line in found if line]


def _leaves(node: Any) -> Iterator[str]:
    """Yield the words of each paragraph of pandoc's tree."""
    if isinstance(node, dict) and node.get("t") in ("Para", "Plain", "Header"):
        yield "".join(_words(node["c"]))
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _leaves(child)


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("t") in ("Space", "SoftBreak", "LineBreak"):
            yield " "
        elif node.get("t") == "Str":
            yield node["c"]
        else:
            yield from _words(node.get("c"))
    elif isinstance(node, list):
        for child in node:
            yield from _words(child)


def by_docx_plus(data: bytes, verdict: Verdict) -> list[str]:
    """Return the words of the paragraphs that docx-plus leaves, empty ones left out."""
    document = docx.Document(io.BytesIO(data))
    (accept_all_revisions if verdict == "accept" else reject_all_revisions)(document)
    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    found = (
        "".join(each.text or "" for each in paragraph.iter(tag + "t"))
        for paragraph in document.element.body.iter(tag + "p")
    )
    return [_BLANK.sub(" ", line) for line in found if line.strip()]
