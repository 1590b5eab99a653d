"""Origins as anchors of a web page: what stands after the `#` of an address.

In go origins (docs/architecture.md, "Origins"), out come ids that are unique on a page.

An anchor is the origin with `~` in the place of the `#` before a number, since an address needs `#`
for itself; any other character that an address cannot have is written by its number, `=20.` for a
space. So every anchor leads back to one origin. The first block of an outcome has the outcome's own
id, whichever words it is told in: an address then holds for every addressee and language. What
stands on a page a second time has `~~2` after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_UNSAFE = re.compile(r"#(?=\d)|[^A-Za-z0-9._:/@+-]")
_WRITTEN = re.compile(r"~|=([0-9a-f]+)\.")
_REPEATED = "~~"


def anchor_of(origin: str) -> str:
    """Return the anchor of an origin."""
    return _UNSAFE.sub(_write, origin)


def origin_of(anchor: str) -> str:
    """Return the origin that an anchor was made of."""
    bare = anchor.partition(_REPEATED)[0]
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)) if found[1] else "#", bare)


def _write(found: re.Match[str]) -> str:
    # Nothing but a number follows the mark in the first case, so the two cannot be mixed up.
    character = found[0]
    follows = found.string[found.end() : found.end() + 1]
    return "~" if character == "#" and follows.isdecimal() else f"={ord(character):x}."


@dataclass(slots=True)
class Anchors:
    """Gives out the anchors of one page, each once."""

    _times: dict[str, int] = field(default_factory=dict)

    def give(self, origin: str, outcome: str = "") -> str:
        """Return the anchor of a block; the first one of an outcome gets the outcome's own."""
        is_first = outcome and anchor_of(outcome) not in self._times
        anchor = anchor_of(outcome if is_first else origin)
        times = self._times[anchor] = self._times.get(anchor, 0) + 1
        return anchor if times == 1 else f"{anchor}{_REPEATED}{times}"
