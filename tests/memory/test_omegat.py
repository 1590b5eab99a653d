"""OmegaT, run as translators run it, takes the memory that we write."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from reportgen.catalogs.store import read_catalog_file
from reportgen.languages import language
from reportgen.pipeline.memory import export_memory
from reportgen.pipeline.project import find_project
from reportgen.pipeline.workspace import Workspace

ROOT = Path(__file__).parents[2]
MEETING = ROOT / "reports/iscg-23-1"
LANGUAGES = ("fr", "es", "ru", "zh", "ar")
PROJECT = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN-GB</source_lang><target_lang>FR</target_lang>
<sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags>
</project></omegat>
"""


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """Return the memory of a meeting of this repository, in all languages."""
    target = tmp_path / "memory.tmx"
    export_memory(Workspace(find_project(ROOT), ROOT), (MEETING,), LANGUAGES, target, "1")
    return target


@pytest.mark.slow
@pytest.mark.external
def test_omegat_translates_a_catalog_with_our_memory(memory: Path, tmp_path: Path) -> None:
    """An empty catalog and the memory give the translations back, word for word."""
    project = tmp_path / "project"
    for folder in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (project / folder).mkdir(parents=True)
    (project / "omegat.project").write_text(PROJECT, encoding="utf-8")
    text = (MEETING / "locale/fr.po").read_text(encoding="utf-8")
    empty = re.sub(r'^msgstr "(?!"$).*$', 'msgstr ""', text, flags=re.MULTILINE)
    (project / "source/fr.po").write_text(empty, encoding="utf-8")
    shutil.copy(memory, project / "tm/auto")
    program = shutil.which("omegat")
    assert program is not None, "OmegaT is missing: tools/system-packages installs it"
    subprocess.run(
        [program, str(project), "--mode=console-translate", f"--config-dir={tmp_path / 'conf'}"],
        env={**os.environ, "_JAVA_OPTIONS": "-Djava.awt.headless=true", "HOME": str(tmp_path)},
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    made = read_catalog_file(project / "target/fr.po", language("fr"), "")
    known = read_catalog_file(MEETING / "locale/fr.po", language("fr"), "")
    assert [entry.texts for entry in made.entries] == [entry.texts for entry in known.entries]


@pytest.mark.external
def test_memory_is_valid(memory: Path) -> None:
    """By the definition of TMX 1.4 that OmegaT brings with it."""
    program = shutil.which("omegat")
    assert program is not None, "OmegaT is missing: tools/system-packages installs it"
    jar = Path("/usr/share/omegat/OmegaT.jar")
    with zipfile.ZipFile(jar) as archive, archive.open("schemas/tmx14.dtd") as stream:
        definition = etree.DTD(stream)
    assert definition.validate(etree.parse(memory)), definition.error_log
