"""Terms, and where they stand in texts.

A form is words with single spaces; `*` at the end of a word stands for any ending
(`commission* d'études`). English forms are found in their regular plural too. Chinese has no spaces
and Arabic joins articles and prepositions to a word: there a form is found inside words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import NamedTuple

from reportgen.languages import SOURCE_LANGUAGE
from reportgen.records import dataclass

ANY_ENDING = "*"
SEPARATOR = "|"

_Parts = tuple[str, ...]

_EXPRESSION = re.compile(r"\{\{.*?\}\}|https?://\S+|(?<=\]\()[^)\s]*", re.DOTALL)
# A word may have hyphens and slashes inside: TSAG-TD239 is not TSAG. Signs part words.
_WORD = re.compile(r"\w+(?:['/.-]\w+)*|[^\w\s]")
_INSIDE_WORDS = frozenset({"zh", "ar"})
# Vowel signs and the stretching of letters, which Arabic may write or leave out.
_UNWRITTEN = re.compile("[\u064b-\u0652\u0670\u0640]")
_ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class Term:
    """One term: by language a line of its forms, of which the first is how it is printed.

    `inferred` are the languages in which it was not seen in print. A term that is not `checked` is
    in the glossary only: its English word is used in too many ways.
    """

    key: str
    lines: Mapping[str, str] = field(hash=False)
    inferred: tuple[str, ...] = ()
    is_checked: bool = True
    note: str = ""

    def forms(self, language: str) -> tuple[str, ...]:
        """Return the forms of the term in a language, none where it is not known."""
        forms = self.lines.get(language, "").split(SEPARATOR)
        return tuple(" ".join(form.split()) for form in forms if form.strip())

    def printed(self, language: str) -> str:
        """Return the term as it is printed in a language, without marks; nothing if unknown."""
        return next(iter(self.forms(language)), "").replace(ANY_ENDING, "")


@dataclass(frozen=True)
class Terminology:
    """The terms by key."""

    terms: Mapping[str, Term]
    _found: dict[str, tuple[Term, ...]] = field(default_factory=dict, repr=False, compare=False)
    _parts: dict[tuple[str, str], tuple[_Parts, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def _index(self) -> Mapping[str, list[_Phrase]]:
        """English phrases by their first word, the longest first."""
        found: dict[str, list[_Phrase]] = {}
        for term in self.terms.values():
            if term.is_checked:
                for form in term.forms(SOURCE_LANGUAGE.key):
                    for phrase in _phrases(form, term):
                        found.setdefault(phrase.folded[0], []).append(phrase)
        for phrases in found.values():
            phrases.sort(key=_length, reverse=True)
        return found

    def terms_in(self, source: str) -> tuple[Term, ...]:
        """Return the checked terms that an English text has, each once; references do not count.

        Of two terms at one place the longer counts: a Sector Member is no Sector.
        """
        known = self._found.get(source)
        if known is None:
            known = self._found[source] = tuple(dict.fromkeys(self._terms_in(source)))
        return known

    def _terms_in(self, source: str) -> Iterator[Term]:
        words = _WORD.findall(_EXPRESSION.sub("\ufffc", _plain(source)))
        folded = [word.casefold() for word in words]
        place = 0
        while place < len(words):
            for phrase in self._index.get(folded[place], ()):
                if phrase.stands_at(place, words, folded):
                    yield phrase.term
                    place += len(phrase.words) - 1
                    break
            place += 1

    def holds(self, text: str, term: Term, language: str) -> bool:
        """Whether a text, made comparable, has one of a term's forms; true where none is known."""
        forms = self._parts.get((term.key, language))
        if forms is None:
            forms = tuple(_parts(form, language) for form in term.forms(language))
            self._parts[term.key, language] = forms
        is_inside = language in _INSIDE_WORDS
        return not forms or any(_stands_in(text, parts, is_inside) for parts in forms)


def _parts(form: str, language: str) -> _Parts:
    """Return a form as the parts between its open endings; the last is "" for an open end."""
    words = comparable(form, language)
    if words.startswith(_ARTICLE):
        words = words[1:]  # after the preposition li the article loses its first letter
    return tuple(words.split(ANY_ENDING))


def comparable(text: str, language: str) -> str:
    """Return a text as forms are looked for in it: without case, vowel signs and references."""
    if "{{" in text or "://" in text:
        text = _EXPRESSION.sub("\ufffc", text)
    text = _plain(text).casefold()
    return _UNWRITTEN.sub("", text) if language == "ar" else text


def _plain(text: str) -> str:
    """Return a text with one kind of space, apostrophe and hyphen."""
    if text.isascii():
        return text
    text = text.replace("\u00a0", " ").replace("\u202f", " ")
    return text.replace("\u2019", "'").replace("\u2011", "-")


def _stands_in(text: str, parts: _Parts, is_inside: bool) -> bool:
    """Whether the parts of a form stand in a text, only letters between them."""
    start = text.find(parts[0])
    while start >= 0:
        end = _end(text, start + len(parts[0]), parts[1:])
        if end >= 0 and (is_inside or _is_whole(text, start, end, is_open=not parts[-1])):
            return True
        start = text.find(parts[0], start + 1)
    return False


def _end(text: str, end: int, parts: _Parts) -> int:
    """Return where the rest of a form ends that begins at `end`, -1 if it does not go on so."""
    for part in parts:
        following = text.find(part, end)
        if following < 0 or (following > end and not text[end:following].isalpha()):
            return -1
        end = following + len(part)
    return end


def _is_whole(text: str, start: int, end: int, *, is_open: bool) -> bool:
    """Whether what stands there are words, not parts of longer ones."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not before.isalnum() and (is_open or not after.isalnum())


class _Phrase(NamedTuple):
    """An English form as words; if it has a capital, its case counts: Question, not question."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    is_exact: bool
    term: Term

    def stands_at(self, place: int, words: list[str], folded: list[str]) -> bool:
        """Whether the phrase stands at this place of a text."""
        end = place + len(self.words)
        if tuple(folded[place:end]) != self.folded:
            return False
        return not self.is_exact or _has_its_case(words[place:end], self.words)


def _length(phrase: _Phrase) -> int:
    return len(phrase.words)


def _has_its_case(given: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether the words have the capitals that are wanted, or only capitals."""
    return all(a == b or a.isupper() for a, b in zip(given, wanted, strict=True))


def _phrases(form: str, term: Term) -> Iterator[_Phrase]:
    """Yield the singular and the regular plural of an English form."""
    words = tuple(_WORD.findall(_plain(form).replace(ANY_ENDING, "")))
    if not words:
        return
    folded = tuple(word.casefold() for word in words)
    is_exact = folded != words
    yield _Phrase(words, folded, is_exact, term)
    yield _Phrase(
        (*words[:-1], _plural(words[-1])), (*folded[:-1], _plural(folded[-1])), is_exact, term
    )


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return word if word.endswith("s") else f"{word}s"
