"""The projects of the tests of catalogs, which translators work on here."""

from __future__ import annotations

from tests.catalogs.conftest import begun, translated

__all__ = ["begun", "translated"]
