"""What a result depends on beside the file: the program, the norms' data and the user's choices."""

from __future__ import annotations

import hashlib
from functools import cache

from amc_docs.doctype import PACKAGE, data_folder


@cache
def edition() -> str:
    """Return the digest of the program and of the norms' data: another one checks again."""
    folder = data_folder("schemas")
    files = [*PACKAGE.rglob("*.py"), *(p for p in folder.rglob("*") if p.suffix in {".toml", ".json"})]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
