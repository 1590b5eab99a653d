"""A template said to be sound renders well-formed XML whatever the data; others are parsed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.exceptions import TemplateSyntaxError
from lxml import etree

from reportgen.word.render import WordTemplate
from reportgen.word.sandbox import TemplateEnvironment
from reportgen.word.soundness import is_sound
from tests.word.finish.support import TEMPLATE_NAMES, template_bytes

ENVIRONMENT = TemplateEnvironment()
BODY = '<w:body xmlns:w="w">%s</w:body>'
TEXT = "<w:p><w:r><w:t>%s</w:t></w:r></w:p>"
TAGS = (
    ("{% if yes %}", "{% endif %}"),
    ("{% if yes %}a{% else %}", "{% endif %}"),
    ("{% for y in some %}", "{% endfor %}"),
    ("{% for y in nothing %}", "{% endfor %}"),
    ("{{ words }}", ""),
)

SOUND = {
    "values": TEXT % "{{ x }}, {{ x.y|upper }}",
    "a value in an attribute": '<w:p w:a="b{{ x }}"/>',
    "a loop over paragraphs": "{% for x in y %}" + TEXT % "{{ x }}" + "{% endfor %}",
    "a condition in a text": TEXT % "a{% if x %}b{% elif y %}c{% else %}d{% endif %}",
    "a condition across runs": TEXT % "{% if x %}a</w:t></w:r><w:r><w:t>b{% endif %}",
    "a loop across paragraphs": "<w:p>{% for x in y %}a</w:p><w:p>{% endfor %}</w:p>",
    "a setting": "{% set x = 1 %}" + TEXT % "{{ x }}",
}
UNSOUND = {
    "a loop that closes what it does not open": "<w:p>{% for x in y %}</w:p>{% endfor %}",
    "a loop that opens more than it closes": (
        "{% for x in y %}<w:p>{% endfor %}{% for x in y %}</w:p>{% endfor %}"
    ),
    "a branch that opens another element": "<w:p>{% if x %}</w:p><w:r>{% endif %}</w:p>",
    "a condition inside a start tag": '<w:p {% if x %}w:a="b"{% endif %}/>',
    "a setting inside a start tag": '<w:p {% set x = 1 %}w:a="b"/>',
    "a value as the name of an attribute": '<w:p {{ x }}="b"/>',
    "a way out of the body": "{% if x %}</w:body><w:body>{% endif %}",
    "a value behind the body": "</w:body>{{ x }}<w:body>",
    "a macro": "{% macro m() %}<w:p/>{% endmacro %}{{ m() }}",
    "a captured block": '{% set x %}<w:p/>{% endset %}<w:p w:a="{{ x }}"/>',
    "a recursive loop": "{% for x in y recursive %}<w:p/>{{ loop(x.y) }}{% endfor %}",
    "an escaped value, which may be cut": TEXT % "{{ x|e|truncate(3) }}",
    "a filter by its name": TEXT % "{{ x|map('e')|join|upper }}",
    "an undone escape": '<w:p w:a="{% raw %}>{% endraw %}"/>',
    "a comment": "<!-- {{ x }} -->",
    "a section for raw text": TEXT % "<![CDATA[{{ x }}]]>",
    "half an entity": TEXT % "&{{ x }};",
    "a namespace lost on the way": (
        '<w:p xmlns:b="b">{% if x %}</w:p><w:p>{% endif %}<b:c/></w:p>'
    ),
}


def _is_sound(content: str) -> bool:
    return is_sound(ENVIRONMENT.parse(BODY % content))


@pytest.mark.parametrize("name", SOUND)
def test_what_templates_usually_do_is_sound(name: str) -> None:
    """What can stand at its place once, closed again, is not parsed for every document."""
    assert _is_sound(SOUND[name])


@pytest.mark.parametrize("name", UNSOUND)
def test_what_may_break_markup_is_not_sound(name: str) -> None:
    """What depends on the data, or cannot be told, is parsed for every document."""
    assert not _is_sound(UNSOUND[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_our_templates_are_sound(name: str) -> None:
    """All bodies, headers and footers of our own templates are."""
    compiled, _ = WordTemplate(template_bytes(name), name).for_language("en")
    assert all(story.is_sound for story in compiled.stories)


@given(st.data())
def test_a_sound_template_renders_well_formed_xml(data: st.DataObject) -> None:
    """Wherever tags stand in a body, if it is sound, nothing that it renders is broken."""
    pieces = ["<w:p>", "<w:r>", "<w:t>", "a", "</w:t>", "</w:r>", '<w:r w:a="', '"/>', "</w:p>"] * 2
    for start, end in data.draw(st.lists(st.sampled_from(TAGS), min_size=1, max_size=3)):
        first = data.draw(st.integers(0, len(pieces)))
        last = data.draw(st.integers(first, len(pieces)))
        pieces[last:last] = [end]
        pieces[first:first] = [start]
    source = BODY % "".join(pieces)
    try:
        sound = is_sound(ENVIRONMENT.parse(source))
    except TemplateSyntaxError:
        return
    if not sound:
        return
    words = data.draw(st.text(st.sampled_from("a<>&\"'{}%")))
    template = ENVIRONMENT.from_string(source)
    for yes in (False, True):
        rendered = template.render(yes=yes, some=[1, 2], nothing=[], words=words)
        assert etree.fromstring(rendered).tag == "{w}body"
