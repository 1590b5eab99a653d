"""Comments and proposed changes as they stand beside a passage, each with its thread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.languages import document_language
from reportgen.renditions.reviewpage.inline import as_text, written
from reportgen.renditions.reviewpage.view import Answer, Remark, ReviewView

_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?\Z"
)
_TALK = frozenset({"comment", "reply"})


@dataclass(frozen=True, slots=True)
class RemarkWriter:
    """Makes the markup of remarks in the words of a page."""

    view: ReviewView

    def articles(self, remarks: Iterable[Remark]) -> Iterator[str]:
        """Yield each remark of a row."""
        for remark in remarks:
            yield f'<article class="remark {remark.verdict}">'
            yield from self._remark(remark, is_head=True)
            if remark.replies or remark.answers:
                yield '<ul class="thread">'
                yield from (f"<li>{''.join(self._remark(each))}</li>" for each in remark.replies)
                yield from (
                    f"<li>{self._answer(each, remark.language)}</li>" for each in remark.answers
                )
                yield "</ul>"
            yield "</article>"

    def unplaced(self, remark: Remark) -> str:
        """Return a remark without a place, with what it says of where it belongs."""
        about = "; ".join(filter(None, (remark.origin, remark.outcome)))
        where = f"<p><code>{as_text(about)}</code></p>" if about else ""
        return where + "".join(self.articles((remark,)))

    def _remark(self, remark: Remark, *, is_head: bool = False) -> Iterator[str]:
        words = self.view.words
        author = f"<bdi>{as_text(remark.author)}</bdi>" if remark.author else words["no_author"]
        yield f'<p class="by"><strong>{author}</strong> {moment(remark.date)}</p>'
        facts = [self._kind(remark.kind)]
        if is_head:
            facts.append(f'<strong class="verdict">{as_text(words[remark.verdict])}</strong>')
        if is_head and remark.language != self.view.document.language:
            other = document_language(remark.language)
            name = f'<span lang="{other.tag}" dir="{other.direction}">{other.native_name}</span>'
            facts.append(f"{as_text(words['copy'])}: {name}")
        yield f'<p class="what">{" · ".join(facts)}</p>'
        yield from self._said(remark)
        if remark.why:
            yield f'<p class="why" lang="en" dir="ltr">{as_text(remark.why)}</p>'

    def _kind(self, kind: str) -> str:
        """Return what a reviewer did; a kind that this page has no word for as it is called."""
        return as_text(self.view.words.get(f"kind_{kind.replace('-', '_')}", kind))

    def _said(self, remark: Remark) -> Iterator[str]:
        """Yield what a comment says and about which words, or the words before and after."""
        words, key = self.view.words, remark.language
        if remark.kind in _TALK:
            if remark.old:
                about = as_text(words["about"])
                yield f'<p class="about">{about}: <q>{written(remark.old, key)}</q></p>'
            yield f'<p class="said">{written(remark.new, key)}</p>'
            return
        if remark.old:
            yield f'<p class="said"><del>{written(remark.old, key)}</del></p>'
        if remark.new:
            yield f'<p class="said"><ins>{written(remark.new, key)}</ins></p>'

    def _answer(self, answer: Answer, key: str) -> str:
        verdict = as_text(self.view.words[answer.verdict])
        by = f"<strong><bdi>{as_text(answer.by)}</bdi></strong> {moment(answer.date)}"
        said = f'<p class="said">{written(answer.text, key)}</p>' if answer.text else ""
        return f'<p class="by">{by}</p><p class="what">{verdict}</p>{said}'


def moment(text: str) -> str:
    """Return a day, or a day and time of day, as it is written in files; other words as they are.

    A reviewer's file can say anything here.
    """
    found = _MOMENT.fullmatch(text)
    if found is None:
        return f"<bdi>{as_text(text)}</bdi>"
    shown = " ".join(filter(None, found.groups()))
    return f'<time datetime="{text}" dir="ltr">{shown.replace(" Z", " UTC")}</time>'
