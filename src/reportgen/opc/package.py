"""A Word file as a zip of named parts: read with suspicion, written the same way every time.

In goes the content of a .docx that somebody made; out comes a `Package`, whose parts keep the
compressed bytes they came with, and from a package and the parts that changed comes a new file.
Unchanged parts are copied, not compressed again. Every member carries the same date, and the
members stand in one order, so that the same input gives the same bytes.

What is refused, and why: members that inflate without measure (memory), duplicate names and names
that climb out of the package (two programs would see two different files), encryption and the old
binary format (nothing can be read), document type declarations and encodings other than UTF-8
(entities, and declarations hidden from this check), macros and ActiveX (code).
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Literal

from reportgen.errors import InputError, Problem
from reportgen.records import dataclass

Role = Literal["template", "returned", "report"]
"""What a file is to us; the codes of its problems begin with it."""

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_PARTS = 1000
MAX_PART_BYTES = 32 * 1024 * 1024
MAX_TOTAL_BYTES = 128 * 1024 * 1024
MAX_RATIO = 200  # deflate can reach 1032:1; Word's own parts stay below 60:1
RATIO_FREE_BYTES = 1024 * 1024  # small parts may compress as well as they like

CONTENT_TYPES = "[Content_Types].xml"
COMPRESSION_LEVEL = 6
_SMALL = 4096  # bytes: the window that 12 bits can address

_STORED, _DEFLATED = 0, 8
_ENCRYPTED_FLAG = 0x1
_UTF8_FLAG = 0x800
_DOS_DATE = 0x21  # 1 January 1980, the first day a zip can name
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "open it in the program that made it, and save it as a Word file (.docx)"
_DECLARED_ENCODING = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9._-]*)[\"']")
_ACTIVE = re.compile(r"vbaproject|vbadata|activex", re.IGNORECASE)
_MACRO_TYPES = (b"macroEnabled", b"ms-office.vbaProject", b"ms-office.activeX")


@dataclass(frozen=True, slots=True)
class Part:
    """One member of the zip as it lies there: compressed bytes, checksum and size when inflated."""

    name: str
    method: int
    crc: int
    size: int
    packed: bytes = field(repr=False)

    @property
    def data(self) -> bytes:
        """Return the content of the part."""
        return self.packed if self.method == _STORED else zlib.decompress(self.packed, -15)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file by name ("word/document.xml"), in the order they are written."""

    path: str
    parts: Mapping[str, Part]
    role: Role = "template"

    def __contains__(self, name: str) -> bool:
        """Tell whether the package has a part of this name."""
        return name in self.parts

    def data(self, name: str) -> bytes:
        """Return the content of the part `name`; KeyError when there is none."""
        return self.parts[name].data


def pack_part(name: str, data: bytes) -> Part:
    """Return `data` compressed as the part `name`."""
    deflate = zlib.compressobj(COMPRESSION_LEVEL, zlib.DEFLATED, *_memory_for(len(data)))
    packed = deflate.compress(data) + deflate.flush()
    return Part(name, _DEFLATED, zlib.crc32(data), len(data), packed)


def _memory_for(size: int) -> tuple[int, int]:
    """Return the window and the memory level with which to compress `size` bytes.

    A small part comes out as small with little memory, whose preparation takes most of its time.
    """
    return (-12, 5) if size <= _SMALL else (-15, 8)


def read_package(data: bytes, path: str, role: Role = "template") -> Package:
    """Return the package in `data`, the content of the file `path`.

    Raises InputError `template-not-docx`, `template-too-large` or `template-active-content`; for a
    file in another role the codes begin with that.
    """
    try:
        return Package(path, _read_parts(data), role)
    except _RefusedError as refused:
        code = f"{role}-{refused.why}"
        problem = Problem(path, 0, 0, "error", code, refused.message, refused.hint)
        raise InputError([problem]) from None


class _RefusedError(Exception):
    """The file is not taken: `why` ends the code of the problem; it never leaves this module."""

    def __init__(self, why: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.why = why
        self.message = message
        self.hint = hint


def _read_parts(data: bytes) -> dict[str, Part]:
    """Return the parts of a file by name, in the order they are written."""
    _check_outside(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, UnicodeDecodeError, ValueError, OSError, NotImplementedError):
        raise _not_docx("this is not a Word file (.docx)", _SAVE_AS) from None
    _check_members(members)
    parts = {}
    end_before = 0
    for info in sorted(members, key=lambda member: member.header_offset):
        part, start, end = _read_member(data, info)
        if start < end_before:
            raise _not_docx("parts of the file lie inside each other")
        end_before = end
        _check_content(part)
        parts[part.name] = part
    if CONTENT_TYPES not in parts:
        raise _not_docx("this zip file is not a Word file (.docx)", _SAVE_AS)
    return {name: parts[name] for name in _in_order(info.filename for info in members)}


def write_package(
    package: Package,
    changed: Mapping[str, bytes],
    *,
    removed: Iterable[str] = (),
) -> bytes:
    """Return the file made of `package` with the parts in `changed` put in or replaced.

    Parts in `removed` are left out; all others are copied with the compressed bytes they have.
    """
    gone = frozenset(removed)
    names = [name for name in package.parts if name not in gone]
    names += sorted(name for name in changed if name not in package.parts)
    chunks: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name in _in_order(names):
        part = pack_part(name, changed[name]) if name in changed else package.parts[name]
        member = _local_header(part)
        chunks += (member, part.packed)
        directory.append(_central_header(part, offset))
        offset += len(member) + len(part.packed)
    listing = b"".join(directory)
    count = len(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(listing), offset, 0)
    return b"".join((*chunks, listing, end))


def rels_name(name: str) -> str:
    """Return the name of the part that holds the relationships of part `name`."""
    folder, _, base = name.rpartition("/")
    return f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"


def _in_order(names: Iterable[str]) -> list[str]:
    """Return the names with the list of content types first, as readers of streams need it."""
    rank = {CONTENT_TYPES: 0, "_rels/.rels": 1}
    return sorted(dict.fromkeys(names), key=lambda name: rank.get(name, 2))


def _local_header(part: Part) -> bytes:
    name = part.name.encode()
    flags = 0 if name.isascii() else _UTF8_FLAG
    return (
        _LOCAL.pack(
            b"PK\x03\x04",
            20,
            flags,
            part.method,
            0,
            _DOS_DATE,
            part.crc,
            len(part.packed),
            part.size,
            len(name),
            0,
        )
        + name
    )


def _central_header(part: Part, offset: int) -> bytes:
    name = part.name.encode()
    flags = 0 if name.isascii() else _UTF8_FLAG
    return (
        _CENTRAL.pack(
            b"PK\x01\x02",
            20,
            20,
            flags,
            part.method,
            0,
            _DOS_DATE,
            part.crc,
            len(part.packed),
            part.size,
            len(name),
            0,
            0,
            0,
            0,
            0,
            offset,
        )
        + name
    )


def _check_outside(data: bytes) -> None:
    """Refuse what can be told from the first bytes and the length."""
    if len(data) > MAX_FILE_BYTES:
        raise _too_large(f"the file is larger than {MAX_FILE_BYTES // 2**20} MB")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _not_docx(
                "the file is protected by a password",
                "open it in Word, remove the password and save it again",
            )
        raise _not_docx(
            "this is a Word file of the old format (.doc)",
            "open it in Word and save it as .docx",
        )


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    """Refuse too many, too large, duplicate or ill-named members before one is inflated."""
    if len(members) > MAX_PARTS:
        raise _too_large(f"the file has more than {MAX_PARTS} parts")
    seen: set[str] = set()
    for info in members:
        name = info.filename
        if not _is_plain_name(name):
            raise _not_docx(f"the part name {name[:80]!r} is not allowed")
        if name.lower() in seen:
            raise _not_docx(f"the part {name} is there twice")
        seen.add(name.lower())
        if info.file_size > MAX_PART_BYTES:
            raise _too_large(f"the part {name} is larger than {MAX_PART_BYTES // 2**20} MB")
        if info.file_size > RATIO_FREE_BYTES and info.file_size > MAX_RATIO * info.compress_size:
            raise _too_large(f"the part {name} inflates more than {MAX_RATIO} times")
        if _ACTIVE.search(name):
            raise _active(name)
    if sum(info.file_size for info in members) > MAX_TOTAL_BYTES:
        raise _too_large(f"the parts are larger than {MAX_TOTAL_BYTES // 2**20} MB together")


def _is_plain_name(name: str) -> bool:
    """Tell whether a part name is a relative path without tricks."""
    if not name or name.startswith("/") or "\\" in name or ":" in name or len(name) > 250:
        return False
    if any(ord(char) < 32 or ord(char) == 127 for char in name):
        return False
    return all(step not in ("", ".", "..") for step in name.split("/"))


def _read_member(data: bytes, info: zipfile.ZipInfo) -> tuple[Part, int, int]:
    """Return a member with where its bytes start and end in the file."""
    name = info.filename
    if info.flag_bits & _ENCRYPTED_FLAG:
        raise _not_docx(f"the part {name} is encrypted")
    if info.compress_type not in (_STORED, _DEFLATED):
        raise _not_docx(f"the part {name} is compressed in an unknown way")
    start = info.header_offset
    damaged = _not_docx(f"the part {name} is damaged")
    if start < 0 or data[start : start + 4] != b"PK\x03\x04" or len(data) < start + _LOCAL.size:
        raise damaged
    *_, name_length, extra_length = _LOCAL.unpack_from(data, start)
    body = start + _LOCAL.size + name_length + extra_length
    end = body + info.compress_size
    packed = data[body:end]
    if len(packed) != info.compress_size:
        raise damaged
    content = _inflate(packed, info)
    if content is None or len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise damaged
    return Part(name, info.compress_type, info.CRC, info.file_size, packed), start, end


def _inflate(packed: bytes, info: zipfile.ZipInfo) -> bytes | None:
    """Return the content of a member, never more than its declared size, or None if damaged."""
    if info.compress_type == _STORED:
        return packed
    inflate = zlib.decompressobj(-15)
    try:
        content = inflate.decompress(packed, info.file_size + 1)
    except zlib.error:
        return None
    return content if inflate.eof and not inflate.unused_data else None


def _check_content(part: Part) -> None:
    """Refuse macros, document type declarations and encodings that would hide them."""
    if not part.name.lower().endswith((".xml", ".rels", ".vml")):
        return
    content = part.data
    if b"\x00" in content[:200] or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _not_docx(f"the part {part.name} is not UTF-8")
    declared = _DECLARED_ENCODING.match(content.lstrip(b"\xef\xbb\xbf \t\r\n"))
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        raise _not_docx(f"the part {part.name} is not UTF-8")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _not_docx(f"the part {part.name} has a document type declaration")
    if part.name == CONTENT_TYPES and any(kind in content for kind in _MACRO_TYPES):
        raise _active(part.name)


def _not_docx(message: str, hint: str = "") -> _RefusedError:
    return _RefusedError("not-docx", message, hint)


def _too_large(message: str) -> _RefusedError:
    return _RefusedError("too-large", message)


def _active(name: str) -> _RefusedError:
    return _RefusedError(
        "active-content",
        f"the file holds macros or ActiveX controls ({name})",
        "save it in Word as a document without macros (.docx)",
    )
