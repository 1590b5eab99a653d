"""Random pairs of reports: a real one, and it again after some edits, in either order."""

from __future__ import annotations

from hypothesis import strategies as st

from reportgen.languages import LANGUAGE_KEYS
from tests.redline.support import EDITS, WORDS, Edit, edited, report

_edits = st.lists(
    st.builds(
        Edit,
        kind=st.sampled_from(sorted(EDITS)),
        place=st.integers(0, 400),
        amount=st.integers(1, 40),
    ),
    min_size=1,
    max_size=7,
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """Draw the old and the new report."""
    language = draw(st.sampled_from(LANGUAGE_KEYS))
    base = report(language, draw(st.sampled_from(("TSAG", "TDAG", "RAG"))))
    one = edited(base, draw(_edits), WORDS[language])
    other = edited(base, draw(_edits), WORDS[language]) if draw(st.booleans()) else base
    return (one, other) if draw(st.booleans()) else (other, one)
