"""Each cell of a column is one of the values laid down."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from amc_docs.findings import Breach, Fix, NotApplicable
from amc_docs.record import Record, Value
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, is_missing, listed, shorten

_SHORTEST, _LONG = 5, 10
"""Letters of a word in which one letter off is a slip, and two."""


def cells_in_list(
    record: Record, *, point: str | None = None, matrix: str, key: str, field: str, values: Sequence[str]
) -> Outcome:
    """Check that each filled cell names exactly one of `values`, whatever its case, accents and other words.

    The bare initial of just one of them names it too («F/M/D»).
    Blank cells belong to another rule. Not applicable where no cell is filled.
    """
    table = record.matrix(matrix)
    filled = [(row, row.values[field]) for row in (table.items if table else ()) if field in row.values]
    filled = [(row, value) for row, value in filled if not is_missing(value.raw) and not row.is_merged(field)]
    if table is None or not filled:
        yield NotApplicable(reason="La columna no existe o no dice nada.")
        return
    wanted = {fold(value) for value in values}
    for row, value in filled:
        said = fold(value.raw)
        initials = [one for one in wanted if len(said) == 1 and one.startswith(said)]
        if len(wanted.intersection(said.split())) == 1 or len(initials) == 1:
            continue
        yield Breach(
            message=f"{at_point(point or table.point)}«{shorten(row.raw(key), 90)}»: «{shorten(value.raw, 50)}» no es "
            f"uno de los valores previstos ({listed(values)}).",
            evidence=f"{row.raw(key)} | {value.raw}",
            location=value.location,
            value=value.raw,
            expected=" / ".join(values),
            fixes=_fixes(value, values),
        )


def _fixes(said: Value, values: Sequence[str]) -> tuple[Fix, ...]:
    """Return the correction of a slip of the pen: one value is nearly what is written, and no other one is."""
    near = [v for v in values if len(v) >= _SHORTEST and OSA.distance(fold(said.raw), fold(v)) <= 1 + (len(v) >= _LONG)]
    return (Fix(location=said.location, before=said.raw, after=near[0]),) if len(near) == 1 else ()
