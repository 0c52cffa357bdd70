"""There is a schedule: a table of activities by periods."""

from __future__ import annotations

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.outline import scope
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, is_missing, shorten


def schedule_present(record: Record, *, point: str | None = None, matrix: str, activity: str) -> Outcome:
    """Check that the matrix is there and names some activity: without rows, or with a blank column, it names none.

    Without the matrix: a breach, or doubt where the point has a picture that may be it.
    """
    table, where = record.matrix(matrix), scope(record, point)
    if table is not None:
        rows = table.items
        if not rows:
            yield Breach(
                message=f"{at_point(point or table.point)}el cronograma «{shorten(table.head, 120)}» no tiene ninguna "
                "fila con datos.",
                evidence=table.head,
                location=table.location,
            )
        elif table.has(activity) and all(is_missing(row.raw(activity)) for row in rows):
            cells = [row.values[activity].location if activity in row.values else row.location for row in rows]
            yield Breach(
                message=f"{at_point(point or table.point)}las actividades están en blanco: la columna "
                f"«{table.columns[activity]}» no dice nada en ninguna de sus {len(rows)} filas.",
                evidence=table.columns[activity] or table.head,
                location=cells[0],
                places=tuple(dict.fromkeys(cells[1:])),
            )
    elif where is None:
        yield NotApplicable(reason="No hay punto en el que buscar el cronograma.")
    elif where.may_be_drawn:
        yield Breach(
            message=f"{at_point(where.number)}el cronograma puede estar en una imagen, que no se lee.",
            evidence=where.words,
            location=where.drawing_location,
            state=State.POR_VERIFICAR,
        )
    else:
        yield Breach(
            message=f"{at_point(where.number)}no hay una tabla de actividades por periodos.",
            evidence=where.words,
            location=where.location,
        )
