"""A second look at a template, through docxtpl's own patching."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from reportgen.errors import InputError
from reportgen.opc.package import Package
from reportgen.word.budget import RefusedError
from reportgen.word.fields import OFFERED
from reportgen.word.inspection.findings import Findings
from reportgen.word.inspection.parts import TemplatePart
from reportgen.word.patching import StorySource, check_source
from reportgen.word.sandbox import TemplateEnvironment

_BUILT_IN: Final = frozenset({"loop", "caller", "range", "namespace"})


def check_as_docxtpl(package: Package, parts: Sequence[TemplatePart], findings: Findings) -> None:
    """Report what the renderer's Jinja makes of the parts once docxtpl has patched them.

    A net behind the checks that know places: it sees what tags become together.
    """
    environment = TemplateEnvironment()
    for part in parts:
        text = etree.tostring(part.root, encoding="unicode")
        if not part.is_filled or ("{{" not in text and "{%" not in text):
            continue
        try:
            check_source(StorySource(part.name, "story", text), package, part.title)
            tree = environment.parse(DocxTemplate(None).patch_xml(text))
        except InputError as error:
            findings.problems += error.problems
        except RecursionError:
            findings.add("too-large", part.title, "the tags of the part are nested too deeply")
        except RefusedError as error:
            findings.add("refused", part.title, str(error.message))
        except TemplateSyntaxError as error:
            findings.add("syntax", part.title, f"the part does not hold together: {error.message}")
        else:
            _check_names(tree, part, findings)


def _check_names(tree: nodes.Template, part: TemplatePart, findings: Findings) -> None:
    """Report names that neither the Document nor the template itself gives."""
    names = list(tree.find_all(nodes.Name))
    given = {name.name for name in names if name.ctx != "load"}
    given |= {macro.name for macro in tree.find_all(nodes.Macro)}
    given |= {member.name for member in OFFERED.members} | _BUILT_IN
    for unknown in sorted({name.name for name in names} - given):
        findings.add("unknown-field", part.title, f'unknown field "{unknown}"')
