"""No cell of a matrix is left empty without saying that it does not apply."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from amc_docs.findings import Breach, NotApplicable
from amc_docs.record import Matrix, Record, Row
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, is_missing, listed, shorten


def cells_filled(
    record: Record,
    *,
    point: str | None = None,
    matrix: str,
    row_field: str,
    fields: Mapping[str, str],
    rows: Sequence[str] = (),
    figures: Sequence[str] = (),
) -> Outcome:
    """Check that each row states every one of `fields`; "No aplica" is an answer, a dash only in `figures`: a zero.

    A column that is blank in every row is one breach, the other blanks one breach a row. A row without any content is a
    caption or a note, unless its label matches one of `rows`.
    """
    table = record.matrix(matrix)
    present = {name: label for name, label in fields.items() if table and table.has(name)}
    items = [row for row in table.items if _is_item(row, row_field, present, rows)] if table else []
    if table is None or not items or not present:
        yield NotApplicable(reason="No hay una matriz cuyas celdas comprobar.")
        return
    blank = [name for name in present if len(items) > 1 and all(_is_blank(row, name, figures) for row in items)]
    for name in blank:
        yield _column(table, items, name, row_field, point)
    for row in items:
        missing = [name for name in present if name not in blank and _is_blank(row, name, figures)]
        if missing:
            cells = [row.values[name].location for name in missing if name in row.values]
            label = row.raw(row_field)
            noun = "la celda" if len(missing) == 1 else "las celdas"
            state = "está vacía" if len(missing) == 1 else "están vacías"
            yield Breach(
                message=f"{at_point(point or table.point)}en la fila «{shorten(label, 80)}» {state} {noun} de "
                f"{listed(present[name] for name in missing)}.",
                evidence=label or table.head,
                location=cells[0] if cells else row.location,
                places=tuple(cells[1:]),
            )


def _is_blank(row: Row, name: str, figures: Sequence[str] = ()) -> bool:
    return is_missing(row.raw(name)) and not (name in figures and row.raw(name))


def _is_item(row: Row, row_field: str, fields: Mapping[str, str], patterns: Sequence[str]) -> bool:
    if not all(_is_blank(row, name) for name in fields):
        return not row.is_merged(row_field)
    return any(re.search(pattern, fold(row.raw(row_field))) for pattern in patterns)


def _column(table: Matrix, items: Sequence[Row], name: str, row_field: str, point: str | None) -> Breach:
    cells = [row.values[name].location if name in row.values else row.location for row in items]
    labels = listed(shorten(row.raw(row_field), 60) for row in items)
    return Breach(
        message=f"{at_point(point or table.point)}la columna «{table.columns.get(name, name)}» está vacía en todas las "
        f"filas ({labels}).",
        evidence=table.columns.get(name) or table.head,
        location=cells[0],
        places=tuple(cells[1:]),
    )
