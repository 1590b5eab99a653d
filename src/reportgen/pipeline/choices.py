"""Which of the addressees and languages there are, somebody has asked for."""

from __future__ import annotations

from reportgen.catalogs.places import catalog_languages
from reportgen.errors import UsageError, did_you_mean
from reportgen.languages import LANGUAGE_KEYS, PSEUDO_LANGUAGE, document_language
from reportgen.outcomes import MeetingSource
from reportgen.pipeline.workspace import Workspace


def choose_addressees(
    workspace: Workspace, source: MeetingSource, asked: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the addressees asked for, all of the meeting's where none is.

    Raises UsageError for one that the meeting has no report for.
    """
    known = workspace.addressees(source)
    for addressee in asked:
        if addressee not in known:
            near = did_you_mean(addressee, known) or f"reports go to {', '.join(known)}"
            raise UsageError(f'{source.shown}: there is no report to "{addressee}"; {near}')
    return tuple(dict.fromkeys(asked)) or known


def choose_languages(asked: tuple[str, ...], *, is_final: bool = False) -> tuple[str, ...]:
    """Return the languages asked for, all that have catalogs where none is.

    Raises UsageError for one that is unknown, and for a final in the pseudo-language.
    """
    for key in asked:
        if document_language(key) is PSEUDO_LANGUAGE and is_final:
            raise UsageError(f"{key} is no language that anybody reads: it is never final")
    available = catalog_languages()
    return tuple(dict.fromkeys(asked)) or tuple(k for k in LANGUAGE_KEYS if k in available)
