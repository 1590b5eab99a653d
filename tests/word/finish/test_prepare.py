"""A template gives its layout to a document, and nothing of its author, language or history."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from reportgen.document import Span
from reportgen.errors import InputError
from reportgen.word.render import WordTemplate, render_docx
from tests.support.validity import describe, findings
from tests.word.finish.support import (
    TEMPLATE_NAMES,
    W,
    document,
    full_document,
    our_template,
    paragraph,
    part_bytes,
    part_names,
    repack,
    root,
    template,
    template_bytes,
)

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def _written_over_by_word() -> WordTemplate:
    """Return a template with all that Word and its user leave in a file."""
    types = part_bytes(template_bytes(), "[Content_Types].xml").decode()
    types = types.replace(
        "</Types>",
        '<Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/docProps/'
        'custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties'
        '+xml"/></Types>',
    ).replace("document.main+xml", "template.main+xml")
    rels = part_bytes(template_bytes(), "_rels/.rels").decode()
    rels = rels.replace(
        "</Relationships>",
        f'<Relationship Id="rId8" Type="{PACKAGE}/metadata/thumbnail" '
        'Target="docProps/thumbnail.jpeg"/>'
        f'<Relationship Id="rId9" Type="{OFFICE}/custom-properties" Target="docProps/custom.xml"/>'
        "</Relationships>",
    )
    core = part_bytes(template_bytes(), "docProps/core.xml").decode()
    core = core.replace(
        "</cp:coreProperties>",
        "<dc:creator>Jane Author</dc:creator><dc:description>Jane's notes</dc:description>"
        "<cp:lastModifiedBy>Jane Author</cp:lastModifiedBy></cp:coreProperties>",
    )
    app = part_bytes(template_bytes(), "docProps/app.xml").decode()
    app = app.replace("<Application>", "<Company>Jane Ltd</Company><Application>")
    settings = part_bytes(template_bytes(), "word/settings.xml").decode()
    settings = settings.replace(
        "<w:defaultTabStop",
        f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId1"/><w:defaultTabStop',
    ).replace(
        "<w:themeFontLang",
        '<w:rsids><w:rsidRoot w:val="00AB12CD"/><w:rsid w:val="00AB12CD"/></w:rsids>'
        "<w:themeFontLang",
    )
    attached = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/attachedTemplate"'
        ' Target="file:///C:/jane/Normal.dotm" TargetMode="External"/></Relationships>'
    )
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'custom-properties"/>'
    )
    body = (
        '<w:p w:rsidR="00AB12CD"><w:r w:rsidRPr="00AB12CD"><w:rPr><w:lang w:val="de-DE"/></w:rPr>'
        "<w:t>{{ blocks[0].text }}</w:t></w:r></w:p>"
    )
    changed = {
        "[Content_Types].xml": types,
        "_rels/.rels": rels,
        "docProps/core.xml": core,
        "docProps/app.xml": app,
        "docProps/custom.xml": custom,
        "docProps/thumbnail.jpeg": "jpeg",
        "word/settings.xml": settings,
        "word/_rels/settings.xml.rels": attached,
    }
    return template(body, {name: text.encode() for name, text in changed.items()})


def test_nothing_of_the_author_of_the_template_is_left() -> None:
    """No name, path, company, preview or session mark of whoever made the template gets through."""
    docx = render_docx(document(paragraph(Span("a", "o"))), _written_over_by_word()).data
    for name in part_names(docx):
        data = part_bytes(docx, name)
        assert b"ane" not in data.replace(b"planes", b""), name
        assert b"00AB12CD" not in data, name
        assert b"de-DE" not in data, name
        assert b"template.main" not in data, name
    assert not {"docProps/custom.xml", "docProps/thumbnail.jpeg"} & set(part_names(docx))
    found = findings(docx, baseline=template_bytes())
    assert not found, describe(found)


def _properties(docx: bytes) -> dict[str, str]:
    return {
        etree.QName(each).localname: each.text or "" for each in root(docx, "docProps/core.xml")
    }


def test_properties_are_those_of_the_document() -> None:
    """Title, subject, creator, keywords, language and date are the Document's; no clock is read."""
    assert _properties(render_docx(full_document("A & <B>"), our_template()).data) == {
        "title": "A & <B>",
        "subject": "Subject",
        "creator": "Chair & co",
        "keywords": "one; two",
        "lastModifiedBy": "Chair & co",
        "revision": "1",
        "created": "2023-05-02T00:00:00Z",
        "modified": "2023-05-02T00:00:00Z",
        "language": "en-GB",
    }


def test_a_title_is_one_line_that_xml_can_hold() -> None:
    """Line breaks in a title become spaces; what XML cannot hold is shown as missing."""
    docx = render_docx(document(title="A\nB\t\x07 {{ C }} {_{"), our_template()).data
    assert _properties(docx)["title"] == "A B \ufffd {{ C }} {_{"


LANGUAGES = {
    "en": {"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-EG"},
    "fr": {"val": "fr-FR", "eastAsia": "zh-CN", "bidi": "ar-EG"},
    "zh": {"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-EG"},
    "ar": {"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-EG"},
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_says_its_language(language: str) -> None:
    """Styles and settings name the language, for Latin, East Asian and right-to-left text."""
    docx = render_docx(full_document(language=language), our_template()).data
    (default,) = root(docx, "word/styles.xml").findall(f"{W}docDefaults//{W}lang")
    (theme,) = root(docx, "word/settings.xml").findall(f"{W}themeFontLang")
    expected = sorted((W + slot, code) for slot, code in LANGUAGES[language].items())
    assert sorted(default.items()) == expected
    assert sorted(theme.items()) == expected


def test_a_template_is_compiled_once_for_each_language() -> None:
    """The second document in a language takes what the first one compiled."""
    ours = WordTemplate(template_bytes(), "tsag-report.docx")
    assert ours.for_language("en") is ours.for_language("en")
    assert ours.for_language("en") is not ours.for_language("fr")


def test_styles_without_defaults_get_them() -> None:
    """A template without document defaults gets the language where the schema wants it."""
    styles = etree.fromstring(part_bytes(template_bytes(), "word/styles.xml"))
    defaults = styles.find(W + "docDefaults")
    assert defaults is not None
    styles.remove(defaults)
    settings = part_bytes(template_bytes(), "word/settings.xml").decode()
    start = settings.index("<w:themeFontLang")
    settings = settings[:start] + settings[settings.index("/>", start) + 2 :]
    settings = settings.replace("</w:settings>", "<w:listSeparator w:val=','/></w:settings>")
    changes = {"word/styles.xml": etree.tostring(styles)}
    docx = render_docx(document(), template(changes=changes)).data
    assert root(docx, "word/styles.xml")[0].tag == W + "docDefaults"
    found = findings(docx, baseline=template_bytes())
    assert not found, describe(found)


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_the_same_input_gives_the_same_bytes(name: str) -> None:
    """Two renderings, from the template compiled anew, are one and the same file."""
    first = render_docx(full_document(), our_template(name)).data
    again = render_docx(full_document(), WordTemplate(template_bytes(name), "x.docx")).data
    assert first == again


@pytest.mark.slow
@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_our_templates_give_files_without_findings(name: str) -> None:
    """Every kind of block, in every language, leaves our templates without a single finding."""
    for language in ("en", "fr", "zh", "ar", "xx"):
        result = render_docx(full_document(language=language), our_template(name))
        found = findings(result.data)
        assert not found, describe(found)
        assert result.findings == ()


def test_a_word_file_without_a_document_is_refused() -> None:
    """A zip that calls itself a Word file and has no document is an error with the file's name."""
    broken = repack(
        template_bytes(), {"_rels/.rels": f'<Relationships xmlns="{PACKAGE}"/>'.encode()}
    )
    with pytest.raises(InputError, match=r"bad\.docx: error: this file has no Word document in it"):
        render_docx(document(), WordTemplate(broken, "bad.docx"))


def test_a_part_that_is_not_well_formed_is_refused() -> None:
    """A part that breaks off is an error that names the part."""
    styles = part_bytes(template_bytes(), "word/styles.xml")
    broken = repack(template_bytes(), {"word/styles.xml": styles[:-10]})
    with pytest.raises(InputError, match=r"the part word/styles\.xml is not well-formed XML"):
        render_docx(document(), WordTemplate(broken, "bad.docx"))


def test_unchanged_parts_are_copied() -> None:
    """A part that no document changes lies in every file with the same compressed bytes."""
    docx = render_docx(full_document(), our_template()).data
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        names = archive.namelist()
    assert part_bytes(docx, "word/theme/theme1.xml") == part_bytes(
        template_bytes(), "word/theme/theme1.xml"
    )
    assert set(part_names(template_bytes())) == set(names)
