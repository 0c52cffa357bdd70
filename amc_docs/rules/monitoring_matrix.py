"""The monitoring matrix shows each dimension that the form asks for, and follows every indicator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from amc_docs.document import Cell, Table
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Matrix, Point, Record, Value
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, is_missing, listed, named_in, quoted, resemblance, shorten

_NEAR = 0.7
"""From here on a name counts as the same: only what is surely absent is accused."""
_HEAD = 4
"""Rows in which the heads of a table stand, captions included."""


def monitoring_matrix(
    record: Record,
    *,
    point: str | None = None,
    matrix: str,
    key: str,
    indicators: str,
    indicator_key: str,
    dimensions: Mapping[str, Mapping[str, Sequence[str]]],
) -> Outcome:
    """Check that the matrix, or a table of the point, has each dimension as a column, in its head or as its rows.

    A head that names two dimensions at once must be borne out by the rows below it. Where the matrix has a column for
    indicators it must have all those of `indicators`. One breach for the dimensions, one for the indicators; without a
    matrix one breach, or doubt where the point has a picture.
    """
    where, found = record.point(point) if point else None, record.matrix(matrix)
    if where is None:
        yield NotApplicable(reason="No hay punto en el que buscar la matriz.")
        return
    tables = [table for table in where.tables if found and table.number in found.tables]
    tables = tables or [table for table in where.tables if _shown(table, None, dimensions)]
    if not tables:
        yield _absent(where)
        return
    shown = {label for table in tables for label in _shown(table, found, dimensions)}
    missing = [label for label in dimensions if label not in shown]
    head = found.head if found else shorten(" | ".join(dict.fromkeys(tables[0].rows()[0])), 200)
    if missing:
        yield Breach(
            message=f"{at_point(where.number)}la matriz «{shorten(head, 120)}» no clasifica por {listed(missing)}.",
            evidence=head,
            location=tables[0].location,
            expected=", ".join(missing),
        )
    if found and found.has(key):
        yield from _unfollowed(record, found, where, indicators, indicator_key)


def _shown(table: Table, found: Matrix | None, dimensions: Mapping[str, Mapping[str, Sequence[str]]]) -> set[str]:
    """Return the dimensions that a table shows."""
    shown: set[str] = set()
    if found and table.number in found.tables:
        shown = {
            label
            for label, how in dimensions.items()
            if any(not is_missing(row.raw(field)) for field in how.get("fields", ()) for row in found.items)
            and not _is_joint([found.columns.get(field, "") for field in how.get("fields", ())], dimensions)
        }
    head = [cell for cell in table.cells if cell.row < _HEAD and cell.text]
    for label, how in dimensions.items():
        heads = [cell for cell in head if _matches(cell.text, how)]
        plain = any(not _is_joint([cell.text], dimensions) for cell in heads)
        below = [cell for cell in table.cells if any(_is_under(cell, top) for top in heads)]
        rows = [cell for cell in table.cells if cell.column == 0 and cell.row > 0 and cell not in heads]
        if plain or any(_matches(cell.text, how) for cell in [*below, *rows] if not _is_joint([cell.text], dimensions)):
            shown.add(label)
    return shown


def _matches(text: str, how: Mapping[str, Sequence[str]]) -> bool:
    return any(re.search(pattern, fold(text)) for pattern in how.get("patterns", ()))


def _is_joint(texts: Sequence[str], dimensions: Mapping[str, Mapping[str, Sequence[str]]]) -> bool:
    """Return whether one head names several dimensions: "Cadena de valor y ciclo de producción"."""
    return any(sum(_matches(text, how) for how in dimensions.values()) > 1 for text in texts)


def _is_under(cell: Cell, top: Cell) -> bool:
    return cell.row > top.row and top.column <= cell.column < top.column + top.column_span


def _unfollowed(record: Record, found: Matrix, point: Point, indicators: str, key: str) -> Outcome:
    union = record.matrix(indicators)
    values = [row.values[key] for row in (union.items if union else ()) if not is_missing(row.raw(key))]
    cells = [cell for table in point.tables for row in table.rows() for cell in row if cell]
    missing: list[Value] = [v for v in values if not any(_is_named(v.raw, cell) for cell in cells)]
    if missing:
        several = f"{len(missing)} de los {len(values)} indicadores no están"
        count = several if len(missing) > 1 else "un indicador no está"
        yield Breach(
            message=f"{at_point(point.number)}{count} en la matriz de monitoreo: {quoted(v.raw for v in missing)}.",
            evidence=found.head,
            location=found.location,
            places=tuple(v.location for v in missing),
        )


def _is_named(name: str, cell: str) -> bool:
    return named_in(name, cell) or resemblance(name, cell) >= _NEAR


def _absent(point: Point) -> Breach:
    if point.may_be_drawn:
        return Breach(
            message=f"{at_point(point.number)}la matriz de monitoreo puede estar en una imagen, que no se lee.",
            evidence=point.words,
            location=point.drawing_location,
            state=State.POR_VERIFICAR,
        )
    return Breach(
        message=f"{at_point(point.number)}no hay una matriz de monitoreo.",
        evidence=point.words,
        location=point.location,
    )
