"""What one meeting produced, as a secretary writes it in `outcomes.yaml`.

The frozen types here are the file format: field names are its keys, descriptions its
documentation (`reportgen schema` prints them for editors). They check the shape of one file; ids
and references between its parts are checked by `reportgen.outcomes`, which also knows the places.

Texts stay as written: what stands in `{{ }}` is parsed by `reportgen.texts` when it is needed.

`words` has the keys and texts, `contents` texts of several blocks, `dates` vague dates, `facts`
what registers read, `outcomes` and `reports` the two large parts of the file, `meeting` the whole.
"""

from __future__ import annotations

from reportgen.model.contents import ContentBlock, ListItem, split_paragraphs
from reportgen.model.dates import When
from reportgen.model.facts import (
    ActionFact,
    AppointmentFact,
    BudgetFact,
    DocumentFact,
    MappingTableFact,
    ThemeFact,
)
from reportgen.model.meeting import Meeting, Person, Table
from reportgen.model.outcomes import Outcome
from reportgen.model.reports import (
    OutlineBlock,
    OutlineSection,
    ReportSettings,
    Selection,
    Session,
)
from reportgen.model.words import BoxRowName, Part, fold_lines

__all__ = [
    "ActionFact",
    "AppointmentFact",
    "BoxRowName",
    "BudgetFact",
    "ContentBlock",
    "DocumentFact",
    "ListItem",
    "MappingTableFact",
    "Meeting",
    "Outcome",
    "OutlineBlock",
    "OutlineSection",
    "Part",
    "Person",
    "ReportSettings",
    "Selection",
    "Session",
    "Table",
    "ThemeFact",
    "When",
    "fold_lines",
    "split_paragraphs",
]
