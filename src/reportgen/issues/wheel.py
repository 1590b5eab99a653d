"""A wheel of the program that is running, made from its files: what an archive keeps of it.

In go the files of the package and its metadata, out come the bytes of a wheel that pip installs
(the binary distribution format of PyPA). Nothing is built: a package of plain Python is its own
wheel. The same files give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold: wheels made on different days are equal."""
_MODE = 0o100644 << 16
_WHEEL = """\
Wheel-Version: 1.0
Generator: reportgen {version}
Root-Is-Purelib: true
Tag: py3-none-any
"""


def wheel_name(name: str, version: str) -> str:
    """Return the file name of the wheel: `reportgen-0.1.0-py3-none-any.whl`."""
    return f"{_escaped(name)}-{_escaped(version)}-py3-none-any.whl"


def build_wheel(
    name: str, version: str, files: Mapping[str, bytes], metadata: Mapping[str, bytes]
) -> bytes:
    """Return a wheel.

    `files` are those of the package by their path below the folder of packages; `metadata` those of
    its dist-info folder: METADATA, and entry_points.txt and licences where it has any.
    """
    info = f"{_escaped(name)}-{_escaped(version)}.dist-info"
    content = dict(sorted(files.items()))
    content |= {f"{info}/{path}": data for path, data in sorted(metadata.items())}
    content[f"{info}/WHEEL"] = _WHEEL.format(version=version).encode()
    content[f"{info}/RECORD"] = _record(content, f"{info}/RECORD")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, data in content.items():
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = _MODE
            archive.writestr(entry, data)
    return buffer.getvalue()


def _record(content: Mapping[str, bytes], own: str) -> bytes:
    """Return the list of the files with their digests, which names itself without one."""
    lines = []
    for path, data in content.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{_quoted(path)},sha256={digest},{len(data)}")
    return "".join(f"{line}\n" for line in (*lines, f"{own},,")).encode()


def _quoted(path: str) -> str:
    """Return a path as a field of CSV."""
    return '"' + path.replace('"', '""') + '"' if re.search(r'[,"]', path) else path


def _escaped(part: str) -> str:
    """Return a name or version as file names have it: hyphens divide the parts of one."""
    return re.sub(r"[-_.]+", "_", part) if not part[:1].isdigit() else part.replace("-", "_")
