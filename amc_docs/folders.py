"""Which files are documents, and how what this program writes about a document is named.

Every command names its output alike where the user gives no name: the document's whole name, a mark and the ending, as
in `anexo.docx.anotado.docx`. So the outputs stand beside their document in any listing, two documents that differ in
their ending only do not claim one name, and what was written is told from what was submitted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from amc_docs.judgements import SUFFIX

REVIEW, RECORD = ".revision", ".extraccion"
COPY, SUMMARY = ".anotado", ".resumen"
AMENDED, CHANGES = ".subsanado", ".cambios"
OBSERVATIONS, LETTER = ".observaciones", ".oficio"
COMPARED, DOSSIER = ".comparacion", ".expediente"

SETTINGS = "amc-docs.yaml"
"""Name of the file with what an office writes alike in all its documents."""
JUNK = frozenset({"thumbs.db", "desktop.ini", SETTINGS})
"""Files that systems leave in folders, beside hidden ones, and the settings of an office."""
AUDIT = "auditoria.sqlite"
"""Name of the store of an audit, which tells a folder of its results from a folder of documents."""
_MARKS = (REVIEW, RECORD, COPY, SUMMARY, AMENDED, CHANGES, OBSERVATIONS, LETTER, COMPARED, DOSSIER)
_OURS = re.compile(rf"(?P<source>.+)(?:{'|'.join(map(re.escape, _MARKS))})\.[a-z]+$", re.IGNORECASE)


def is_junk(name: str) -> bool:
    """Return whether a file or folder of this name is no document: hidden, left by a system or an office program.

    An office program leaves `~$…` beside each open document; the decisions about a document are no document either.
    """
    is_folder_mark = name in {".", ".."}
    return (
        (name.startswith((".", "~$")) and not is_folder_mark) or name.casefold() in JUNK or name.endswith(SUFFIX)
    )


def is_ours(name: str, beside: Collection[str]) -> bool:
    """Return whether a file is what a command wrote about one of the files `beside` it."""
    match = _OURS.fullmatch(name)
    return match is not None and match["source"] in beside


def without_ours(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Return the documents among the files that a user named, and what was written about documents.

    A wildcard names both. Where nothing but the latter was named, that is what is wanted.
    """
    ours = [path for path in paths if _is_written_about(path)]
    if len(ours) == len(paths):
        return list(paths), []
    return [path for path in paths if path not in set(ours)], ours


def _is_written_about(path: Path) -> bool:
    match = _OURS.fullmatch(path.name)
    return match is not None and path.with_name(match["source"]).is_file()
