"""The grid of a Word table, worked out before any cell is read: each place covered at most once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from amc_docs.limits import Limits
from amc_docs.readers.docx_names import TCPR, TRPR, VAL, Element, is_on, properties_of, w, whole

WIDEST = 63
"""Columns that Word allows; a wider grid is packed to the columns where some cell begins."""

_BEFORE, _AFTER, _HEADER, _DELETED = w("gridBefore"), w("gridAfter"), w("tblHeader"), w("del")
_SHADING, _FILL = w("shd"), w("fill")
_SPAN, _VERTICAL, _HORIZONTAL, _CELL_DELETED = w("gridSpan"), w("vMerge"), w("hMerge"), w("cellDel")


@dataclass(slots=True)
class Draft:
    """A cell while the grid grows."""

    row: int
    column: int
    column_span: int
    sources: list[Element]
    """The `w:tc` elements that it is made of; those merged into the first are normally empty."""
    vertical: str | None = None
    """`restart`, `continue` or None: what its first cell says of merging with the cell above."""
    row_span: int = 1
    is_shaded: bool = False
    """Its first cell has a colour of its own, white and «auto» apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A finished grid."""

    row_count: int
    column_count: int
    drafts: tuple[Draft, ...]
    header_rows: int


def layout(rows: Iterable[tuple[Element, Iterable[Element]]], *, name: str, limits: Limits) -> Layout:
    """Return the grid of rows, each with its cells; rows that a tracked change deletes are left out.

    Raises:
        LimitExceededError: rows times columns pass the limit; `name` is the file's, for the message.
    """
    drafts: list[Draft] = []
    open_merges: dict[int, Draft] = {}
    width = row_count = header_rows = 0
    for row, cells in rows:
        properties = _properties(row)
        if _DELETED in properties:
            continue
        if header_rows == row_count and _HEADER in properties and is_on(properties[_HEADER]):
            header_rows += 1
        pieces, column = _pieces(cells, row_count, _skipped(properties.get(_BEFORE)))
        width = max(width, column + _skipped(properties.get(_AFTER)))
        open_merges = _merged_down(pieces, open_merges, drafts)
        row_count += 1
    if width > WIDEST:
        width = _pack(drafts)
    if (places := row_count * width) > limits.table_places:
        advice = "Divídala en partes, o suba el límite"
        raise limits.exceeded("table_places", name, "tiene una tabla de {} casillas", places, advice=advice)
    return Layout(row_count=row_count, column_count=width, drafts=tuple(drafts), header_rows=header_rows)


def _merged_down(pieces: list[Draft], open_merges: dict[int, Draft], drafts: list[Draft]) -> dict[int, Draft]:
    """Add a row's cells to `drafts`, those that continue exactly the cell above to that cell; return what is open."""
    still_open: dict[int, Draft] = {}
    for piece in pieces:
        above = open_merges.get(piece.column) if piece.vertical == "continue" else None
        if above is not None and above.column_span == piece.column_span:
            above.row_span += 1
            above.sources += piece.sources
            still_open[piece.column] = above
            continue
        drafts.append(piece)
        if piece.vertical:
            still_open[piece.column] = piece
    return still_open


def _pieces(cells: Iterable[Element], row: int, column: int) -> tuple[list[Draft], int]:
    """Return the cells of a row from `column` on, those merged sideways joined, and the column after the last."""
    pieces: list[Draft] = []
    for cell in cells:
        span, vertical, horizontal, shading = 1, None, None, None
        properties = properties_of(cell, TCPR)
        for item in properties if properties is not None else ():
            tag = item.tag
            if tag == _SPAN:
                span = whole(item.get(VAL), 1, least=1)
            elif tag == _VERTICAL:
                vertical = _merge(item)
            elif tag == _HORIZONTAL:
                horizontal = _merge(item)
            elif tag == _CELL_DELETED:
                span = 0
            elif tag == _SHADING and shading is None:
                shading = item
        if span == 0:
            continue
        if horizontal == "continue" and pieces:
            pieces[-1].column_span += span
            pieces[-1].sources.append(cell)
        else:
            is_shaded = shading is not None and _is_coloured(shading)
            pieces.append(Draft(row, column, span, [cell], vertical, 1, is_shaded))
        column += span
    return pieces, column


def _properties(row: Element) -> dict[str, Element]:
    """Return the row's properties by tag."""
    found = properties_of(row, TRPR)
    return {} if found is None else {str(p.tag): p for p in found}


def _merge(item: Element) -> str:
    return "restart" if item.get(VAL) == "restart" else "continue"


def _skipped(item: Element | None) -> int:
    return 0 if item is None else whole(item.get(VAL), 0)


def _pack(drafts: list[Draft]) -> int:
    """Keep only the columns where a cell begins or ends; return how many are left."""
    edges = sorted({d.column for d in drafts} | {d.column + d.column_span for d in drafts})
    for draft in drafts:
        left = bisect_left(edges, draft.column)
        draft.column_span = bisect_left(edges, draft.column + draft.column_span) - left
        draft.column = left
    return max(0, len(edges) - 1)


def _is_coloured(shading: Element) -> bool:
    return (shading.get(_FILL) or "auto").lower() not in ("auto", "ffffff")
