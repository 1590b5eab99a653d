"""The lines a secretary adds to `reports/organisation/` for a fact that is missing."""

from __future__ import annotations

from reportgen.languages import LANGUAGE_KEYS

_TEXTS = "".join(f"  {language}: …\n" for language in LANGUAGE_KEYS)

_ENTRIES: dict[str, str] = {
    "bodies": (
        "  kind: outside\n"
        "  en: {{name: …, acronym: {key}}}\n"
        "  fr: {{name: …, acronym: …, article: le, gender: m}}\n"
        "  es: {{name: …, acronym: …, article: el}}\n"
        "  ru: {{name: …, acronym: …, gen: …, dat: …, acc: …, ins: …, loc: …}}\n"
        "  zh: {{name: …, acronym: {key}}}\n"
        "  ar: {{name: …, acronym: {key}}}\n"
    ),
    "resolutions": "  revisions:\n    2022: {{place: …}}\n",
    "places": f"  country: …\n{_TEXTS}",
    "countries": _TEXTS,
    "themes": _TEXTS,
    "terms": _TEXTS,
    "offices": _TEXTS,
    "languages": _TEXTS,
    "links": f"  url: https://…\n{_TEXTS}",
    "titles": "".join(f'  {language}: "… {{{{name}}}}"\n' for language in LANGUAGE_KEYS),
    "currencies": "".join(
        f'  {language}: {{{{amount: "{{{{n}}}} …"}}}}\n' for language in LANGUAGE_KEYS
    ),
    "symbols": "  patterns:\n    - '{key}/{{number}}[-{{letter}}]'\n",
    "study_periods": "  periods:\n    2026: {{last: 2029, begins: 2026-01-01}}\n",
}


def missing_snippet(kind: str, key: str) -> str:
    """Return the lines that add an entry, headed by the file they belong in.

    `…` stands where words are wanted. A resolution's key is body and number (`PP-191`); a space
    between them will do. Raises KeyError for an unknown kind.
    """
    key = key.replace(" ", "-") if kind == "resolutions" else key
    return f"# reports/organisation/{kind}.yaml\n{key}:\n{_ENTRIES[kind].format(key=key)}"


def form_snippet(kind: str, key: str, cell: str) -> str:
    """Return the lines that add a form of a name to an entry that is there: `ru.gen` of `TDAG`."""
    *outer, last = cell.split(".")
    lines = [f"# reports/organisation/{kind}.yaml", f"{key}:"]
    lines += [f"{'  ' * depth}{name}:" for depth, name in enumerate(outer, start=1)]
    return "\n".join([*lines, f"{'  ' * (len(outer) + 1)}{last}: …", ""])
