"""What docxtpl makes of a template file before Jinja sees it.

In goes a .docx, out come the Jinja sources of its parts: the body, headers, footers, footnotes and
core properties. python-docx opens the file and docxtpl's own `patch_xml` does the patching, so that
docxtpl decides what a template means. Both are imported here and in `fallback` only, and only when
a template is compiled.

The regular expressions of `patch_xml` can take quadratic, at places quartic, time on XML made for
it. A limited child process would be the other way out, but it makes the outcome depend on a clock
and on the machine; so `check_source` refuses beforehand, by counting, every source that could take
long: parts of too many characters or tags, tags that are not closed or too long, and tags for
table cells anywhere but in the text of a cell. What passes takes some seconds at worst, on sources
made to be the worst (tests/word/engine/attacks.py has two of them).
"""

from __future__ import annotations

import copy
import io
import re
from dataclasses import dataclass
from typing import Any, Literal

from lxml import etree

from reportgen.errors import InputError, Problem
from reportgen.opc.names import TC, TCPR, TXBX_CONTENT, W_NS, T
from reportgen.opc.package import Package

StoryKind = Literal["body", "story", "notes"]

FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# docxtpl renders these and no other core properties, in this order.
PROPERTIES = (
    ("author", "{http://purl.org/dc/elements/1.1/}creator"),
    ("comments", "{http://purl.org/dc/elements/1.1/}description"),
    ("identifier", "{http://purl.org/dc/elements/1.1/}identifier"),
    ("language", "{http://purl.org/dc/elements/1.1/}language"),
    ("subject", "{http://purl.org/dc/elements/1.1/}subject"),
    ("title", "{http://purl.org/dc/elements/1.1/}title"),
)
_CORE_TYPE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_MODIFIED = "{http://purl.org/dc/terms/}modified"

MAX_SOURCE = 8_000_000  # characters of one part that is rendered
MAX_TAGS = 5_000
MAX_TAG_TEXT = 2_000  # characters of one tag, Word's own markup not counted
MAX_TAG_XML = 50_000
MAX_BLANKS = 20
MAX_WORK = 150_000_000  # tags times characters of a part: what the slowest expressions go through

_BODY = "<!--reportgen-body-->"
_BODY_TAG = re.compile(r"<w:body(?:\s[^>]*)?>")
_NAMESPACE = re.compile(r'\sxmlns(?::([\w.-]+))?="([^"]*)"')
_JOINED = re.compile(r"(?<={)(<[^>]*>)+(?=[\{%\#])|(?<=[%\}\#])(<[^>]*>)+(?=\})", re.DOTALL)
_OPENING = re.compile(r"\{[{%#]")
_CLOSER = {"{{": "}}", "{%": "%}", "{#": "#}"}
_INSIDE = re.compile(r"{%(?:(?!%}).)*|{#(?:(?!#}).)*|{{(?:(?!}}).)*", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_CELL_TAG = re.compile(r"\{%\s*(vm|hm|colspan|cellbg)\b")
_BLANKS = re.compile(rf"\s{{{MAX_BLANKS + 1}}}")


@dataclass(frozen=True, slots=True)
class StorySource:
    """One part with text: its XML as docxtpl reads it."""

    name: str
    kind: StoryKind
    xml: str


@dataclass(frozen=True, slots=True)
class Shell:
    """The document part without its body: what stands before and after it."""

    head: str
    tail: str
    children: int
    namespaces: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything of a template that is compiled."""

    stories: tuple[StorySource, ...]
    shell: Shell
    sections: int
    core_name: str
    core: bytes
    properties: tuple[tuple[str, str], ...]  # Clark name of the element, source


def open_docxtpl(data: bytes, path: str) -> Any:
    """Return docxtpl's template of a .docx, opened.

    Raises InputError `template-not-docx` when python-docx cannot open it.
    """
    from docxtpl import DocxTemplate

    template = DocxTemplate(io.BytesIO(data))
    try:
        template.init_docx()
    except (etree.XMLSyntaxError, KeyError, ValueError, AttributeError, RecursionError) as error:
        message = f"the file cannot be opened as a Word file: {str(error)[:200]}"
        raise InputError([Problem(path, 0, 0, "error", "template-not-docx", message)]) from None
    return template


def read_sources(template: Any) -> Sources:
    """Return the sources of an opened docxtpl template, in the order docxtpl renders them."""
    document = template.docx
    part = document.part
    if part._element.body is None:
        raise ValueError("the document has no body")
    stories = [StorySource(_name(part), "body", template.get_xml())]
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, story in template.get_headers_footers(uri):
            stories.append(StorySource(_name(story), "story", template.get_part_xml(story)))
    for notes in part.package.parts:
        if notes.content_type == FOOTNOTES_TYPE:
            blob = notes.blob
            xml = blob.decode("utf-8") if isinstance(blob, bytes) else blob
            stories.append(StorySource(_name(notes), "notes", xml))
    unique = {story.name: story for story in reversed(stories)}
    core_name, core, properties = _read_properties(document)
    return Sources(
        stories=tuple(reversed(unique.values())),
        shell=_read_shell(part),
        sections=len(document.sections),
        core_name=core_name,
        core=core,
        properties=properties,
    )


def base_parts(template: Any) -> dict[str, bytes]:
    """Return every part as python-docx would save it, relationships and content types included."""
    import zipfile

    buffer = io.BytesIO()
    template.docx.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def patch(template: Any, xml: str) -> str:
    """Return a source as docxtpl patches it."""
    patched: str = template.patch_xml(xml)
    return patched


def check_source(source: StorySource, package: Package, where: str) -> None:
    """Refuse a source on which `patch_xml` could take long.

    Raises InputError `template-too-large` or `template-syntax`.
    """
    xml = _JOINED.sub("", source.xml)
    tags = _OPENING.findall(xml)
    if len(xml) > MAX_SOURCE or len(tags) > MAX_TAGS or len(xml) * len(tags) > MAX_WORK:
        message = f"{len(tags)} tags in {len(xml)} characters of XML are too many"
        raise _fault(package, where, "template-too-large", message, "split the template")
    _check_tags(xml, package, where)
    if xml.count("<w:t></w:t>") * len(xml) > MAX_WORK:
        raise _fault(package, where, "template-too-large", "the part has too many empty texts")
    _check_structure(source.xml, package, where)


def _check_tags(xml: str, package: Package, where: str) -> None:
    """Refuse tags that are not closed, or too long."""
    position = 0
    while opening := _OPENING.search(xml, position):
        end = xml.find(_CLOSER[opening[0]], opening.end())
        excerpt = _MARKUP.sub("", xml[opening.start() : opening.start() + 3000])[:60]
        if end < 0:
            message = f'the tag "{excerpt}" is not closed'
            raise _fault(package, where, "template-syntax", message)
        tag = xml[opening.start() : end]
        text = _MARKUP.sub("", tag) if len(tag) <= MAX_TAG_XML else tag
        if len(text) > MAX_TAG_TEXT or _BLANKS.search(tag):
            message = f'the tag "{excerpt}" is too long or holds too many blanks'
            raise _fault(package, where, "template-syntax", message)
        position = opening.end()


def _check_structure(xml: str, package: Package, where: str) -> None:
    """Refuse XML that is not built as Word builds it, where docxtpl would not notice."""
    try:
        root = etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        raise _fault(package, where, "template-not-docx", f"broken XML: {error}") from None
    if any(len(text) for text in root.iter(T)):
        raise _fault(package, where, "template-not-docx", "markup stands inside a text")
    for properties in root.iter(TCPR):
        cell = properties.getparent()
        if cell is None or cell.tag != TC or cell.index(properties) != 0:
            message = "the properties of a table cell stand out of place"
            raise _fault(package, where, "template-not-docx", message)
    _check_cell_tags(root, xml, package, where)


def _check_cell_tags(root: etree._Element, xml: str, package: Package, where: str) -> None:
    """Refuse tags for table cells anywhere but in the text of a cell.

    Those that merge cells need a cell without a table or box inside, and stand in it alone.
    """
    wanted = len(_CELL_TAG.findall(_INSIDE.sub(_without_markup, _JOINED.sub("", xml))))
    if not wanted:
        return
    words: dict[etree._Element, str] = {}
    for text in root.iter(T):
        cell = next(text.iterancestors(TC), None)
        if cell is not None:
            words[cell] = words.get(cell, "") + (text.text or "")
    found = 0
    for cell, text_of_cell in words.items():
        tags = _CELL_TAG.findall(text_of_cell)
        found += len(tags)
        merging = [tag for tag in tags if tag in ("vm", "hm")]
        if not merging:
            continue
        nested = next(cell.iterdescendants(TC, TXBX_CONTENT), None) is not None
        if nested or len(merging) > 1 or cell.find(TCPR) is None:
            message = "{% vm %} and {% hm %} stand once in a cell, without a table or box inside"
            raise _fault(package, where, "template-syntax", message)
    if found != wanted:
        message = "{% colspan %}, {% cellbg %}, {% vm %} and {% hm %} work in table cells only"
        raise _fault(package, where, "template-syntax", message)


def _without_markup(match: re.Match[str]) -> str:
    """Return a tag joined as docxtpl joins it."""
    return _MARKUP.sub("", match[0])


def _read_properties(document: Any) -> tuple[str, bytes, tuple[tuple[str, str], ...]]:
    """Return name, XML and sources of the core properties, every rendered element present."""
    rels = document.part.package.rels.values()
    is_new = not any(rel.reltype == _CORE_TYPE for rel in rels)
    properties = document.core_properties
    if is_new:
        # python-docx would stamp a new part with the time of day.
        for stamp in properties._element.findall(_MODIFIED):
            properties._element.remove(stamp)
    root = copy.deepcopy(properties._element)
    own = type(properties)(root)
    sources = []
    for name, tag in PROPERTIES:
        source = getattr(own, name)
        setattr(own, name, source)
        sources.append((tag, source))
    name = _name(document.part.package._core_properties_part)
    return name, etree.tostring(root, encoding="UTF-8", standalone=True), tuple(sources)


def _read_shell(part: Any) -> Shell:
    """Return the document part without its body."""
    root = etree.fromstring(etree.tostring(part._element, encoding="UTF-8"))
    children = len(root)
    namespaces = frozenset((prefix or "", uri) for prefix, uri in root.nsmap.items())
    body = root.find(f"{{{W_NS}}}body")
    if body is None:
        raise ValueError("the document has no body")
    root.replace(body, etree.Comment("reportgen-body"))
    head, _, tail = etree.tostring(root, encoding="unicode").partition(_BODY)
    return Shell(head, tail, children, namespaces)


def body_tag(xml: str, shell: Shell) -> tuple[str, str]:
    """Return the start tag of the body as docxtpl has it, and without the shell's namespaces."""
    found = _BODY_TAG.match(xml)
    tag = found[0] if found else ""
    short = _NAMESPACE.sub(
        lambda match: "" if (match[1] or "", match[2]) in shell.namespaces else match[0], tag
    )
    return tag, short


def _name(part: Any) -> str:
    return str(part.partname)[1:]


def _fault(package: Package, where: str, code: str, message: str, hint: str = "") -> InputError:
    return InputError([Problem(package.path, 0, 0, "error", code, message, hint, where)])
