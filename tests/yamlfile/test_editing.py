"""Edits of a YAML file as a secretary would make them: where lines break, what is quoted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportgen.errors import InputError
from reportgen.yamlfile.editing import YamlEditor

FILE = """\
# What the meeting produced.
schema: 1
meeting: {body: ISCG, date: 2023-05-02}  # virtual

outcomes:
  # --- The first theme

  - id: one    # stays
    text: >-
      The {{ group }} agreed on a long sentence that fills its line well, {{ body("RAG") }} too,
      and goes on.

      A second paragraph that no edit of the first one may wrap anew, as long as it may be.

  # Why there are two.
  - id: two
    text: 'It''s short'
    kind: "a \\"quoted\\" word"
    list: [a, b]

reports:
  TSAG: {}
  RAG:
    outline:
      - outcomes: [resolution-191-revised, regional-directors, coordination-mechanism, terms]
"""


@pytest.fixture
def editor() -> YamlEditor:
    """The file under edit."""
    return YamlEditor("outcomes.yaml", FILE.encode())


def changed(editor: YamlEditor) -> list[str]:
    """Return the lines that came and went, in order."""
    before, after = FILE.splitlines(), editor.source.decode().splitlines()
    gone = [f"-{line}" for line in before if line not in after]
    return [*gone, *(f"+{line}" for line in after if line not in before)]


def insert(editor: YamlEditor, path: tuple[str | int, ...], behind: str, words: str) -> None:
    """Insert words behind others in a text."""
    value = editor.data
    for step in path:
        value = value[step]
    place = value.index(behind) + len(behind)
    editor.replace_words(path, [(place, place, words)])


def test_line_that_gets_too_long_wraps_its_paragraph_only(editor: YamlEditor) -> None:
    """From the long line on to the end of its paragraph; expressions are not broken."""
    insert(editor, ("outcomes", 0, "text"), "agreed", " at last and with pleasure")
    gone, also_gone, *came = changed(editor)
    assert gone.startswith("-      The {{ group }} agreed on a long sentence")
    assert also_gone == "-      and goes on."
    assert [len(line) <= 101 for line in came] == [True, True]
    assert came[0].startswith("+      The {{ group }} agreed at last and with pleasure on a long ")
    assert came[1].endswith('{{ body("RAG") }} too, and goes on.')


def test_line_that_stays_short_enough_is_not_wrapped(editor: YamlEditor) -> None:
    """Somebody who compares sees the words that changed."""
    insert(editor, ("outcomes", 0, "text"), "and goes on", " and on")
    assert changed(editor) == ["-      and goes on.", "+      and goes on and on."]


@pytest.mark.parametrize(
    ("path", "behind", "words", "line"),
    [
        (("outcomes", 1, "text"), "It's", " 'very'", "    text: 'It''s ''very'' short'"),
        (("outcomes", 1, "kind"), "quoted", '"', '    kind: "a \\"quoted\\"\\" word"'),
        (("outcomes", 1, "id"), "two", ": three", "  - id: 'two: three'"),
        (("outcomes", 1, "id"), "two", " # 3", "  - id: 'two # 3'"),
        (("meeting", "body"), "ISCG", ", and more",
         "meeting: {body: 'ISCG, and more', date: 2023-05-02}  # virtual"),
        (("outcomes", 1, "list", 1), "b", "]", "    list: [a, 'b]']"),
    ],
)  # fmt: skip
def test_words_are_quoted_as_their_style_needs(
    editor: YamlEditor, path: tuple[str | int, ...], behind: str, words: str, line: str
) -> None:
    """What would end a plain text puts it in quotes; the rest of the line is as it was."""
    insert(editor, path, behind, words)
    assert changed(editor)[1:] == [f"+{line}"]


def test_key_takes_the_place_of_empty_braces(editor: YamlEditor) -> None:
    """A report without settings gets its first one as a block."""
    editor.set_value(("reports", "TSAG", "messages", "mandate"), "Words.")
    assert changed(editor) == [
        "-  TSAG: {}", "+  TSAG:", "+    messages:", "+      mandate: Words.",
    ]  # fmt: skip


def test_key_goes_before_those_named_and_their_comments(editor: YamlEditor) -> None:
    """A comment directly above a key stays with it."""
    editor.set_value(("documents",), {"X/1": {"title": "A title"}}, before=("outcomes",))
    text = editor.source.decode()
    assert "# virtual\n\ndocuments:\n  X/1:\n    title: A title\n\noutcomes:\n" in text


def test_braces_that_would_get_too_long_become_a_block(editor: YamlEditor) -> None:
    """The comment in the line stays beside the key."""
    editor.set_value(("meeting", "place"), "word " * 20 + "end")
    assert "meeting:  # virtual\n  body: ISCG\n  date: 2023-05-02\n  place: >-\n    word " in (
        editor.source.decode()
    )


def test_long_list_goes_on_below_its_first_item(editor: YamlEditor) -> None:
    """A list in brackets stays one; its second line begins where its first item does."""
    editor.insert_item(("reports", "RAG", "outline", 0, "outcomes"), 1, "a-new-outcome")
    assert changed(editor)[1:] == [
        "+      - outcomes: [resolution-191-revised, a-new-outcome, regional-directors,",
        "+                   coordination-mechanism, terms]",
    ]


def test_item_goes_with_its_own_comment(editor: YamlEditor) -> None:
    """A heading with a blank line below it is of the place, not of the item."""
    editor.remove(("outcomes", 0))
    text = editor.source.decode()
    assert "outcomes:\n  # --- The first theme\n\n  # Why there are two.\n  - id: two\n" in text
    editor.remove(("outcomes", 0))
    assert "outcomes: []\n" in editor.source.decode()


ALIASED = """\
one: &shared {text: words, list: [a]}
two: *shared
three: [&word x, *word]
"""


@pytest.mark.parametrize(
    "edit",
    [
        lambda editor: editor.replace_words(("one", "text"), [(0, 1, "W")]),
        lambda editor: editor.replace_words(("two", "text"), [(0, 1, "W")]),
        lambda editor: editor.set_value(("two", "more"), "x"),
        lambda editor: editor.insert_item(("one", "list"), 0, "x"),
        lambda editor: editor.set_value(("three", 0), "y"),
        lambda editor: editor.remove(("two", "list", 0)),
    ],
)
def test_what_an_anchor_shares_is_not_edited(edit: Callable[[YamlEditor], None]) -> None:
    """A change of the one would change the other: it is refused with its place."""
    editor = YamlEditor("outcomes.yaml", ALIASED.encode())
    with pytest.raises(InputError) as caught:
        edit(editor)
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == ("outcomes.yaml", "yaml-cannot-edit")
    assert problem.line >= 1
    assert editor.source == ALIASED.encode()


def test_faulty_file_is_not_edited() -> None:
    """What cannot be read whole is not touched."""
    with pytest.raises(InputError, match="duplicate-key"):
        YamlEditor("outcomes.yaml", b"a: 1\na: 2\n")


@pytest.mark.parametrize("edits", [[(0, 99, "x")], [(2, 4, "x"), (3, 5, "y")], [(3, 2, "x")]])
def test_edits_that_do_not_fit_are_a_fault_of_the_caller(
    editor: YamlEditor, edits: list[tuple[int, int, str]]
) -> None:
    """They overlap or lie outside the text."""
    with pytest.raises(ValueError, match="do not fit"):
        editor.replace_words(("outcomes", 1, "text"), edits)
