"""What is drawn on a page, as far as mending needs it: texts with their marks and places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Page

Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class ShownText(NamedTuple):
    """Where a text operator begins to write, and the number of the marked content it stands in."""

    x: float
    y: float
    mcid: int | None


def shown_texts(page: Page) -> Iterator[ShownText]:
    """Yield the texts of a page in the order in which they are drawn.

    Form XObjects are not looked into: LibreOffice draws the text of a document on the page itself.
    """
    pen = _Pen(page)
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator in {"Tj", "TJ"}:
            yield pen.text()
        elif (step := _STEPS.get(operator)) is not None:
            step(pen, operands)


class _Pen:
    """The state of drawing: where it is and inside which marks."""

    def __init__(self, page: Page) -> None:
        resources: Any = page.get("/Resources", pikepdf.Dictionary())
        self._properties: Any = resources.get("/Properties", pikepdf.Dictionary())
        self._numbers: list[int | None] = []
        self._saved: list[Matrix] = []
        self._page = self._line = _UNMOVED

    def text(self) -> ShownText:
        """Return where a text operator would write."""
        *_, x, y = _product(self._line, self._page)
        numbers = [each for each in self._numbers if each is not None]
        return ShownText(x, y, numbers[-1] if numbers else None)

    def begin_mark(self, operands: Sequence[Any]) -> None:
        """Begin marked content; its properties stand here or in the resources."""
        properties = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
        if isinstance(properties, pikepdf.Name):
            properties = self._properties.get(str(properties), pikepdf.Dictionary())
        number = properties.get("/MCID")
        self._numbers.append(None if number is None else int(number))

    def end_mark(self, _operands: Sequence[Any]) -> None:
        """End the innermost marked content."""
        if self._numbers:
            self._numbers.pop()

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
