"""Codes of the expenditure classifier are well formed: 2.3.2.7.11.99."""

from __future__ import annotations

import re

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Record, Value
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, is_missing, quoted, shorten

# Transaction 2 (expenditure), the generic group 0–8, then up to 4 groups of one or two digits; MEF prints it with
# points, spaces or both. Many run the first groups together: 23.27.11.99.
_CODE = r"2(?:\s*\.\s*|\s+)?[0-8](?:(?:\s*\.\s*|\s+)\d{1,2}){0,4}\.?(?!\d)"
_CODES = re.compile(rf"\W*{_CODE}(?:[\s,;/y–-]+{_CODE})*\W*")
_FULL = 5
"""Groups of a code that reaches the specific item, some run together."""
_GENERIC = 2
"""Groups of a code that stops at the generic item."""
_SHORTEST = 5
"""Digits of a code that reaches the specific item: one at least for each level down to it."""
_GLUED = re.compile(r"\d\.?[A-Za-z]{1,2}(?![A-Za-zÀ-ÿ])|\d[.,]+[A-Za-z]?\.\d")


def codes_well_formed(record: Record, *, point: str | None = None, matrix: str, field: str, key: str) -> Outcome:
    """Check each filled cell of the column: words may stand beside a code, and several codes in a cell.

    A code that stops above the specific item among full ones is incomplete. One breach for each distinct wrong code;
    doubt where no cell has any digit (only names of items). Blank cells belong to another rule. Not applicable where
    the column is absent or empty.
    """
    table = record.matrix(matrix)
    filled = [
        (row, row.values[field])
        for row in (table.items if table else ())
        if field in row.values and not is_missing(row.raw(field)) and not row.is_merged(field)
    ]
    if table is None or not filled:
        yield NotApplicable(reason="No hay códigos del clasificador que comprobar.")
        return
    if not any(re.search(r"\d", value.raw) for _, value in filled):
        names = list(dict.fromkeys(value.raw for _, value in filled))
        yield Breach(
            message=f"{at_point(point or table.point)}«{table.columns[field]}» no da códigos: {quoted(names, 4)}.",
            evidence=", ".join(names),
            location=filled[0][1].location,
            places=tuple(value.location for _, value in filled[1:]),
            state=State.POR_VERIFICAR,
        )
        return
    full = sum(_groups(value.raw) >= _FULL for _, value in filled) > len(filled) / 2
    wrong: dict[str, list[tuple[str, Value]]] = {}
    for row, value in filled:
        if _fault(value.raw, full):
            wrong.setdefault(value.raw, []).append((row.raw(key), value))
    for raw, cells in wrong.items():
        yield Breach(
            message=f"{at_point(point or table.point)}«{shorten(cells[0][0], 80)}»: «{shorten(raw, 60)}» "
            f"{_fault(raw, full)}.",
            evidence=raw,
            location=cells[0][1].location,
            places=tuple(dict.fromkeys(v.location for _, v in cells[1:] if v.location != cells[0][1].location)),
            value=raw,
            expected="un código como 2.3.2.7.11.99",
        )


def _groups(text: str) -> int:
    return len(re.findall(r"\d+", text))


def _fault(text: str, full: bool) -> str:
    """Return what is wrong with a cell, or an empty string; `full`: most cells of the column have complete codes."""
    if not re.search(r"\d", text):
        return "no da el código del clasificador de gastos"
    if not _is_well_formed(text):
        return "no es un código del clasificador de gastos"
    stops = _groups(text) <= _GENERIC or len(re.findall(r"\d", text)) < _SHORTEST
    if full and stops and not re.search(r"[A-Za-z]{3}", text):
        return "no llega a la específica del gasto, como los demás códigos"
    return ""


def _is_well_formed(text: str) -> bool:
    """Return whether all the numbers of a cell are codes; a cell with words only is not judged here."""
    if _GLUED.search(text):
        return False
    parts = re.split(r"\([^)]*\)|[^\W\d_]+\.?(?:\s*[:.–-])?|[:;\n]", text)
    chunks = [part for part in parts if re.search(r"\d", part)]
    codes = [chunk for chunk in chunks if _CODES.fullmatch(chunk)]
    others = [chunk for chunk in chunks if chunk not in codes]
    return all(re.fullmatch(r"\W*\d+\W*", chunk) for chunk in others) and (bool(codes) or not re.search(r"[.,]", text))
