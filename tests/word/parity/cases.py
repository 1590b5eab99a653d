"""Templates that use every feature of docxtpl, each with the data to fill it."""

from __future__ import annotations

from tests.word.parity import cases_objects, cases_stories, cases_tables, cases_text

CASES = [*cases_text.CASES, *cases_tables.CASES, *cases_stories.CASES, *cases_objects.CASES]
