"""A compiled part with text, and what makes XML of the text that it renders.

Where the template says that what it renders is well-formed (`soundness`) and docxtpl would change
nothing in it, the text is the part. All else is parsed as docxtpl parses it, changed as docxtpl
changes it, and written out again.
"""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Template
from lxml import etree

from reportgen.word.patching import Shell, StorySource
from reportgen.word.postprocess import fix_tables, number_pictures, tables_fit

_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))
_LAST_BLOCK = b"\xef\xbf"  # begins U+FFFE and U+FFFF, which XML cannot hold, and what is near them
_STRICT = etree.XMLParser(resolve_entities=False, no_network=True)
_NO_BLANKS = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)


@dataclass(frozen=True, slots=True)
class Story:
    """One compiled part with text.

    `tag` is the start tag of the body as in the source, `short_tag` as it is put into the shell;
    `is_sound` says that what it renders is well-formed, save for characters XML cannot hold.
    """

    source: StorySource
    patched: str
    template: Template
    newlines: bool
    tag: str = ""
    short_tag: str = ""
    is_sound: bool = False

    @property
    def name(self) -> str:
        """Return the name of the part."""
        return self.source.name

    def as_rendered(self, text: str, shell: Shell) -> str:
        """Return the part with the rendered text of a sound template as it is.

        Nothing where docxtpl would change it or where XML may not hold it. Raises
        UnicodeEncodeError for half a character.
        """
        data = text.encode()
        if len(data.translate(None, _CONTROLS)) != len(data) or _LAST_BLOCK in data:
            return ""
        if self.source.kind == "story":
            return _DECLARATION + text
        if "docPr" in text or not text.startswith(self.tag) or not tables_fit(text):
            return ""
        return f"{_DECLARATION}{self._in_shell(text, shell)}"

    def to_xml(self, text: str, shell: Shell, *, is_strict: bool) -> str:
        """Return the XML of the part from the text that its template rendered.

        Raises XMLSyntaxError, UnicodeEncodeError or ValueError where that is no XML; if it is not
        `is_strict`, what docxtpl would recover is recovered.
        """
        if self.source.kind == "story":
            return serialise(etree.fromstring(text.encode(), _NO_BLANKS))
        if self.source.kind == "notes":
            return serialise(parse(text))
        root = self._document(text, shell, is_strict=is_strict)
        fix_tables(root)
        number_pictures(root)
        return serialise(root)

    def _in_shell(self, text: str, shell: Shell) -> str:
        """Return the document around `text`, its body."""
        return f"{shell.head}{self.short_tag}{text[len(self.tag) :]}{shell.tail}"

    def _document(self, text: str, shell: Shell, *, is_strict: bool) -> etree._Element:
        """Return the document with `text` as its body, in one parse where that is exact."""
        if self.tag and text.startswith(self.tag):
            try:
                root = parse(self._in_shell(text, shell))
            except etree.XMLSyntaxError:
                if is_strict:
                    raise
            else:
                if len(root) == shell.children:
                    return root
        if is_strict:
            raise ValueError("the tags of the template reach beyond the body")
        tree = etree.fromstring(text, etree.XMLParser(recover=True))
        root = parse(f"{shell.head}<body/>{shell.tail}")
        placeholder = root.find("body")
        if placeholder is None:
            raise ValueError("the document has no body")
        root.replace(placeholder, tree)
        return root


def parse(xml: str) -> etree._Element:
    """Return the tree of a part; raises XMLSyntaxError or UnicodeEncodeError."""
    return etree.fromstring(xml.encode(), _STRICT)


def serialise(root: etree._Element) -> str:
    """Return the XML of a tree, with its declaration."""
    return _DECLARATION + etree.tostring(root, encoding="unicode")
