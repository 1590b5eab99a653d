"""What a script asks of a template: direction, fonts, line breaking, languages of runs.

In: the parts of a template that is being prepared for a language. Out: the same parts, changed in
place, so that what is rendered with them is right for Arabic, for Chinese, and for the rest. All
of it happens once for each language; what depends on the words (Latin letters amid Arabic ones) is
left to the finishing pass, which asks `latin`.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from reportgen.languages import SOURCE_LANGUAGE
from reportgen.opc.names import R, w
from reportgen.opc.order import put_child
from reportgen.word.script.arabic import make_right_to_left
from reportgen.word.script.chinese import make_east_asian
from reportgen.word.script.fonts import theme_fonts
from reportgen.word.script.properties import run_properties
from reportgen.word.wordlang import language_slots, word_language

__all__ = ["set_script", "theme_fonts"]

_BODIES = frozenset(w(n) for n in ("document", "hdr", "ftr", "footnotes", "endnotes", "comments"))


def set_script(
    trees: Mapping[str, etree._Element], language: str, theme: Mapping[str, str]
) -> None:
    """Change the parts of a template for the script of a language.

    `theme` gives the fonts of the template's theme by the names that `w:rFonts` calls them
    (`minorHAnsi`): a theme font wins over a named one, so Arabic and Chinese cannot leave it.
    """
    known = word_language(language)
    for root in trees.values():
        if known.is_right_to_left:
            make_right_to_left(root, theme)
        elif known.slot == "eastAsia":
            make_east_asian(root, theme)
    if known.code == SOURCE_LANGUAGE.word_lang:
        return
    # Said on every run, not by the defaults alone: text that is copied into another file, which
    # has defaults of its own, goes on being spelled and read aloud in its language.
    slots = language_slots(language)
    slots = {slot: code for slot, code in slots.items() if slot in ("val", known.slot)}
    for root in trees.values():
        if root.tag in _BODIES:
            for run in root.iter(R):
                properties = run_properties(run)
                if properties.find(w("lang")) is None:
                    put_child(properties, "lang", **slots)
