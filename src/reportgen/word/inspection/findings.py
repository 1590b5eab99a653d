"""Where the checks of a template put what they find."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportgen.errors import Problem, Severity

MAX_FINDINGS = 200  # more do not help anybody, and a hostile file can plant a million


@dataclass(slots=True)
class Findings:
    """Problems of the template at `path`, collected in the order they are met."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether so much was found that looking further helps nobody."""
        return len(self.problems) >= MAX_FINDINGS

    def add(
        self,
        code: str,
        where: str,
        message: str,
        hint: str = "",
        severity: Severity = "error",
    ) -> None:
        """Keep a problem at a place of the template; drop it when there are far too many."""
        if not self.is_full:
            self.problems.append(
                Problem(self.path, 0, 0, severity, f"template-{code}", message, hint, where)
            )

    def distinct(self) -> tuple[Problem, ...]:
        """Return the problems in the order they stand in the template, each once."""
        return tuple(dict.fromkeys(self.problems))
