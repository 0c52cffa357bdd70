"""The directory of an old Office file (OLE): enough to tell a whole Word document from garbage or a locked one."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from amc_docs.errors import UnreadableFileError
from amc_docs.readers.docx_package import damaged

_HEADER = 512
_IN_HEADER = 109
"""Entries of the table of tables that stand in the header itself."""
_END = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
_NONE = 0xFFFFFFFF
_ENTRY = 128
_SMALL = 4_096
"""Streams below this size stand in a stream of their own kind."""
_WORD = frozenset({0xA5EC, 0xA5DC, 0xA697, 0xA698, 0xA699})
"""First two bytes of the main stream of Word 97 and later, Word 6 and 95, and their Asian editions."""
_LOCKED = 0x0100
_SECOND_TABLE = 0x0200
MODERN = 0xA5EC


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A stream of the root storage."""

    start: int
    size: int


def word_version(path: Path, *, name: str) -> int:
    """Return the sign of the Word that wrote the file (`MODERN` or older), once all of it is there.

    Raises:
        UnreadableFileError: no Word document, cut off, or protected by a password; `name` is shown in messages.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        try:
            return _version(_Sectors(data), name)
        except (struct.error, ValueError, IndexError) as error:
            raise damaged(name) from error


def _version(sectors: _Sectors, name: str) -> int:
    streams = sectors.root_streams()
    main = streams.get("WordDocument")
    if main is None:
        raise UnreadableFileError(
            f"«{name}» no contiene un documento de Word, aunque lo parezca. "
            "Ábralo con el programa que lo creó y guárdelo como .docx o PDF."
        )
    if main.size < _SMALL:
        raise damaged(name)
    sign, _, _, _, _, flags = struct.unpack_from("<6H", sectors.sector(main.start))
    if sign not in _WORD:
        raise damaged(name)
    if flags & _LOCKED:
        raise UnreadableFileError(
            f"«{name}» está protegido con contraseña. Ábralo en Word, quítele la contraseña y envíe esa copia."
        )
    sectors.require(main)
    table = streams.get("1Table" if flags & _SECOND_TABLE else "0Table")
    if sign == MODERN and table is None:
        raise damaged(name)
    if table is not None and table.size >= _SMALL:
        sectors.require(table)
    return int(sign)


class _Sectors:
    """The file as sectors; ValueError where a chain leaves the file or runs in a circle."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        (shift,) = struct.unpack_from("<H", data, 30)
        if shift not in (9, 12):
            raise ValueError(shift)
        self._size = 1 << shift
        # The last sector may be cut short: some programs do not fill it up.
        self._count = -(-(len(data) - self._size) // self._size)
        self._tables = list(self._table_sectors())

    def sector(self, number: int) -> bytes:
        """Return the bytes of a sector."""
        if not 0 <= number < self._count:
            raise ValueError(number)
        # The header takes the place of one sector, whatever their size.
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def require(self, stream: Stream) -> None:
        """Raise ValueError unless every sector of the stream is there."""
        missing = -(-stream.size // self._size) - sum(1 for _ in self._chain(stream.start))
        if missing > 0:
            raise ValueError(missing)

    def root_streams(self) -> dict[str, Stream]:
        """Return the streams that stand directly in the root storage, by name."""
        (start,) = struct.unpack_from("<I", self._data, 48)
        directory = b"".join(self.sector(n) for n in self._chain(start))
        (child,) = struct.unpack_from("<I", directory, 76)
        found: dict[str, Stream] = {}
        seen: set[int] = set()
        waiting = [child]
        while waiting:
            number = waiting.pop()
            if number == _NONE or number in seen:
                continue
            seen.add(number)
            entry = directory[number * _ENTRY : (number + 1) * _ENTRY]
            length, left, right = struct.unpack_from("<64xH2x2I", entry)
            waiting += (left, right)
            label = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            found[label] = Stream(
                start=struct.unpack_from("<I", entry, 116)[0], size=struct.unpack_from("<I", entry, 120)[0]
            )
        return found

    def _chain(self, start: int) -> Iterator[int]:
        number, left = start, self._count
        while number < _END:
            if left == 0:
                raise ValueError(start)
            left -= 1
            if number >= self._count:
                raise ValueError(number)
            yield number
            per_table = self._size // 4
            table = self.sector(self._tables[number // per_table])
            (number,) = struct.unpack_from("<I", table, number % per_table * 4)

    def _table_sectors(self) -> Iterator[int]:
        """Yield the sectors that hold the table of chains; a large file lists them in further sectors."""
        count, first, further = struct.unpack_from("<44xI20xII", self._data)
        listed = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        for _ in range(min(further, self._count)):
            if first >= _END:
                break
            *more, first = struct.unpack_from(f"<{self._size // 4}I", self.sector(first))
            listed += more
        yield from [n for n in listed if n < _END][: min(count, self._count)]
