"""A compiled part with text, and what makes XML of the text that it renders.

What was rendered is parsed, so that nothing leaves that is not well-formed; but it is the text that
goes on, as it is. A tree is written out again only where docxtpl changes it (headers and footers,
grids of tables, ids of pictures), or where the text is not written as lxml writes XML, on which
the finishing passes rely.
"""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Template
from lxml import etree

from reportgen.word.patching import Shell, StorySource
from reportgen.word.postprocess import fix_tables, number_pictures, tables_fit

_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_STRICT = etree.XMLParser(resolve_entities=False, no_network=True)
_NO_BLANKS = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)


@dataclass(frozen=True, slots=True)
class Story:
    """One compiled part with text.

    `tag` is the start tag of the body as in the source, `short_tag` as it is put into the shell.
    """

    source: StorySource
    patched: str
    template: Template
    newlines: bool
    tag: str = ""
    short_tag: str = ""

    @property
    def name(self) -> str:
        """Return the name of the part."""
        return self.source.name

    def to_xml(self, text: str, shell: Shell, *, is_strict: bool) -> str:
        """Return the XML of the part from what its template rendered.

        Raises XMLSyntaxError, UnicodeEncodeError or ValueError where that is no XML; if it is not
        `is_strict`, what docxtpl would recover is recovered.
        """
        if self.source.kind == "story":
            return serialise(etree.fromstring(text.encode(), _NO_BLANKS))
        if self.source.kind == "notes":
            return serialise(parse(text))
        whole, root = self._document(text, shell, is_strict=is_strict)
        is_changed = not whole or not _is_plain(whole)
        if "<w:tbl" in text and not tables_fit(text):
            fix_tables(root)
            is_changed = True
        if "docPr" in text:
            number_pictures(root)
            is_changed = True
        return serialise(root) if is_changed else _DECLARATION + whole

    def _document(self, text: str, shell: Shell, *, is_strict: bool) -> tuple[str, etree._Element]:
        """Return the whole document with `text` as its body, and its tree.

        Without the text where one parse does not say what docxtpl's two do.
        """
        if self.tag and text.startswith(self.tag):
            whole = f"{shell.head}{self.short_tag}{text[len(self.tag) :]}{shell.tail}"
            try:
                root = parse(whole)
            except etree.XMLSyntaxError:
                if is_strict:
                    raise
            else:
                if len(root) == shell.children:
                    return whole, root
        if is_strict:
            raise ValueError("the tags of the template reach beyond the body")
        tree = etree.fromstring(text, etree.XMLParser(recover=True))
        root = parse(f"{shell.head}<body/>{shell.tail}")
        placeholder = root.find("body")
        if placeholder is None:
            raise ValueError("the document has no body")
        root.replace(placeholder, tree)
        return "", root


def parse(xml: str) -> etree._Element:
    """Return the tree of a part; raises XMLSyntaxError or UnicodeEncodeError."""
    return etree.fromstring(xml.encode(), _STRICT)


def serialise(root: etree._Element) -> str:
    """Return the XML of a tree, with its declaration."""
    return _DECLARATION + etree.tostring(root, encoding="unicode")


def _is_plain(xml: str) -> bool:
    """Tell whether every `<` and `>` of well-formed XML begins or ends a tag.

    A template can write others itself: docxtpl undoes the escapes of what it takes for a tag, in a
    comment or a raw block too.
    """
    return xml.count("<") == xml.count(">") and not ("!" in xml and "<![CDATA[" in xml)
