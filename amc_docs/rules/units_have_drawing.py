"""Every unit of a part has its drawing, where the others have theirs."""

from __future__ import annotations

from amc_docs.document import Block, Location, Picture, Table
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Record, Row
from amc_docs.rules import Outcome
from amc_docs.wording import listed


def units_have_drawing(
    record: Record, *, point: str, matrix: str, unit: str, sheets: str, code: str, noun: str
) -> Outcome:
    """Check that each unit that has rows in a matrix also has a picture outside its tables, where most have one.

    Told where three of every four have one. Not applicable where fewer do: the document draws them elsewhere, or not
    at all. Doubtful where pages could not be read.
    """
    found, units = record.matrix(matrix), record.matrix(sheets)
    section = record.point(point)
    if found is None or units is None or section is None:
        yield NotApplicable(reason="No se encontraron las fichas.")
        return
    tabled = {row.raw(unit) for row in found.rows if row.raw(unit)}
    rows = [row for row in units.items if row.raw(code)]
    drawn = _drawn(section.blocks, rows, code)
    lacking = [row for row in rows if row.raw(code) in tabled and row.raw(code) not in drawn]
    if not tabled or len(tabled & drawn) * 4 < len(tabled) * 3:
        yield NotApplicable(reason=f"Menos de tres cuartas partes de las fichas llevan {noun}.")
    elif lacking:
        first, *others = lacking
        codes = listed(row.raw(code) for row in lacking)
        yield Breach(
            message=(f"Las fichas {codes} no llevan" if others else f"La ficha {codes} no lleva")
            + f" {noun}; las otras {len(tabled & drawn)}, sí.",
            evidence=first.raw(code),
            location=first.location,
            places=tuple(row.location for row in others),
            state=State.POR_VERIFICAR if record.document.unread_pages else State.INCUMPLE,
        )


def _drawn(blocks: tuple[Block, ...], rows: list[Row], code: str) -> set[str]:
    """Return the codes of the units in which a picture stands by itself."""
    starts: dict[Location, str] = {row.location: row.raw(code) for row in rows}
    found: set[str] = set()
    current = ""
    for block in blocks:
        current = starts.get(block.location, current)
        if isinstance(block, Picture) and current:
            found.add(current)
        elif isinstance(block, Table) and current and block.row_count == 1 and any(c.has_picture for c in block.cells):
            found |= {current} if len(block.cells) == 1 else set()
    return found
