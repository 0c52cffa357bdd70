"""A target that was not reached comes with its reasons and what is done about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from amc_docs.achievement import executed, falls, quantity
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Record, Row
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, is_missing, listed, shorten


def reasons_given(
    record: Record,
    *,
    point: str | None = None,
    matrix: str,
    key: str,
    goal: str,
    parts: Sequence[str],
    fields: Mapping[str, str],
    whole: str = "",
    is_over: bool = False,
) -> Outcome:
    """Check that each row whose target was not reached states every one of `fields`; "Ninguno" is an answer.

    Doubtful unless the period of the target `is_over`: what is left may still be on its way, and so is one breach for
    all. Not applicable where every target was reached, or none can be told.
    """
    table = record.matrix(matrix)
    short = [row for row in table.items if _is_short(row, key, goal, parts, whole)] if table else []
    present = {name: label for name, label in fields.items() if table and table.has(name)}
    if table is None or not short or not present:
        yield NotApplicable(reason="Ninguna meta quedó sin alcanzar, o no se puede saber.")
        return
    bare = [row for row in short if any(is_missing(row.raw(name)) for name in present)]
    for rows in [[row] for row in bare] if is_over else [bare] if bare else []:
        missing = [label for name, label in present.items() if any(is_missing(row.raw(name)) for row in rows)]
        named = "; ".join(f"«{shorten(row.raw(key), 80)}»" for row in rows)
        yield Breach(
            message=f"{at_point(point or table.point)}no se dicen {listed(missing)} de {named}, cuya meta no está "
            "alcanzada.",
            evidence=rows[0].raw(key),
            location=next((v.location for n in present if (v := rows[0].values.get(n))), rows[0].location),
            places=tuple(row.location for row in rows[1:]),
            state=State.INCUMPLE if is_over else State.POR_VERIFICAR,
        )


def _is_short(row: Row, key: str, goal: str, parts: Sequence[str], whole: str) -> bool:
    aim, done = quantity(row.values.get(goal)), executed(row.values, parts, whole)
    return aim is not None and bool(done) and max(done) < aim and not falls(row.raw(key))
