"""Bytes put away until somebody asks for them again: in memory while they are few, in a temporary file from then on."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import weakref

_MOST = 1 << 20
"""Bytes that a spool keeps in memory."""


class Held:
    """Bytes that stayed in memory."""

    __slots__ = ("__weakref__", "data")

    def __init__(self, data: bytes) -> None:
        self.data = data


class Stored:
    """Bytes that stand in a file."""

    __slots__ = ("__weakref__", "_file", "_length", "_place")

    def __init__(self, file: _File, data: bytes) -> None:
        """Write the bytes; OSError where that fails."""
        self._file = file
        self._length = len(data)
        self._place = file.write(data)

    @property
    def data(self) -> bytes:
        """The bytes; OSError where they cannot be read."""
        return self._file.read(self._place, self._length)


Spooled = Held | Stored


class Spool:
    """A place for bytes, whose file is gone when nobody holds any of them; another process makes one of its own."""

    def __init__(self) -> None:
        self._room = _MOST
        self._file: _File | None = None

    def put(self, data: bytes) -> Spooled:
        """Put some bytes away; where no file can be written, they stay in memory."""
        if len(data) <= self._room:
            self._room -= len(data)
            return Held(data)
        try:
            self._file = self._file or _File()
            return Stored(self._file, data)
        except OSError:
            return Held(data)

    def __reduce__(self) -> tuple[type[Spool], tuple[()]]:
        return Spool, ()


class _File:
    """A temporary file without a name, of this process alone; added to at its end, read anywhere."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - open as long as anybody holds this
        weakref.finalize(self, self._file.close)
        self._process = os.getpid()
        self._lock = threading.Lock()
        self._end = 0

    def write(self, data: bytes) -> int:
        """Return where the bytes stand, now that they do."""
        with self._lock:
            if self._process != os.getpid():
                raise OSError("this process is a copy of the one whose file it is")
            place = self._file.seek(self._end)
            if self._file.write(data) != len(data):
                raise OSError("the disk is full")
            self._end = place + len(data)
            return place

    def read(self, place: int, length: int) -> bytes:
        """Return so many bytes from a place on."""
        if sys.platform != "win32":
            # Without moving to it: a copy of this process shares where the file stands.
            found = os.pread(self._file.fileno(), length, place)
        else:
            with self._lock:
                self._file.seek(place)
                found = self._file.read(length)
        if len(found) != length:
            raise OSError("a temporary file is shorter than what was written")
        return found
