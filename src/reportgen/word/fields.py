"""What a template may print: the names that the Document offers, their types and meaning.

This is the vocabulary of the templates as data. `context` makes values of exactly these names (a
test compares the two), template inspection checks fields and loops against them, and
docs/templates.md is their list in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, get_args

from reportgen.kinds import BlockKind
from reportgen.records import dataclass

FieldType = Literal["text", "flag", "number", "record", "list"]

EVERYONE = ("RAG", "TDAG", "TSAG")

_BOX_ROWS = ("abstract", "summary", "action", "references")


@dataclass(frozen=True, slots=True)
class TemplateField:
    """A name that a template may use.

    `members` are the names of a record, or of each item of a list; a list without members is a
    list of texts. `values` are the only words that the text can be, where they are few.
    `printed_by` are the advisory groups whose cover prints it (house style of the covers): a
    template of such a group that never uses the field has lost something.
    """

    name: str
    type: FieldType
    description: str
    members: tuple[TemplateField, ...] = ()
    values: tuple[str, ...] = ()
    printed_by: tuple[str, ...] = ()

    def member(self, name: str) -> TemplateField | None:
        """Return the member of that name, or None."""
        return next((member for member in self.members if member.name == name), None)


def _texts(printed_by: tuple[str, ...], descriptions: dict[str, str]) -> tuple[TemplateField, ...]:
    """Return text fields that the same advisory groups print."""
    return tuple(
        TemplateField(name, "text", description, printed_by=printed_by)
        for name, description in descriptions.items()
    )


_DOCUMENT = (
    TemplateField("language", "text", "key of the language: en, fr, es, ru, zh, ar"),
    TemplateField("tag", "text", "its BCP 47 tag: en-GB"),
    TemplateField("direction", "text", "ltr or rtl", values=("ltr", "rtl")),
    TemplateField("state", "text", "draft or final", values=("draft", "final")),
    TemplateField("is_draft", "flag", "whether it is a draft", printed_by=EVERYONE),
    TemplateField("title", "text", "title, for the properties of the file"),
    TemplateField("subject", "text", "subject, for the properties of the file"),
    TemplateField("date", "text", "date of the document, as 2023-05-10"),
    TemplateField("meeting", "text", "id of the meeting reported on"),
    TemplateField("addressee", "text", "acronym of the group addressed"),
)

_COVER = (
    *_texts(
        ("TSAG",),
        {
            "union": "name of the Union, in capitals",
            "sector": "name of the Sector, in capitals",
            "study_period": "STUDY PERIOD 2022-2024",
            "group_acronym": "acronym of the group addressed",
            "symbol": "number of the document: TSAG-TD239",
            "document_kind": "kind of document: TD",
            "questions": "the Questions it is about, or N/A",
            "meeting_line": "place and dates of the session of the group addressed",
            "purpose": "Information, Discussion",
            "keywords": "keywords, separated by semicolons",
        },
    ),
    *_texts(
        ("RAG", "TDAG"),
        {
            "group": "full name of the group addressed",
            "group_session": "its session: 23rd Meeting, Geneva, 9-11 April 2018",
            "symbol_line": "number of the document in words: Document TDAG-18/38-E",
            "date": "date of the document in words",
        },
    ),
    *_texts(
        EVERYONE,
        {
            "original": "Original: English",
            "source": "who presents the report",
            "title": "title of the report",
            "page_symbol": "number of the document as page headers print it",
        },
    ),
    *_texts(
        ("TDAG", "TSAG"),
        {
            "contact_name": "name of the contact",
            "contact_organization": "organization or entity of the contact",
            "contact_country": "country of the contact",
            "contact_phone": "telephone number of the contact",
            "contact_email": "e-mail address of the contact",
        },
    ),
    *_texts(("TDAG",), {"website": "address of the website of the group addressed"}),
)

_LABEL = (
    *_texts(
        ("TSAG",),
        {
            "questions": "Question(s):",
            "source": "Source:",
            "title": "Title:",
            "purpose": "Purpose:",
            "keywords": "Keywords:",
        },
    ),
    *_texts(("TDAG", "TSAG"), {"contact": "Contact:", "phone": "Tel:", "email": "E-mail:"}),
    *_texts(
        ("TDAG",),
        {
            "contact_name": "Name/Organization/Entity:",
            "page_before": "Page, with its space: what stands before the page number",
            "page_after": "what stands after the page number, in Chinese",
        },
    ),
    *_texts(EVERYONE, {"draft": "DRAFT"}),
    *_texts((), {"annex": "Annex"}),
)

_ROW = (
    TemplateField("cells", "list", "texts of the cells, as many as columns", printed_by=EVERYONE),
)

_BLOCK = (
    TemplateField("kind", "text", "what the block is", values=get_args(BlockKind)),
    TemplateField("level", "number", "1 to 3, of headings and list items"),
    TemplateField("text", "text", "its words; empty for a table", printed_by=EVERYONE),
    TemplateField("columns", "list", "texts of the header cells of a table", printed_by=EVERYONE),
    TemplateField("rows", "list", "rows of a table", members=_ROW, printed_by=EVERYONE),
)

# Boxes hold no tables: whoever leaves their columns out has lost nothing.
_BOX_BLOCK = tuple(
    replace(member, printed_by=()) if member.type == "list" else member for member in _BLOCK
)

_BOX_ROW = (
    TemplateField("name", "text", "abstract, summary, action or references", values=_BOX_ROWS),
    TemplateField("label", "text", "its label: Summary:", printed_by=EVERYONE),
    TemplateField("paragraphs", "list", "its blocks", members=_BOX_BLOCK, printed_by=EVERYONE),
)

OFFERED = TemplateField(
    "",
    "record",
    "everything a template may print",
    members=(
        TemplateField("document", "record", "facts about the file", members=_DOCUMENT),
        TemplateField("cover", "record", "facts on the cover, empty if absent", members=_COVER),
        TemplateField("label", "record", "words printed beside the facts", members=_LABEL),
        TemplateField("box", "list", "rows of the box on the cover", members=_BOX_ROW,
                      printed_by=EVERYONE),
        TemplateField("blocks", "list", "the body in reading order", members=_BLOCK,
                      printed_by=EVERYONE),
    ),
)  # fmt: skip


def offered_paths(
    field: TemplateField = OFFERED, prefix: str = ""
) -> Iterator[tuple[str, TemplateField]]:
    """Yield every field with its path: `cover.title`, `blocks[].text`, `blocks[].rows[].cells`."""
    for member in field.members:
        path = f"{prefix}{member.name}"
        yield path, member
        yield from offered_paths(member, path + ("[]." if member.type == "list" else "."))


PARAGRAPH_STYLES = (
    "Heading 1", "Heading 2", "Heading 3", "Body Text",
    "List Bullet", "List Bullet 2", "List Bullet 3",
    "List Number", "List Number 2", "List Number 3",
    "List Continue", "List Continue 2", "List Continue 3",
    "Caption", "Annex Heading", "Table Text", "Table Heading",
    "Cover Union", "Cover Sector", "Cover Body", "Cover Symbol", "Cover Date", "Cover Original",
    "Cover Label", "Cover Text", "Cover Source", "Cover Title",
    "Box Label", "Box Text", "Contact Label", "Contact Text", "Header", "Footer",
)  # fmt: skip
CHARACTER_STYLES = ("Strong", "Emphasis", "Hyperlink", "Gap", "Foreign Text", "Draft Mark")
TABLE_STYLES = ("Report Table", "Cover Table", "Box Table")

NUMBERED_STYLES = {
    "Heading 1": "decimal", "Heading 2": "decimal", "Heading 3": "decimal",
    "List Bullet": "bullet", "List Bullet 2": "bullet", "List Bullet 3": "bullet",
    "List Number": "", "List Number 2": "", "List Number 3": "",
}  # fmt: skip
"""Styles that must be bound to a list; the kind of number, or "" where any kind will do."""
