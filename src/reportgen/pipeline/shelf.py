"""Templates ready to render: each is read and compiled once in a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from reportgen.errors import InputError, Problem
from reportgen.pipeline.project import Project
from reportgen.pipeline.templates import template_path
from reportgen.word.render import WordTemplate


@dataclass
class TemplateShelf:
    """The templates of a project that reports have asked for."""

    project: Project
    _loaded: dict[Path, WordTemplate] = field(default_factory=dict)

    def path(self, addressee: str, language: str) -> Path:
        """Return the template of a report; raise InputError if there is none."""
        return template_path(self.project, addressee, language)

    def load(self, path: Path) -> WordTemplate:
        """Return a template ready to render; raise InputError if it cannot be read."""
        if path not in self._loaded:
            try:
                data = path.read_bytes()
            except OSError as error:
                message = f"the template cannot be read: {error.strerror}"
                raise InputError(
                    [Problem(str(path), 0, 0, "error", "template-unreadable", message)]
                ) from None
            self._loaded[path] = WordTemplate(data, str(path))
        return self._loaded[path]
