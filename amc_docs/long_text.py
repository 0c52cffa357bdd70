"""A text of many megabytes on its way from who writes it to who shows it: packed, and never whole in memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

_MOST = 1 << 20
"""Characters up to which a text is kept as it is."""


class LongText:
    """A text in pieces; goes through them as UTF-8."""

    def __init__(self, pieces: Iterable[str]) -> None:
        packer = zlib.compressobj(1)
        packed = [packer.compress(piece.encode("utf-8")) for piece in pieces]
        self._packed = [part for part in (*packed, packer.flush()) if part]

    def __iter__(self) -> Iterator[bytes]:
        unpacker = zlib.decompressobj()
        for part in self._packed:
            yield unpacker.decompress(part)
        yield unpacker.flush()

    def __str__(self) -> str:
        return b"".join(self).decode("utf-8")


def gathered(pieces: Iterable[str]) -> str | LongText:
    """Return the text that some pieces make: as one where it is short."""
    coming = iter(pieces)
    first: list[str] = []
    length = 0
    for piece in coming:
        first.append(piece)
        length += len(piece)
        if length > _MOST:
            return LongText(_after(first, coming))
    return "".join(first)


def _after(first: list[str], coming: Iterator[str]) -> Iterator[str]:
    yield "".join(first)
    first.clear()
    yield from coming
