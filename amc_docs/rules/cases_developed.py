"""Cases that an activity announces are developed: «Casos 4.1 y 4.2» have their «Caso 4.1:»."""

from __future__ import annotations

import re

from amc_docs.findings import Breach, NotApplicable
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import listed, squeeze

_NUMBER = r"\d{1,2}(?:\.\d{1,2})+|\d{1,2}|[A-Z]|[IVX]{1,4}"
_ANNOUNCED = re.compile(rf"\b[Cc]asos\s+((?:{_NUMBER})(?:\s*,\s*(?:{_NUMBER}))*\s+(?:y|e)\s+(?:{_NUMBER}))\b")
_DEVELOPED = re.compile(rf"\b[Cc]aso\s+({_NUMBER})\s*[:.–-](?!\d)")


def cases_developed(record: Record, *, point: str | None = None, matrix: str, unit: str) -> Outcome:
    """Compare the cases that the cells of a unit announce with those that its rows develop: one breach for each unit.

    Silent on a unit that develops none of them: they may be another document's. Not applicable without the matrix.
    """
    found = record.matrix(matrix)
    if found is None:
        yield NotApplicable(reason="No se encontraron tablas de actividades.")
        return
    for name in dict.fromkeys(row.raw(unit) for row in found.rows):
        values = [v for row in found.rows if row.raw(unit) == name for v in row.values.values()]
        announced = [(v, m) for v in values if (m := _ANNOUNCED.search(squeeze(v.raw)))]
        developed = {m[1] for v in values for m in _DEVELOPED.finditer(squeeze(v.raw))}
        if not announced or not developed:
            continue
        value, mark = announced[0]
        cases = re.findall(_NUMBER, mark[1].replace(" y ", " , ").replace(" e ", " , "))
        lacking = [case for case in cases if case not in developed]
        if lacking and set(cases) & developed:
            yield Breach(
                message=f"Ficha {name}: anuncia los casos {listed(cases)}, y no desarrolla el {listed(lacking)}.",
                evidence=value.raw,
                location=value.location,
                value=listed(sorted(developed)),
                expected=listed(cases),
            )
