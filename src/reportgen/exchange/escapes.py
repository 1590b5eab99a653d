r"""Characters that XML cannot hold, written as `\u{7}`, and read back.

Control characters have no place in XML 1.0, not even as a reference; a carriage return is lost on
the way through most programs. Any text comes back from `escaped` by `unescaped`, unchanged.
"""

from __future__ import annotations

import re

UNHOLDABLE = "\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff"
"""The characters, as they stand inside the brackets of a regular expression."""

_UNSAFE = re.compile(rf"[{UNHOLDABLE}]|\\(?=u\{{)")
_ESCAPE = re.compile(r"\\u\{([0-9A-Fa-f]{1,6})\}")
_LAST = 0x10FFFF


def escaped(text: str) -> str:
    """Return the text as XML can hold it."""
    return _UNSAFE.sub(lambda found: f"\\u{{{ord(found[0]):X}}}", text)


def unescaped(text: str) -> str:
    """Return the text that was escaped; what is no character stays as it is."""
    return _ESCAPE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return chr(number) if number <= _LAST else found[0]
