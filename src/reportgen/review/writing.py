"""Words as paragraphs and runs of Word, in the direction that they have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from reportgen.latin import split_latin
from reportgen.opc.names import PPR, PSTYLE, RPR, VAL, P, R, T, w

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Stretch(NamedTuple):
    """Words of one look."""

    text: str
    is_bold: bool = False


def runs_right_to_left(text: str) -> bool:
    """Whether words are in Arabic script, at least in part."""
    return _ARABIC.search(text) is not None


def printable(text: str) -> str:
    """Return a text that XML can hold: what it cannot is U+FFFD."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def word_paragraph(
    stretches: Iterable[Stretch], style: str, *, is_right_to_left: bool
) -> etree._Element:
    """Return a paragraph of that style; Latin words in one from right to left keep their own way.

    What XML cannot hold is printed as U+FFFD.
    """
    paragraph = etree.Element(P)
    properties = etree.SubElement(paragraph, PPR)
    etree.SubElement(properties, PSTYLE, {VAL: style})
    if is_right_to_left:
        etree.SubElement(properties, w("bidi"))
    for stretch in stretches:
        text = printable(stretch.text)
        if is_right_to_left:
            for piece in split_latin(text):
                paragraph.append(_run(piece.words, stretch, is_right_to_left=not piece.is_latin))
        elif text:
            paragraph.append(_run(text, stretch, is_right_to_left=False))
    return paragraph


def _run(text: str, look: Stretch, *, is_right_to_left: bool) -> etree._Element:
    run = etree.Element(R)
    names = ["b", "bCs"] if look.is_bold else []
    names += ["rtl"] if is_right_to_left else []
    if names:
        properties = etree.SubElement(run, RPR)
        for name in names:
            etree.SubElement(properties, w(name))
    words = etree.SubElement(run, T, {_SPACE: "preserve"})
    words.text = text
    return run
