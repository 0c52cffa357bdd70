"""ZIP archives that are audited: what they hold, and one member at a time. Nothing in them is taken on trust."""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO

MOST_LISTED = 50_000_000
"""Bytes of an archive's directory: that of half a million members, which take a gigabyte of memory once listed."""
_OFFICE = ("word/", "xl/", "ppt/", "content.xml", "[Content_Types].xml", "mimetype")
"""Members that tell a document from an archive: both are ZIP files."""
_ENDS, _LARGE_ENDS_AT = b"PK\x05\x06", b"PK\x06\x07"
_END = struct.Struct("<4s4H2LH")
_LARGE_END, _LARGE_LOCATOR = 56, 20
_COMMENT = 1 << 16
_UTF_8 = 0x800


def members(path: Path) -> Sequence[zipfile.ZipInfo] | None:
    """Return what a ZIP archive holds, in order of names; None where it is a document, damaged or not to be trusted.

    Where two members have one name, only one of them could ever be read: the other would go unseen.
    """
    try:
        with path.open("rb") as file:
            if _listed(file) > MOST_LISTED:
                return None
            with zipfile.ZipFile(file) as archive:
                found = archive.infolist()
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return None
    names = {info.filename for info in found}
    if len(names) < len(found) or any(name.startswith(_OFFICE) for name in names):
        return None
    return sorted(found, key=lambda info: info.filename)


def title_of(info: zipfile.ZipInfo) -> str:
    """Return the name of a member as its maker wrote it: many programs write UTF-8 without saying so."""
    if info.flag_bits & _UTF_8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except ValueError:
        return info.filename


@contextmanager
def member_of(path: str, name: str) -> Iterator[IO[bytes]]:
    """Give a member to read from; zipfile raises a dozen kinds for what is damaged, encrypted or unknown to it."""
    status = Path(path).stat()
    archive = _archive(path, status.st_mtime_ns, status.st_size, os.getpid())
    with archive.open(name) as member:
        yield member


@lru_cache(maxsize=1)
def _archive(path: str, _changed: int, _size: int, _process: int) -> zipfile.ZipFile:
    """Return an archive, opened: to list a hundred thousand members again for each of them would take hours.

    A copy of the process must open its own: both would move about in the same open file.
    """
    return zipfile.ZipFile(path)


def _listed(file: IO[bytes]) -> int:
    """Return the bytes of the directory of an archive, as its end tells and zipfile believes; 0 where it has none."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _COMMENT - _END.size - _LARGE_LOCATOR - _LARGE_END))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(_ENDS)
    if at < 0 or len(tail) - at < _END.size:
        return 0
    told: int = _END.unpack_from(tail, at)[5]
    large = at - _LARGE_LOCATOR - _LARGE_END
    if large >= 0 and tail.startswith(_LARGE_ENDS_AT, at - _LARGE_LOCATOR):
        told = int.from_bytes(tail[large + 40 : large + 48], "little")
    return told
