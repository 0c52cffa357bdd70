"""Small archives for audits, made of the samples."""

from __future__ import annotations

import shutil
import sqlite3
import time
import zipfile
from contextlib import closing
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "samples"
LETTERS = sorted((SAMPLES / "oficio").glob("*.docx"))
COMPARED = ("resumen.html", "hallazgos.xlsx", "resultados.jsonl", "tablas", "documentos")
"""Outputs that two runs make alike."""


def archive(folder: Path, count: int = 6) -> Path:
    """Make an archive: letters in two folders, one of them twice, one in a ZIP file, one damaged, and junk."""
    root = folder / "archivo"
    (root / "uno").mkdir(parents=True)
    (root / "dos").mkdir()
    for number, letter in enumerate(LETTERS[:count]):
        shutil.copy(letter, root / ("uno" if number % 2 else "dos") / letter.name)
    shutil.copy(LETTERS[0], root / "uno" / "copia de una.docx")
    with zipfile.ZipFile(root / "más.zip", "w") as packed:
        packed.write(LETTERS[count], f"interior/{LETTERS[count].name}")
    (root / "dos" / "dañado.docx").write_bytes(LETTERS[0].read_bytes()[:3000])
    (root / "dos" / "Thumbs.db").write_bytes(b"x")
    (root / "dos" / "~$abierto.docx").write_bytes(b"x")
    return root


def contents(folder: Path) -> dict[str, bytes]:
    """Return every output that two runs make alike, by its path in the folder."""
    paths = [path for name in COMPARED for path in (folder / name, *(folder / name).glob("**/*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def ask(folder, query):
    """Return the rows that the store gives."""
    with closing(sqlite3.connect(folder / "auditoria.sqlite")) as base:
        return base.execute(query).fetchall()


def wait_for_results(folder, least):
    """Wait until the store has so many results."""
    for _ in range(600):
        try:
            if ask(folder, "SELECT count(*) FROM archivos WHERE documento IS NOT NULL")[0][0] >= least:
                return
        except sqlite3.Error:
            pass
        time.sleep(0.05)
    raise AssertionError("no result in 30 seconds")
