"""What may stand between `{{` and `}}` in a text: the listed functions and names.

Data, and the checks that follow from it: which arguments a function takes, which forms it knows,
and which entries of the organisation's and the meeting's data an expression refers to. The values
themselves are found by `reportgen.localise`; docs/outcomes.md prints these tables.
"""

from __future__ import annotations

from reportgen.expressions.arguments import Reference, paired_arguments, references
from reportgen.expressions.cases import CASES_OF, check_inflection
from reportgen.expressions.checks import check_expression
from reportgen.expressions.table import CASES, FUNCTIONS, NAMES, Function, Parameter

__all__ = [
    "CASES",
    "CASES_OF",
    "FUNCTIONS",
    "NAMES",
    "Function",
    "Parameter",
    "Reference",
    "check_expression",
    "check_inflection",
    "paired_arguments",
    "references",
]
