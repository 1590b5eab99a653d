"""A document handed over as a bag: BagIt 1.0 (RFC 8493), made by the Library of Congress's library.

In go the files and what the bag says of itself; out comes a folder, or a zip file with the same
bytes for the same bag. The bag is checked by the library before it is there.
"""

from __future__ import annotations

import logging
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import bagit

from reportgen.archive import disk

_ALGORITHMS = ["sha256", "sha512"]
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16
_PIECE = 2**20


def make_bag(
    target: Path, files: Mapping[str, Path], texts: Mapping[str, bytes], info: Mapping[str, str]
) -> None:
    """Make the bag in a folder that is not there yet.

    `files` are copied and `texts` written, both by path in the bag's payload; `info` goes into
    `bag-info.txt`. Raises OSError; then nothing is there, and FileExistsError where something is.
    """
    staged = target.with_name(f".{target.name}.part")
    disk.remove(staged)
    try:
        disk.make_folder(staged)
        for path, source in sorted(files.items()):
            disk.make_folder((staged / path).parent)
            disk.copy_new(source, staged / path)
        for path, data in sorted(texts.items()):
            disk.make_folder((staged / path).parent)
            disk.write_new(staged / path, data)
        _bag(staged, info)
        disk.sync_files(staged)
        disk.move(staged, target)
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise


def _bag(folder: Path, info: Mapping[str, str]) -> None:
    """Turn a folder into a bag and check it."""
    logger = logging.getLogger("bagit")
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        bagit.make_bag(str(folder), dict(info), checksums=_ALGORITHMS)
        # The library makes bags of the draft before the RFC; ours keep to the RFC's rules as well.
        (folder / "bagit.txt").write_bytes(_DECLARATION)
        bag = bagit.Bag(str(folder))
        bag.save()
        bag.validate()
    finally:
        logger.setLevel(level)


def zip_bag(folder: Path, target: Path) -> None:
    """Write the bag in a folder as one zip file, beside which nothing of it stays unfinished.

    Files stand in the order of their names and without their own times: the same bag gives the
    same bytes. Raises OSError.
    """
    staged = target.with_name(f".{target.name}.part")
    disk.remove(staged)
    try:
        with zipfile.ZipFile(staged, "x", zipfile.ZIP_DEFLATED) as package:
            for path in sorted(each for each in folder.rglob("*") if each.is_file()):
                name = f"{target.stem}/{path.relative_to(folder).as_posix()}"
                entry = zipfile.ZipInfo(name, _FIRST_DAY)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, _MODE
                entry.create_system = 3  # as on Unix, wherever it is made
                with path.open("rb") as source, package.open(entry, "w") as sink:
                    shutil.copyfileobj(source, sink, _PIECE)
        disk.sync_file(staged)
        disk.move(staged, target)
    except BaseException:
        disk.remove(staged)
        raise
