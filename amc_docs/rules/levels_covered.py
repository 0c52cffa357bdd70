"""Each level of government that takes part is named in some row of a matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.outline import grouped, is_excused
from amc_docs.record import Matrix, Record, Value
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, government_levels, is_missing, listed, quoted, words

_SHORT = 3
"""A heading of so few words that names a level says whose the rows are; a longer one names an activity."""
_APART = " Este documento no dice si interviene, ni si su tabla se envió aparte: compruébelo."
_LEVELS = ("nacional", "regional", "local")


def levels_covered(
    record: Record,
    *,
    point: str | None = None,
    matrix: str,
    field: str,
    other_fields: Sequence[str] = (),
    not_applicable_points: Mapping[str, str] | None = None,
    column_told: bool = False,
) -> Outcome:
    """Check that `field` or the headings between rows name the national, regional and local levels.

    Where these name no level at all, `other_fields` may. A level whose point declares that it does not apply is not
    asked for; in a document without points, of which nobody knows what else was sent, one that is missing beside others
    is doubtful. Doubt where the field is filled and none of its words can be told to be of a level.

    Not applicable without the matrix, or without any word of levels where another rule tells that the column is missing
    (`column_told`).
    """
    table = record.matrix(matrix)
    rows = grouped(record, table, next(iter(other_fields), "")) if table else []
    items = [(heading, row) for heading, row in rows if not row.is_total]
    if table is None or not items:
        yield NotApplicable(reason="No hay una tabla en la que buscar los niveles de gobierno.")
        return
    excused = {level for level, number in (not_applicable_points or {}).items() if is_excused(record, level, number)}
    stated = [row.values[field] for _, row in items if field in row.values and not is_missing(row.raw(field))]
    found: set[str] = set()
    for heading, row in items:
        found |= government_levels(row.raw(field), bodies=True)
        if len(words(heading)) <= _SHORT:
            found |= government_levels(heading)
    if not found:
        found = {level for _, row in items for name in other_fields for level in government_levels(row.raw(name))}
    missing = [level for level in _LEVELS if level not in found | excused]
    if not missing:
        return
    if column_told and not found and not table.has(field):
        yield NotApplicable(reason="La tabla no tiene columna de niveles: de eso se ocupa otra comprobación.")
    elif stated and not found:
        yield _unclear(table, stated, point)
    else:
        head, said = table.columns.get(field, ""), [v.raw for v in stated]
        breach = _missing(table, missing, found, said, head, point)
        # A table sent apart cannot tell whether a level takes part, nor whether it has a table of its own.
        is_open = point is None and bool(found)
        yield replace(breach, message=breach.message + _APART, state=State.POR_VERIFICAR) if is_open else breach


def _unclear(table: Matrix, stated: Sequence[Value], point: str | None) -> Breach:
    written = list(dict.fromkeys(v.raw for v in stated))
    return Breach(
        message=f"{at_point(point or table.point)}no se distingue de qué nivel de gobierno son {quoted(written)}.",
        evidence=", ".join(written),
        location=stated[0].location,
        places=tuple(v.location for v in stated[1:]),
        state=State.POR_VERIFICAR,
    )


def _missing(
    table: Matrix, missing: Sequence[str], found: set[str], stated: Sequence[str], head: str, point: str | None
) -> Breach:
    written = list(dict.fromkeys(stated))
    if not found:
        fact = f"la columna «{head}» está en blanco" if head else "ninguna columna ni fila dice el nivel de gobierno"
    else:
        fact = f"ninguna fila es del nivel {listed(missing)}"
    return Breach(
        message=at_point(point or table.point)
        + fact
        + (f": «{head}» dice {quoted(written, 4)}" if written and head else "") + ".",
        evidence=", ".join(written) if written else head or table.head,
        location=next((r.values[n].location for r in table.items for n in r.values if r.values[n].raw in written), None)
        or table.location,
        expected=", ".join(missing),
    )
