"""Places of words in the source of a text, and edits by them: nothing else may change."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.model import fold_lines
from reportgen.textmap import PlacedPiece, apply_edits, escape_text, map_text
from reportgen.texts import Piece, parse_text

Seen = tuple[str, str, bool, bool, str]

MARKS = [
    "*", "**", "***", "_", "[", "](https://itu.int/a_b)", ']({{ link("iscg-website") }})', "(",
    ")", "\\", "\\*", "\\{{", "\\\\", "{", "}", " ", "{{ date(meeting) }}", "{{ group }}",
    "{{group}}",
]  # fmt: skip
LETTERS = ["a", "b c", "Совет", "小组，", "فريق", "1,5", "“x”", "\u00a0", ".", "-", "\U0001f600"]
words = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs", "Co", "Cn", "Cc")),
        st.sampled_from("*_[]\\{}() %#"),
    )
)
sources = st.lists(st.sampled_from([*MARKS, *LETTERS])).map(
    lambda parts: fold_lines("".join(parts))
)
sound_sources = sources.filter(lambda source: not parse_text(source).faults)


def seen(pieces: list[Piece]) -> list[Seen]:
    """Return what a reader sees: characters and values with their looks, spaces without."""
    found: list[Seen] = []
    for piece in pieces:
        href = piece.href_expression.source if piece.href_expression else piece.href
        if piece.expression is not None:
            found.append(("", piece.expression.source, piece.strong, piece.emphasis, href))
            continue
        for each in piece.text:
            has_ink = not each.isspace()
            found.append((each, "", piece.strong and has_ink, piece.emphasis and has_ink, href))
    return found


def edited(
    placed: tuple[PlacedPiece, ...], index: int, start: int, end: int, new: str
) -> list[Seen]:
    """Return what is to be seen when characters of a piece are replaced: told without sources."""
    pieces = [each.piece for each in placed]
    old = pieces[index]
    before, inside, after = (
        seen([Piece(text, None, old.strong, old.emphasis, old.href, old.href_expression)])
        for text in (old.text[:start], new, old.text[end:])
    )
    return seen(pieces[:index]) + before + inside + after + seen(pieces[index + 1 :])


def without_looks(found: list[Seen]) -> list[tuple[str, str, str]]:
    """Return the words, values and links only."""
    return [(text, value, href) for text, value, _, _, href in found]


@given(sound_sources)
def test_pieces_are_those_of_the_text(source: str) -> None:
    """The map has the very pieces of `parse_text`, in order and apart in the source."""
    placed = map_text(source)
    assert tuple(each.piece for each in placed) == parse_text(source).pieces
    done = 0
    for each in placed:
        assert done <= each.start < each.end <= len(source)
        done = each.end


@given(sound_sources)
def test_every_character_is_found_where_it_was_written(source: str) -> None:
    """A place holds the character, after a backslash or not; an expression its own source."""
    for each in map_text(source):
        if each.piece.expression is not None:
            assert source[each.start : each.end] == each.piece.expression.source
            continue
        written = [source[start:end] for start, end in each.places]
        assert "".join(one[-1] for one in written) == each.piece.text
        assert all(len(one) == 1 or one[0] == "\\" for one in written)
        assert each.source_range(0, len(each.piece.text)) == (each.start, each.end)


@given(words)
def test_escaped_words_stand_for_themselves(text: str) -> None:
    """Words written as a source render exactly these words, and nothing of them begins a mark."""
    for is_thorough in (False, True):
        parsed = parse_text(escape_text(text, is_thorough=is_thorough))
        assert parsed.pieces == ((Piece(text),) if text else ())
        assert not parsed.faults


def test_only_what_would_begin_something_is_escaped() -> None:
    """Brackets, lone asterisks and underscores in words need no backslash."""
    plain = "[to be done] 5 * 3 snake_case {x} 100 % #1 (a) - b"
    assert escape_text(plain) == plain
    assert escape_text("*a* _b_ {{ c }} d](e") == r"\*a\* \_b\_ \{\{ c }} d\](e"
    assert escape_text("_", "a", "b") == "_"
    assert escape_text("{", "a", "{") == r"\{"


@given(sound_sources, words, st.data())
def test_an_edit_of_words_changes_these_words_only(
    source: str, new: str, data: st.DataObject
) -> None:
    """Whatever literal words are replaced by whatever words, all others and every value stay.

    Looks stay too, but for those of punctuation at the edges of emphasis, and of words whose
    emphasis touches other emphasis without a space, which Markdown cannot always say.
    """
    placed = map_text(source)
    literal = [at for at, each in enumerate(placed) if each.places]
    assume(literal)
    index = data.draw(st.sampled_from(literal))
    length = len(placed[index].piece.text)
    start = data.draw(st.integers(0, length))
    end = data.draw(st.integers(start, length))
    first, last = placed[index].source_range(start, end)
    replacement = escape_text(new, source[:first], source[last:])
    wanted = edited(placed, index, start, end, new)
    assume(not _says_backslash_before_value(wanted))
    result = list(parse_text(apply_edits(source, [(first, last, replacement)])).pieces)
    assert without_looks(seen(result)) == without_looks(wanted)
    if seen(result) != wanted:
        assert _is_hard_to_say(wanted)


def _says_backslash_before_value(wanted: list[Seen]) -> bool:
    """Whether the text is one that has no source: a backslash directly before an expression."""
    return any(left[0] == "\\" and right[1] for left, right in itertools.pairwise(wanted))


def _is_hard_to_say(wanted: list[Seen]) -> bool:
    """Whether looks change beside punctuation, or from one look straight to another."""
    plain = ("", "", False, False, "")
    for left, right in zip([plain, *wanted], [*wanted, plain], strict=True):
        if left[2:4] == right[2:4]:
            continue
        has_punctuation = any(
            each and unicodedata.category(each)[0] in "PS" for each in (left[0], right[0])
        )
        if has_punctuation or (any(left[2:4]) and any(right[2:4])):
            return True
    return False


@given(sound_sources, st.data())
def test_several_edits_are_applied_as_one(source: str, data: st.DataObject) -> None:
    """Edits of different pieces do not get in each other's way."""
    literal = [each for each in map_text(source) if each.places]
    edits = []
    for each in literal:
        first, last = each.source_range(0, data.draw(st.integers(0, len(each.piece.text))))
        edits.append((first, last, "new"))
    if not edits:
        assert apply_edits(source, edits) == source
        return
    result = parse_text(apply_edits(source, edits))
    assert "".join(each.text for each in result.pieces).count("new") >= len(edits)
    assert [each.source for each in result.expressions()] == [
        each.source for each in parse_text(source).expressions()
    ]


SOURCE = "The **group** met [the *Council*](https://itu.int) on {{ date(meeting) }}."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("met", "saw", SOURCE.replace("met", "saw")),
        ("group", "team", SOURCE.replace("group", "team")),
        ("group", "", "The  met [the *Council*](https://itu.int) on {{ date(meeting) }}."),
        ("**group** ", "", SOURCE.replace("**group** ", "")),
        (" on {{ date(meeting) }}", "", SOURCE.replace(" on {{ date(meeting) }}", "")),
        ("Council", "", "The **group** met [the ](https://itu.int) on {{ date(meeting) }}."),
        ("the *Council*", "", "The **group** met  on {{ date(meeting) }}."),
        (
            "The **gr",
            "A ",
            "A **oup** met [the *Council*](https://itu.int) on {{ date(meeting) }}.",
        ),
    ],
)
def test_an_edit_leaves_the_rest_of_the_source_as_it_is(old: str, new: str, expected: str) -> None:
    """The source keeps its own way of writing wherever that is possible."""
    start = SOURCE.index(old)
    assert apply_edits(SOURCE, [(start, start + len(old), new)]) == expected


def test_words_put_in_look_like_those_before_them() -> None:
    """At the end of bold words new ones are bold; at the beginning of a text like the first."""
    assert apply_edits("a **b** c", [(5, 5, "x")]) == "a **bx** c"
    assert apply_edits("a **b** c", [(7, 7, "x")]) == "a **b**x c"
    assert apply_edits("**b** c", [(2, 2, "x")]) == "**xb** c"
    assert apply_edits("", [(0, 0, "x")]) == "x"


def test_impossible_edits_are_refused() -> None:
    """Edits that overlap, lie outside, cut an expression or have faults change nothing."""
    source = "It is {{ date(meeting) }}."
    for edits in (
        [(0, 3, "a"), (2, 4, "b")],
        [(3, 2, "a")],
        [(0, 99, "a")],
        [(0, 9, "a")],
        [(0, 2, "{{ a + }}")],
        [(6, 6, "\\\\")],
    ):
        with pytest.raises(ValueError, match=r"edit|faults|backslash"):
            apply_edits(source, edits)
    with pytest.raises(ValueError, match="faults"):
        map_text("{{ 1 + }}")
