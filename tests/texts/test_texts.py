"""Texts as written: what is taken away, what stays, and that nothing in them can run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.expressions import check_expression
from reportgen.texts import Name, ParsedText, Piece, is_allowed_link, parse_text

# What Markdown and expressions give a meaning; everything else is plain.
SPECIAL = "*_[]\\{}"
words = st.text(st.characters(exclude_categories=("Cs", "Co", "Cn")), min_size=1)
plain_words = words.filter(lambda text: not set(text) & set(SPECIAL))


def shown(parsed: ParsedText) -> str:
    """Return the words of a text, each value as its source."""
    return "".join(
        each.expression.source if each.expression else each.text for each in parsed.pieces
    )


@given(plain_words)
def test_plain_words_are_kept_as_they_are(text: str) -> None:
    """No quotation mark, dash, space or letter of a text is changed."""
    assert parse_text(text) == ParsedText((Piece(text),))


@given(words)
def test_any_words_can_be_escaped(text: str) -> None:
    """With a backslash before each special character a text stands for itself."""
    escaped = "".join(f"\\{each}" if each in SPECIAL else each for each in text)
    parsed = parse_text(escaped)
    assert shown(parsed) == text
    assert not parsed.faults
    assert not any(piece.strong or piece.emphasis or piece.href for piece in parsed.pieces)


@given(st.text())
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    """Whatever stands in a text, reading it ends, with pieces or faults and never an error."""
    parsed = parse_text(text)
    for expression in parsed.expressions():
        check_expression(expression)


MARKS = [
    "{{", "}}", "{%", "%}", "group", "(", ")", '"', "*", "[", "]", "\\", "\U00100000", " ",
]  # fmt: skip


@given(st.lists(st.sampled_from(MARKS)))
def test_no_tangle_of_marks_is_too_odd_to_be_read(parts: list[str]) -> None:
    """The marks in any order end in pieces or faults."""
    parsed = parse_text("".join(parts))
    for expression in parsed.expressions():
        check_expression(expression)


@given(words)
def test_any_argument_reaches_the_function(text: str) -> None:
    """A quoted argument is handed on as written, unless it holds a quote, brace or backslash."""
    safe = " ".join(text.translate({ord(each): None for each in '"\\{}'}).split())
    parsed = parse_text('{{ link("https://x.org", "' + safe + '") }}')
    if len(safe) < 300 and "\x00" not in safe:
        assert [e.arguments[1] for e in parsed.expressions()] == [safe]


def test_emphasis_and_links_are_pieces_of_their_own() -> None:
    """Markdown's marks go, the look stays with the words."""
    parsed = parse_text("a **b *c*** [d](https://x.org) [e](mailto:f@x.org)")
    assert [(p.text, p.strong, p.emphasis, p.href) for p in parsed.pieces] == [
        ("a ", False, False, ""),
        ("b ", True, False, ""),
        ("c", True, True, ""),
        (" ", False, False, ""),
        ("d", False, False, "https://x.org"),
        (" ", False, False, ""),
        ("e", False, False, "mailto:f@x.org"),
    ]


def test_values_take_the_look_of_what_they_stand_in() -> None:
    """A value within emphasis or a link is emphasised or linked."""
    parsed = parse_text('**{{ group }}** [{{ group.name }}]({{ link("iscg-website") }})')
    strong, _, linked = parsed.pieces
    assert strong.strong
    assert strong.expression is not None
    assert linked.expression is not None
    assert linked.href_expression is not None
    assert linked.href_expression.arguments == ("iscg-website",)


def test_an_expression_is_read_with_its_arguments() -> None:
    """Numbers, texts and listed names, by place and by name."""
    (expression,) = parse_text('{{ f("a", -5, meeting, form = "b") }}').expressions()
    assert (expression.name, expression.is_call) == ("f", True)
    assert expression.arguments == ("a", -5, Name("meeting"))
    assert expression.keyword("form") == "b"
    assert expression.keyword("case") is None


def test_lines_in_an_expression_do_not_matter() -> None:
    """A long call may be written on several lines."""
    (expression,) = parse_text('{{ resolution(\n  "PP",\n  191\n) }}').expressions()
    assert expression.arguments == ("PP", 191)


def test_marks_that_mean_nothing_stay() -> None:
    """A lonely asterisk, underscores within words and square brackets are words."""
    for text in (
        "5 * 3",
        "snake_case_name",
        "[to be done]",
        "a } b",
        "x_1 and y_2",
        "# one",
        "- x",
    ):
        assert shown(parse_text(text)) == text


@pytest.mark.parametrize(
    "attack",
    [
        "__import__('os').system('true')",
        "''.__class__.__mro__[1].__subclasses__()",
        "group.__init__.__globals__",
        "(lambda: 1)()",
        "[x for x in (1,)]",
        "f'{group}'",
        "body(b'RAG')",
        "body(*['RAG'])",
        "body(**{'body': 'RAG'})",
        "body('RAG') if 1 else 0",
        "body('RAG' * 10**9)",
        "9**9**9",
        "number(1e400)",
        "number(True)",
        "body(None)",
        "body(...)",
        "body := 1",
        "await body('RAG')",
        "yield",
        "group['name']",
        "group; group",
        "import os",
        "a" * 10_000,
        "(" * 200 + ")" * 200,
        "-" * 390 + "1",
        "body(" * 60 + ")" * 60,
        "\x00",
        "body('\\x41')",
    ],
)
def test_attacks_are_refused(attack: str) -> None:
    """What is no listed name or call with plain arguments is a fault, and nothing is evaluated."""
    parsed = parse_text("{{ " + attack + " }}")
    faults = [*parsed.faults]
    for expression in parsed.expressions():
        faults += check_expression(expression)
    assert faults
    assert {fault.code for fault in faults} <= {
        "expression-syntax", "unknown-name", "unknown-function", "bad-argument",
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    "bomb", ["*", "[", "{{", "\\", "**a ", "[a](", "_a ", "*a_ ", "{{ a }}", "{% ", "{{ a"]
)
def test_bombs_end(bomb: str) -> None:
    """A text made to keep the reader busy is read, with few faults told."""
    faults = parse_text(bomb * (50_000 // len(bomb))).faults
    assert len(faults) <= 501


def test_a_text_has_its_limits() -> None:
    """Very long texts and very many expressions are told, not read."""
    (fault,) = parse_text("a" * 50_001).faults
    assert fault.message == "a text has at most 50,000 characters, not 50,001"
    (fault,) = parse_text("{{ group }}" * 501).faults
    assert (fault.message, fault.index) == ("a text has at most 500 expressions", 500)


@pytest.mark.parametrize(
    ("link", "allowed"),
    [
        ("https://www.itu.int/", True),
        ("HTTP://www.itu.int/", True),
        ("mailto:iscg@itu.int", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("data:text/html,x", False),
        ("//www.itu.int", False),
        ("www.itu.int", False),
        ("https://a b", False),
        ("https://a\nb", False),
        ('https://a"b', False),
        ("https://", False),
        ("", False),
    ],
)
def test_links_lead_to_pages_and_mail_only(link: str, allowed: bool) -> None:
    """Nothing that runs or reads a file can be the target of a link."""
    assert is_allowed_link(link) is allowed
