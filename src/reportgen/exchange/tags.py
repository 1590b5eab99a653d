"""Languages as files name them: `fr`, `fr-FR`, `zh_Hans_CN`."""

from __future__ import annotations

import re

from reportgen.languages import LANGUAGE_KEYS, SOURCE_LANGUAGE, Language, language

_TARGETS = frozenset(LANGUAGE_KEYS) - {SOURCE_LANGUAGE.key}


def target_language(tag: str) -> Language | None:
    """Return the language that a tag means; None for one that nothing is translated into."""
    key = re.split("[-_@.]", tag.strip())[0].casefold()
    return language(key) if key in _TARGETS else None
