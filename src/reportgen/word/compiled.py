"""A template, compiled once and rendered many times.

In goes a .docx with docxtpl's tags; `compile_template` opens it, lets docxtpl patch the XML of its
parts (`patching`) and compiles what comes out with Jinja. `CompiledTemplate.render` takes the data
and returns a `Rendered`: the XML of every part that changes, on which finishing passes may work,
and the rest of the package as it lies in the file.

Two ways to use it. Without an environment, templates run in the sandbox (`sandbox`) on plain data,
and whatever is wrong with them is an InputError with its place. With an environment of the caller's
the result equals, part by part as canonical XML, what docxtpl 0.20 makes with that environment;
templates and data are then trusted as docxtpl trusts them, and the context may hold docxtpl's own
objects (`fallback`).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, Template, nodes
from lxml import etree

from reportgen.errors import InputError, Problem
from reportgen.opc.package import Package, read_package
from reportgen.word import fallback, faults, patching
from reportgen.word.budget import open_budget
from reportgen.word.inertness import check_inert
from reportgen.word.places import part_in_words
from reportgen.word.postprocess import has_listing, unmark
from reportgen.word.rendered import Rendered
from reportgen.word.sandbox import TemplateEnvironment
from reportgen.word.soundness import is_sound
from reportgen.word.story import Story, parse, serialise

__all__ = ["CompiledTemplate", "Rendered", "compile_template"]

_PARAGRAPH = re.compile(r"<w:p([ >])")
_LITERAL = re.compile(r"[{}#\r\n\t\a\f]")
_MAX_PROPERTY = 255
# These see the text they produce, and docxtpl's line breaks in it.
_SEES_TEXT = (nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock)


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template ready to be rendered; made by `compile_template`."""

    path: str
    package: Package
    environment: Environment
    sandboxed: bool
    stories: tuple[Story, ...]
    sources: patching.Sources
    properties: tuple[tuple[str, Template], ...]
    data: bytes = field(repr=False)
    core: str = field(repr=False)
    resolve_listing: Callable[[str], str] = field(repr=False)

    def render(self, context: Mapping[str, Any], *, docxtpl: Any = None) -> Rendered:
        """Return the template filled with `context`.

        `docxtpl` is the DocxTemplate that pictures, subdocuments or links in the context were made
        with (`docx_template`); where they name it themselves, it need not be given.
        Raises InputError with the codes `template-unknown-field`, `template-refused`,
        `template-limit`, `template-render`, `template-xml` or `invalid-character`.
        """
        if self.sandboxed:
            with open_budget():
                return self._render_all(context, self.package)
        maker = docxtpl or fallback.maker_in(context)
        if maker is None:
            rendered = self._render_all(context, self.package)
            fallback.check_relationships(self, rendered)
            return rendered
        return fallback.render_with(self, maker, context)

    def docx_template(self) -> Any:
        """Return a new DocxTemplate of this template, to make pictures and subdocuments with."""
        return patching.open_docxtpl(self.data, self.path)

    def render_stories(
        self, context: Mapping[str, Any], before: Callable[[str], None]
    ) -> dict[str, str]:
        """Return the XML of the changed parts; `before` is told each part's name."""
        parts: dict[str, str] = {}
        notes = [story for story in self.stories if story.source.kind == "notes"]
        for story in self.stories:
            if story.source.kind != "notes":
                before(story.name)
                parts[story.name] = self._render_story(story, context)
        parts[self.sources.core_name] = self._render_properties(context)
        for story in notes:
            before(story.name)
            parts[story.name] = self._render_story(story, context)
        return parts

    def _render_all(self, context: Mapping[str, Any], package: Package) -> Rendered:
        return Rendered(package, self.render_stories(context, lambda _: None))

    def _render_story(self, story: Story, context: Mapping[str, Any]) -> str:
        """Return the XML of one part."""
        is_sound = story.is_sound
        try:
            text = unmark(story.template.render(context), newlines=story.newlines)
            if has_listing(text):
                is_sound = False
                text = self._without_listing(story, text)
            if story.source.kind == "notes" and not self.sandboxed:
                text = self._repeat_notes(story, text, context)
        except faults.CAUGHT as error:
            raise self._fault(story, error, context) from error
        try:
            if is_sound and (xml := story.as_rendered(text, self.sources.shell)):
                return xml
            return story.to_xml(text, self.sources.shell, is_strict=self.sandboxed)
        except (etree.XMLSyntaxError, UnicodeEncodeError, ValueError) as error:
            raise faults.broken_xml(self.path, story.name, text, error) from None

    def _without_listing(self, story: Story, text: str) -> str:
        """Return a text with what docxtpl makes of breaks, tabs and paragraphs in it."""
        if self.sandboxed:
            faults.check_well_formed(self.path, story.name, text)
        return self.resolve_listing(text)

    def _repeat_notes(self, story: Story, text: str, context: Mapping[str, Any]) -> str:
        """Render footnotes again for every further section, as docxtpl does.

        Text that holds nothing docxtpl would act upon stays as it is. In the sandbox footnotes are
        rendered once: the second time, what came from the data would be read as a template.
        """
        for _ in range(self.sources.sections - 1):
            if not _LITERAL.search(text.partition("?>")[2].strip()):
                break
            again = _compile_story(
                patching.StorySource(story.name, "notes", text),
                patching.patch(self.docx_template(), text),
                self.environment,
            )
            text = unmark(again.template.render(context), newlines=again.newlines)
            if has_listing(text):
                text = self._without_listing(again, text)
        return text

    def _render_properties(self, context: Mapping[str, Any]) -> str:
        """Return the core properties; those without a tag are as in the template."""
        if not self.properties:
            return self.core
        root = parse(self.core)
        for tag, template in self.properties:
            try:
                value = template.render(context)
                if len(value) > _MAX_PROPERTY:
                    raise ValueError(f"a property is longer than {_MAX_PROPERTY} characters")
                element = root.find(tag)
                if element is not None:
                    element.text = value
            except faults.CAUGHT as error:
                raise faults.from_error(
                    self.path, self.sources.core_name, error, context, None
                ) from error
        return serialise(root)

    def _fault(self, story: Story, error: BaseException, context: Mapping[str, Any]) -> InputError:
        """Return the error to raise, with the paragraph where it arose."""
        if isinstance(error, InputError):
            return error
        located = None
        if self.sandboxed:
            located = faults.Located(story.source.xml, _with_newlines(story.patched))
        return faults.from_error(self.path, story.name, error, context, located, self.environment)


def compile_template(
    data: bytes, path: str, *, environment: Environment | None = None
) -> CompiledTemplate:
    """Return the template in `data`, the content of the file `path`, compiled.

    Without an `environment` it is compiled for the sandbox. Raises InputError with the codes of
    `read_package`, and `template-syntax`, `template-refused` or `template-too-large`.
    """
    package = read_package(data, path)
    sandboxed = environment is None
    if sandboxed:
        check_inert(package)
    opened = patching.open_docxtpl(data, path)
    used = environment or TemplateEnvironment()
    try:
        sources = patching.read_sources(opened)
        base = fallback.as_saved(package, patching.base_parts(opened))
    except (ValueError, KeyError, AttributeError, UnicodeDecodeError) as error:
        message = f"the file cannot be opened as a Word file: {str(error)[:200]}"
        raise InputError([Problem(path, 0, 0, "error", "template-not-docx", message)]) from None
    stories = []
    for source in sources.stories:
        if source.kind != "body" and _is_static(source.xml, used):
            continue
        if sandboxed:
            patching.check_source(source, package, part_in_words(source.name))
        stories.append(_compile(source, opened, used, sources.shell, path))
    return CompiledTemplate(
        path=path,
        package=base,
        environment=used,
        sandboxed=sandboxed,
        stories=tuple(stories),
        sources=sources,
        properties=_compile_properties(sources, used, path, sandboxed),
        data=data,
        core=sources.core.decode(),
        resolve_listing=opened.resolve_listing,
    )


def _compile(
    source: patching.StorySource,
    opened: Any,
    environment: Environment,
    shell: patching.Shell,
    path: str,
) -> Story:
    patched = patching.patch(opened, source.xml)
    try:
        with open_budget():
            story = _compile_story(source, patched, environment)
    except faults.CAUGHT as error:
        located = faults.Located(source.xml, _with_newlines(patched))
        raise faults.from_error(path, source.name, error, {}, located, environment) from error
    if source.kind != "body":
        return story
    tag, short_tag = patching.body_tag(source.xml, shell)
    return dataclasses.replace(story, tag=tag, short_tag=short_tag)


def _compile_story(source: patching.StorySource, patched: str, environment: Environment) -> Story:
    """Return a source compiled, without docxtpl's line breaks where nothing can tell."""
    newlines = bool(
        environment.line_statement_prefix
        or environment.line_comment_prefix
        or re.search(r"\n<w:p[ >]", patched)
    )
    sound = False
    if not newlines:
        tree = environment.parse(patched)
        newlines = any(True for _ in tree.find_all(_SEES_TEXT)) or any(
            loop.recursive for loop in tree.find_all(nodes.For)
        )
        is_escaped = isinstance(environment, TemplateEnvironment)
        sound = is_escaped and source.kind != "notes" and is_sound(tree)
    text = _with_newlines(patched) if newlines else patched
    return Story(source, patched, environment.from_string(text), newlines, is_sound=sound)


def _compile_properties(
    sources: patching.Sources, environment: Environment, path: str, sandboxed: bool
) -> tuple[tuple[str, Template], ...]:
    """Return the properties that hold tags.

    In the sandbox they are rendered without autoescape: lxml escapes them once more, and docxtpl
    would put `&amp;` into the title.
    """
    if sandboxed:
        environment = TemplateEnvironment(autoescape=False)
    compiled = []
    for tag, source in sources.properties:
        if _is_static(source, environment):
            continue
        try:
            with open_budget():
                compiled.append((tag, environment.from_string(source)))
        except faults.CAUGHT as error:
            raise faults.from_error(path, sources.core_name, error, {}, None) from error
    return tuple(compiled)


def _is_static(source: str, environment: Environment) -> bool:
    """Tell whether docxtpl and Jinja would leave a source as it is."""
    if environment.line_statement_prefix or environment.line_comment_prefix:
        return False
    delimiters = (
        environment.block_start_string,
        environment.variable_start_string,
        environment.comment_start_string,
    )
    body = source.partition("?>")[2] if source.startswith("<?xml") else source
    return not _LITERAL.search(body.strip()) and not any(mark in source for mark in delimiters)


def _with_newlines(source: str) -> str:
    """Return a patched source with a line for each paragraph, as docxtpl gives it to Jinja."""
    return _PARAGRAPH.sub(r"\n<w:p\1", source)
