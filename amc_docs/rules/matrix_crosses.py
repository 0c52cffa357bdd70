"""A matrix crosses the rows and columns that the form names: phases by levels of government."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Point, Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, listed


def matrix_crosses(
    record: Record,
    *,
    point: str | None = None,
    matrix: str,
    row_field: str,
    rows: Mapping[str, Sequence[str]],
    columns: Mapping[str, str],
) -> Outcome:
    """Check that some row of the matrix matches each of `rows` and that each of `columns` is there.

    One breach names all that is missing. Without the matrix: doubt where the point has a picture, or where its words
    name rows and columns (a table that was not understood); a breach otherwise.
    """
    table = record.matrix(matrix)
    where = record.point(point) if point else None
    if table is None:
        yield _absent(where, rows, columns)
        return
    labels = [fold(row.raw(row_field)) for row in table.rows]
    lacking = [label for label, patterns in rows.items() if not any(_match(patterns, text) for text in labels)]
    levels = [label for name, label in columns.items() if not table.has(name)]
    if not lacking and not levels:
        return
    facts = []
    if lacking:
        rows_of = "están las filas" if len(lacking) > 1 else "está la fila"
        facts.append(f"no {rows_of} de {listed(lacking)}")
    if levels:
        columns_of = "están las columnas" if len(levels) > 1 else "está la columna"
        facts.append(f"no {columns_of} {listed(levels)}")
    yield Breach(
        message=f"{at_point(point or table.point)}en la matriz {' y '.join(facts)}.",
        evidence=table.head,
        location=table.location,
        expected=", ".join([*lacking, *levels]),
    )


def _match(patterns: Sequence[str], text: str) -> bool:
    return any(re.search(pattern, text) for pattern in patterns)


def _absent(
    point: Point | None, rows: Mapping[str, Sequence[str]], columns: Mapping[str, str]
) -> Breach | NotApplicable:
    if point is None:
        return NotApplicable(reason="No hay punto en el que buscar la matriz.")
    wanted = f"una matriz de {listed(rows)} por {listed(columns.values())}"
    if point.may_be_drawn:
        return Breach(
            message=f"{at_point(point.number)}no hay {wanted} como tabla; hay una imagen que podría serla y no se lee.",
            evidence=point.words,
            location=point.drawing_location,
            state=State.POR_VERIFICAR,
        )
    text = fold(point.text)
    named = sum(_match(patterns, text) for patterns in rows.values())
    levels = sum(fold(label) in text for label in columns.values())
    if named > len(rows) / 2 and levels > 1:
        return Breach(
            message=f"{at_point(point.number)}se nombran fases y niveles, pero no se reconoce {wanted}.",
            evidence=point.words,
            location=point.location,
            state=State.POR_VERIFICAR,
        )
    return Breach(message=f"{at_point(point.number)}no hay {wanted}.", evidence=point.words, location=point.location)
