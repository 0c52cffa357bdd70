"""A percentage of progress is what was carried out, over the target, times a hundred."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from amc_docs.achievement import executed, falls, follows, is_written, quantity, share
from amc_docs.findings import Breach, Fix, NotApplicable, State
from amc_docs.record import Record, Row, Value
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, shorten


def share_follows(
    record: Record,
    *,
    point: str | None = None,
    matrix: str,
    key: str,
    field: str,
    goal: str,
    parts: Sequence[str],
    whole: str = "",
    partial_goal: str = "",
) -> Outcome:
    """Compute the percentage of each row again; rounding aside it must be the one written.

    It may also be the share of a stated target of the period, and that of the last part or of the mean of the parts,
    where these run on or are rates. A count in the column is an error. Doubtful where it is written as a fraction of
    one, and where less may be better. Rows without all the figures are left out. Not applicable without any.
    """
    table = record.matrix(matrix)
    rows = [row for row in table.items if _figures(row, field, goal, parts, whole)] if table else []
    if table is None or not rows:
        yield NotApplicable(reason="Ninguna fila tiene meta, ejecución y porcentaje de avance.")
        return
    for row in rows:
        stated = row.values[field]
        said, aim, done = quantity(stated), quantity(row.values.get(goal)), executed(row.values, parts, whole)
        if said is None or not aim or not done:
            continue
        aims = [a for a in (aim, quantity(row.values.get(partial_goal))) if a]
        if follows(stated.raw, said, [(d, a) for d in done for a in aims]):
            continue
        is_doubtful = _is_fraction(stated, said, done, aims) or falls(row.raw(key))
        yield _wrong(row, key, stated, said, aim, done, point or table.point, is_doubtful)


def _figures(row: Row, field: str, goal: str, parts: Sequence[str], whole: str) -> bool:
    has_target = bool(quantity(row.values.get(goal)))
    return has_target and quantity(row.values.get(field)) is not None and bool(executed(row.values, parts, whole))


def _is_fraction(stated: Value, said: Decimal, done: Sequence[Decimal], aims: Sequence[Decimal]) -> bool:
    """Return whether the figure is the share without the hundred: 0.35 for 35 %."""
    bare = "%" not in stated.raw and re.search(r"[.,]\d", stated.raw)
    return bool(bare) and any(is_written(d / a, said, stated.raw) for d in done for a in aims)


def _wrong(
    row: Row,
    key: str,
    stated: Value,
    said: Decimal,
    aim: Decimal,
    done: Sequence[Decimal],
    point: str | None,
    is_doubtful: bool,
) -> Breach:
    right = f"{share(done[0], aim):.1f} %"
    is_count = said == done[0]
    why = ": es la cantidad ejecutada, y no un porcentaje" if is_count and not is_doubtful else ""
    return Breach(
        message=f"{at_point(point)}«{shorten(row.raw(key), 100)}»: el avance dice «{stated.raw}»{why}; {done[0]:f} de "
        f"{aim:f} es {right}.",
        evidence=f"{row.raw(key)} | {aim:f} | {done[0]:f} | {stated.raw}",
        location=stated.location,
        point=point,
        state=State.POR_VERIFICAR if is_doubtful else State.INCUMPLE,
        value=stated.raw,
        expected=right,
        # Any of the three figures may be wrong, but where one was copied into the place of its share.
        fixes=(Fix(location=stated.location, before=stated.raw, after=right),) if is_count else (),
    )
