"""OmegaT, without its window, reads what we send and writes what we take in."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from reportgen.exchange import FileFormat
from reportgen.exchange.codes import has_words
from reportgen.languages import language
from reportgen.messages import MESSAGES
from tests.catalogs.support import Translated
from tests.exchange.support import send, take_in, xliff_schema

pytestmark = [pytest.mark.slow, pytest.mark.external]

PROJECT = """\
<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN-GB</source_lang><target_lang>{language}</target_lang>
<sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""
FOLDERS = ("source", "target", "omegat", "tm", "glossary", "dictionary")


class OmegaT:
    """A project of OmegaT with our files in it."""

    def __init__(self, root: Path, key: str, files: Path) -> None:
        """Make a project that translates these files into a language."""
        self.root = root
        for name in FOLDERS:
            (root / name).mkdir(parents=True)
        text = PROJECT.format(language=language(key).tag.upper())
        (root / "omegat.project").write_text(text, encoding="utf-8")
        for path in files.iterdir():
            shutil.copy(path, root / "source" / path.name)

    def run(self, mode: str, *more: str) -> None:
        """Run the program in a mode without a window."""
        program = shutil.which("omegat")
        assert program is not None, "OmegaT is missing: tools/system-packages tests installs it"
        options = [f"--mode={mode}", f"--config-dir={self.root / 'config'}", *more]
        command = [program, str(self.root), *options]
        subprocess.run(command, check=True, capture_output=True, timeout=120)

    def pretend_to_translate(self) -> None:
        """Translate every segment: its own words behind a French one."""
        memory = self.root / "all.tmx"
        self.run(
            "console-createpseudotranslatetmx",
            f"--pseudotranslatetmx={memory}",
            "--pseudotranslatetype=equal",
        )
        tree = etree.parse(str(memory), etree.XMLParser(load_dtd=False, no_network=True))
        for unit in tree.iter("tu"):
            words = unit[-1].find("seg")
            assert words is not None
            if not str(words.text).startswith("Project-Id-Version:"):  # the header of PO
                words.text = f"Voici {words.text}"
        saved = self.root / "omegat/project_save.tmx"
        tree.write(str(saved), encoding="UTF-8", xml_declaration=True)

    def written(self) -> tuple[Path, ...]:
        """Return the files that the program makes."""
        self.run("console-translate")
        return tuple(sorted((self.root / "target").iterdir()))


@pytest.mark.parametrize("file_format", ["xliff", "po"])
def test_omegat_translates_what_we_send(
    begun: Translated, tmp_path: Path, file_format: FileFormat
) -> None:
    """A file that nobody touched brings nothing but texts of codes alone, which stay as they are;
    one that was translated brings everything.
    """
    begun.extract()
    is_xliff = file_format == "xliff"
    files = send(begun, file_format, source_as_target=is_xliff)
    omegat = OmegaT(tmp_path / "omegat", "fr", files)

    untouched = take_in(begun, *omegat.written())
    same = sum(not has_words(message.text) for message in MESSAGES.values()) if is_xliff else 0
    assert untouched.problems == ()
    assert sum(each.taken for each in untouched.imported) == same
    assert {entry.state for entry in begun.read("fr").entries} == {"missing"}

    omegat.pretend_to_translate()
    written = omegat.written()
    if is_xliff:
        schema = xliff_schema()
        for path in written:
            assert schema.validate(etree.parse(str(path))), schema.error_log
    result = take_in(begun, *written)
    assert [problem for problem in result.problems if problem.severity == "error"] == []
    assert sum(each.taken + each.unchanged for each in result.imported) == len(MESSAGES) + 3
    assert {entry.unit.context: entry.texts for entry in begun.read("fr").entries} == {
        "opening": ("Voici The {{ group }} met on {{ date(meeting) }}.",),
        "captions": ("Voici Captions will be **free** from 2024.",),
        "letter": ('Voici A letter will be sent to {{ body("TDAG") }}.',),
    }
