"""XLIFF 1.2 from a package: the format that translation offices and their tools exchange.

Valid against the strict schema of OASIS. Values and marks of Markdown are inline codes, so that a
tool protects them: `ph` for what stands alone, `g` for what stands around words. A new text has no
target. The same package gives the same bytes: no date, no random id.

Tools for which only the words of a target are to be translated (OmegaT up to 5) get the English as
target with `source_as_target`; the targets are marked, so that what comes back as it was is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from reportgen.catalogs.store import CatalogEntry, UnitState
from reportgen.exchange.codes import CodeNumbers, Node, Value, split_codes
from reportgen.exchange.escapes import escaped
from reportgen.exchange.forms import form_note, form_sources
from reportgen.exchange.package import Offered, Package, source_digest
from reportgen.languages import SOURCE_LANGUAGE

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
SOURCE_AS_TARGET = "x-source-as-target"
"""The state-qualifier of a target that holds the English words."""
SENT = "sent"
"""The name of the group of counts that tells how many texts went out."""
DEVELOPER = "developer"
TRANSLATOR = "translator"

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STATES: dict[UnitState, str] = {
    "missing": "needs-translation",
    "fuzzy": "needs-review-translation",
    "translated": "translated",
    "reviewed": "signed-off",
}
_TOOL = "reportgen"
_ADVICE = (
    "What stands between double braces is filled in by the program in your language: keep it. "
    'Where your language needs another form of it, write it out as text, as in {{ body("TDAG", '
    'case="gen") }}, in the place of the code. Leave the target empty if you do not know.'
)


def write_xliff(package: Package, *, source_as_target: bool = False) -> bytes:
    """Return the XLIFF file of a package."""
    root = etree.fromstring(f'<xliff xmlns="{NAMESPACE}" version="1.2"/>')
    file = _element(
        root,
        "file",
        original=package.name,
        datatype="plaintext",
        **{
            "source-language": SOURCE_LANGUAGE.tag,
            "target-language": package.language.tag,
            "product-name": _TOOL,
            "product-version": package.version,
            "tool-id": _TOOL,
        },
    )
    _write_header(_element(file, "header"), package)
    body = _element(file, "body")
    for entry in package.entries:
        for unit in _UnitWriter(package, entry, source_as_target).write(body):
            unit.set(_SPACE, "preserve")
    _indent(root, 0)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _write_header(header: etree._Element, package: Package) -> None:
    counts = _element(header, "count-group", name=SENT)
    count = _element(counts, "count", unit="item", **{"count-type": "total"})
    count.text = str(len(package.entries))
    _element(header, "note", **{"from": DEVELOPER}).text = _ADVICE
    about = {"tool-id": _TOOL, "tool-name": _TOOL, "tool-version": package.version}
    _element(header, "tool", **about)


class _UnitWriter:
    """Writes one entry: a trans-unit, or a group with one for each plural form."""

    def __init__(self, package: Package, entry: CatalogEntry, source_as_target: bool) -> None:
        self._package = package
        self._entry = entry
        self._source_as_target = source_as_target
        self._id = entry.unit.context
        self._digest = source_digest(entry.unit)
        self._sources = form_sources(package.language.key, entry.unit)

    def write(self, body: etree._Element) -> Iterator[etree._Element]:
        """Write the entry at the end of the body and yield its trans-units."""
        if not self._entry.unit.plural:
            yield self._unit(body, self._id, self._digest, 0)
            return
        group = _element(body, "group", id=self._id, restype="x-gettext-plurals")
        for form in range(len(self._sources)):
            unit = self._unit(group, f"{self._id}[{form}]", f"{self._digest}/{form}", form)
            note = form_note(self._package.language.key, form)
            _element(unit, "note", **{"from": DEVELOPER}).text = note
            yield unit

    def _unit(self, parent: etree._Element, key: str, digest: str, form: int) -> etree._Element:
        unit = _element(parent, "trans-unit", id=key)
        if self._entry.state == "reviewed":
            unit.set("approved", "yes")
        unit.set("extradata", digest)
        source = split_codes(self._sources[form])
        numbers = CodeNumbers(source)
        _fill(_element(unit, "source"), source, numbers)
        self._write_target(unit, form, numbers)
        self._write_place(unit)
        self._write_notes(unit)
        self._write_alternatives(unit, form, numbers)
        return unit

    def _write_target(self, unit: etree._Element, form: int, numbers: CodeNumbers) -> None:
        state = self._entry.state
        text = _form(self._entry.texts, form)
        if self._source_as_target and state in ("missing", "fuzzy"):
            target = _element(unit, "target", state=_STATES["missing"])
            target.set("state-qualifier", SOURCE_AS_TARGET)
            _fill(target, split_codes(self._sources[form]), numbers)
        elif text:
            # A form that has its words is fine, though another one of the text has none.
            shown: UnitState = "translated" if state == "missing" else state
            state = "fuzzy" if self._entry.is_fuzzy else shown
            target = _element(unit, "target", state=_STATES[state])
            _fill(target, split_codes(text), numbers)

    def _write_place(self, unit: etree._Element) -> None:
        file = self._package.file or self._entry.unit.location
        if not file:
            return
        group = _element(unit, "context-group", purpose="location")
        _element(group, "context", **{"context-type": "sourcefile"}).text = escaped(file)
        line = self._package.lines.get(self._entry.unit.context)
        if line:
            _element(group, "context", **{"context-type": "linenumber"}).text = str(line)

    def _write_notes(self, unit: etree._Element) -> None:
        for author, notes in (
            (DEVELOPER, self._entry.unit.notes),
            (TRANSLATOR, self._entry.comments),
        ):
            for note in notes:
                _element(unit, "note", **{"from": author}).text = escaped(note)
        if self._entry.is_fuzzy and self._entry.previous:
            note = f"The English has changed. It was: {self._entry.previous}"
            _element(unit, "note", **{"from": DEVELOPER}).text = escaped(note)

    def _write_alternatives(self, unit: etree._Element, form: int, numbers: CodeNumbers) -> None:
        """Write the translation of the source before it changed, and what others offer."""
        entry = self._entry
        text = _form(entry.texts, form)
        if entry.is_fuzzy and text:
            about = {"alttranstype": "previous-version", "origin": "previous version"}
            _alternative(unit, about, entry.previous, text, numbers)
        for offer in self._package.offers.get(entry.unit.context, ()):
            words = _form(offer.texts, form)
            if words:
                _alternative(unit, _about(offer), offer.source, words, numbers)


def _about(offer: Offered) -> dict[str, str]:
    return {"match-quality": f"{offer.score}%", "origin": offer.origin}


def _form(texts: Sequence[str], form: int) -> str:
    return texts[form] if form < len(texts) else ""


def _alternative(
    unit: etree._Element, about: dict[str, str], source: str, text: str, numbers: CodeNumbers
) -> None:
    found = _element(unit, "alt-trans", **about)
    found.set(_SPACE, "preserve")
    if source:
        _fill(_element(found, "source"), split_codes(source), numbers)
    _fill(_element(found, "target"), split_codes(text), numbers)


def _element(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    values = {key: escaped(value) for key, value in attributes.items()}
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", values)


def _fill(element: etree._Element, nodes: Sequence[Node], numbers: CodeNumbers) -> None:
    """Put the words and codes of a text into an element."""
    _append(element, nodes, numbers(nodes))


def _append(element: etree._Element, nodes: Sequence[Node], numbers: Iterator[int]) -> None:
    last: etree._Element | None = None
    for node in nodes:
        if isinstance(node, str):
            if last is None:
                element.text = node
            else:
                last.tail = node
            continue
        tag = "ph" if isinstance(node, Value) else "g"
        code = {"ctype": node.kind, "equiv-text": node.written}
        last = _element(element, tag, id=str(next(numbers)), **code)
        if isinstance(node, Value):
            last.text = escaped(node.written)
        else:
            _append(last, node.content, numbers)


_WITH_WORDS = frozenset({"source", "target", "note", "context", "count"})


def _indent(element: etree._Element, level: int) -> None:
    """Give the elements around texts a line each; the texts themselves stay as they are."""
    if etree.QName(element).localname in _WITH_WORDS or not len(element):
        return
    element.text = "\n" + "  " * (level + 1)
    for child in element:
        _indent(child, level + 1)
        child.tail = "\n" + "  " * (level + 1)
    element[-1].tail = "\n" + "  " * level
