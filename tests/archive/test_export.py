"""Bags: valid for the Library of Congress's library, complete, the same bytes for the same day."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import bagit
import pytest
from lxml import etree

from reportgen.archive import disk
from reportgen.archive.store import Store
from reportgen.errors import InputError, UsageError
from reportgen.pipeline.archive.exporting import Packing, export_bag
from reportgen.pipeline.archive.listing import find_document
from tests.archive.support import OBJECT, SYMBOL, TITLES, names, object_place, tree

PACKING = Packing("2026-11-26", "0.9", 2)
DC = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"
PREMIS = {"p": "http://www.loc.gov/premis/v3"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def bag(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bag of the document that the archive holds."""
    out = tmp_path_factory.mktemp("bags")
    return export_bag(made / "archive", SYMBOL, out, PACKING, is_zip=False)


def test_bag_is_valid_for_others(bag: Path) -> None:
    """bagit and `sha512sum --check` find nothing wrong."""
    found = bagit.Bag(str(bag))
    found.validate()
    assert found.version_info == (1, 0)
    assert sorted(found.algorithms) == ["sha256", "sha512"]
    for manifest in ("manifest-sha512.txt", "tagmanifest-sha512.txt", "manifest-sha256.txt"):
        program = "sha512sum" if "512" in manifest else "sha256sum"
        subprocess.run([program, "--check", "--quiet", manifest], cwd=bag, check=True)


def test_bag_says_what_it_is(bag: Path) -> None:
    """bag-info names the document, its issues, the day and who made the bag; no clock is read."""
    info = bagit.Bag(str(bag)).info
    assert info["External-Identifier"] == OBJECT
    assert info["Internal-Sender-Description"] == f"{SYMBOL}; {SYMBOL}R1"
    assert info["Bagging-Date"] == "2026-11-26"
    assert info["Bag-Software-Agent"] == "reportgen 0.9"
    assert info["Payload-Oxum"].count(".") == 1


def test_bag_holds_every_issue(bag: Path, made: Path) -> None:
    """Every file of every issue is in the bag, byte for byte, and nothing of what is restricted."""
    for number in (1, 2):
        issued = tree(made / f"iscg-23-1/issued/issue-{number - 1}")
        assert tree(bag / f"data/v{number}") == issued
    assert names(bag / "data") == ["README.txt", "metadata", "v1", "v2"]
    secret = made / "iscg-23-1/issued/issue-0.restricted/source/reports/iscg-23-1/outcomes.yaml"
    digest = hashlib.sha256(secret.read_bytes()).hexdigest()
    assert digest not in (bag / "manifest-sha256.txt").read_text()


def test_same_bytes_on_the_same_day(bag: Path, made: Path, tmp_path: Path) -> None:
    """A bag and its zip file are the same whenever and wherever they are made on that day."""
    again = export_bag(made / "archive", SYMBOL, tmp_path, PACKING, is_zip=False)
    assert tree(again) == tree(bag)
    zips = []
    for name in ("a", "b"):
        path = export_bag(made / "archive", SYMBOL, tmp_path / name, PACKING, is_zip=True)
        assert names(path.parent) == ["tsag-td239.zip"], "nothing is left beside it"
        zips.append(path.read_bytes())
    assert zips[0] == zips[1]
    with zipfile.ZipFile(tmp_path / "a/tsag-td239.zip") as package:
        package.extractall(tmp_path / "unpacked")
    assert tree(tmp_path / "unpacked/tsag-td239") == tree(bag)
    bagit.Bag(str(tmp_path / "unpacked/tsag-td239")).validate()


def test_dublin_core_in_six_languages(bag: Path) -> None:
    """Each issue has a title in every language, and says what it replaces and what replaced it."""
    first, second = etree.parse(str(bag / "data/metadata/dc.xml")).getroot()
    titles = {each.get(LANG): each.text for each in first.findall(f"{DC}title")}
    assert titles == {
        "en-GB": TITLES["en"], "fr": TITLES["fr"], "es": TITLES["es"], "ru": TITLES["ru"],
        "zh-Hans": TITLES["zh"], "ar": TITLES["ar"],
    }  # fmt: skip
    assert [each.text for each in first.findall(f"{DC}language")] == list(titles)
    assert [each.text for each in first.findall(f"{DC}identifier")] == [SYMBOL, OBJECT]
    assert first.findtext(f"{TERMS}issued") == first.findtext(f"{DC}date") == "2023-06-01"
    assert first.findtext(f"{TERMS}isReplacedBy") == f"{SYMBOL}R1"
    assert second.findtext(f"{TERMS}replaces") == SYMBOL
    assert first.find(f"{TERMS}replaces") is None
    assert second.find(f"{TERMS}isReplacedBy") is None


# The order of elements in premis-v3-0.xsd, for those that we write.
ORDER = {
    "premis": ["object", "event", "agent"],
    "object": [
        "objectIdentifier", "significantProperties", "objectCharacteristics", "originalName",
        "relationship",
    ],
    "objectIdentifier": ["objectIdentifierType", "objectIdentifierValue"],
    "significantProperties": ["significantPropertiesType", "significantPropertiesValue"],
    "objectCharacteristics": ["fixity", "size", "format"],
    "fixity": ["messageDigestAlgorithm", "messageDigest"],
    "format": ["formatDesignation"],
    "formatDesignation": ["formatName"],
    "relationship": ["relationshipType", "relationshipSubType", "relatedObjectIdentifier"],
    "relatedObjectIdentifier": ["relatedObjectIdentifierType", "relatedObjectIdentifierValue"],
    "event": [
        "eventIdentifier", "eventType", "eventDateTime", "eventDetailInformation",
        "eventOutcomeInformation", "linkingAgentIdentifier", "linkingObjectIdentifier",
    ],
    "eventIdentifier": ["eventIdentifierType", "eventIdentifierValue"],
    "eventDetailInformation": ["eventDetail"],
    "eventOutcomeInformation": ["eventOutcome", "eventOutcomeDetail"],
    "eventOutcomeDetail": ["eventOutcomeDetailNote"],
    "linkingAgentIdentifier": [
        "linkingAgentIdentifierType", "linkingAgentIdentifierValue", "linkingAgentRole",
    ],
    "linkingObjectIdentifier": ["linkingObjectIdentifierType", "linkingObjectIdentifierValue"],
    "agent": ["agentIdentifier", "agentName", "agentType", "agentVersion"],
    "agentIdentifier": ["agentIdentifierType", "agentIdentifierValue"],
}  # fmt: skip


def premis_files(bag: Path, made: Path) -> Iterator[etree._Element]:
    """Yield the PREMIS of the bag, and that of each version in the archive."""
    yield etree.parse(str(bag / "data/metadata/premis.xml")).getroot()
    for number in (1, 2):
        path = object_place(made / "archive") / f"v{number}/content/metadata/premis.xml"
        yield etree.parse(str(path)).getroot()


def test_premis_has_the_order_of_the_schema(bag: Path, made: Path) -> None:
    """Elements stand in the published order; each kind has what the schema wants of it."""
    for root in premis_files(bag, made):
        assert root.get("version") == "3.0"
        for element in root.iter():
            name = etree.QName(element).localname
            inner = [etree.QName(each).localname for each in element]
            assert inner == sorted(inner, key=ORDER.get(name, []).index), name
            assert bool(inner) == (name in ORDER), name
            assert inner or (element.text or "").strip(), f"{name} is empty"


def test_premis_refers_to_what_is_there(bag: Path, made: Path) -> None:
    """Every agent and object that an event names is described, and no identifier is used twice."""
    for root in premis_files(bag, made):
        for one, other in (("linkingAgent", "agent"), ("linkingObject", "object")):
            named = {each.text for each in root.findall(f".//p:{one}IdentifierValue", PREMIS)}
            known = [each.text for each in root.findall(f".//p:{other}IdentifierValue", PREMIS)]
            assert named <= set(known)
            counted = [each for each in known if each != OBJECT]
            assert len(set(counted)) == len(counted)


def test_premis_tells_the_life_of_the_document(bag: Path) -> None:
    """Who made it, translated, checked, approved, issued, archived and verified it, and when."""
    root = etree.parse(str(bag / "data/metadata/premis.xml")).getroot()
    events = [
        (each.findtext("p:eventType", None, PREMIS), each.findtext("p:eventDateTime", None, PREMIS))
        for each in root.findall("p:event", PREMIS)
    ]
    half = len(events) // 2
    assert list(dict.fromkeys(events[:half])) == [
        ("creation", "2023-06-01"), ("review", "2023-05-30"), ("translation", "2023-05-30"),
        ("validation", "2023-06-01"), ("approval", "2023-06-01"), ("issue", "2023-06-01"),
        ("ingestion", "2023-06-02T09:30:00Z"), ("fixity check", "2026-11-26"),
    ]  # fmt: skip
    agents = {
        each.findtext("p:agentName", None, PREMIS): (
            each.findtext("p:agentType", None, PREMIS), each.findtext("p:agentVersion", "", PREMIS)
        )
        for each in root.findall("p:agent", PREMIS)
    }  # fmt: skip
    assert agents["Ana Diaz"] == ("person", "")
    assert agents["Reviewer ar"] == ("person", "")
    assert agents["LibreOffice"] == ("software", "7.4.7.2")
    assert agents["ISCG secretariat"] == ("organization", "")


def test_premis_has_the_fixity_of_the_files(bag: Path) -> None:
    """The digests and sizes of PREMIS are those of the files in the bag."""
    root = etree.parse(str(bag / "data/metadata/premis.xml")).getroot()
    seen = 0
    for each in root.findall("p:object", PREMIS):
        name = each.findtext("p:objectIdentifier/p:objectIdentifierValue", "", PREMIS)
        path = bag / "data" / name
        if not path.is_file():
            assert name in {SYMBOL, f"{SYMBOL}R1"}
            continue
        data = path.read_bytes()
        digests = each.findall(".//p:messageDigest", PREMIS)
        assert [digest.text for digest in digests] == [
            hashlib.sha512(data).hexdigest(), hashlib.sha256(data).hexdigest(),
        ]  # fmt: skip
        assert each.findtext(".//p:size", None, PREMIS) == str(len(data))
        seen += 1
    assert seen == len(tree(bag / "data/v1")) + len(tree(bag / "data/v2")) - 2, (
        "all but the records"
    )


def test_readme_can_be_followed(bag: Path, tmp_path: Path) -> None:
    """The commands that README.txt names work as they stand there, and find a change."""
    copy = shutil.copytree(bag, tmp_path / "bag")
    text = (copy / "data/README.txt").read_text(encoding="utf-8")
    commands = [line.split() for line in text.splitlines() if line.startswith("  sha512sum")]
    assert len(commands) == 2
    for command in commands:
        subprocess.run(command, cwd=copy, check=True)
    target = copy / "data/v1/manifest.json"
    target.write_bytes(target.read_bytes()[::-1])
    assert subprocess.run(commands[0], cwd=copy, capture_output=True).returncode == 1
    for words in (SYMBOL, f"{SYMBOL}R1", "2023-06-02", "Ana Diaz", *TITLES.values()):
        assert words in text
    assert max(map(len, text.splitlines())) < 100


def test_restricted_part_has_a_bag_of_its_own(made: Path, tmp_path: Path) -> None:
    """It is given out only by its identifier, and marked."""
    path = export_bag(made / "archive", f"{OBJECT}:restricted", tmp_path, PACKING, is_zip=False)
    assert path.name == "tsag-td239-restricted"
    assert "RESTRICTED" in (path / "data/README.txt").read_text(encoding="utf-8")
    bagit.Bag(str(path)).validate()


def test_full_symbol_means_the_document(made: Path, tmp_path: Path) -> None:
    """The symbol of a revision leads to the document, too."""
    path = export_bag(made / "archive", f"{SYMBOL}R1", tmp_path, PACKING, is_zip=False)
    assert names(path / "data")[-1] == "v2"


def test_nothing_is_overwritten(made: Path, tmp_path: Path) -> None:
    """Where something of the bag's name lies, that stays."""
    (tmp_path / "tsag-td239").mkdir()
    with pytest.raises(UsageError, match="is there already; it is not overwritten"):
        export_bag(made / "archive", SYMBOL, tmp_path, PACKING, is_zip=False)
    assert names(tmp_path / "tsag-td239") == []


def test_damaged_document_is_not_handed_over(root: Path, tmp_path: Path) -> None:
    """What verification has something against is in no bag; the faults are told."""
    place = object_place(root) / "v1/content/manifest.json"
    place.write_bytes(b"x")
    with pytest.raises(InputError) as caught:
        export_bag(root, SYMBOL, tmp_path / "out", PACKING, is_zip=True)
    assert [each.code for each in caught.value.problems] == ["archive-file-changed"]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("is_zip", [False, True])
def test_disk_that_is_full(
    made: Path, tmp_path: Path, is_zip: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is told in one line, and nothing stays behind."""

    def full(_file: object) -> None:
        raise OSError(28, os.strerror(28), "bag")

    monkeypatch.setattr(disk, "sync_file", full)
    with pytest.raises(InputError) as caught:
        export_bag(made / "archive", SYMBOL, tmp_path, PACKING, is_zip=is_zip)
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == (
        "cannot-write", "cannot write: No space left on device",
    )  # fmt: skip
    assert names(tmp_path) == []


def test_archive_keeps_its_own_description(made: Path) -> None:
    """Each version in the archive has metadata of its own, made of the record alone."""
    store = Store(made / "archive")
    held = find_document(store, SYMBOL)
    for number in (1, 2):
        content = held.inventory.content(number)
        text = store.read(held.folder, content["README.txt"]).decode()
        assert held.records[number - 1].full_symbol in text.splitlines()[0]
        (record,) = etree.fromstring(store.read(held.folder, content["metadata/dc.xml"]))
        assert record.findtext(f"{DC}identifier") == held.records[number - 1].full_symbol
