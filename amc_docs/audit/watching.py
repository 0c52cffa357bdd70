"""Waiting for a folder to change: a mailbox folder, into which documents are put at any time."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from amc_docs.audit.sources import gather
from amc_docs.errors import NothingToAuditError


def changes(
    names: Sequence[str], skip: Path, seconds: float, sleep: Callable[[float], None] = time.sleep
) -> Iterator[None]:
    """Yield at first, and whenever the files behind some names have changed and then stayed the same for a while.

    A file that is still being copied changes from one look to the next; looks are `seconds` apart. Never ends by
    itself. A folder without files is waited for.
    """
    seen = ""
    before = _state(names, skip)
    while True:
        if before and before != seen:
            seen = before
            yield
        sleep(seconds)
        now = _state(names, skip)
        while now != before:
            before = now
            sleep(seconds)
            now = _state(names, skip)


def _state(names: Sequence[str], skip: Path) -> str:
    """Return a digest of the names, sizes and times of all files; empty where there is none."""
    digest = hashlib.sha256()
    try:
        for source in gather(names, skip):
            try:
                status = Path(source.path).stat()
            except OSError:
                continue  # gone since it was listed: the next look tells
            digest.update(f"{source.name}\0{status.st_size}\0{status.st_mtime_ns}\0".encode("utf-8", "surrogatepass"))
    except NothingToAuditError:
        return ""
    return digest.hexdigest()
