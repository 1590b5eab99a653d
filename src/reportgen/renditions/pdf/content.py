"""What is drawn on a page, as far as mending needs it: texts with their marks and places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Page

Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Mark(NamedTuple):
    """Marked content: its number on the page, if any, and whether it gives its text itself."""

    mcid: int | None
    is_replaced: bool


class ShownText(NamedTuple):
    """One text operator: the character codes it shows, in which font, and where it begins.

    `font` is the font's name in the resources of the page. `mcid` is the number of the marked
    content that it stands in, None outside of any; `is_replaced` says that the content around it
    gives its text itself (ActualText), whatever the codes lead to.
    """

    codes: bytes
    font: str
    x: float
    y: float
    mcid: int | None
    is_replaced: bool


def shown_texts(page: Page) -> Iterator[ShownText]:
    """Yield the texts of a page in the order in which they are drawn.

    Form XObjects are not looked into: LibreOffice draws the text of a document on the page itself.
    """
    pen = _Pen(page)
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator in {"Tj", "TJ"}:
            yield pen.text(operands[0])
        elif (step := _STEPS.get(operator)) is not None:
            step(pen, operands)


class _Pen:
    """The state of drawing: where it is, in which font, inside which marks."""

    def __init__(self, page: Page) -> None:
        resources: Any = page.get("/Resources", pikepdf.Dictionary())
        self._properties: Any = resources.get("/Properties", pikepdf.Dictionary())
        self._marks: list[Mark] = []
        self._saved: list[Matrix] = []
        self._page = self._line = _UNMOVED
        self._font = ""

    def text(self, shown: Any) -> ShownText:
        """Return what a text operator shows here."""
        parts = shown if isinstance(shown, pikepdf.Array) else [shown]
        codes = b"".join(bytes(each) for each in parts if isinstance(each, pikepdf.String))
        *_, x, y = _product(self._line, self._page)
        numbers = [mark.mcid for mark in self._marks if mark.mcid is not None]
        is_replaced = any(mark.is_replaced for mark in self._marks)
        return ShownText(codes, self._font, x, y, numbers[-1] if numbers else None, is_replaced)

    def begin_mark(self, operands: Sequence[Any]) -> None:
        """Begin marked content; its properties stand here or in the resources."""
        properties = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
        if isinstance(properties, pikepdf.Name):
            properties = self._properties.get(str(properties), pikepdf.Dictionary())
        mcid = properties.get("/MCID")
        mark = Mark(None if mcid is None else int(mcid), "/ActualText" in properties)
        self._marks.append(mark)

    def end_mark(self, _operands: Sequence[Any]) -> None:
        """End the innermost marked content."""
        if self._marks:
            self._marks.pop()

    def save(self, _operands: Sequence[Any]) -> None:
        """Remember where the page is."""
        self._saved.append(self._page)

    def restore(self, _operands: Sequence[Any]) -> None:
        """Go back to where the page was."""
        if self._saved:
            self._page = self._saved.pop()

    def move_page(self, operands: Sequence[Any]) -> None:
        """Move or scale everything that follows."""
        self._page = _product(_matrix(operands), self._page)

    def begin_text(self, _operands: Sequence[Any]) -> None:
        """Put the line to the origin."""
        self._line = _UNMOVED

    def set_line(self, operands: Sequence[Any]) -> None:
        """Put the line to a place."""
        self._line = _matrix(operands)

    def move_line(self, operands: Sequence[Any]) -> None:
        """Move the line by a distance."""
        step = (1.0, 0.0, 0.0, 1.0, float(operands[0]), float(operands[1]))
        self._line = _product(step, self._line)

    def set_font(self, operands: Sequence[Any]) -> None:
        """Take another font."""
        self._font = str(operands[0])


_STEPS = {
    "BDC": _Pen.begin_mark,
    "BMC": _Pen.begin_mark,
    "EMC": _Pen.end_mark,
    "q": _Pen.save,
    "Q": _Pen.restore,
    "cm": _Pen.move_page,
    "BT": _Pen.begin_text,
    "Tm": _Pen.set_line,
    "Td": _Pen.move_line,
    "TD": _Pen.move_line,
    "Tf": _Pen.set_font,
}


def _matrix(operands: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = (float(each) for each in operands)
    return a, b, c, d, e, f


def _product(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does one and then the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        *(a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s),
        *(e * p + f * r + t, e * q + f * s + u),
    )
