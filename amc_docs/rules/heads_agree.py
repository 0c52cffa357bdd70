"""Tables of one kind have one head: a column is called alike in all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from amc_docs.document import Cell
from amc_docs.findings import Breach, Fix, NotApplicable
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import fold, listed, quoted, squeeze, stems

_LEAST = 4
"""Tables that must agree for another one to be the exception."""


def heads_agree(record: Record, *, point: str | None = None, matrix: str, unit: str = "") -> Outcome:
    """Compare the heads of each column among the tables of a matrix: one breach for each wording that departs.

    Told only where at least four tables, and three of every four, agree on another wording. Capitals, number and little
    words are no difference. `unit` is the field that names where a table stands. Not applicable where the matrix has
    fewer than five tables.
    """
    found = record.matrix(matrix)
    if found is None or len(set(found.tables)) <= _LEAST:
        yield NotApplicable(reason="No hay tablas suficientes que comparar.")
        return
    units = {row.location.table: row.raw(unit) for row in found.rows} if unit else {}
    for field in found.columns:
        heads = {number: cell for number, cell in _heads(record, matrix, field) if squeeze(cell.text)}
        times = Counter(stems(cell.text) for cell in heads.values())
        if len(times) < 2:
            continue
        usual, agreeing = times.most_common(1)[0]
        if agreeing < _LEAST or agreeing * 4 < len(heads) * 3:
            continue
        right = next(cell for cell in heads.values() if stems(cell.text) == usual)
        for strange in times:
            cells = [(number, c) for number, c in heads.items() if strange != usual and stems(c.text) == strange]
            if cells:
                where = listed(f"ficha {units[n]}" if units.get(n) else f"tabla {n}" for n, _ in cells)
                yield Breach(
                    message=f"{where[:1].upper()}{where[1:]}: la columna se titula "
                    f"{quoted([squeeze(cells[0][1].text)])}, y en las otras {agreeing} tablas, "
                    f"{quoted([squeeze(right.text)])}.",
                    evidence=squeeze(cells[0][1].text),
                    location=cells[0][1].location,
                    places=tuple(c.location for _, c in cells[1:]),
                    value=squeeze(cells[0][1].text),
                    expected=squeeze(right.text),
                    fixes=tuple(
                        Fix(location=c.location, before=squeeze(c.text), after=squeeze(right.text)) for _, c in cells
                    ),
                )


def _heads(record: Record, matrix: str, field: str) -> Iterator[tuple[int, Cell]]:
    """Yield the cell above the first value of a field, for each table."""
    found = record.matrices[matrix]
    first: dict[int, tuple[int, int]] = {}
    for row in found.rows:
        value = row.values.get(field)
        place = value.location if value else row.location
        if place.table is not None and place.row is not None and place.column is not None and value:
            first[place.table] = min((place.row, place.column), first.get(place.table, (place.row, place.column)))
    for number, (top, column) in first.items():
        table = record.table(number)
        cell = table.grid()[top - 1][column] if table and top else None
        if cell is not None and fold(cell.text):
            yield number, cell
