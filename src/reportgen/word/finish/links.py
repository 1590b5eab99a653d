"""Hyperlinks of a part: one relationship for each address."""

from __future__ import annotations

import re
from html import escape

from reportgen.opc.names import HYPERLINK_TYPE, R_NS, RELS_NS

_UNSAFE = re.compile(r'[\x00-\x20\x7f-\xa0<>"{}|\\^`\ud800-\udfff\ufffe\uffff]')
_EMPTY = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{RELS_NS}"/>'
).encode()
_SELF_CLOSED = re.compile(rb"<((?:\w+:)?Relationships)([^>]*)/>\s*\Z")
_CLOSING = re.compile(rb"</(?:(\w+):)?Relationships>\s*\Z")


class Links:
    """The links of one part, kept until the part is finished."""

    def __init__(self, relationships: bytes | None) -> None:
        """Take the part's relationships as they stand in the template; None if it has none."""
        self._relationships = relationships or _EMPTY
        self._ids: dict[str, str] = {}
        self._next = 1

    def relationship_id(self, href: str) -> str:
        """Return the id of the relationship for an address, a new one for a new address."""
        target = _UNSAFE.sub(_percent, href)
        if target not in self._ids:
            while f'"rIdLink{self._next}"'.encode() in self._relationships:
                self._next += 1
            self._ids[target] = f"rIdLink{self._next}"
            self._next += 1
        return self._ids[target]

    def opening(self, href: str) -> str:
        """Return the start tag of a hyperlink to an address.

        It declares `r` itself, since a part that had no relationships need not know the prefix.
        """
        return f'<w:hyperlink xmlns:r="{R_NS}" r:id="{self.relationship_id(href)}" w:history="1">'

    def relationships(self) -> bytes | None:
        """Return the relationships of the part with the links added; None if there are none."""
        if not self._ids:
            return None
        text = _SELF_CLOSED.sub(rb"<\1\2></\1>", self._relationships)
        closing = _CLOSING.search(text)
        if closing is None:  # a part of a package that was opened always ends so
            raise ValueError("the relationships of a part do not end in </Relationships>")
        prefix = f"{closing[1].decode()}:" if closing[1] else ""
        added = "".join(
            f'<{prefix}Relationship Id="{rid}" Type="{HYPERLINK_TYPE}" '
            f'Target="{escape(target)}" TargetMode="External"/>'
            for target, rid in self._ids.items()
        )
        return text[: closing.start()] + added.encode() + closing[0]


def _percent(found: re.Match[str]) -> str:
    """Return a character that an address may not hold, percent-encoded."""
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))
