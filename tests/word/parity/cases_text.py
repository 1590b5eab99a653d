"""Fields, conditions, loops, the spelling of tags and what Word writes around them."""

from __future__ import annotations

from docx.document import Document as DocumentObject
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docxtpl import RichTextParagraph
from jinja2 import Environment
from jinja2.sandbox import SandboxedEnvironment

from tests.word.engine.support import docx_of, edit_part
from tests.word.parity.makers import PLAIN, Case, add, escaping, runs, strict, table

CASES: list[Case] = []

# Fields, conditions and loops.
add(CASES, "field", docx_of("Dear {{ name }}, {{ deep.er.x }} {{ deep['er']['x'] }}"), PLAIN)
add(CASES, "field-undefined", docx_of("Dear {{ nobody }}{{ name.nothing }}!"), PLAIN)
add(CASES, "field-strict", docx_of("Dear {{ name }}{{ other|default('-') }}"), PLAIN, strict)
add(CASES, "escaped-data", docx_of("{{ rows[1].a }} {{ rows[1].a|e }}"), PLAIN, escaping)
add(CASES, "broken-data", docx_of("{{ rows[1].a }} and more", "next"), PLAIN)
add(CASES, "safe", docx_of("{{ x|safe }}"), {"x": "</w:t><w:br/><w:t>"}, escaping)
add(
    CASES,
    "paragraph-loop",
    docx_of("{%p for r in rows %}", "{{ r.a }}: {{ r.b }}", "{%p endfor %}"),
    PLAIN,
    escaping,
)
add(
    CASES,
    "nested-loops",
    docx_of(
        "{%p for r in rows %}",
        "{{ loop.index }}",
        "{%p for i in range(r.b) %}",
        "{{ loop.index }}/{{ loop.length }}{% if not loop.last %},{% endif %}",
        "{%p endfor %}",
        "{%p else %}",
        "none",
        "{%p endfor %}",
    ),
    PLAIN,
)
add(
    CASES,
    "paragraph-condition",
    docx_of(
        "{%p if yes %}",
        "shown",
        "{%p else %}",
        "hidden",
        "{%p endif %}",
        "{%p if no %}",
        "hidden",
        "{%p endif %}",
    ),
    PLAIN,
)
add(
    CASES,
    "inline-condition",
    docx_of("a {% if yes %}b{% elif no %}c{% else %}d{% endif %} e"),
    PLAIN,
)
add(
    CASES,
    "paragraph-field",
    docx_of("before", "{{p x }}", "after"),
    lambda _: {"x": RichTextParagraph("p", parastyle="Quote")},
)
add(
    CASES,
    "run-tag",
    docx_of("a", build=runs("a ", "{%r if yes %}", " b ", "{%r endif %}", " c")),
    PLAIN,
)
add(
    CASES,
    "recursive-loop",
    docx_of("{% for t in tree recursive %}{{ t.n }}({{ loop(t.kids) }}){% endfor %}"),
    {"tree": [{"n": 1, "kids": [{"n": 2, "kids": []}]}]},
)
# Spelling of tags.
add(
    CASES,
    "split-runs",
    docx_of(
        build=runs("a {", "{ na", "me }", "} b ", "{% i", "f yes %}", "c{", "% endif %", "} d")
    ),
    PLAIN,
)
add(
    CASES,
    "smart-quotes",
    docx_of("{{ “x”|upper }}{% if name == ‘Ann’ %}yes{% endif %}{{ d[’k’] }}"),
    {"name": "Ann", "d": {"k": "v"}},
)
add(
    CASES,
    "comparison-signs",
    docx_of("{% if n > 2 and n < 4 %}three{% endif %}{{ n >= 3 }}"),
    PLAIN,
)
add(
    CASES,
    "comments",
    docx_of(
        "a{# not shown #}b",
        "{#p a paragraph #}",
        "c",
        build=table(("{#tr x #}", "y"), ("{#tc x #}", "z")),
    ),
    PLAIN,
)
add(
    CASES,
    "dashes",
    docx_of(
        "first",
        "{%- if yes %}",
        "second",
        "{% endif -%}",
        "third",
        "a {%- if no -%} b {%- endif -%} c",
    ),
    PLAIN,
)
add(CASES, "escaped-braces", docx_of("{_{ name }_} {_% if %_} {{ '{_{' }}"), PLAIN)
add(CASES, "raw", docx_of("{% raw %}{{ name }}{% endraw %} {{ '{{' }}"), PLAIN)
add(CASES, "spaces-kept", docx_of("  {{ name }}  x {{ name }}", "no field  "), PLAIN)
add(
    CASES,
    "whitespace-control",
    docx_of("a  {{- name -}}  b", "{% for r in rows %} {{ r.b }} {% endfor %}"),
    PLAIN,
    lambda: Environment(trim_blocks=True, lstrip_blocks=True),
)
# Jinja's own constructs.
add(
    CASES,
    "set-and-with",
    docx_of(
        "{% set x = n * 2 %}{{ x }}{% with y = x + 1 %}{{ y }}{% endwith %}",
        "{% set t %}<{{ n }}>{% endset %}{{ t|length }}",
    ),
    PLAIN,
    escaping,
)
add(
    CASES,
    "macro",
    docx_of(
        "{% macro cell(v, w='-') %}[{{ v }}{{ w }}]{% endmacro %}",
        "{{ cell(n) }}{{ cell(name, w='+') }}",
        "{%p macro para(v) %}",
        "para {{ v }}",
        "{%p endmacro %}",
        "{{p para(1) }}",
        "{% macro lines() %}x",
        "y{% endmacro %}{{ lines()|length }}",
        "{% filter upper %}abc{% endfilter %}",
        "{% macro box() %}[{{ caller() }}]{% endmacro %}{% call box() %}x{% endcall %}",
    ),
    PLAIN,
)
add(
    CASES,
    "namespace",
    docx_of(
        "{% set ns = namespace(n=0) %}"
        "{% for r in rows %}{% set ns.n = ns.n + r.b %}{% endfor %}{{ ns.n }}"
    ),
    PLAIN,
)
add(
    CASES,
    "filters",
    docx_of(
        "{{ rows|map(attribute='b')|sum }} {{ name|upper|center(9) }}"
        " {{ rows|groupby('b')|length }}"
    ),
    PLAIN,
)


def shouting() -> Environment:
    """Return an environment with a filter, a test and a global of its own."""
    environment = Environment(autoescape=True, trim_blocks=True)
    environment.filters["shout"] = lambda text: f"{text}!"
    environment.tests["three"] = lambda value: value == 3
    environment.globals["answer"] = lambda: 42
    return environment


add(
    CASES,
    "custom-filters",
    docx_of("{{ name|shout }}{% if n is three %}3{% endif %}{{ answer() }}"),
    PLAIN,
    shouting,
)
add(
    CASES,
    "sandboxed",
    docx_of("{{ name }}{{ n + 1 }}{{ rows[0].a.upper() }}"),
    PLAIN,
    SandboxedEnvironment,
)
add(
    CASES,
    "line-statements",
    docx_of("# not one", "{{ name }}", "x\n# if yes\ny\n# endif\nz"),
    PLAIN,
    lambda: Environment(line_statement_prefix="#"),
)
# What Word writes around the text.


def word_markup() -> bytes:
    """Return a template with fields in links, content controls and attributes."""

    def build(document: DocumentObject) -> None:
        document.add_paragraph()._p.append(
            parse_xml(
                f'<w:hyperlink {nsdecls("w")} w:anchor="{{{{ name }}}}">'
                "<w:r><w:t>{{ name }}</w:t></w:r></w:hyperlink>"
            )
        )
        document.element.body.insert(
            0,
            parse_xml(
                f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>'
                "<w:p><w:r><w:t>{{ n }}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            ),
        )
        paragraph = document.add_paragraph("with a break ")
        paragraph.add_run().add_break()
        paragraph.add_run("{{ name }}").font.highlight_color = WD_COLOR_INDEX.YELLOW
        proof = OxmlElement("w:proofErr")
        proof.set(qn("w:type"), "spellStart")
        paragraph._p.insert(1, proof)

    return docx_of("{{ name }}", build=build)


add(CASES, "word-markup", word_markup, PLAIN)
add(
    CASES,
    "pretty-printed",
    lambda: edit_part(
        docx_of("{{ name }}", "{%p if yes %}", "x", "{%p endif %}"),
        "word/document.xml",
        lambda xml: xml.replace("<w:p>", "\n  <w:p>\n").replace("</w:p>", "\n</w:p>\n"),
    ),
    PLAIN,
)
add(
    CASES,
    "table-styles",
    docx_of(
        build=table(
            ("{%tr for r in rows %}", ""),
            ("{{ r.a }}", "{{ r.b }}"),
            ("{%tr endfor %}", ""),
            style="Table Grid",
        )
    ),
    PLAIN,
    escaping,
)
add(CASES, "cut-runs", docx_of("{% for r in rows %}{{ r.b }}", "middle", "{% endfor %}end"), PLAIN)
add(
    CASES,
    "broken-result",
    docx_of("{%p if yes %}", "{{ x }}", "{%p endif %}"),
    {"yes": 1, "x": "</w:p><w:q>"},
)
