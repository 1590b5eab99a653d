"""Tables stay whole whatever the conditions and loops of a template leave of them."""

from __future__ import annotations

import pytest

from reportgen.document import Span
from tests.support.validity import describe, findings
from tests.word.finish.support import W, paragraph, render, root, template_bytes

_START = (
    '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/>'
    "</w:tblGrid>"
)
_CELL = '<w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>'


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _row(content: str) -> str:
    return f"<w:tr><w:tc>{_CELL}{content}</w:tc></w:tr>"


def _tag(text: str) -> str:
    return _row(_paragraph(text))


BODIES = {
    "a cell whose only paragraph is left out": _row(
        _paragraph("{%p if document.is_draft and false %}") + _paragraph("x")
        + _paragraph("{%p endif %}")
    ),
    "a cell that ends in a table": _row(
        f"{_START}{_row(_paragraph('x'))}</w:tbl>" + _paragraph("{%p if false %}")
        + _paragraph("x") + _paragraph("{%p endif %}")
    ),
    "a table whose only rows are left out": _tag("{%tr for block in box %}") + _row(_paragraph("x"))
    + _tag("{%tr endfor %}"),
    "a row whose cells are left out": (
        f"<w:tr><w:tc>{_paragraph('{%tc for block in box %}')}</w:tc><w:tc>{_paragraph('x')}</w:tc>"
        f"<w:tc>{_paragraph('{%tc endfor %}')}</w:tc></w:tr>" + _row(_paragraph("y"))
    ),
    "a coloured cell": _row(_paragraph("{% cellbg 'FF0000' %}{{ blocks[0].text }}")),
    "a wide cell": _row(_paragraph("{% colspan 1 %}{{ blocks[0].text }}")),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", BODIES)
def test_a_table_stays_one_that_word_reads(name: str) -> None:
    """Cells end in a paragraph, rows have cells, tables have rows, properties are in order."""
    body = f"{_START}{BODIES[name]}</w:tbl><w:p/>"
    docx = render(paragraph(Span("a", "o")), body=body).data
    found = findings(docx, baseline=template_bytes())
    assert not found, describe(found)


def test_empty_rows_and_tables_are_left_out() -> None:
    """What has lost all its content is not there any more."""
    body = f"{_START}{BODIES['a table whose only rows are left out']}</w:tbl><w:p/>"
    assert not list(root(render(body=body).data).iter(W + "tbl"))
    body = f"{_START}{BODIES['a row whose cells are left out']}</w:tbl><w:p/>"
    assert len(list(root(render(body=body).data).iter(W + "tr"))) == 1
