"""A translation memory as TMX 1.4, the format that translation tools exchange.

In go the memories of several languages, out come the bytes of one file: each English text once,
with its translations beside it. Texts are written as they stand in catalogs, references included,
so that every tool shows them. No clock is read: the same memory gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from reportgen.languages import SOURCE_LANGUAGE, language
from reportgen.memory.segments import Segment

# What XML cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class _Unit:
    """One English text of one place, and its translations by language."""

    id: str
    source: str
    translations: dict[str, Segment] = field(default_factory=dict)


def write_tmx(segments: Iterable[Segment], version: str) -> bytes:
    """Return the TMX file of these segments; `version` is that of the program."""
    lines = [*_head(version), *_body(_units(segments)), "  </body>", "</tmx>", ""]
    return "\n".join(lines).encode()


def _units(segments: Iterable[Segment]) -> Iterator[_Unit]:
    """Yield the texts of the segments, in their order; the first translation of each counts.

    Plural forms have no place in TMX: their sentences are segments of their own.
    """
    units: dict[tuple[str, str], _Unit] = {}
    numbers: dict[str, int] = {}
    for segment in segments:
        if segment.plural:
            continue
        key = (segment.origin, segment.source)
        if key not in units:
            name = re.sub(r"\s", "_", segment.origin)
            numbers[name] = number = numbers.get(name, 0) + 1
            units[key] = _Unit(name if number == 1 else f"{name}~{number}", segment.source)
        units[key].translations.setdefault(segment.language, segment)
    yield from units.values()


def _head(version: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    yield '<tmx version="1.4">'
    attributes = {
        "creationtool": "reportgen",
        "creationtoolversion": version,
        "segtype": "paragraph",
        "o-tmf": "PO",
        "adminlang": SOURCE_LANGUAGE.tag,
        "srclang": SOURCE_LANGUAGE.tag,
        "datatype": "plaintext",
    }
    yield f"  <header {' '.join(f'{name}={_attribute(v)}' for name, v in attributes.items())}/>"
    yield "  <body>"


def _body(units: Iterable[_Unit]) -> Iterator[str]:
    for unit in units:
        yield f"    <tu tuid={_attribute(unit.id)}>"
        yield from _variant(SOURCE_LANGUAGE.tag, unit.source)
        for key, segment in unit.translations.items():
            yield from _variant(language(key).tag, segment.texts[0], segment.state)
        yield "    </tu>"


def _variant(tag: str, text: str, state: str = "") -> Iterator[str]:
    """Yield the lines of a text in one language."""
    prop = f'<prop type="x-state">{state}</prop>' if state else ""
    yield f'      <tuv xml:lang="{tag}">{prop}<seg>{_text(text)}</seg></tuv>'


def _text(text: str) -> str:
    # A carriage return written as such would be read as the end of a line.
    return escape(_NO_XML.sub("", text), {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(_NO_XML.sub("", text))
