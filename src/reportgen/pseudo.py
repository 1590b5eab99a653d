"""The pseudo-language: English made strange, so that whatever was not translated stands out.

In goes an English text as written; out comes the same with every letter accented, longer as
translations are, and between brackets that show where it begins and ends. Values, links, Markdown
and figures stay as they are. Plain letters on a page are then words that no translator was offered,
and a missing bracket is a text that was cut off.

Computed values (dates, names, citations) come from rules and tables that each language has of its
own, not from catalogs: they stay English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportgen.catalogs.lookup import Catalog, Catalogs, Translation
from reportgen.languages import PSEUDO_LANGUAGE

LENGTHENING = 0.4
"""How much longer a text gets; French, Spanish and Russian reach it in short texts."""

# Characters that every stand-in font has, in both cases: a letter may be set in capitals.
OPENING, CLOSING = "‹", "›"
_PLAIN = "abcdefghijklmnopqrstuvwxyz"
_ACCENTED = "áḃçđéƒĝĥîĵķļḿñôþɋŕšţûṽŵẋýž"
_LETTERS = dict(zip(_PLAIN + _PLAIN.upper(), _ACCENTED + _ACCENTED.upper(), strict=True))
_VOWELS = frozenset("aeiouAEIOU")
# Expressions, targets of links, escaped characters, addresses, and words with a figure (symbols).
_KEPT = re.compile(
    r"\{\{.*?\}\}"
    r"|\]\((?:[^()\s]|\([^()\s]*\))*\)"
    r"|\\."
    r"|(?:https?://|mailto:|www\.)[^\s)\]]+"
    r"|[\w.+-]+@[\w.-]+\w"
    r"|[\w/.-]*\d[\w/.-]*",
    re.DOTALL,
)


def pseudo_text(source: str) -> str:
    """Return an English text in the pseudo-language; nothing for nothing."""
    if not source.strip():
        return source
    parts = []
    done = 0
    due = 0.0
    for kept in _KEPT.finditer(source):
        longer, due = _lengthened(source[done : kept.start()], due)
        parts += [longer, kept[0]]
        done = kept.end()
    parts.append(_lengthened(source[done:], due)[0])
    return f"{OPENING}{''.join(parts)}{CLOSING}"


def _lengthened(words: str, due: float) -> tuple[str, float]:
    """Return words with accents, letters repeated until they are long enough, and what is due yet.

    Vowels are repeated, so that a word stays one that can be said; other letters only where a word
    has too few of them.
    """
    found = []
    for place, letter in enumerate(words):
        accented = _LETTERS.get(letter)
        if accented is None:
            found.append(letter)
            continue
        due += LENGTHENING
        is_last = words[place + 1 : place + 2] not in _LETTERS
        count = int(due) if letter in _VOWELS or is_last else 0
        due -= count
        found.append(accented * (1 + count))
    return "".join(found), due


@dataclass(frozen=True, slots=True)
class PseudoCatalogs(Catalogs):
    """Catalogs that have every text in the pseudo-language, without a file."""

    def translate(
        self,
        context: str,  # noqa: ARG002 - every text is translated, wherever it stands
        source: str,
        *,
        meeting: str = "",  # noqa: ARG002
        plural: str = "",
        count: int = 1,
    ) -> Translation:
        """Return a text in the pseudo-language; `plural` by the number, as in English."""
        text = plural if plural and count != 1 else source
        return Translation(pseudo_text(text), "translated")


def pseudo_catalogs() -> PseudoCatalogs:
    """Return the catalogs of the pseudo-language."""
    return PseudoCatalogs(PSEUDO_LANGUAGE.key, Catalog(""), {})
