"""What a matrix is about: the groups that its rows stand in, and the names that they go by."""

from __future__ import annotations

from collections.abc import Mapping

from amc_docs.document import Cell, Location
from amc_docs.record import Matrix, Point, Record, Row, Value
from amc_docs.wording import fold, government_levels, is_missing, words

_SHORT = 3
"""A heading of so few words that names a level of government names nothing else."""


def scope(record: Record, point: str | None) -> Point | None:
    """Return where a rule looks: a point that is present, or without number the whole document as one; else None.

    What was not read of a whole document counts as drawn: what is not found may stand there.
    """
    if point:
        return record.point(point)
    document = record.document
    return Point(
        number="",
        title="",
        location=document.blocks[0].location if document.blocks else Location(),
        blocks=document.blocks,
        is_scanned=bool(document.ocr_pages) or document.may_lack_content,
    )


def groups(record: Record, matrix: Matrix) -> tuple[Value, ...]:
    """Return the headings that stand across the whole width of a matrix's tables, among its rows."""
    found: list[Value] = []
    for number in matrix.tables:
        table = record.table(number)
        rows = [r.location.row for r in matrix.rows if r.location.table == number and r.location.row is not None]
        if table is None or not rows:
            continue
        wide = {c.row: c for c in table.cells if c.text and 1 < c.column_span >= table.column_count - c.column >= 2}
        found += [_value(c) for c in wide.values() if c.column <= 1 and _among(c, rows, wide)]
    return tuple(v for v in found if not any(v.location == r.location for r in matrix.rows))


def _among(cell: Cell, rows: list[int], wide: Mapping[int, Cell]) -> bool:
    """Return whether a wide cell stands among the rows of a matrix, or in the lines just above the first."""
    below = cell.row + 1
    while below in wide:
        below += 1
    return below in rows or (min(rows) < cell.row < max(rows))


def _value(cell: Cell) -> Value:
    text = " ".join(cell.text.split())
    return Value(raw=text, value=text, location=cell.location)


def grouped(record: Record, matrix: Matrix, field: str = "") -> list[tuple[str, Row]]:
    """Return the rows of a matrix, each with the heading above it: across the table, or a row that has only `field`."""
    captions = matrix.captions(field) if field else ()
    headings = [*groups(record, matrix), *(row.values[field] for row in captions)]
    found: list[tuple[str, Row]] = []
    for row in matrix.rows:
        if row not in captions:
            at = row.location.row or 0
            above = [v for v in headings if v.location.table == row.location.table and (v.location.row or 0) < at]
            found.append((max(above, key=lambda v: v.location.row or 0).raw if above else "", row))
    return found


def names(record: Record, matrix: Matrix, field: str) -> list[Value]:
    """Return the distinct names in a column, or those of the groups where the rows are parts of named groups.

    A heading that only names a level of government is not a name.
    """
    # A group that told another field («Producto 1: …») is not one of these names.
    told = {v.location for row in matrix.rows for name, v in row.values.items() if name != field}
    headings = [g for g in groups(record, matrix) if g.location not in told]
    headings += [row.values[field] for row in matrix.captions(field)]
    named = [v for v in headings if not (government_levels(v.raw) and len(words(v.raw)) <= _SHORT)]
    cells = [row.values[field] for row in matrix.entries(field) if field in row.values and not row.is_merged(field)]
    found: dict[str, Value] = {}
    for value in named or cells:
        if not is_missing(value.raw):
            found.setdefault(fold(value.raw), value)
    return list(found.values())


def is_excused(record: Record, level: str, number: str | None) -> bool:
    """Return whether point `number` declares that a level of government does not apply, and no matrix belies it.

    A document that says «No aplicable» of a level and then gives it a role has to carry it through.
    """
    point = record.point(number) if number else None
    if point is None or not point.declares_not_applicable:
        return False
    said = (row.raw(level) for matrix in record.matrices.values() for row in matrix.items)
    return all(is_missing(text) or fold(text).startswith("no ") for text in said)
