"""Each row of a schedule has a period marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Matrix, Record, Row
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, is_missing, quoted, shorten


def schedule_marked(
    record: Record,
    *,
    point: str | None = None,
    matrix: str,
    activity: str,
    product: str,
    periods: str,
    others: Sequence[str] = (),
) -> Outcome:
    """Check that each row with an activity or product has some mark in the series `periods`, or fills one of `others`.

    Marks made by colour are not text: where no row has any and the table does state amounts, it is doubtful; where it
    states nothing else either, one breach names all rows. Rows that announce a group are not asked.
    """
    table = record.matrix(matrix)
    field = activity if table and table.has(activity) else product
    rows = [row for row in (table.entries(field) if table else ()) if _name(row, activity, product)]
    if table is None or not rows:
        yield NotApplicable(reason="No hay filas del cronograma que comprobar.")
        return
    unmarked = [row for row in rows if not _is_marked(row, periods, others)]
    if len(unmarked) == len(rows) > 1:
        yield _all(table, rows, activity, product, periods, point, record.document.format)
        return
    for row in unmarked:
        name = _name(row, activity, product)
        yield Breach(
            message=f"{at_point(point or table.point)}«{shorten(name, 120)}» no tiene ningún periodo marcado.",
            evidence=name,
            location=row.values[field].location if field in row.values else row.location,
        )


def _name(row: Row, activity: str, product: str) -> str:
    for field in (activity, product):
        if not is_missing(row.raw(field)):
            return row.raw(field)
    return ""


def _is_marked(row: Row, periods: str, others: Sequence[str]) -> bool:
    # Any sign is a mark, a bullet or an arrow too: only what is wholly empty or a dash is none.
    marks = [v.raw.strip(" -–—_.") for v in row.series(periods).values()]
    return any(marks) or any(not is_missing(row.raw(name)) for name in others)


def _all(
    table: Matrix, rows: Sequence[Row], activity: str, product: str, periods: str, point: str | None, kind: str
) -> Breach:
    names = [_name(row, activity, product) for row in rows]
    beside = [v.raw for row in rows for k, v in row.values.items() if k not in (activity, product) and "/" not in k]
    # A PDF does not tell which of its coloured areas are marks.
    amounts = kind.startswith("pdf") or any(re.search(r"\d{2}", fold(text)) for text in beside)
    heads = " | ".join(head for name, head in table.columns.items() if name.startswith(f"{periods}/"))
    doubt = ": si las marcas son solo de color no se pueden leer" if amounts else ""
    return Breach(
        message=f"{at_point(point or table.point)}ninguna fila del cronograma tiene un periodo marcado{doubt}: "
        f"{quoted(names)}.",
        evidence=heads or table.head,
        location=rows[0].location,
        places=tuple(row.location for row in rows[1:]),
        state=State.POR_VERIFICAR if amounts else State.INCUMPLE,
    )
