"""A folder of JSON entries that several processes may share: each is written whole, and read only where it is sound."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from amc_docs.whole_files import whole

VERSION = 1
"""Of the form of an entry."""


class Store:
    """Entries by the digest of what they were made from; one that is missing or damaged is made anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def at(cls, folder: Path | None) -> Store | None:
        """Return the store in a folder, None without one."""
        return cls(folder) if folder else None

    def get(self, key: str) -> Mapping[str, Any] | None:
        """Return the value kept under a key; None where there is none, or a damaged one."""
        try:
            entry = json.loads(self._path(key).read_bytes())
            value = entry["value"]
            is_sound = entry["version"] == VERSION and entry["sha256"] == _digest(value) and isinstance(value, dict)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return value if is_sound else None

    def put(self, key: str, value: Mapping[str, Any]) -> None:
        """Keep a value, whole or not at all; a folder that cannot be written to keeps nothing."""
        text = json.dumps({"version": VERSION, "sha256": _digest(value), "value": value}, ensure_ascii=False)
        # Two processes that make the same entry write the same; the last one stays.
        with suppress(OSError), whole(self._path(key)) as file:
            file.write(text.encode())

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"


def key_of(*pieces: bytes | str) -> str:
    """Return the digest of some pieces, each told from the next."""
    digest = hashlib.sha256()
    for piece in pieces:
        data = piece.encode("utf-8", "surrogatepass") if isinstance(piece, str) else piece
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()


def sizes_of(paths: Iterable[Path]) -> list[list[Any]]:
    """Return path, size and time of change of files, by which a change of them is noticed."""
    found: list[list[Any]] = []
    for path in paths:
        try:
            status = path.resolve().stat()
        except OSError:
            found.append([str(path), -1, -1])
        else:
            found.append([str(path), status.st_size, status.st_mtime_ns])
    return found


def _digest(value: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
