"""How alike two texts are, from a few numbers kept of each: versions are found without the documents themselves."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from itertools import pairwise

from amc_docs.wording import fold

SIZE = 128
"""Most numbers kept of a text; the share that two texts have in common is right within some 0.05."""
_FEWEST = 20
"""A text of fewer pieces is too short to be told from another."""


def signature(texts: Iterable[str]) -> bytes:
    """Return the least hashes of the pairs of words of a text; empty where it is too short."""
    found = [word for text in texts for word in fold(text).split()]
    pieces = {zlib.crc32(f"{a} {b}".encode()) for a, b in pairwise(found)}
    if len(pieces) < _FEWEST:
        return b""
    least = sorted(pieces)[:SIZE]
    return struct.pack(f">{len(least)}I", *least)


def likeness(first: bytes, second: bytes) -> float:
    """Return the share of pairs of words, 0–1, that two texts have in common; 0 where one has no signature."""
    one, other = _numbers(first), _numbers(second)
    if not one or not other:
        return 0.0
    # Of the least numbers of both together, those in both: the same share as in the texts themselves.
    least = sorted(one | other)[:SIZE]
    return sum(n in one and n in other for n in least) / len(least)


def _numbers(kept: bytes) -> set[int]:
    return set(struct.unpack(f">{len(kept) // 4}I", kept))
