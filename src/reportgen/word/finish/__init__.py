"""The finishing pass: from rendered parts to parts of a file that Word reads without a word.

In: the XML of the parts that rendering changed, the table of marks, the Document, and the facts
about the template. Out: the parts of the file that differ from the template's, and where every
text of the Document stands. It takes the marks out, makes runs, links and hidden bookmarks,
restarts lists, gives ids and writes the properties.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from reportgen.document import Document
from reportgen.errors import Problem
from reportgen.opc.package import rels_name
from reportgen.word.finish.columns import fit_columns
from reportgen.word.finish.ids import Ids, UsedIds
from reportgen.word.finish.leading import keep_with_next, lead_ins
from reportgen.word.finish.links import Links
from reportgen.word.finish.looks import Looks
from reportgen.word.finish.numbering import Numbering, NumberingFacts
from reportgen.word.finish.properties import core_properties
from reportgen.word.finish.shape import needs_repair, repair_tables
from reportgen.word.finish.texts import Found, Place, TextPass, places_of
from reportgen.word.markers import Mark, Owner, drop_marks

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)

__all__ = ["Finished", "Origin", "Place", "TemplateFacts", "finish_parts"]


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """What the finishing pass needs to know about a template; found once for each template.

    `path` is the template as the user named it. `character_styles` are ids by name in lower case;
    `merges_cells` says that docxtpl's tags for cells are used, which disorder their properties.
    """

    path: str
    main_part: str
    core_part: str
    character_styles: Mapping[str, str]
    numbering: NumberingFacts
    ids: Mapping[str, UsedIds]
    relationships: Mapping[str, bytes]
    merges_cells: bool


class Origin(NamedTuple):
    """What a bookmarked paragraph came from.

    `owner` is the block, cell, field or label; `found` says where the texts of the Document stand
    in the paragraph, and `places` where each span does.
    """

    owner: Owner
    found: tuple[Found, ...]

    @property
    def origin(self) -> str:
        """The origin of the block, cell, field or label."""
        return self.owner.origin

    @property
    def outcome(self) -> str:
        """The outcome it belongs to, if any."""
        return self.owner.outcome

    @property
    def kind(self) -> str:
        """The kind of the block, or `cell` or `field`."""
        return self.owner.kind

    @property
    def places(self) -> tuple[Place, ...]:
        """The spans and where they stand; worked out when asked for, since few builds ask."""
        return tuple(places_of(self.found))


@dataclass(slots=True)
class Finished:
    """Parts to put into the file, in place of the template's or new, and what was found."""

    parts: dict[str, bytes] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    findings: tuple[Problem, ...] = ()


def finish_parts(
    rendered: Mapping[str, str],
    marks: Sequence[Mark],
    document: Document,
    template: TemplateFacts,
) -> Finished:
    """Return the finished parts of a document."""
    finished = Finished()
    looks = Looks(marks, document.language, template.character_styles)
    ids = Ids(used for part, used in template.ids.items() if part not in rendered)
    numbering = Numbering(template.numbering)
    binder = _Binder(ids, numbering, finished.origins, lead_ins(document))
    for part in sorted(rendered):
        if part == template.core_part:
            continue
        name = rels_name(part)
        links = Links(template.relationships.get(name))
        wrap = _leave
        xml = _settled(part, rendered[part], ids, template)
        if part == template.main_part:
            wrap = binder.wrap
            xml = fit_columns(xml)
        finished.parts[part] = drop_marks(TextPass(xml, marks, looks, links, wrap).run().encode())
        relationships = links.relationships()
        if relationships is not None:
            finished.parts[name] = relationships
    numbering_part = numbering.part()
    if numbering_part is not None:
        finished.parts[template.numbering.part] = numbering_part
    finished.parts[template.core_part] = core_properties(document)
    finished.findings = tuple(_findings(looks, template.path))
    return finished


class _Binder:
    """Gives the paragraphs of the body their bookmarks and their lists."""

    def __init__(
        self,
        ids: Ids,
        numbering: Numbering,
        origins: dict[str, Origin],
        leading: Container[str],
    ) -> None:
        self._leading = leading
        self._ids = ids
        self._numbering = numbering
        self._origins = origins

    def wrap(self, properties: str, found: Sequence[Found]) -> tuple[str, str, str]:
        """Return what a paragraph gets, and remember what it came from."""
        owner = found[0][2].owner
        if len(found) > 1:
            owner = min((mark.owner for _, _, mark in found), key=_rank)
        if owner.list_id and owner.kind == "number":
            properties = self._numbering.restart(properties, owner)
        if owner.origin in self._leading:
            properties = keep_with_next(properties)
        name, start, end = self._ids.origin_bookmark(owner.origin)
        self._origins[name] = Origin(owner, tuple(found))
        return properties, start, end


def _rank(owner: Owner) -> int:
    return owner.rank


def _leave(properties: str, found: Sequence[Found]) -> tuple[str, str, str]:
    """Leave a paragraph outside the body as it is: bookmarks are of the body only."""
    del found
    return properties, "", ""


def _settled(part: str, xml: str, ids: Ids, template: TemplateFacts) -> str:
    """Return a part with its tables whole and the template's own ids unique.

    Few templates have anything of the kind; those that have not cost a look at the text.
    """
    is_broken = template.merges_cells or needs_repair(xml)
    has_ids = bool(template.ids.get(part))
    if not is_broken and not has_ids:
        return xml
    root = etree.fromstring(xml.encode(), _PARSER)
    if is_broken:
        repair_tables(root)
    if has_ids:
        ids.settle(root)
    return etree.tostring(root, encoding="UTF-8", standalone=True).decode()


def _findings(looks: Looks, path: str) -> list[Problem]:
    """Return what could not be done as asked; the words are all there."""
    found = [
        Problem(
            path,
            0,
            0,
            "warning",
            "template-missing-style",
            f'the template has no character style "{name}"; its text is not set apart',
            hint=f'make a character style "{name}" in Word',
        )
        for name in looks.missing_styles
    ]
    found += [
        Problem(
            path,
            0,
            0,
            "warning",
            "link-not-followed",
            f'"{href}" in {origin} is printed without a link',
            hint="links begin with https://, http:// or mailto:",
        )
        for href, origin in looks.refused_links
    ]
    return found
