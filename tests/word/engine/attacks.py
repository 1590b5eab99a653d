"""Attacks on the template engine, each with the code of the one error it must end in.

The first group are templates: escapes from the sandbox of docxtpl and Jinja, endless loops, bombs.
The second are files: what a .docx can do before a template is seen.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.word.engine.support import docx_of, edit_part, with_parts

REFUSED, LIMIT, SYNTAX = "template-refused", "template-limit", "template-syntax"
UNKNOWN, RENDER, XML = "template-unknown-field", "template-render", "template-xml"
NOT_DOCX, TOO_LARGE, ACTIVE = "template-not-docx", "template-too-large", "template-active-content"
DATA: Mapping[str, Any] = {
    "x": "text",
    "n": 3,
    "rows": [{"a": "one"}, {"a": "two"}],
    "data": {"key": "value"},
    "evil": "</w:t></w:r></w:p>",
}


@dataclass(frozen=True)
class Attack:
    """A file to compile and render, and the code of the error."""

    name: str
    code: str
    make: Callable[[], bytes]
    data: Mapping[str, Any] = field(default_factory=lambda: DATA)


ATTACKS: list[Attack] = []


def template(code: str, *paragraphs: str) -> None:
    """Add a template of these paragraphs."""
    name = f"{len(ATTACKS)} {' '.join(paragraphs)[:80]}"
    ATTACKS.append(Attack(name, code, lambda: docx_of(*paragraphs)))


def file(name: str, code: str, make: Callable[[], bytes]) -> None:
    """Add a file."""
    ATTACKS.append(Attack(name, code, make))


# Out of the sandbox.
template(REFUSED, "{{ ''.__class__.__mro__[1].__subclasses__() }}")
template(REFUSED, "{{ ''['__class__']['__mro__'] }}")
template(REFUSED, "{{ ''['__cla' ~ 'ss__'] }}")
template(REFUSED, "{{ x|attr('__class__') }}")
template(REFUSED, "{{ self.__init__.__globals__ }}")
template(REFUSED, "{{ self._TemplateReference__context }}")
template(REFUSED, "{{ cycler.__init__.__globals__.os.popen('id').read() }}")
template(REFUSED, "{{ lipsum.__globals__['os'].popen('id').read() }}")
template(UNKNOWN, "{{ lipsum(n=100000) }}")
template(UNKNOWN, "{{ joiner('x') }}")
template(UNKNOWN, "{{ config.items() }}")
template(REFUSED, "{{ '{0.__class__}'.format(x) }}")
template(REFUSED, "{{ '{x}'.format_map(data) }}")
template(REFUSED, "{{ '%s'|format(x) }}")
template(REFUSED, "{{ '%s' % x }}")
template(REFUSED, "{% include '/etc/passwd' %}")
template(REFUSED, "{% import 'os' as os %}")
template(REFUSED, "{% from 'os' import system %}")
template(REFUSED, "{% extends 'base' %}")
template(REFUSED, "{% block b %}{{ self.b() }}{% endblock %}")
template(REFUSED, "{% autoescape false %}{{ evil }}{% endautoescape %}")
template(REFUSED, "{{ evil|safe }}")
template(REFUSED, "{{ data|xmlattr }}")
template(REFUSED, "{{ x|random }}")
template(REFUSED, "{{ rows.append(1) }}")
template(UNKNOWN, "{{ data.update({'a': 1}) }}")
template(REFUSED, "{{ range.__self__ }}")
template(REFUSED, "{{ namespace.mro() }}")
template(REFUSED, "{% macro m() %}{% endmacro %}{{ m.arguments }}")
template(REFUSED, "{% macro m() %}{% endmacro %}{{ m._func }}")
template(REFUSED, "{% for r in rows %}{{ loop._iterator }}{% endfor %}")
template(REFUSED, "{% for r in rows %}{{ loop['_iterator'] }}{% endfor %}")
template(REFUSED, "{{ n.real }}")
template(REFUSED, "{{ n.to_bytes(4, 'big') }}")
template(REFUSED, "{{ x() }}")
template(REFUSED, "{{ rows|map(attribute='__class__')|list }}")
template(REFUSED, "{{ rows|sort(attribute='__class__')|length }}")
template(RENDER, "{{ rows|map('attr', '__class__')|list }}")
template(REFUSED, "{% macro m() %}{{ varargs }}{% endmacro %}{{ m(1) }}")
template(SYNTAX, "{% debug %}")
template(SYNTAX, "{% do rows.append(1) %}")
template(REFUSED, "{{ rows }}")
template(REFUSED, "{{ data }}")
template(REFUSED, "{{ none }}")
# Loops without end.
template(LIMIT, "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}")
template(LIMIT, "{% for a in range(999999999) %}{% endfor %}")
template(LIMIT, "{% for a in range(10**100) %}{% endfor %}")
template(LIMIT, "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")
template(
    LIMIT,
    "{% macro a(n) %}{{ b(n) }}{{ b(n) }}{% endmacro %}"
    "{% macro b(n) %}{{ a(n) }}{{ a(n) }}{% endmacro %}{{ a(1) }}",
)
template(LIMIT, "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}")
template(LIMIT, "{% macro m() %}{% call m() %}{{ caller() }}{% endcall %}{% endmacro %}{{ m() }}")
template(
    LIMIT,
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(24) }}",
)
# Bombs.
template(REFUSED, "{{ 'x' * 10**10 }}")
template(REFUSED, "{{ 10**10 * 'x' }}")
template(REFUSED, "{% set a = [0] * 10**10 %}")
template(LIMIT, "{{ 9**9**9 }}")
template(LIMIT, "{{ 2**-(10**9) }}")
template(
    LIMIT,
    "{% set ns = namespace(n=3) %}{% for i in range(99) %}{% set ns.n = ns.n * ns.n %}{% endfor %}",
)
template(LIMIT, "{{ 'x'|center(10**9) }}")
template(LIMIT, "{{ x|indent(10**9, true) }}")
template(LIMIT, "{{ 1.5|round(10**9) }}")
template(REFUSED, "{{ x.ljust(10**9) }}")
template(REFUSED, "{{ x.zfill(10**9) }}")
template(REFUSED, "{{ x.expandtabs(10**9) }}")
template(REFUSED, "{{ '%0999999999d'|format(1) }}")
template(REFUSED, "{{ '%0999999999d' % 1 }}")
template(REFUSED, "{{ '{:0>999999999}'.format(1) }}")
template(REFUSED, "{{ rows|batch(10**9, 'x')|list }}")
template(REFUSED, "{{ rows|slice(10**9)|list }}")
template(REFUSED, "{{ x|wordwrap(1) }}")
template(REFUSED, "{{ data|tojson(indent=10**9) }}")
for doubling in (
    "ns.s ~ ns.s",
    "ns.s + ns.s",
    "[ns.s, ns.s]|join",
    "ns.s|replace('x', 'xxxxxxxx')",
    "ns.s|upper ~ ns.s|lower ~ ns.s",
    "(ns.s ~ ',')|list|join(ns.s)",
):
    template(
        LIMIT,
        "{% set ns = namespace(s='xx') %}{% for i in range(99) %}{% set ns.s = "
        + doubling
        + " %}{% endfor %}",
    )
template(
    LIMIT,
    "{% set ns = namespace(s='xx') %}{% for i in range(99) %}"
    "{% set ns.s %}{{ ns.s }}{{ ns.s }}{% endset %}{% endfor %}",
)
template(
    LIMIT,
    "{% set ns = namespace(s=[1]) %}"
    "{% for i in range(99) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
)
for nesting in (
    "[ns.s, ns.s]",
    "(ns.s, ns.s)",
    "{'a': ns.s, 'b': ns.s}",
    "['', '']|map('default', ns.s, true)|list",
):
    template(
        REFUSED,
        "{% set ns = namespace(s=[1]) %}{% for i in range(99) %}{% set ns.s = "
        + nesting
        + " %}{% endfor %}{{ ns.s == ns.s }}",
    )
template(
    LIMIT,
    "{% for i in range(9999) %}{% for j in range(9) %}"
    + "long text " * 200
    + "{% endfor %}{% endfor %}",
)
template(
    LIMIT,
    "{% set s %}{% for i in range(9000) %}twenty characters ok{% endfor %}{% endset %}"
    "{% for i in range(9999) %}{% if s|string == s %}{% endif %}{% endfor %}",
)
template(LIMIT, "{{ " + "(" * 900 + "1" + ")" * 900 + " }}")
template(LIMIT, "{{ " + "not " * 490 + "x }}")
template(SYNTAX, "{{ " + "9" * 5000 + " }}")
template(SYNTAX, "{% for a in rows %}" * 30 + "{% endfor %}" * 30)
template(LIMIT, "{% if x %}" * 900 + "{% endif %}" * 900)
# Regular expressions of docxtpl.
template(SYNTAX, "{{ " * 2000)
template(SYNTAX, "{% colspan" + " " * 20000 + "x")
template(SYNTAX, "{% colspan" + " " * 5000 + "%}")
template(SYNTAX, "{% vm %}")
template(SYNTAX, "{% colspan" + " " * 15 + "x" * 500 + " " * 15 + "%}")
template(TOO_LARGE, *["{%tr x %}" * 40] * 200)


def cell(xml: str, before: str = "") -> Callable[[], bytes]:
    """Return what makes a .docx with a table of one cell, which holds this XML."""
    table = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr></w:tcPr>"
        f"{xml}</w:tc></w:tr></w:tbl><w:sectPr"
    )
    return lambda: edit_part(
        docx_of(before),
        "word/document.xml",
        lambda document: document.replace("<w:sectPr", table, 1),
    )


RUNS = "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 3000
TAGGED = "<w:p><w:r><w:t>{% vm %}</w:t></w:r></w:p>"
TAGGED_ROW = "<w:p><w:r><w:t>{%tr x %}</w:t></w:r></w:p>"
NESTED = f"<w:tbl><w:tr><w:tc><w:tcPr><w:vAlign/></w:tcPr>{RUNS}</w:tc></w:tr></w:tbl>"
file("merge-tag-before-nested-cell", SYNTAX, cell(TAGGED + NESTED + "<w:p/>"))
file("merge-tags-in-one-cell", SYNTAX, cell((TAGGED + RUNS) * 5))
file("merge-tag-outside-text", SYNTAX, cell(RUNS + '<w:p w:x="{% vm %}"/>' + RUNS))
file("markup-cut", XML, cell("<w:p><w:r><w:t>{% endif %}</w:t></w:r></w:p>", "x{% if n == 4 %}"))
file("markup-in-text", NOT_DOCX, cell("<w:p><w:r><w:t>{% hm <w:t>%}</w:t></w:t></w:r></w:p>"))
file(
    "cell-properties-out-of-place",
    NOT_DOCX,
    cell("<w:p/><w:tcPr><w:vAlign/></w:tcPr>" + RUNS + TAGGED),
)
# The costliest sources that pass the check: they end in a syntax error, after some seconds.
file(
    "rows-outside-tables",
    SYNTAX,
    cell("<w:p/></w:tc></w:tr></w:tbl>" + TAGGED_ROW * 350 + RUNS * 3 + "<w:tbl><w:tr><w:tc>"),
)
NUMBERS = "".join(map(str, range(500_000)))
file("one-long-text", SYNTAX, cell(f"<w:p><w:r><w:t>{NUMBERS}{{% x %}}</w:t></w:r></w:p>"))
file(
    "tags-and-characters",
    TOO_LARGE,
    cell("<w:p><w:r><w:t>{%tr x %}</w:t></w:r></w:p>" * 4000 + RUNS * 10),
)
# Files.


def zip_of(members: Mapping[str, bytes]) -> bytes:
    """Return a zip of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_member(name: str, content: bytes = b"x") -> Callable[[], bytes]:
    """Return what makes a .docx with one more member."""
    return lambda: with_parts(docx_of(), {name: content})


def document_of(xml: str) -> Callable[[], bytes]:
    """Return what makes a .docx whose document part is this."""
    return lambda: with_parts(docx_of(), {"word/document.xml": xml.encode()})


def overlapping() -> bytes:
    """Return a zip in which two members share their bytes."""
    data = bytearray(zip_of({"[Content_Types].xml": b"<x/>" * 100, "b.xml": b"<y/>" * 100}))
    second = data.rindex(b"PK\x01\x02")
    first = data.index(b"PK\x01\x02")
    header = data[first : first + 46]
    header[28:30] = struct.pack("<H", 5)
    data[second : second + 46] = header
    return bytes(data)


def declared_smaller() -> bytes:
    """Return a zip whose directory says that a bomb is small."""
    bomb = b"\0" * 50_000_000
    data = bytearray(zip_of({"[Content_Types].xml": b"<x/>", "bomb.xml": bomb}))
    position = data.rindex(b"PK\x01\x02") + 24
    data[position : position + 4] = struct.pack("<L", 1000)
    return bytes(data)


def encrypted() -> bytes:
    """Return a zip with a member marked as encrypted."""
    data = bytearray(docx_of())
    position = data.index(b"PK\x01\x02") + 8
    data[position : position + 2] = struct.pack("<H", 1)
    return bytes(data)


def twice() -> bytes:
    """Return a .docx with a name that differs in case only."""
    return with_parts(docx_of(), {"WORD/document.xml": b"<x/>"})


def related(kind: str, target: str, mode: str = "External") -> Callable[[], bytes]:
    """Return what makes a .docx with one more relationship."""
    uri = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    rel = f'<Relationship Id="rId77" Type="{uri}" Target="{target}" TargetMode="{mode}"/>'
    return lambda: edit_part(
        docx_of(),
        "word/_rels/document.xml.rels",
        lambda rels: rels.replace("</Relationships>", rel + "</Relationships>"),
    )


def field_of(*instructions: str) -> Callable[[], bytes]:
    """Return what makes a .docx with a field; its instruction is spread over runs."""
    runs = "".join(f"<w:r><w:instrText>{text}</w:instrText></w:r>" for text in instructions)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return cell(f"<w:p>{begin}{runs}{end}</w:p>")


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
file("not-a-zip", NOT_DOCX, lambda: b"Dear secretary, this is a text file.")
file("empty", NOT_DOCX, lambda: b"")
file("cut-off", NOT_DOCX, lambda: docx_of()[:-200])
file("other-zip", NOT_DOCX, lambda: zip_of({"a.txt": b"x"}))
file("old-doc", NOT_DOCX, lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
file(
    "spreadsheet",
    NOT_DOCX,
    lambda: edit_part(
        docx_of(),
        "[Content_Types].xml",
        lambda t: t.replace("wordprocessingml.document.main", "spreadsheetml.sheet.main"),
    ),
)
file("no-document", NOT_DOCX, lambda: with_parts(docx_of(), {"word/document.xml": None}))
file("no-relationships", NOT_DOCX, lambda: with_parts(docx_of(), {"_rels/.rels": None}))
file("encrypted", NOT_DOCX, encrypted)
file("overlapping", NOT_DOCX, overlapping)
file("declared-smaller", NOT_DOCX, declared_smaller)
file("same-name-twice", NOT_DOCX, twice)
file("absolute-name", NOT_DOCX, with_member("/etc/passwd"))
file("climbing-name", NOT_DOCX, with_member("word/../../x.xml"))
file("backslash-name", NOT_DOCX, with_member("word\\document.xml"))
file("broken-xml", NOT_DOCX, document_of("<w:document"))
file("no-body", NOT_DOCX, document_of(f'<w:document xmlns:w="{W}"/>'))
file("deep-xml", NOT_DOCX, document_of("<a>" * 50_000 + "</a>" * 50_000))
file(
    "billion-laughs",
    NOT_DOCX,
    document_of('<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'),
)
file(
    "external-entity",
    NOT_DOCX,
    document_of('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
)
file(
    "hidden-encoding",
    NOT_DOCX,
    document_of('<?xml version="1.0" encoding="UTF-7"?><w:document/>'),
)
file(
    "utf-16",
    NOT_DOCX,
    lambda: with_parts(docx_of(), {"word/document.xml": "<x/>".encode("utf-16")}),
)
file("bomb", TOO_LARGE, with_member("word/media/a.xml", b" " * 30_000_000))
file("large-part", TOO_LARGE, with_member("word/media/a.xml", b"ab" * 17_000_000))
file("many-parts", TOO_LARGE, lambda: zip_of({f"a{n}.xml": b"" for n in range(1001)}))
file("macros", ACTIVE, with_member("word/vbaProject.bin"))
file("controls", ACTIVE, with_member("word/activeX/activeX1.xml", b"<x/>"))
file("external-picture", ACTIVE, related("image", "http://example.org/spy.png"))
file("external-frame", ACTIVE, related("frame", "file:///etc/passwd"))
file("foreign-chunk", ACTIVE, related("aFChunk", "styles.xml", "Internal"))
file("field-dde", ACTIVE, field_of("DDE", "AUTO c:\\windows\\system32\\cmd.exe"))
file("field-include", ACTIVE, field_of(" INCLUDETEXT ", '"/etc/passwd"'))
file("field-picture", ACTIVE, field_of(' IncludePicture "http://example.org/x.png"'))
file("field-made-by-tag", ACTIVE, field_of("{{ x }}"))
