"""Values as YAML text: scalars in the style that is easiest to read, lists and mappings.

What is written here is always read again before it counts (`reportgen.yamlfile.editing`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from reportgen.yamlfile.build import resolve_plain

LINE_WIDTH: Final = 100
"""How long a line that is written here gets at most, where its words allow."""

STEP: Final = 2
"""How much further each level is indented."""

_BREAKABLE: Final = re.compile(r"(?<=\S) (?=\S)")
_NOT_PLAIN: Final = re.compile(r"""[-?:](?:\s|\Z)|[,\[\]{}#&*!|>'"%@`\s]|---|\.\.\.""")
_ENDS_PLAIN: Final = re.compile(r":(?:\s|\Z)|\s#|\s\Z|\n|\t")
_FLOW_SIGNS: Final = re.compile(r"[,\[\]{}]|:\S")


def is_plain(text: str, *, in_flow: bool = False) -> bool:
    """Whether a text may stand without quotes and is then read as that text."""
    if not text or _NOT_PLAIN.match(text) or _ENDS_PLAIN.search(text):
        return False
    if in_flow and _FLOW_SIGNS.search(text):
        return False
    return resolve_plain(text) == text


def single_quoted(text: str) -> str:
    """Return a text in single quotes; it must have no line break."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def double_quoted(text: str) -> str:
    """Return a text in double quotes, on one line whatever it holds."""
    return json.dumps(text, ensure_ascii=False)


def short_text(text: str, *, in_flow: bool = False) -> str:
    """Return a text on one line, in quotes where it needs them."""
    if is_plain(text, in_flow=in_flow):
        return text
    if "\n" in text or "\t" in text or ("'" in text and '"' not in text):
        return double_quoted(text)
    return single_quoted(text)


def wrap(text: str, width: int, first: int = 0) -> list[str]:
    """Return a text as lines of at most `width` characters; the first one has `first` less.

    Lines break at single spaces, not within `{{ }}`, so that joining them with a space gives the
    text again. A word that is longer than a line has a line of its own.
    """
    lines: list[str] = []
    room = width - first
    for word in _unbroken(text):
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
            continue
        if lines:
            room = width
        lines.append(word)
    return lines


def _unbroken(text: str) -> Iterator[str]:
    """Yield the parts of a text between the spaces at which a line may end."""
    kept = ""
    for word in _BREAKABLE.split(text):
        kept = f"{kept} {word}" if kept else word
        if kept.count("{{") <= kept.count("}}"):
            yield kept
            kept = ""
    if kept:
        yield kept


def folded(text: str, indent: int, header: str = ">-") -> str | None:
    """Return a text of one line as a folded block; None where folding would change it."""
    if not text or text != text.strip() or "\n" in text or "\t" in text:
        return None
    lines = wrap(text, max(LINE_WIDTH - indent, 20))
    return "\n".join([header, *(" " * indent + line for line in lines)])


def literal(text: str, indent: int, header: str = "|-") -> str | None:
    """Return a text as a literal block; None where a block would change it."""
    lines = text.split("\n")
    if not lines[0].strip() or text[0] in " \t" or any(line != line.rstrip() for line in lines):
        return None
    if header.endswith("-") and not lines[-1]:
        return None
    if not header.endswith("-") and lines[-1]:
        return None
    rows = lines if lines[-1] else lines[:-1]
    return "\n".join([header, *(" " * indent + line if line else "" for line in rows)])


def scalar_text(value: Any, indent: int, column: int, *, in_flow: bool = False) -> str:
    """Return a scalar as it stands behind a key or dash.

    `column` says how many characters precede it in its line, `indent` how far the lines of a block
    below it are indented.
    """
    if not isinstance(value, str):
        return json.dumps(value)
    short = short_text(value, in_flow=in_flow)
    if in_flow:
        return short
    if "\n" in value:
        is_whole = value.endswith("\n") and not value.endswith("\n\n")
        return literal(value, indent, "|" if is_whole else "|-") or short
    if column + len(short) <= LINE_WIDTH:
        return short
    return folded(value, indent) or short


def flow_text(value: Any) -> str:
    """Return any value on one line."""
    if isinstance(value, Mapping):
        pairs = [f"{short_text(key, in_flow=True)}: {flow_text(v)}" for key, v in value.items()]
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow_text(each) for each in value) + "]"
    return scalar_text(value, 0, 0, in_flow=True)


def entry_lines(key: str, value: Any, indent: int) -> list[str]:
    """Return the lines of a key with its value, in a block indented by `indent`."""
    head = f"{' ' * indent}{short_text(key)}:"
    if _is_block(value, len(head)):
        return [head, *block_lines(value, indent + STEP)]
    return _behind(f"{head} ", value, indent + STEP)


def item_lines(value: Any, indent: int) -> list[str]:
    """Return the lines of a list item whose dash is indented by `indent`."""
    dash = " " * indent + "- "
    if _is_block(value, len(dash)):
        first, *others = block_lines(value, indent + STEP)
        return [dash + first.lstrip(" "), *others]
    return _behind(dash, value, indent + STEP)


def block_lines(value: Mapping[str, Any] | Sequence[Any], indent: int) -> list[str]:
    """Return the lines of a mapping or list that is not empty."""
    if isinstance(value, Mapping):
        return [line for key, each in value.items() for line in entry_lines(key, each, indent)]
    return [line for each in value for line in item_lines(each, indent)]


def _behind(head: str, value: Any, indent: int) -> list[str]:
    """Return the lines of a value that begins behind a key or dash."""
    if isinstance(value, Mapping | list | tuple):
        return [head + flow_text(value)]
    return (head + scalar_text(value, indent, len(head))).split("\n")


def _is_block(value: Any, column: int) -> bool:
    """Whether a value has lines of its own: a mapping, or a list that is long or of lists."""
    if isinstance(value, Mapping):
        return bool(value)
    if not isinstance(value, list | tuple) or not value:
        return False
    if any(isinstance(each, Mapping | list | tuple) for each in value):
        return True
    return column + 1 + len(flow_text(value)) > LINE_WIDTH
