"""Writing a file whole or not at all: whoever reads it meanwhile sees the old one, which stays where writing fails."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_UNFINISHED = ".tmp"


@contextmanager
def whole(path: Path, *, mode: int | None = None) -> Iterator[IO[bytes]]:
    """Give a file to write to, which takes its place only when everything is written; OSError where it cannot.

    `mode` are its permissions; None: it is for its owner alone.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=_UNFINISHED)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
        if mode is not None:
            Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def clear_away(folder: Path) -> None:
    """Take away what a program that was killed left half-written in a folder; only where nobody else writes there."""
    for left in folder.glob(f".*{_UNFINISHED}"):
        with suppress(OSError):
            left.unlink()
