"""The outcomes of a meeting: `outcomes.yaml` → Meeting, with every fault of the file at once.

In goes the folder of a meeting, out come the Meeting, the file with the place of everything in it,
and problems with file, line and column. `read_outcomes` checks the shape; `check_outcomes` ids and
references, for which it needs the organisation's data and the other meetings a report covers.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from reportgen.errors import Problem, sort_problems
from reportgen.model import Meeting
from reportgen.organisation import Organisation
from reportgen.outcomes.checks import Subject, check_meeting
from reportgen.outcomes.folding import changed_words, scalar_edits, text_range
from reportgen.outcomes.knowledge import Knowledge, schema_enums
from reportgen.outcomes.places import TextPlace, text_places
from reportgen.outcomes.schema import outcomes_schema
from reportgen.outcomes.shape import shape_problems
from reportgen.records import dataclass
from reportgen.yamlfile import YamlFile, load_yaml

__all__ = [
    "OUTCOMES_NAME",
    "MeetingSource",
    "TextPlace",
    "changed_words",
    "check_outcomes",
    "outcomes_schema",
    "read_outcomes",
    "scalar_edits",
    "schema_enums",
    "text_places",
    "text_range",
]

OUTCOMES_NAME = "outcomes.yaml"


@dataclass(frozen=True, slots=True)
class MeetingSource:
    """What was read from the folder of a meeting.

    `meeting_id` is the folder's name, `shown` the folder as users see it. `meeting` is None where
    the file does not fit the format; `problems` then say why.
    """

    meeting_id: str
    folder: Path
    shown: Path
    file: YamlFile
    meeting: Meeting | None
    problems: tuple[Problem, ...]


def read_outcomes(
    folder: Path, shown_as: Path | None = None, file: YamlFile | None = None
) -> MeetingSource:
    """Read the outcomes of the meeting in `folder`; faults are problems of what comes back.

    Problems name the file as in the folder `shown_as`. `file` stands for the one on the disk, where
    it is to be seen what would be if it were written.
    """
    shown = shown_as or folder
    if file is None:
        file = load_yaml(folder / OUTCOMES_NAME, shown / OUTCOMES_NAME)
    problems = list(file.problems)
    meeting = None
    if file.is_whole:
        try:
            meeting = Meeting.model_validate(file.data)
        except ValidationError as error:
            problems += shape_problems(error, file)
    folder = folder.resolve()
    return MeetingSource(folder.name, folder, shown, file, meeting, sort_problems(problems))


def check_outcomes(
    source: MeetingSource, others: Mapping[str, Meeting], organisation: Organisation
) -> tuple[Problem, ...]:
    """Return every problem of a meeting: those of reading it, and those between its parts.

    `others` are the readable meetings of the project by folder, for reports that cover several.
    """
    if source.meeting is None:
        return source.problems
    known = Knowledge(organisation, source.meeting.meeting.body)
    subject = Subject(source.meeting_id, source.folder, source.file, source.meeting, others, known)
    return sort_problems([*source.problems, *check_meeting(subject)])
