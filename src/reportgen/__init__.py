"""Progress reports of a coordination group, from one file of meeting outcomes.

The stages are modules: outcomes, audience, localise, word; `reportgen.pipeline` puts them together
and `reportgen.cli` is the command line. docs/architecture.md shows the whole.
"""

from importlib.metadata import PackageNotFoundError, version

__all__ = ["__version__"]

try:
    __version__ = version("reportgen")
except PackageNotFoundError:  # run from a folder that was never installed
    __version__ = "0+unknown"
