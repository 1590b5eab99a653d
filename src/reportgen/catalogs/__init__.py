"""Catalogs: the translations of messages and of the texts of meetings.

`lookup` answers what a text is in a language; `units` are what there is to translate; `store`
reads, writes and updates the PO files.
"""

from __future__ import annotations

from reportgen.catalogs.lookup import (
    Catalog,
    Catalogs,
    Entry,
    Translation,
    TranslationState,
    catalog_languages,
    load_catalog,
    load_catalogs,
    meeting_path,
    messages_path,
)

__all__ = [
    "Catalog",
    "Catalogs",
    "Entry",
    "Translation",
    "TranslationState",
    "catalog_languages",
    "load_catalog",
    "load_catalogs",
    "meeting_path",
    "messages_path",
]
