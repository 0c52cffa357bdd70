"""The tables of a document as CSV files that Excel opens rightly: UTF-8 with its mark, nothing taken as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from amc_docs.wording import squeeze
from amc_docs.writers import Extraction
from amc_docs.writers.record_json import points_of_tables

MARK = "\ufeff"
"""Without it Excel reads the accents as cp1252."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
PLAIN_NUMBER = frozenset("0123456789.,%'’ ")


def files(extraction: Extraction) -> dict[str, bytes]:
    """Return file name → content: `puntos.csv` and one file per table."""
    record, document = extraction.record, extraction.document
    head = ["punto", "titulo", "presente", "titulo_encontrado", "texto"]
    rows = [
        [p.number, p.title, "sí" if p.is_present else "no", p.found_title or "", squeeze(p.text)]
        for p in record.points.values()
    ]
    found = {"puntos.csv": _encoded([head, *rows])}
    points = points_of_tables(record)
    for item in document.tables():
        point = f"-punto-{points[item.number]}" if item.number in points else ""
        found[f"tabla-{item.number:03}{point}.csv"] = _encoded(item.rows())
    return found


def table(extraction: Extraction, number: int) -> bytes | None:
    """Return one table without Excel's mark, for other programs; None where the document has none of that number."""
    found = next((t for t in extraction.document.tables() if t.number == number), None)
    return _encoded(found.rows()).removeprefix(MARK.encode()) if found else None


def safe(text: str) -> str:
    """Return the text so that no spreadsheet runs it: a leading `'` where it would be a formula.

    A negative number stays as it is.
    """
    if not text.startswith(FORMULA_STARTS):
        return text
    if text[0] in "+-" and len(text) > 1 and set(text[1:]) <= PLAIN_NUMBER:
        return text
    return f"'{text}"


def _encoded(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([safe(text) for text in row] for row in rows)
    # A lone surrogate, out of a damaged file, cannot be written as UTF-8.
    return (MARK + out.getvalue()).encode("utf-8", "replace")
