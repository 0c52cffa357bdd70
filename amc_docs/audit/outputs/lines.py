"""JSON Lines: one object a file, with its whole report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from amc_docs.audit.outputs.reading import Archive
from amc_docs.writers.output import whole

NAME = "resultados.jsonl"
_ON_ONE_LINE = re.compile(rb"\n *")
"""What the report is laid out with: inside a text of JSON a line break is written in letters."""


def write(archive: Archive, folder: Path) -> Path:
    """Write a line for each content, with the names of all files that have it."""
    path = folder / NAME
    with whole(path) as file:
        for line in _lines(archive):
            file.write(line)
    return path


def _lines(archive: Archive) -> Iterator[bytes]:
    for row, report in archive.reports():
        line = {
            "archivos": archive.names(row["documento"]),
            "sha256": row["sha256"],
            "dictamen": row["dictamen"],
            "motivo": row["motivo"],
            "codigo": row["codigo"],
        }
        own = json.dumps(line, ensure_ascii=False).encode("utf-8", "replace").removesuffix(b"}")
        yield own + b', "informe": ' + _ON_ONE_LINE.sub(b"", report or b"null") + b"}\n"
