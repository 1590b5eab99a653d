"""Pages as they lie in `data/renditions`: `NAME.html` and its style sheets.

Every page carries its look within itself, and a policy that allows this look and nothing else: no
script, no picture, no other file, whatever the words on the page might say.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

_POLICY = "default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
_BLANK = re.compile(r"\{(\w+)\}")


@cache
def page_look(name: str) -> str:
    """Return the style sheet of a page: the house's, then its own."""
    return "\n".join(_text(f"{part}.css").strip() for part in ("house", name))


def fill_page(name: str, words: Mapping[str, str]) -> str:
    """Return a page with markup in its blanks: `{policy}` is filled here, all others by `words`."""
    digest = base64.b64encode(hashlib.sha256(page_look(name).encode()).digest()).decode()
    filled = {"policy": _POLICY.format(digest=digest), **words}
    return _BLANK.sub(lambda found: filled[found[1]], _text(f"{name}.html"))


def _text(name: str) -> str:
    return (resources.files("reportgen") / "data" / "renditions" / name).read_text(encoding="utf-8")
