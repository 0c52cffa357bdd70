"""The grid of a Word table, worked out before any cell is read: each place covered at most once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from amc_docs.errors import LimitExceededError
from amc_docs.readers.docx_names import TCPR, TRPR, VAL, Element, child, is_on, properties_of, w, whole

WIDEST = 63
"""Columns that Word allows; a wider grid is packed to the columns where some cell begins."""
MAX_PLACES = 10_000_000

_BEFORE, _AFTER, _HEADER, _DELETED = w("gridBefore"), w("gridAfter"), w("tblHeader"), w("del")
_SPAN, _VERTICAL, _HORIZONTAL, _CELL_DELETED = w("gridSpan"), w("vMerge"), w("hMerge"), w("cellDel")
_TELLING = frozenset({_SPAN, _VERTICAL, _HORIZONTAL, _CELL_DELETED})


@dataclass(slots=True, kw_only=True)
class Draft:
    """A cell while the grid grows."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    sources: list[Element] = field(default_factory=list)
    """The `w:tc` elements that it is made of; those merged into the first are normally empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A finished grid."""

    row_count: int
    column_count: int
    drafts: tuple[Draft, ...]
    header_rows: int


@dataclass(slots=True)
class _Piece:
    """One `w:tc` (with those merged into it sideways) in its row."""

    sources: list[Element]
    span: int
    vertical: str | None
    """`restart`, `continue` or None."""


def layout(rows: Iterable[tuple[Element, Iterable[Element]]], *, name: str) -> Layout:
    """Return the grid of rows, each with its cells; rows that a tracked change deletes are left out.

    Raises:
        LimitExceededError: rows times columns pass `MAX_PLACES`; `name` is the file's, for the message.
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
        column = _skipped(properties.get(_BEFORE))
        still_open: dict[int, Draft] = {}
        for piece in _pieces(cells):
            _place(piece, row_count, column, drafts, open_merges, still_open)
            column += piece.span
        width = max(width, column + _skipped(properties.get(_AFTER)))
        open_merges = still_open
        row_count += 1
    if width > WIDEST:
        width = _pack(drafts)
    if row_count * width > MAX_PLACES:
        raise LimitExceededError(
            f"«{name}» tiene una tabla de {row_count} filas y {width} columnas, más de lo que se puede revisar. "
            "Divida la tabla en partes y vuelva a intentarlo."
        )
    return Layout(row_count=row_count, column_count=width, drafts=tuple(drafts), header_rows=header_rows)


def _place(
    piece: _Piece,
    row: int,
    column: int,
    drafts: list[Draft],
    open_merges: dict[int, Draft],
    still_open: dict[int, Draft],
) -> None:
    """Give a piece its place: into the cell above where it continues it exactly, else as a cell of its own."""
    above = open_merges.get(column) if piece.vertical == "continue" else None
    if above is not None and above.column_span == piece.span:
        above.row_span += 1
        above.sources += piece.sources
        still_open[column] = above
        return
    draft = Draft(row=row, column=column, column_span=piece.span, sources=piece.sources)
    drafts.append(draft)
    if piece.vertical:
        still_open[column] = draft


def _pieces(cells: Iterable[Element]) -> list[_Piece]:
    """Return the cells of a row, those merged sideways in the old way (`w:hMerge`) joined."""
    pieces: list[_Piece] = []
    for cell in cells:
        properties = properties_of(cell, TCPR)
        if properties is None:
            pieces.append(_Piece([cell], 1, None))
            continue
        span, vertical, horizontal, is_deleted = 1, None, None, False
        for item in properties:
            tag = item.tag
            if tag not in _TELLING:
                continue
            if tag == _SPAN:
                span = whole(item.get(VAL), 1, least=1)
            elif tag == _VERTICAL:
                vertical = _merge(item)
            elif tag == _HORIZONTAL:
                horizontal = _merge(item)
            else:
                is_deleted = True
        if is_deleted:
            continue
        if horizontal == "continue" and pieces:
            pieces[-1].span += span
            pieces[-1].sources.append(cell)
        else:
            pieces.append(_Piece([cell], span, vertical))
    return pieces


def _properties(row: Element) -> dict[str, Element]:
    """Return the row's properties by tag."""
    found = child(row, TRPR)
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
