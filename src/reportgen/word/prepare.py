"""What is done to a template once, before it is compiled, for each language.

In: a template as it was saved in Word. Out: the same template without the traces of its author and
of earlier editing, in the language of the documents to come, and the facts about it that the
finishing pass needs. All that does not depend on the Document happens here, so that it costs
nothing for each document; what a language asks of the layout has its place in `_set_language`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from reportgen.errors import InputError, Problem
from reportgen.opc.names import (
    LANG,
    NAME,
    OFFICE_DOCUMENT_TYPE,
    R_NS,
    RELS_NS,
    RPR,
    TYPES_NS,
    VAL,
    W14_NS,
    W_NS,
    T,
    w,
)
from reportgen.opc.order import put_child, sort_properties
from reportgen.opc.package import CONTENT_TYPES, Package, read_package, rels_name, write_package
from reportgen.word.finish import TemplateFacts
from reportgen.word.finish.ids import used_ids
from reportgen.word.finish.numbering import NumberingFacts, read_numbering
from reportgen.word.finish.properties import (
    APP_PROPERTIES,
    APP_RELATIONSHIP,
    APP_TYPE,
    CORE_RELATIONSHIP,
    CORE_TYPE,
    EMPTY_CORE_PROPERTIES,
)
from reportgen.word.script import set_script, theme_fonts
from reportgen.word.wordlang import language_slots

CORE_PART = "docProps/core.xml"
APP_PART = "docProps/app.xml"

_PACKAGE_RELS = "_rels/.rels"
_ATTACHED_TEMPLATE = R_NS + "/attachedTemplate"
_STYLES = R_NS + "/styles"
_SETTINGS = R_NS + "/settings"
_NUMBERING = R_NS + "/numbering"
_THEME = R_NS + "/theme"
_RSID = w("rsid")
# Session marks, the author's own template, and records of how things were formatted before.
_TRACES = (
    w("rsids"),
    w("rsid"),
    w("attachedTemplate"),
    w("rPrChange"),
    w("pPrChange"),
    w("tblPrChange"),
    w("tblGridChange"),
    w("tblPrExChange"),
    w("tcPrChange"),
    w("trPrChange"),
    w("sectPrChange"),
    w("numberingChange"),
)
_PARAGRAPH_IDS = (f"{{{W14_NS}}}paraId", f"{{{W14_NS}}}textId")
_NO_LANGUAGE = "zxx"  # what must not be spelled, such as a symbol, stays so
_TEMPLATE_MAIN = "wordprocessingml.template.main+xml"
_DOCUMENT_MAIN = "wordprocessingml.document.main+xml"
# What follows w:themeFontLang in the settings, so that it can be put before.
_AFTER_FONT_LANGUAGE = {
    w("clrSchemeMapping"),
    w("doNotIncludeSubdocsInStats"),
    w("doNotAutoCompressPictures"),
    w("forceUpgrade"),
    w("captions"),
    w("readModeInkLockDown"),
    w("smartTagType"),
    w("shapeDefaults"),
    w("doNotEmbedSmartTags"),
    w("decimalSymbol"),
    w("listSeparator"),
}

_CELL_TAG = re.compile(r"\{%\s*(?:colspan|cellbg|vm|hm)\b")

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)

Trees = dict[str, etree._Element]


@dataclass(frozen=True, slots=True)
class PreparedTemplate:
    """A template ready to be compiled for one language, and the facts about it."""

    data: bytes
    facts: TemplateFacts


def prepare_template(data: bytes, path: str, language: str) -> PreparedTemplate:
    """Return the template in `data`, the content of the file `path`, prepared for a language.

    Raises InputError where the file is not a Word document.
    """
    package = read_package(data, path)
    trees = dict(_word_trees(package))
    main = _main_part(package)
    if main not in trees:
        problem = "this file has no Word document in it"
        raise InputError([Problem(path, 0, 0, "error", "template-not-docx", problem)])
    related = _related_parts(package, main)
    changed, removed = _clean_package(package, main)
    for root in trees.values():
        _clean_tree(root)
        sort_properties(root)
    theme = related.get(_THEME, "")
    fonts = theme_fonts(package.data(theme)) if theme in package else {}
    _set_language(trees, related, language, fonts)
    facts = _facts(package, path, main, related, trees)
    changed |= {name: _serialise(root) for name, root in trees.items()}
    settings_rels = rels_name(related.get(_SETTINGS, ""))
    if settings_rels in package:
        changed[settings_rels] = _without_attached_template(package.data(settings_rels))
    return PreparedTemplate(write_package(package, changed, removed=removed), facts)


def _word_trees(package: Package) -> Iterator[tuple[str, etree._Element]]:
    """Yield the parts written in WordprocessingML, parsed."""
    for name in package.parts:
        if not name.endswith(".xml") or name == CONTENT_TYPES or name.startswith("docProps/"):
            continue
        data = package.data(name)
        if W_NS.encode() not in data:
            continue
        root = _parse(data, package.path, name)
        if root.tag.startswith(f"{{{W_NS}}}"):
            yield name, root


def _parse(data: bytes, path: str, part: str) -> etree._Element:
    try:
        return etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        problem = f"the part {part} is not well-formed XML: {error.msg}"
        raise InputError([Problem(path, 0, 0, "error", "template-not-docx", problem)]) from None


def _serialise(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _relationships(package: Package, name: str) -> list[dict[str, str]]:
    """Return the relationships in the part `name`, as their attributes."""
    if name not in package:
        return []
    root = _parse(package.data(name), package.path, name)
    nodes = root.iter(f"{{{RELS_NS}}}Relationship")
    return [{key: node.get(key, "") for key in map(str, node.attrib)} for node in nodes]


def _target(relationship: Mapping[str, str], folder: str) -> str:
    """Return the name of the part that a relationship leads to, from a part in `folder`."""
    target = relationship.get("Target", "")
    steps = [] if target.startswith("/") or not folder else folder.split("/")
    for step in target.strip("/").split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _main_part(package: Package) -> str:
    for relationship in _relationships(package, _PACKAGE_RELS):
        if relationship.get("Type") == OFFICE_DOCUMENT_TYPE:
            return _target(relationship, "")
    return ""


def _related_parts(package: Package, main: str) -> dict[str, str]:
    """Return the parts that the main part leads to by type of relationship, the last of each."""
    folder = main.rpartition("/")[0]
    return {
        relationship.get("Type", ""): _target(relationship, folder)
        for relationship in _relationships(package, rels_name(main))
        if relationship.get("TargetMode") != "External"
    }


def _clean_package(package: Package, main: str) -> tuple[dict[str, bytes], set[str]]:
    """Return the parts to put in and those to leave out for a package with our properties only.

    Custom properties, the preview picture and signatures are the template's own affair.
    """
    ours = {
        OFFICE_DOCUMENT_TYPE: main,
        CORE_RELATIONSHIP: CORE_PART,
        APP_RELATIONSHIP: APP_PART,
    }
    removed = {
        _target(relationship, "")
        for relationship in _relationships(package, _PACKAGE_RELS)
        if relationship.get("TargetMode") != "External"
    }
    removed = {name for name in removed if name in package} - set(ours.values())
    removed |= {rels_name(name) for name in removed if rels_name(name) in package}
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(ours.items(), 1)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return {
        CONTENT_TYPES: _content_types(package, removed),
        _PACKAGE_RELS: f'{head}<Relationships xmlns="{RELS_NS}">{rows}</Relationships>'.encode(),
        CORE_PART: EMPTY_CORE_PROPERTIES,
        APP_PART: APP_PROPERTIES,
    }, removed


def _content_types(package: Package, removed: set[str]) -> bytes:
    """Return the list of content types without the removed parts, with those of the properties."""
    root = _parse(package.data(CONTENT_TYPES), package.path, CONTENT_TYPES)
    override = f"{{{TYPES_NS}}}Override"
    ours = {f"/{CORE_PART}": CORE_TYPE, f"/{APP_PART}": APP_TYPE}
    for node in list(root.iter(override)):
        name = node.get("PartName", "")
        if name in ours or name.strip("/") in removed:
            root.remove(node)
        elif node.get("ContentType", "").endswith(_TEMPLATE_MAIN):
            kind = node.get("ContentType", "").replace(_TEMPLATE_MAIN, _DOCUMENT_MAIN)
            node.set("ContentType", kind)
    for name, kind in ours.items():
        etree.SubElement(root, override, {"PartName": name, "ContentType": kind})
    return _serialise(root)


def _without_attached_template(data: bytes) -> bytes:
    """Return the relationships of the settings without the path of the author's own template."""
    root = etree.fromstring(data, _PARSER)
    for node in list(root):
        if node.get("Type") == _ATTACHED_TEMPLATE:
            root.remove(node)
    return _serialise(root)


def _clean_tree(root: etree._Element) -> None:
    """Take out what tells of earlier editing, and the paragraph ids that loops would copy.

    The paragraphs of comments keep their ids, by which replies find what they answer.
    """
    keeps_ids = root.tag == w("comments")
    for node in root.iter(etree.Element):
        for name in [str(name) for name in node.attrib]:
            if name.startswith(_RSID) or (name in _PARAGRAPH_IDS and not keeps_ids):
                del node.attrib[name]
    for node in list(root.iter(*_TRACES)):
        _remove(node)


def _set_language(
    trees: Trees, related: Mapping[str, str], language: str, fonts: Mapping[str, str]
) -> None:
    """Put a template into a language: the one place for what a language asks of the layout.

    `fonts` are those of the template's theme.
    """
    slots = language_slots(language)
    for root in trees.values():
        for node in list(root.iter(LANG)):
            parent = node.getparent()
            if parent is not None and node.get(VAL) != _NO_LANGUAGE:
                parent.remove(node)
                if parent.tag == RPR and not len(parent):
                    _remove(parent)
    styles = trees.get(related.get(_STYLES, ""))
    if styles is not None:
        put_child(_default_run_properties(styles), "lang", **slots)
    settings = trees.get(related.get(_SETTINGS, ""))
    if settings is not None:
        _set_font_language(settings, slots)
    set_script(trees, language, fonts)


def _default_run_properties(styles: etree._Element) -> etree._Element:
    """Return the run properties that all text starts from; make the elements that lack."""
    node = styles
    for name in ("docDefaults", "rPrDefault", "rPr"):
        child = node.find(w(name))
        if child is None:
            child = node.makeelement(w(name))
            node.insert(0, child)
        node = child
    return node


def _set_font_language(settings: etree._Element, slots: Mapping[str, str]) -> None:
    """Set the languages by which Word chooses the fonts of a theme."""
    name = w("themeFontLang")
    for node in settings.findall(name):
        settings.remove(node)
    index = len(settings)
    for at, child in enumerate(settings):
        is_extension = not str(child.tag).startswith((f"{{{W_NS}}}", "{http://schemas.openxml"))
        if child.tag in _AFTER_FONT_LANGUAGE or is_extension:
            index = at
            break
    attributes = {w(slot): code for slot, code in slots.items()}
    settings.insert(index, settings.makeelement(name, attributes))


def _facts(
    package: Package, path: str, main: str, related: Mapping[str, str], trees: Trees
) -> TemplateFacts:
    """Return what the finishing pass has to know."""
    styles = trees.get(related.get(_STYLES, ""))
    character_styles = {}
    paragraph_styles = {}
    for style in styles.iter(w("style")) if styles is not None else ():
        style_id = style.get(w("styleId"), "")
        name = style.find(NAME)
        if style.get(w("type")) == "paragraph":
            paragraph_styles[style_id] = style
        elif style.get(w("type")) == "character" and name is not None:
            character_styles[name.get(VAL, "").casefold()] = style_id
    part = related.get(_NUMBERING, "")
    numbering = trees.get(part)
    return TemplateFacts(
        path=path,
        main_part=main,
        core_part=CORE_PART,
        character_styles=character_styles,
        numbering=(
            NumberingFacts()
            if numbering is None
            else read_numbering(part, numbering, paragraph_styles)
        ),
        ids={name: used_ids(root) for name, root in trees.items()},
        relationships={
            rels_name(name): package.data(rels_name(name))
            for name in trees
            if rels_name(name) in package
        },
        merges_cells=any(_merges_cells(root) for root in trees.values()),
    )


def _merges_cells(root: etree._Element) -> bool:
    """Return whether a part uses docxtpl's tags for cells; a tag may be split over runs."""
    return _CELL_TAG.search("".join(node.text or "" for node in root.iter(T))) is not None


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
