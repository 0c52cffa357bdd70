"""Which recognition program this is, of which version and with which data: what was kept of another one is not used."""

from __future__ import annotations

import os
import re
from pathlib import Path

from amc_docs.readers.scan.store import Store, key_of, sizes_of

_FOLDER = re.compile(r'"([^"\n]+)"')


def known(store: Store, program: str) -> str:
    """Return the identity learned earlier; empty where there is none or something has changed since."""
    entry = store.get(_key(program)) or {}
    files = entry.get("files")
    if not isinstance(files, list) or files != sizes_of(Path(str(f[0])) for f in files):
        return ""
    return str(entry.get("identity", ""))


def learned(store: Store, program: str, language: str, version: str, languages: str) -> str:
    """Return the identity by the program's own account, and keep it.

    `version` and `languages` are its answers; the second names the folder of its data (since Tesseract 5).
    """
    folder = _FOLDER.search(languages)
    models = [Path(folder[1], f"{name}.traineddata") for name in (language, "osd")] if folder else []
    files = sizes_of([Path(program), *models])
    identity = key_of(version, languages, repr(files))
    store.put(_key(program), {"identity": identity, "files": files, "version": version.split("\n", 1)[0]})
    return identity


def _key(program: str) -> str:
    return "motor-" + key_of(program, repr(sizes_of([Path(program)])), os.environ.get("TESSDATA_PREFIX", ""))
