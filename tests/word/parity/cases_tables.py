"""Tables: loops over rows and cells, colspan, background and merged cells."""

from __future__ import annotations

from docx.document import Document as DocumentObject

from tests.word.engine.support import docx_of
from tests.word.parity.makers import PLAIN, Case, add, escaping, table

CASES: list[Case] = []

# Tables.
add(
    CASES,
    "row-loop",
    docx_of(
        build=table(
            ("A", "B"),
            ("{%tr for r in rows %}", ""),
            ("{{ r.a }}", "{{ r.b }}"),
            ("{%tr endfor %}", ""),
        )
    ),
    PLAIN,
    escaping,
)
add(
    CASES,
    "cell-loop",
    docx_of(
        build=table(
            ("{%tc for r in rows %}", "{{ r.b }}", "{%tc endfor %}"),
        )
    ),
    PLAIN,
)
add(
    CASES,
    "cell-loop-wider",
    docx_of(
        build=table(("{%tc for i in range(9) %}", "{{ i }}", "{%tc endfor %}"), ("x", "y", "z"))
    ),
    PLAIN,
)
add(
    CASES,
    "cell-loop-narrower",
    docx_of(
        build=table(
            ("{%tc if no %}", "{{ n }}", "{%tc endif %}", "x"),
        )
    ),
    PLAIN,
)
add(
    CASES,
    "colspan",
    docx_of(build=table(("{% colspan n %}wide", "b", "c"), ("1", "2", "3"))),
    PLAIN,
)
add(
    CASES,
    "colspan-loop",
    docx_of(
        build=table(
            ("{%tc for r in rows %}", "{% colspan r.b %}{{ r.a }}", "{%tc endfor %}"),
        )
    ),
    PLAIN,
    escaping,
)
add(
    CASES,
    "cellbg",
    docx_of(build=table(("{% cellbg colour %}red", "b"), ("{% cellbg 'CCFFCC' %}green", "d"))),
    {"colour": "FF0000"},
)
add(
    CASES,
    "cellbg-in-loop",
    docx_of(
        build=table(
            ("{%tr for r in rows %}", "x"),
            ("{% cellbg r.c %}{{ r.c }}", "y"),
            ("{%tr endfor %}", "x"),
        )
    ),
    {"rows": [{"c": "FF0000"}, {"c": "00FF00"}]},
)
add(
    CASES,
    "vertical-merge",
    docx_of(
        build=table(
            ("{%tr for r in rows %}", ""),
            ("{% vm %}{{ name }}", "{{ r.b }}"),
            ("{%tr endfor %}", ""),
        )
    ),
    PLAIN,
)
add(
    CASES,
    "horizontal-merge",
    docx_of(
        build=table(
            ("{%tc for r in rows %}", "{% hm %}{{ name }}", "{%tc endfor %}"),
        )
    ),
    PLAIN,
)


def spanned() -> bytes:
    """Return a table whose merged cell spans two columns already."""

    def build(document: DocumentObject) -> None:
        made = document.add_table(rows=2, cols=4)
        made.cell(0, 0).text = "{%tc for r in rows %}"
        made.cell(0, 1).merge(made.cell(0, 2)).text = "{% hm %}{{ name }}"
        made.cell(0, 3).text = "{%tc endfor %}"

    return docx_of(build=build)


add(CASES, "horizontal-merge-spanned", spanned, PLAIN)


def nested_table() -> bytes:
    """Return a table with a loop inside a table with a loop."""

    def build(document: DocumentObject) -> None:
        made = document.add_table(rows=3, cols=2)
        made.cell(0, 0).text = "{%tr for r in rows %}"
        made.cell(1, 0).text = "{{ r.a }}"
        inner = made.cell(1, 1).add_table(rows=1, cols=3)
        for cell, text in zip(
            inner.rows[0].cells,
            ("{%tc for i in range(r.b) %}", "{{ i }}", "{%tc endfor %}"),
            strict=True,
        ):
            cell.text = text
        made.cell(2, 0).text = "{%tr endfor %}"

    return docx_of(build=build)


add(CASES, "nested-tables", nested_table, PLAIN, escaping)
