"""The observations of a whole archive as a workbook: written row by row, so that its size costs no memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import xlsxwriter

from amc_docs.audit.outputs.html import VERDICTS
from amc_docs.audit.outputs.reading import Archive
from amc_docs.writers.arrangement import STATES
from amc_docs.writers.output import whole
from amc_docs.writers.workbook import BODY, HEAD, SETTINGS
from amc_docs.writers.workbook import write as write_cell

NAME = "hallazgos.xlsx"
_MOST_ROWS = 1_000_000
"""Of a sheet; Excel takes 1,048,576."""
_MADE = datetime(2016, 1, 1)
"""Excel has no zones; the same in every run, so that equal books are equal files."""
_FINDINGS = (
    ("Archivo", 44, "archivo"), ("Parte", 7, "parte"), ("N°", 6, "numero"), ("Punto", 8, "punto"),
    ("Severidad", 12, "severidad"), ("Estado", 14, "estado"), ("Observación", 60, "mensaje"), ("Dice", 40, "evidencia"),
    ("Se espera", 24, "esperado"), ("Ubicación", 26, "ubicacion"), ("Qué hacer", 44, "sugerencia"),
    ("Sustento", 36, "cita"), ("Regla", 22, "regla"), ("Obligación", 12, "obligacion"),
)  # fmt: skip
_FILES = (
    ("Archivo", 60, "archivo"), ("Dictamen", 18, "dictamen"), ("Tipo", 40, "titulo_tipo"), ("Sector", 30, "sector"),
    ("Servicio", 34, "servicio"), ("Número", 22, "numero"), ("Año", 8, "anio"), ("Formato", 12, "formato"),
    ("Cómo se leyó", 22, "via"), ("Páginas", 9, "paginas"), ("Sin leer", 9, "paginas_sin_leer"),
    ("Errores", 9, "errores"), ("Advertencias", 13, "advertencias"), ("Notas", 8, "notas"),
    ("Por verificar", 12, "por_verificar"), ("Motivo", 60, "motivo"), ("SHA-256", 66, "sha256"),
)  # fmt: skip
_SHOWN = VERDICTS | {str(state): said for state, said in STATES.items()}
"""What tables keep in one word → how it is read."""


def write(archive: Archive, folder: Path) -> Path:
    """Write the workbook: observations, and one row a file."""
    path = folder / NAME
    with (
        whole(path) as file,
        xlsxwriter.Workbook(file, {**SETTINGS, "in_memory": False, "constant_memory": True}) as book,
    ):
        book.set_properties({"title": "Auditoría: observaciones", "created": _MADE})
        _sheets(book, "Observaciones", _FINDINGS, archive.rows("hallazgos"))
        _sheets(book, "Archivos", _FILES, archive.files())
    return path


def _sheets(
    book: Any,  # noqa: ANN401 (XlsxWriter has no types)
    name: str,
    columns: Sequence[tuple[str, int, str]],
    rows: Iterable[Mapping[str, Any]],
) -> None:
    """Write rows to a sheet, and to further ones where they are too many for one."""
    left: Iterator[Mapping[str, Any]] = iter(rows)
    for number in count(1):
        sheet = book.add_worksheet(name if number == 1 else f"{name} ({number})")
        if _sheet(book, sheet, columns, left) < _MOST_ROWS:
            return


def _sheet(
    book: Any,  # noqa: ANN401 (XlsxWriter has no types)
    sheet: Any,  # noqa: ANN401 (XlsxWriter has no types)
    columns: Sequence[tuple[str, int, str]],
    rows: Iterator[Mapping[str, Any]],
) -> int:
    head, body = book.add_format(HEAD), book.add_format({**BODY, "align": "left"})
    for column, (_, width, _key) in enumerate(columns):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 1)
    for column, (title, _, _key) in enumerate(columns):
        sheet.write_string(0, column, title, head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, (_, _, key) in enumerate(columns):
            value = row[key]
            write_cell(sheet, last, column, _SHOWN.get(value, value) if isinstance(value, str) else value, body)
        if last == _MOST_ROWS:
            break
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    return last
