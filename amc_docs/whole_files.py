"""Writing a file whole or not at all: whoever reads it meanwhile sees the old one, which stays where writing fails."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def whole(path: Path, *, mode: int | None = None) -> Iterator[IO[bytes]]:
    """Give a file to write to, which takes its place only when everything is written; OSError where it cannot.

    `mode` are its permissions; None: it is for its owner alone.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
        if mode is not None:
            Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
