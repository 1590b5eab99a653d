"""docxtpl's own objects in the compiled way, and docxtpl itself where that way cannot serve.

Pictures, subdocuments and links add parts and relationships to the package that python-docx holds
for the DocxTemplate they were made with. `render_with` lets them do so: the compiled sources are
rendered, with that DocxTemplate told which part is being rendered, and its package, saved by
python-docx, is what the rendered parts are put into. docxtpl renders the file itself when pictures
or embedded files are to be replaced, which it does while saving, or when somebody has edited the
DocxTemplate, whose text is then not the compiled one.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from lxml import etree

from reportgen.errors import InputError, Problem
from reportgen.opc.names import R_NS, RELS_NS, TYPES_NS
from reportgen.opc.package import (
    CONTENT_TYPES,
    Package,
    Part,
    pack_part,
    read_package,
    rels_name,
)
from reportgen.word import patching
from reportgen.word.places import part_in_words
from reportgen.word.rendered import Rendered

if TYPE_CHECKING:
    from reportgen.word.compiled import CompiledTemplate

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_RELATIONSHIP = f"{{{RELS_NS}}}Relationship"
_DEPTH = 20
_REFERENCES = tuple(f"{{{R_NS}}}{name}" for name in ("id", "embed", "link"))


def maker_in(context: Mapping[str, Any]) -> Any:
    """Return the DocxTemplate that a picture or subdocument in the context was made with."""
    stack: list[tuple[Any, int]] = [(context, 0)]
    while stack:
        value, depth = stack.pop()
        if isinstance(value, str | int | float | None) or depth > _DEPTH:
            continue
        if isinstance(value, Mapping):
            stack += [(item, depth + 1) for item in value.values()]
        elif isinstance(value, list | tuple | set | frozenset):
            stack += [(item, depth + 1) for item in value]
        elif type(value).__module__.startswith("docxtpl.") and "tpl" in vars(value):
            return vars(value)["tpl"]
        elif hasattr(value, "__dict__") and not isinstance(value, type):
            stack += [(item, depth + 1) for item in vars(value).values()]
    return None


def render_with(compiled: CompiledTemplate, maker: Any, context: Mapping[str, Any]) -> Rendered:
    """Return the template rendered with objects made by the DocxTemplate `maker`."""
    reason = _reason_for_docxtpl(compiled, maker)
    if reason:
        return _render_by_docxtpl(compiled, maker, context, reason)
    known = {str(part.partname)[1:]: part for part in maker.docx.part.package.parts}

    def tell(name: str) -> None:
        maker.current_rendering_part = known.get(name)

    parts = compiled.render_stories(context, tell)
    maker.is_rendered = True
    saved = patching.base_parts(maker)
    return Rendered(as_saved(compiled.package, saved), parts)


def check_relationships(compiled: CompiledTemplate, rendered: Rendered) -> None:
    """Raise InputError where a part names a relationship that neither it nor its template has.

    Links of rich text do not say which DocxTemplate they were made with; rendered without it, they
    would lead nowhere.
    """
    for story in compiled.stories:
        root = etree.fromstring(rendered.parts[story.name].encode(), _PARSER)
        used = {element.get(name, "") for name in _REFERENCES for element in _with(root, name)}
        if not used:
            continue
        listing = rels_name(story.name)
        known = set()
        if listing in compiled.package:
            tree = etree.fromstring(compiled.package.data(listing), _PARSER)
            known = {rel.get("Id", "") for rel in tree}
        for identifier in sorted(used - known):
            if f'"{identifier}"' not in story.patched and "{" not in identifier:
                message = f'the relationship "{identifier}" is unknown'
                hint = "give `render` the DocxTemplate that links were made with, as `docxtpl`"
                where = part_in_words(story.name)
                problem = Problem(
                    compiled.path, 0, 0, "error", "template-render", message, hint, where
                )
                raise InputError([problem])


def _with(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """Return the elements that have an attribute."""
    return (element for element in root.iter("*") if name in element.attrib)


def as_saved(package: Package, saved: Mapping[str, bytes]) -> Package:
    """Return the package with the parts that python-docx saves.

    A part that says the same is kept as it lies in the file; one that python-docx changed or added
    takes its place, one that no relationship leads to is left out, as docxtpl leaves it out.
    """
    dropped = set(package.parts) - set(saved)
    added = set(saved) - set(package.parts)
    parts: dict[str, Part] = {}
    for name in [*package.parts, *sorted(added)]:
        if name not in saved:
            continue
        keep = name in package.parts and not (name == CONTENT_TYPES and (dropped or added))
        if keep and _same(name, package.data(name), saved[name]):
            parts[name] = package.parts[name]
        else:
            parts[name] = pack_part(name, saved[name])
    return Package(package.path, parts)


def _same(name: str, ours: bytes, theirs: bytes) -> bool:
    """Tell whether two contents of a part say the same."""
    if ours == theirs:
        return True
    if not name.endswith((".xml", ".rels")):
        return False
    try:
        first, second = etree.fromstring(ours, _PARSER), etree.fromstring(theirs, _PARSER)
    except etree.XMLSyntaxError:
        return False
    if name == CONTENT_TYPES:
        return _types(first) >= _types(second)
    if name.endswith(".rels"):
        return _relationships(first, name) == _relationships(second, name)
    return etree.tostring(first, method="c14n") == etree.tostring(second, method="c14n")


def _types(root: etree._Element) -> set[tuple[str, str]]:
    """Return what the list of content types says, by part and by ending."""
    override, default = f"{{{TYPES_NS}}}Override", f"{{{TYPES_NS}}}Default"
    found = {(e.get("PartName", ""), e.get("ContentType", "")) for e in root.iter(override)}
    return found | {(e.get("Extension", ""), e.get("ContentType", "")) for e in root.iter(default)}


def _relationships(root: etree._Element, name: str) -> set[tuple[str, str, str, bool]]:
    """Return the relationships of a part, targets as names of parts."""
    folder = posixpath.dirname(posixpath.dirname(name))
    found = set()
    for rel in root.iter(_RELATIONSHIP):
        external = rel.get("TargetMode") == "External"
        target = rel.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join("/" + folder, target))
        found.add((rel.get("Id", ""), rel.get("Type", ""), target, external))
    return found


def _reason_for_docxtpl(compiled: CompiledTemplate, maker: Any) -> str:
    """Return why docxtpl has to render the file itself, or an empty string."""
    if maker.pics_to_replace:
        return "pictures are replaced (replace_pic)"
    if maker.crc_to_new_media or maker.crc_to_new_embedded or maker.zipname_to_replace:
        return "media or embedded files are replaced"
    maker.render_init()
    known = {story.name: story.xml for story in compiled.sources.stories}
    sources = patching.read_sources(maker)
    if known != {story.name: story.xml for story in sources.stories}:
        return "the DocxTemplate was edited, or is one of another template"
    if sources.properties != compiled.sources.properties:
        return "the properties of the DocxTemplate were edited"
    return ""


def _render_by_docxtpl(
    compiled: CompiledTemplate, maker: Any, context: Mapping[str, Any], reason: str
) -> Rendered:
    maker.render(dict(context), compiled.environment)
    buffer = io.BytesIO()
    maker.save(buffer)
    package = read_package(buffer.getvalue(), compiled.path)
    names = [*(story.name for story in compiled.sources.stories), compiled.sources.core_name]
    parts = {name: package.data(name).decode() for name in names}
    return Rendered(package, parts, via_docxtpl=reason)
