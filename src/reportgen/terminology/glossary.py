"""The terms as a table that translation tools and spreadsheets read."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.languages import SOURCE_LANGUAGE, language
from reportgen.terminology.terms import Term, Terminology

_INFERRED = "inferred"
_ATTESTED = "attested"


def glossary_csv(terminology: Terminology, languages: Sequence[str]) -> bytes:
    """Return a CSV file: English, then these languages, then what is known of each term.

    With one language it is the glossary that OmegaT and its like take: term, translation, comment.
    UTF-8 with a byte order mark, by which Excel knows it.
    """
    import csv  # a check makes no tables
    import io

    page = io.StringIO()
    rows = csv.writer(page, lineterminator="\r\n")
    rows.writerow([SOURCE_LANGUAGE.name, *(language(key).name for key in languages), "Comment"])
    for term in terminology.terms.values():
        if any(term.printed(key) for key in languages):
            printed = [term.printed(key) for key in (SOURCE_LANGUAGE.key, *languages)]
            rows.writerow([*printed, _comment(term, languages)])
    return page.getvalue().encode("utf-8-sig")


def _comment(term: Term, languages: Sequence[str]) -> str:
    """Return how far a term can be trusted, and the note on it."""
    inferred = [key for key in languages if key in term.inferred]
    if len(languages) == 1 or not inferred:
        status = _INFERRED if inferred else _ATTESTED
    else:
        status = f"{_INFERRED}: {' '.join(inferred)}"
    return f"{status}; {term.note}" if term.note else status


def term_data(term: Term, languages: Sequence[str]) -> dict[str, object]:
    """Return a term as plain data, with every form that is right."""
    chosen = (SOURCE_LANGUAGE.key, *languages)
    return {
        "key": term.key,
        "forms": {key: list(term.forms(key)) for key in chosen if term.forms(key)},
        "status": {key: _INFERRED if key in term.inferred else _ATTESTED for key in languages},
        "checked": term.is_checked,
        "note": term.note,
    }
