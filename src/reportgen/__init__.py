"""Progress reports of a coordination group, from one file of meeting outcomes.

The stages are modules: outcomes, audience, localise, word; `reportgen.pipeline` puts them together
and `reportgen.cli` is the command line. docs/architecture.md shows the whole.
"""

__all__ = ["__version__"]

__version__ = "0.1.0"
