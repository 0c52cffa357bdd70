"""The products and activities of other points appear in a matrix: the schedule."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.outline import groups, names
from amc_docs.record import Matrix, Record, Value
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, is_missing, named_in, quoted, resemblance

_NEAR = 0.65
"""From here on a name may be another wording, which is the matter of another rule."""


def items_covered(
    record: Record,
    *,
    point: str | None = None,
    target: str,
    sources: Sequence[Mapping[str, str]],
    target_fields: Sequence[str],
    label: str,
) -> Outcome:
    """Check that each item of each source (`matrix`, `field`, `noun`, `heads`, `through`) is in the target's fields.

    An item is also there through any of its parts: what stands beside it in the source's column `through`.
    A source whose column's head does not match its `heads`, and whose rows stand in no named groups, lists the parts of
    activities: not asked. Where nothing of an activity list is in the target it is doubtful. One breach for each
    source; an item of several is named once. Not applicable without the target, or where it names nothing, or without
    any source.
    """
    table = record.matrix(target)
    there = _texts(record, table, target_fields) if table else []
    known = [(s, m) for s in sources if (m := record.matrix(s["matrix"])) and _is_list(record, m, s)]
    if table is None or not there or not known:
        yield NotApplicable(reason="No hay con qué comparar: falta una de las tablas, o no nombra nada.")
        return
    told: list[str] = []
    for source, matrix in known:
        items = names(record, matrix, source["field"])
        missing = [v for v in items if not _is_there(v.raw, matrix, source, there)]
        missing = [v for v in missing if not any(_covers(name, v.raw) for name in told)]
        told += [v.raw for v in missing]
        if missing:
            yield _breach(missing, items, source["noun"], label, point)


def _is_list(record: Record, matrix: Matrix, source: Mapping[str, str]) -> bool:
    field = source["field"]
    if groups(record, matrix) or matrix.captions(field):
        return True
    return matrix.has(field) and re.search(source.get("heads", ""), matrix.columns[field].casefold()) is not None


def _texts(record: Record, table: Matrix, fields: Sequence[str]) -> list[str]:
    cells = [row.raw(field) for row in table.rows for field in fields]
    return list(dict.fromkeys(t for t in [*cells, *(v.raw for v in groups(record, table))] if not is_missing(t)))


def _is_there(name: str, matrix: Matrix, source: Mapping[str, str], there: Sequence[str]) -> bool:
    parts = {row.raw(source.get("through", "")) for row in matrix.items if row.raw(source["field"]) == name}
    wanted = [name, *(part for part in parts if not is_missing(part))]
    return any(_covers(text, one) for one in wanted for text in there)


def _covers(text: str, name: str) -> bool:
    return named_in(name, text) or named_in(text, name) or resemblance(name, text) >= _NEAR


def _breach(missing: Sequence[Value], items: Sequence[Value], noun: str, label: str, point: str | None) -> Breach:
    article, _, thing = noun.partition(" ")
    count = f"{noun} {quoted([missing[0].raw])} no está"
    if len(missing) > 1:
        plural = thing + ("es" if thing[-1] not in "aeiou" else "s")
        count = f"{len(missing)} de {'las' if article == 'la' else 'los'} {len(items)} {plural} no están"
    rest = f": {quoted(v.raw for v in missing)}" if len(missing) > 1 else ""
    doubt = len(missing) == len(items) > 1 and article == "la"
    return Breach(
        message=f"{at_point(point)}{count} en {label}{rest}.",
        evidence=missing[0].raw,
        location=missing[0].location,
        places=tuple(v.location for v in missing[1:]),
        state=State.POR_VERIFICAR if doubt else State.INCUMPLE,
    )
