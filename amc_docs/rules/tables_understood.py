"""Every table of figures in a document that is one table was read as that table: none is passed over in silence."""

from __future__ import annotations

import re

from amc_docs.document import Table
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, quoted, shorten

_NUMBER = re.compile(r"\W*(S\W*)?-?\d[\d.,' ]*%?\W*")
_TOTAL = re.compile(r"(sub ?)?total(es)?\b|suma\b")
_FEW = 3
"""Figures, and columns, of a table that may be a part of the matrix; with fewer it is a heading or a legend."""
_WIDE, _LONG = 4, 3
"""Columns and rows of a table that may be another matrix, as a schedule, whatever it holds."""


def tables_understood(record: Record, *, point: str | None = None, matrix: str) -> Outcome:
    """Name the large tables, and those with several figures, that no matrix was read from, and lone total rows.

    They are doubtful: what they say was not compared with anything. A small table that has its own total, with its
    parts, is summed by another rule. Not applicable without the matrix: that it is missing is told by another rule.
    """
    table = record.matrix(matrix)
    if table is None:
        yield NotApplicable(reason="No se halló la tabla que el documento es: de eso se ocupa otra comprobación.")
        return
    read = {number for found in record.matrices.values() for number in found.tables}
    nested = {t.number for t in record.document.tables() if t.within is not None}
    open_ = [t for t in record.document.tables() if t.number not in read | nested and _may_be_part(t)]
    if open_:
        several = len(open_) > 1
        names = [next((c.text for c in t.cells if c.text.strip()), "") for t in open_]
        fact = "no se pudieron leer como parte de" if several else "no se pudo leer como parte de"
        numbers = ", ".join(str(t.number) for t in open_)
        yield Breach(
            message=f"{at_point(point or table.point)}{'las tablas' if several else 'la tabla'} {numbers} "
            f"({quoted(names)}) {fact} «{shorten(table.head, 120)}»: no se {'comprobaron' if several else 'comprobó'}.",
            evidence=names[0],
            location=open_[0].location,
            places=tuple(t.location for t in open_[1:]),
            state=State.POR_VERIFICAR,
        )


def _may_be_part(table: Table) -> bool:
    rows = table.rows()
    figures = [sum(bool(_NUMBER.fullmatch(text)) for text in row) for row in rows]
    if table.column_count >= _WIDE and table.row_count >= _LONG:
        return True
    totals = [at for at, row in enumerate(rows) if _is_total(row)]
    if totals:
        # Without two rows of figures above it, the sum is of parts in another table.
        return any(figures[at] and sum(n > 0 for n in figures[:at]) < 2 for at in totals)
    return table.column_count >= _FEW and sum(figures) >= _FEW


def _is_total(row: list[str]) -> bool:
    first = next((text for text in row if text), "")
    return _TOTAL.match(fold(first)) is not None
