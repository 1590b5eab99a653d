"""A template may not fetch, embed or start anything: it is checked before it is compiled.

In goes a package; out comes nothing, or the InputError `template-active-content`. Refused are
relationships to pictures, frames and documents outside the file, embedded objects and chunks of
foreign formats, and fields that include files, ask databases or talk to other programs. Links are
allowed, somebody has to click on them; so is the template that a document is attached to, which
`prepare` takes out.
"""

from __future__ import annotations

import re

from lxml import etree

from reportgen.errors import InputError, Problem
from reportgen.opc.names import RELS_NS, w
from reportgen.opc.package import Package
from reportgen.word.places import part_in_words

_EXTERNAL_KINDS = frozenset({"hyperlink", "attachedTemplate"})
_EMBEDDED_KINDS = frozenset({"aFChunk", "oleObject", "package", "control", "attachedToolbars"})
# Names that are words of their own count at the beginning of an instruction only.
_FIELD = re.compile(
    r"^\s*(INCLUDE|IMPORT|LINK|EMBED|DATABASE|RD|PRINT)\b"
    r"|\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"\{[{%#]")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def check_inert(package: Package) -> None:
    """Raise InputError if the package fetches, embeds or starts anything."""
    for name in package.parts:
        if name.endswith(".rels"):
            _check_relationships(package, name)
        elif name.endswith(".xml") and b"instr" in (data := package.data(name)):
            _check_fields(package, name, data)


def _check_relationships(package: Package, name: str) -> None:
    for rel in _parsed(package, name, package.data(name)).iter(f"{{{RELS_NS}}}Relationship"):
        kind = rel.get("Type", "").rpartition("/")[2]
        if rel.get("TargetMode") == "External" and kind not in _EXTERNAL_KINDS:
            message = f"it fetches something from outside ({kind}: {rel.get('Target', '')[:80]})"
            raise _refused(package, name, message, "embed it in the template instead")
        if kind in _EMBEDDED_KINDS:
            raise _refused(package, name, f"it embeds a foreign object ({kind})", "take it out")


def _check_fields(package: Package, name: str, data: bytes) -> None:
    for instruction in _instructions(_parsed(package, name, data)):
        if found := _FIELD.search(instruction):
            field = found[0].strip().upper()
            raise _refused(package, name, f"it has a field {field}", "take it out")
        if _TAG.search(instruction):
            message = "it has a tag inside the instruction of a field"
            raise _refused(package, name, message, "put the tag into the text")


def _instructions(root: etree._Element) -> list[str]:
    """Return the instruction of each field; Word may have spread it over many runs."""
    instructions = [""]
    for element in root.iter(w("instrText"), w("delInstrText"), w("fldChar"), w("fldSimple")):
        if element.tag == w("fldSimple"):
            instructions.insert(0, element.get(w("instr"), ""))
        elif element.tag == w("fldChar"):
            instructions.append("")
        else:
            instructions[-1] += element.text or ""
    return instructions


def _parsed(package: Package, name: str, data: bytes) -> etree._Element:
    try:
        return etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        message = f"broken XML in {name}: {error}"
        problem = Problem(package.path, 0, 0, "error", "template-not-docx", message)
        raise InputError([problem]) from None


def _refused(package: Package, name: str, message: str, hint: str) -> InputError:
    where = part_in_words(name.replace("_rels/", "").removesuffix(".rels"))
    problem = Problem(package.path, 0, 0, "error", "template-active-content", message, hint, where)
    return InputError([problem])
