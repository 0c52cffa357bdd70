"""The values of a column are written as such values are: an e-mail, a telephone."""

from __future__ import annotations

import re

from amc_docs.findings import Breach, NotApplicable
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, is_missing, shorten


def values_well_formed(
    record: Record, *, point: str | None = None, matrix: str, key: str, field: str, pattern: str, noun: str
) -> Outcome:
    """Check that each filled cell matches `pattern` whole, as written or without spaces (narrow columns add some).

    Blank cells belong to another rule. Not applicable where no cell is filled.
    """
    table = record.matrix(matrix)
    filled = [(row, row.values[field]) for row in (table.items if table else ()) if field in row.values]
    filled = [(row, value) for row, value in filled if not is_missing(value.raw)]
    if table is None or not filled:
        yield NotApplicable(reason=f"No hay {noun} que comprobar.")
        return
    for row, value in filled:
        forms = (value.raw, re.sub(r"\s", "", value.raw))
        if not any(re.fullmatch(pattern, form, re.I) for form in forms):
            name = shorten(row.raw(key), 60)
            yield Breach(
                message=f"{at_point(point or table.point)}«{shorten(value.raw, 60)}»"
                + (f", de {name}," if name else "")
                + f" no es {noun} completo.",
                evidence=f"{row.raw(key)} | {value.raw}",
                location=value.location,
                value=value.raw,
            )
