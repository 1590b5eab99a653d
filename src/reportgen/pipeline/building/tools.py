"""The programs that a build needs: found before anything is made, and what goes without them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.errors import MissingToolError, Problem
from reportgen.renditions.pandoc import find_pandoc
from reportgen.renditions.soffice.office import Office, find_office

_BY_PANDOC = frozenset({"html", "odt", "md", "txt", "json"})


@dataclass(frozen=True, slots=True)
class Tools:
    """What is there: LibreOffice if it is, and the formats that cannot be made, with reasons.

    `keys` tell what makes each format, where it is known already.
    """

    office: Office | None
    impossible: frozenset[str]
    missing: tuple[Problem, ...]
    keys: Mapping[str, str] = field(default_factory=dict)


def find_tools(formats: tuple[str, ...]) -> Tools:
    """Return what of the programs that these formats need is there; nothing is started."""
    office = None
    impossible: set[str] = set()
    missing: list[Problem] = []
    if "pdf" in formats:
        try:
            office = find_office()
        except MissingToolError as error:
            impossible |= {"pdf"}
            missing += error.problems
    by_pandoc = _BY_PANDOC.intersection(formats)
    if by_pandoc:
        try:
            find_pandoc()
        except MissingToolError as error:
            impossible |= by_pandoc
            missing += error.problems
    return Tools(office, frozenset(impossible), tuple(missing))
