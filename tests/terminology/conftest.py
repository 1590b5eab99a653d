"""Projects and a user in one, as in the tests of catalogs and of the command line."""

from __future__ import annotations

from tests.catalogs.conftest import begun, translated
from tests.cli.conftest import shell

__all__ = ["begun", "shell", "translated"]
