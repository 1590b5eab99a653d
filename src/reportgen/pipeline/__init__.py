"""The stages in order: what the command line calls.

Functions here take plain arguments and give back data or text; they neither print nor read the
clock or the environment.
"""

from __future__ import annotations

from reportgen.doctor import Finding, examine_machine
from reportgen.pipeline.build import BuildOrder, BuildResult, Built, build
from reportgen.pipeline.checks import check_meetings
from reportgen.pipeline.project import Project, find_project
from reportgen.pipeline.register import Action, action_register
from reportgen.pipeline.schemas import file_schema
from reportgen.pipeline.show import document_text, plain_report, report_text
from reportgen.pipeline.start import start_meeting
from reportgen.pipeline.templates import project_templates, template_facts
from reportgen.pipeline.workspace import Workspace
from reportgen.word.inspection import check_template, template_text
from reportgen.yamlfile.dump import dump_yaml as as_yaml

__all__ = [
    "Action",
    "BuildOrder",
    "BuildResult",
    "Built",
    "Finding",
    "Project",
    "Workspace",
    "action_register",
    "as_yaml",
    "build",
    "check_meetings",
    "check_template",
    "document_text",
    "examine_machine",
    "file_schema",
    "find_project",
    "plain_report",
    "project_templates",
    "report_text",
    "start_meeting",
    "template_facts",
    "template_text",
]
