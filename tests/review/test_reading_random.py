"""Property: whatever a chair does to a draft is read, in six languages, and nothing is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from docx import Document as open_docx
from docx_plus.revisions import accept_all_revisions, reject_all_revisions
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.review.edits import tracked_edits
from reportgen.review.gathering import BLOCK_KINDS, read_stories
from reportgen.review.marks import Piece
from reportgen.review.paragraphs import old_paragraphs
from reportgen.review.reading import compare, read_file
from tests.review.chair import Chair
from tests.review.drafts import Draft, draft

LANGUAGES = ["en", "fr", "es", "ru", "zh", "ar"]
