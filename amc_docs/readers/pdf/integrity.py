"""Whether a file is a whole PDF. PDFium repairs damage in silence; here it is told."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from amc_docs.errors import UnreadableFileError
from amc_docs.readers.pdf.streams import has_damaged_stream

HEAD, TAIL = 1_024, 2_048
"""Bytes at the start and end within which a PDF has its marks."""
NOT_PDF = "Compruebe el archivo y envíelo como PDF."
INCOMPLETE = (
    "El archivo PDF está incompleto o dañado (no termina como debe): se leyó lo que se pudo recuperar y puede faltar "
    "contenido. Vuelva a generarlo y envíelo de nuevo."
)
REBUILT = (
    "El índice interno del PDF está dañado: se leyó lo que se pudo recuperar y puede faltar contenido. "
    "Vuelva a generarlo y envíelo de nuevo."
)

BROKEN = (
    "Una parte comprimida del PDF está dañada: se leyó lo que se pudo recuperar y puede faltar contenido. "
    "Vuelva a generarlo y envíelo de nuevo."
)


def damage(path: Path, name: str) -> str | None:
    """Return a warning in Spanish where the file's end shows damage, None where it looks whole.

    Raises UnreadableFileError where it is no regular file, is empty, or lacks the mark of a PDF.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableFileError(f"{name} no es un archivo. Indique un archivo PDF.")
        with path.open("rb") as file:
            head = file.read(HEAD)
            size = file.seek(0, 2)
            file.seek(max(0, size - TAIL))
            tail = file.read()
            start = _start_of_index(tail)
            begin = max(0, head.find(b"%PDF-"))
            file.seek(min(size, start + begin) if start is not None else size)
            index = file.read(20).lstrip()
    except OSError as error:
        raise UnreadableFileError(f"No se pudo abrir {name}. Compruebe que existe y que puede leerlo.") from error
    if not size:
        raise UnreadableFileError(f"{name} está vacío (0 bytes). Envíe el archivo completo.")
    if b"%PDF-" not in head:
        raise UnreadableFileError(f"{name} no es un PDF aunque su nombre lo diga. {NOT_PDF}")
    if b"%%EOF" not in tail or start is None:
        return INCOMPLETE
    if not (index.startswith(b"xref") or re.match(rb"\d+\s+\d+\s+obj", index)):
        return REBUILT
    return BROKEN if has_damaged_stream(path) else None


def _start_of_index(tail: bytes) -> int | None:
    """Return where the cross-reference table begins by the file's own account, None where it does not say."""
    found = re.findall(rb"startxref\s+(\d{1,12})", tail)
    return int(found[-1]) if found else None
