"""Terms as files: those of the package, and a project's own laid over them.

The package's files are YAML of one shape, a key and below it a line for each language, so that they
can be read without a YAML reader: a check has no time for one. A test reads them both ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from reportgen.errors import Problem, did_you_mean
from reportgen.languages import LANGUAGE_KEYS, SOURCE_LANGUAGE
from reportgen.terminology.terms import ANY_ENDING, SEPARATOR, Term, Terminology

FOLDER = Path(__file__).parent.parent / "data" / "terminology"

_FIELDS = (*LANGUAGE_KEYS, "inferred", "check", "note")
_ENTRY = re.compile(
    r"^([a-z0-9-]+):\n"
    + "".join(rf"  {key}: (.*)\n" for key in LANGUAGE_KEYS)
    + r"(?:  inferred: \[(.*)\]\n)?(?:  check: (false)\n)?(?:  note: (.*)\n)?",
    re.MULTILINE,
)
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LONGEST = 200
_MOST_TERMS = 5_000
# A cell that begins so would be a formula in a spreadsheet.
_FORMULA = tuple("=+-@\t\r")


@cache
def packaged_terms() -> Terminology:
    """Return the terms of the package."""
    terms = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for key, *lines, inferred, unchecked, note in _ENTRY.findall(path.read_text("utf-8")):
            forms = dict(zip(LANGUAGE_KEYS, lines, strict=True))
            languages = tuple(inferred.split(", ")) if inferred else ()
            terms[key] = Term(key, forms, languages, not unchecked, note)
    return Terminology(terms)


# --- a project's own ---------------------------------------------------------------------------


def read_own_terms(path: Path, shown: Path) -> tuple[Terminology, tuple[Problem, ...]]:
    """Return the terms of the package with those of a file laid over them, and its faults.

    A file that is not there is no fault. A term of the same key gets the fields that are given
    anew; a language that is given anew counts as seen in print, unless the entry says otherwise. A
    faulty term is left out.
    """
    base = packaged_terms()
    if not path.exists():
        return base, ()
    from reportgen.yamlfile import load_yaml  # most projects have no file of their own

    file = load_yaml(path, shown)
    problems = [each for each in file.problems if each.code != "yaml-empty"]
    if not file.is_whole or file.data is None:
        return base, tuple(problems)
    terms = dict(base.terms)
    for steps, code, message, hint in _faults(file.data):
        problems.append(file.problem(steps, code, message, hint=hint, key=len(steps) == 1))
    if isinstance(file.data, dict):
        faulty = {steps[0] for steps, *_ in _faults(file.data) if steps}
        for key, fields in file.data.items():
            if key not in faulty:
                terms[key] = _laid_over(terms.get(key), key, fields)
    return Terminology(terms), tuple(problems)


def _laid_over(base: Term | None, key: str, fields: Mapping[str, Any]) -> Term:
    """Return a term of fields that are known to be right, laid over one of the package."""
    base = base or Term(key, {})
    given = {name: _line(fields[name]) for name in LANGUAGE_KEYS if name in fields}
    kept = tuple(name for name in base.inferred if name not in given)
    return Term(
        key,
        {**base.lines, **given},
        tuple(fields.get("inferred", kept)),
        fields.get("check", base.is_checked),
        fields.get("note", base.note),
    )


def _line(given: str | list[str]) -> str:
    return given if isinstance(given, str) else f" {SEPARATOR} ".join(given)


_Fault = tuple[tuple[str | int, ...], str, str, str]
"""Where something is wrong, the code, what is wrong, and what to do."""


def _faults(data: Any) -> Iterator[_Fault]:
    """Yield what is wrong with the content of a file of terms."""
    if not isinstance(data, dict):
        yield (), "bad-value", "the file holds terms by key, not a list or a text", ""
        return
    if len(data) > _MOST_TERMS:
        yield (), "bad-value", f"a file has at most {_MOST_TERMS:,} terms", ""
        return
    known = packaged_terms().terms
    for key, fields in data.items():
        if not _KEY.match(key):
            message = f'"{key}" cannot be a key here: it must be small letters, digits and hyphens'
            yield (key,), "bad-value", message, ""
        elif not isinstance(fields, dict):
            yield (key,), "bad-value", f'"{key}" needs keys and values below it', ""
        elif key not in known and SOURCE_LANGUAGE.key not in fields:
            yield (key,), "missing-key", f'"en" is missing in "{key}"', "add the English term"
        else:
            for name, value in fields.items():
                yield from _field_faults(key, name, value)


def _field_faults(key: str, name: str, value: Any) -> Iterator[_Fault]:
    if name not in _FIELDS:
        hint = did_you_mean(name, _FIELDS) or f"known are {', '.join(_FIELDS)}"
        yield (key, name), "unknown-key", f'unknown key "{name}"', hint
    elif name == "check":
        if not isinstance(value, bool):
            yield (key, name), "bad-value", '"check" must be true or false', ""
    elif name == "note":
        if not isinstance(value, str):
            yield (key, name), "bad-value", '"note" must be a text', "put it in quotes"
    elif not isinstance(value, str | list) or not all(isinstance(each, str) for each in value):
        yield (key, name), "bad-value", f'"{name}" must be a text, or a list of texts', ""
    elif name == "inferred":
        if not isinstance(value, list) or not set(value) <= set(LANGUAGE_KEYS):
            message = '"inferred" is a list of languages'
            yield (key, name), "bad-value", message, f"known are {', '.join(LANGUAGE_KEYS)}"
    else:
        reason = _bad_forms(Term(key, {name: _line(value)}).forms(name))
        if reason:
            yield (key, name), "bad-value", f'"{name}" {reason}', ""


def _bad_forms(forms: tuple[str, ...]) -> str:
    """Return what is wrong with the forms of a term, nothing if they are right."""
    if not forms:
        return "is empty"
    for form in forms:
        if len(form) > _LONGEST:
            return f"has a form of more than {_LONGEST} characters"
        if form.startswith(_FORMULA):
            return f'has a form that begins with "{form[0]}"'
        if not any(part.strip() for part in form.split(ANY_ENDING)) or form[0] == ANY_ENDING:
            return f'has a form that is no word: "{form}"'
    return ""
