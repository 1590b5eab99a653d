"""Terminology: what the words of the organisation are in six languages, and whether they are used.

In go the terms of the package and those that a project lays over them; out come a glossary for
translation tools, and problems where a translation says something else. A term has its printed form
and the other forms that are right as well: inflected ones, synonyms.
"""

from __future__ import annotations

from reportgen.terminology.compare import compare_terms
from reportgen.terminology.files import packaged_terms, read_own_terms
from reportgen.terminology.glossary import glossary_csv, term_data
from reportgen.terminology.terms import Term, Terminology

__all__ = [
    "Term",
    "Terminology",
    "compare_terms",
    "glossary_csv",
    "packaged_terms",
    "read_own_terms",
    "term_data",
]
