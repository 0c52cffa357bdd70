"""A matrix is there, with all the columns that the form asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from amc_docs.document import Table
from amc_docs.figures import figure
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.outline import is_excused, scope
from amc_docs.record import Matrix, Point, Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, government_levels, listed, shorten

_ELSEWHERE = "Está en otra tabla del punto."
_UNDER_ANOTHER = "Una columna con otro título puede decirlo."


def matrix_has_columns(
    record: Record,
    *,
    point: str | None = None,
    matrix: str,
    required: Sequence[Sequence[str]],
    elsewhere: Mapping[str, Sequence[str]] | None = None,
    derived: Sequence[str] = (),
    heads: Mapping[str, Sequence[str]] | None = None,
    beside: str = "",
    not_applicable_points: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    when_absent: str = "",
    doubtful: Mapping[str, Mapping[str, str]] | None = None,
) -> Outcome:
    """Check that one field of each group of `required` has its column; one breach names all that lack it.

    A field that stands in one of the places of `elsewhere` (matrix/field) instead is doubtful: the form asks for it
    here. One of `derived` may stand as totals by level of government in rows of the table or in another table of the
    point; one of `heads`, where a head of the table matches one of its patterns, or the head of another table of the
    point matches one and `beside`. A logical framework may name the fields in its first column instead, one row each.
    A field whose point (`not_applicable_points`) declares that it does not apply is not asked for. Without the matrix:
    a breach with the words of `when_absent`, doubt where the point has a picture that may be the table or its text has
    every label, not applicable where `when_absent` is empty. `doubtful` has patterns that turn a breach into a doubt:
    for a field, of every cell of a column that no field claims (`cells`) or of a column's head (`heads`); without the
    matrix, `words` of which a table of the point has two. A matrix without any row of its own is a breach.
    """
    table, where, names, hints = record.matrix(matrix), scope(record, point), labels or {}, doubtful or {}
    if table is None:
        yield _absent(where, when_absent, [names.get(g[0], g[0]) for g in required], hints.get("words", {}))
        return
    if not table.items:
        yield _without_rows(table, point)
    lacking: dict[str | None, list[str]] = {None: [], _ELSEWHERE: [], _UNDER_ANOTHER: []}
    for group in required:
        if all(is_excused(record, name, (not_applicable_points or {}).get(name)) for name in group):
            continue
        if any(
            table.has(name)
            or (name in derived and _gives_level_totals(table, where))
            or _in_a_head(table, where, (heads or {}).get(name, ()), beside)
            or _labels_a_row(record, table, names.get(name, name.replace("_", " ")))
            for name in group
        ):
            continue
        places = [place for name in group for place in (elsewhere or {}).get(name, ()) if _has(record, place)]
        if not any(_of_the_same_tables(record, place, table) for place in places):
            hinted = _UNDER_ANOTHER if any(_is_hinted(record, table, name, hints) for name in group) else None
            lacking[_ELSEWHERE if places else hinted].append(names.get(group[0], group[0].replace("_", " ")))
    yield from (_lacks(table, columns, doubt, point) for doubt, columns in lacking.items() if columns)


def _without_rows(table: Matrix, point: str | None) -> Breach:
    return Breach(
        message=f"{at_point(point or table.point)}la tabla «{shorten(table.head, 120)}» no tiene ninguna fila.",
        evidence=table.head,
        location=table.location,
    )


def _lacks(table: Matrix, columns: Sequence[str], doubt: str | None, point: str | None) -> Breach:
    several = len(columns) > 1
    tail = f" {doubt}" if doubt else ""
    return Breach(
        message=f"{at_point(point or table.point)}a la tabla «{shorten(table.head, 120)}» le "
        f"{'faltan las columnas' if several else 'falta la columna'} de {listed(columns)}.{tail}",
        evidence=table.head,
        location=table.location,
        expected=", ".join(columns),
        state=State.POR_VERIFICAR if doubt else State.INCUMPLE,
    )


def _is_hinted(record: Record, table: Matrix, name: str, doubtful: Mapping[str, Mapping[str, str]]) -> bool:
    """Return whether a column that no field claims looks as if it were of the field, by its cells or its head."""
    cells, head = doubtful.get("cells", {}).get(name), doubtful.get("heads", {}).get(name)
    claimed = {fold(text) for text in table.columns.values()}
    for found in (record.table(number) for number in table.tables):
        rows = [[fold(text) for text in row] for row in found.rows()] if found else []
        top = max(1, found.header_rows) if found else 1
        for column in range(min(map(len, rows), default=0)):
            title = " ".join(dict.fromkeys(row[column] for row in rows[: max(2, top)]))
            below = [row[column] for row in rows[top:] if row[column]]
            is_claimed = any(row[column] in claimed for row in rows[:top])
            if cells and not is_claimed and below and all(re.fullmatch(cells, text) for text in below):
                return True
            if head and re.search(head, title):
                return True
    return False


def _absent(
    point: Point | None, phrase: str, labels: Sequence[str], hints: Mapping[str, str]
) -> Breach | NotApplicable:
    if not phrase or point is None:
        return NotApplicable(reason="No hay tabla en la que buscar esas columnas: de eso se ocupa otra comprobación.")
    if point.may_be_drawn:
        return Breach(
            message=f"{at_point(point.number)}{phrase} como texto; hay una imagen que podría serla y no se lee.",
            evidence=point.words,
            location=point.drawing_location,
            state=State.POR_VERIFICAR,
        )
    for table in point.tables:
        cells = [fold(text) for row in table.rows() for text in row]
        if sum(any(re.search(hint, text) for text in cells) for hint in hints.values()) >= 2:
            return Breach(
                message=f"{at_point(point.number)}{phrase}; una tabla del punto dice sus datos de otra forma.",
                evidence=shorten(" | ".join(table.rows()[0]), 240),
                location=table.location,
                state=State.POR_VERIFICAR,
            )
    text = fold(point.text)
    if len(labels) > 1 and all(fold(label) in text for label in labels):
        return Breach(
            message=f"{at_point(point.number)}{phrase}; el texto nombra sus datos de otra forma, que no se lee.",
            evidence=point.words,
            location=point.location,
            state=State.POR_VERIFICAR,
        )
    return Breach(message=f"{at_point(point.number)}{phrase}.", evidence=point.words, location=point.location)


def _has(record: Record, place: str) -> bool:
    """Return whether a place such as `metas/meta` (matrix and field) is there."""
    matrix, _, name = place.partition("/")
    other = record.matrix(matrix)
    return other is not None and other.has(name)


def _labels_a_row(record: Record, table: Matrix, label: str) -> bool:
    """Return whether a cell of the first column is the name of the field: «Resultado final», «Actividad»."""
    readings = [fold(part) for part in re.split(r"\bo\b|/", label)]
    for number in table.tables:
        found = record.table(number)
        firsts = {fold(c.text) for c in found.cells if c.column == 0 and not c.is_header} if found else set()
        if any(first in (r, f"{r}s", f"{r}es") for first in firsts for r in readings):
            return True
    return False


def _of_the_same_tables(record: Record, place: str, table: Matrix) -> bool:
    """Return whether a field of another matrix stands in the very tables of this one: one table may be several."""
    other = record.matrix(place.partition("/")[0])
    return other is not None and bool(other.tables) and set(other.tables) <= set(table.tables)


def _gives_level_totals(table: Matrix, point: Point | None) -> bool:
    """Return whether totals by level of government stand in rows of the table or in another table of the point."""
    named: set[str] = set()
    for row in table.rows:
        if row.is_total:
            named |= government_levels(" ".join(v.raw for v in row.values.values()))
    if named:
        return True
    return any(_levels_by_row(t) or _levels_by_column(t) for t in _others(table, point))


def _others(table: Matrix, point: Point | None) -> Iterator[Table]:
    if point:
        yield from (t for t in point.tables if t.number not in table.tables and not any(c.tables for c in t.cells))


def _levels_by_row(table: Table) -> bool:
    rows = [row for row in table.rows() if row and len(government_levels(row[0])) == 1]
    summed = [row for row in rows if any(figure(text) is not None for text in row[1:])]
    return len({level for row in summed for level in government_levels(row[0])}) >= 2


def _levels_by_column(table: Table) -> bool:
    for at, row in enumerate(rows := table.rows()):
        columns = [i for i, text in enumerate(row) if len(government_levels(text)) == 1 and len(text) < 40]
        if len(columns) >= 2:
            return any(all(figure(below[i]) is not None for i in columns) for below in rows[at + 1 :])
    return False


def _in_a_head(table: Matrix, point: Point | None, patterns: Sequence[str], beside: str) -> bool:
    own = fold(" ".join([*table.columns.values(), *table.unmapped]))
    if not patterns or any(re.search(pattern, own) for pattern in patterns):
        return bool(patterns)
    for other in _others(table, point):
        head = fold(" ".join(" ".join(row) for row in other.rows()[: max(2, other.header_rows)]))
        if re.search(beside, head) and any(re.search(pattern, head) for pattern in patterns):
            return True
    return False
