"""Translations that say something else than the list of terms.

In goes a catalog entry, out come warnings: where the English text has a term and the translation
has none of the forms that are right for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.catalogs.store import CatalogEntry
from reportgen.errors import Problem
from reportgen.terminology.terms import Terminology, comparable

OWN_TERMS = "terminology.yaml"
"""The file of a project's own terms, in the folder of its reports."""


def compare_terms(
    entry: CatalogEntry, language: str, path: str, terminology: Terminology
) -> Iterator[Problem]:
    """Yield a warning for each term that the translation does not have; `path` is the catalog's.

    Entries that are missing or fuzzy are not used, so they are not compared.
    """
    unit = entry.unit
    terms = terminology.terms_in(f"{unit.source}\n{unit.plural}" if unit.plural else unit.source)
    if not terms or not entry.is_translated or entry.is_fuzzy:
        return
    translation = "\n".join(entry.texts)
    text = comparable(translation, language)
    for term in terms:
        if terminology.holds(text, term, language) or term in terminology.terms_in(translation):
            continue  # a name that is left in English is none of our business
        message = f'"{term.printed("en")}" is not translated as in the list of terms'
        source = ", not seen in print" if language in term.inferred else ""
        hint = (
            f'the list has "{term.printed(language)}"{source}; '
            f"other words are allowed in reports/{OWN_TERMS}"
        )
        where = f"{unit.context}: {message}" if unit.context else message
        yield Problem(
            path, entry.line, 1 if entry.line else 0, "warning", "term-differs", where, hint
        )
