"""Fields of a text while it is read: only their results are words, and not all of these."""

from __future__ import annotations

from lxml import etree

from reportgen.opc.names import w

_COUNTED_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})
"""Fields whose result the program that shows the file computes: no words of anybody."""


class RunningFields:
    """The fields that are open, the innermost last."""

    def __init__(self) -> None:
        """Begin where no field is open."""
        self._fields: list[_Field] = []

    def divide(self, node: etree._Element) -> None:
        """Begin, divide or end a field: only its result is text."""
        match node.get(w("fldCharType")):
            case "begin":
                self._fields.append(_Field())
            case "separate" if self._fields:
                self._fields[-1].is_result = True
            case "end" if self._fields:
                self._fields.pop()

    def code(self, node: etree._Element) -> None:
        """Read the name of a field."""
        if self._fields and not self._fields[-1].is_result:
            self._fields[-1].code += (node.text or "")[:40]

    def start(self, node: etree._Element) -> None:
        """Begin a field that is one element."""
        self._fields.append(_Field(node.get(w("instr"), "")[:40], is_result=True))

    def end(self) -> None:
        """End it."""
        if self._fields:
            self._fields.pop()

    @property
    def is_counted(self) -> bool:
        """Whether the text is the result of a field that counts pages, or no result at all."""
        return bool(self._fields) and self._fields[-1].is_counted


class _Field:
    __slots__ = ("code", "is_result")

    def __init__(self, code: str = "", is_result: bool = False) -> None:
        self.code = code
        self.is_result = is_result

    @property
    def is_counted(self) -> bool:
        words = self.code.split()
        return not self.is_result or (bool(words) and words[0].upper() in _COUNTED_FIELDS)
