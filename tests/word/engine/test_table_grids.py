"""What is told of tables from their text is what their tree would say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.opc.names import W_NS
from reportgen.word.postprocess import fix_tables, tables_fit

CELL = st.integers(0, 3).map(
    lambda span: (
        f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p/></w:tc>'
        if span
        else "<w:tc><w:p/></w:tc>"
    )
)


def _row(cells: list[str]) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>" if cells else "<w:tr/>"


def _table(columns: int, rows: list[str]) -> str:
    grid = '<w:gridCol w:w="900"/>' * columns
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


ROWS = st.lists(st.lists(CELL, max_size=3).map(_row), max_size=3)
TABLES = st.builds(_table, st.integers(1, 4), ROWS)
NESTED = TABLES.map(lambda table: _table(1, [_row([f"<w:tc>{table}<w:p/></w:tc>"])]))


@given(st.lists(TABLES | NESTED, max_size=3))
def test_a_table_that_fits_would_not_be_changed(tables: list[str]) -> None:
    """Where the text says that all tables fit, docxtpl's changes leave the tree as it is."""
    body = f'<w:body xmlns:w="{W_NS}"><w:p/>{"<w:p/>".join(tables)}</w:body>'
    root = etree.fromstring(body)
    before = etree.tostring(root)
    fix_tables(root)
    if tables_fit(body):
        assert etree.tostring(root) == before


def test_ordinary_tables_are_known_to_fit() -> None:
    """A table of plain rows, or of rows that span what others have, needs no tree."""
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc>'
    narrow = "<w:tc><w:p/></w:tc>"
    table = _table(2, [_row([wide]), _row([narrow, narrow])])
    assert tables_fit(f"<w:body>{table}<w:p/>{table}</w:body>")
    assert not tables_fit(f"<w:body>{_table(3, [_row([wide])])}</w:body>")
