"""A Document and a template become a Word file.

::

    template = WordTemplate(path.read_bytes(), str(path))
    result = render_docx(document, template)

A template is compiled once for each language and rendered many times. In between, the template
sees plain strings only (`context`); what the strings were made of comes back in the finishing pass
(`finish`), which also says where in the file every text of the Document stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.document import Document
from reportgen.errors import Problem
from reportgen.opc.package import write_package
from reportgen.word.compiled import CompiledTemplate, compile_template
from reportgen.word.context import template_context
from reportgen.word.finish import Origin, Place, TemplateFacts, finish_parts
from reportgen.word.prepare import prepare_template

__all__ = ["DocxResult", "Origin", "Place", "WordTemplate", "render_docx"]


@dataclass(frozen=True, slots=True)
class DocxResult:
    """A finished Word file.

    `data` is the file; `origins` says by name of the hidden bookmark what each paragraph of the
    body came from; `findings` are warnings about the template and the links, never lost words.
    """

    data: bytes = field(repr=False)
    origins: Mapping[str, Origin]
    findings: tuple[Problem, ...]


@dataclass(slots=True)
class WordTemplate:
    """A template as it was saved in Word; compiled for a language when that is first asked for.

    `data` is the content of the file, `path` its name as problems print it.
    """

    data: bytes = field(repr=False)
    path: str
    _compiled: dict[str, tuple[CompiledTemplate, TemplateFacts]] = field(
        default_factory=dict, init=False, repr=False
    )

    def for_language(self, language: str) -> tuple[CompiledTemplate, TemplateFacts]:
        """Return the template compiled for a language, and the facts about it.

        Raises InputError where the file is no Word file or its tags are wrong.
        """
        found = self._compiled.get(language)
        if found is None:
            prepared = prepare_template(self.data, self.path, language)
            found = compile_template(prepared.data, self.path), prepared.facts
            self._compiled[language] = found
        return found


def render_docx(document: Document, template: WordTemplate) -> DocxResult:
    """Return the document as a Word file in the look of the template.

    The same document and template give the same bytes. Raises InputError where the template is
    not a Word file, uses names that do not exist, or fails while it is rendered.
    """
    compiled, facts = template.for_language(document.language)
    context, marks = template_context(document)
    rendered = compiled.render(context)
    finished = finish_parts(rendered.parts, marks, document, facts)
    return DocxResult(
        data=write_package(rendered.package, finished.parts),
        origins=finished.origins,
        findings=finished.findings,
    )
