"""Digests of files, read piece by piece: a file of any size takes the same memory."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PIECE = 2**17
"""How much of a file is in memory at a time, in bytes.

Both digests are taken of a piece while it is in the processor's own memory; most files of an issue
are one piece, and while it is read and computed on, Python's lock is free for other threads.
"""


@dataclass(frozen=True, slots=True)
class Digests:
    """The SHA-512 and SHA-256 of a file in hexadecimal, and its size in bytes."""

    sha512: str
    sha256: str
    bytes: int


def hash_bytes(data: bytes) -> Digests:
    """Return the digests of something small."""
    return Digests(hashlib.sha512(data).hexdigest(), hashlib.sha256(data).hexdigest(), len(data))


def hash_file(path: Path, take: Callable[[bytes], object] | None = None) -> Digests:
    """Return the digests of a file; each piece is handed on to `take`, where given.

    Raises OSError when the file cannot be read.
    """
    long, short, size = hashlib.sha512(), hashlib.sha256(), 0
    with path.open("rb", buffering=0) as stream:
        while piece := stream.read(PIECE):
            long.update(piece)
            short.update(piece)
            size += len(piece)
            if take is not None:
                take(piece)
    return Digests(long.hexdigest(), short.hexdigest(), size)
