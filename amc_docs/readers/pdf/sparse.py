"""Meshes with lines missing: rows whose inner verticals are not drawn, columns whose rows are not parted."""

from __future__ import annotations

import re
from itertools import pairwise

from amc_docs.readers.pdf.columns import VALUE, parted
from amc_docs.readers.pdf.content import Word
from amc_docs.readers.pdf.heads import joined_rows
from amc_docs.readers.pdf.lines import rows_of_words
from amc_docs.readers.pdf.mesh import Mesh
from amc_docs.readers.pdf.regions import Slot
from amc_docs.readers.pdf.rows import rows_of

Filled = tuple[Mesh, list[list[Word]]]
"""A mesh and the words of each of its cells."""
MARK = re.compile(r"\(?[A-Z]{1,2}\)?$")
"""What statistics write for a value that is not known or not shown: NA, (X), (D)."""
MAX_HEAD = 3
"""Rows of a head over columns whose rows are not ruled, at most."""
MIN_LISTED = 3
MIN_LINES = 5
"""Lines from which a column of numbers in one cell shows rows that are not ruled."""


def completed(mesh: Mesh, words: list[list[Word]]) -> Filled:
    """Return the mesh with the missing lines drawn that its text plainly shows."""
    return _with_rows(*_with_columns(mesh, words))


def _with_columns(mesh: Mesh, words: list[list[Word]]) -> Filled:
    """Part the cells that span columns while their words stand in those columns."""
    parts = [
        _in_columns(mesh, slot, found) if slot.column_span > 2 else None
        for slot, found in zip(mesh.slots, words, strict=True)
    ]
    if sum(p is not None for p in parts) < 2:
        return mesh, words
    slots: list[Slot] = []
    filled: list[list[Word]] = []
    for slot, found, part in zip(mesh.slots, words, parts, strict=True):
        if part is None:
            slots.append(slot)
            filled.append(found)
            continue
        for column, piece in part:
            slots.append(Slot(slot.row, column, slot.row_span, 1))
            filled.append(piece)
    return Mesh(mesh.xs, mesh.ys, tuple(slots), mesh.is_open_top, mesh.is_open_bottom), filled


def _in_columns(mesh: Mesh, slot: Slot, words: list[Word]) -> list[tuple[int, list[Word]]] | None:
    """Return the words by column, or None where they do not stand in at least three of them."""
    borders = mesh.xs[slot.column : slot.column + slot.column_span + 1]
    found: list[list[Word]] = [[] for _ in range(slot.column_span)]
    for line in rows_of_words(words):
        for word in line:
            place = sum(1 for b in borders[1:-1] if b <= (word.left + word.right) / 2)
            if word.left < borders[place] - 2 or word.right > borders[place + 1] + 2:
                return None
            found[place].append(word)
        steps = [(a, b) for a, b in pairwise(line) if _column(borders, a) != _column(borders, b)]
        if any(b.left - a.right < 0.5 * b.size for a, b in steps):
            return None
    if sum(bool(f) for f in found) < 3:
        return None
    return [(slot.column + i, piece) for i, piece in enumerate(found)]


def _column(borders: tuple[float, ...], word: Word) -> int:
    return sum(1 for b in borders if b <= (word.left + word.right) / 2)


def _with_rows(mesh: Mesh, words: list[list[Word]]) -> Filled:
    """Part the rows in which two columns or more list numbers at equal heights."""
    ys = list(mesh.ys)
    new: dict[int, list[float]] = {}
    last = len(ys) - 2
    if len(ys) <= MAX_HEAD + 2 and (starts := _row_starts(mesh, words, last)):
        new[last] = starts
    for row in range(len(ys) - 1):
        inside = [i for i, s in enumerate(mesh.slots) if s.row == row and s.row_span == 1 and words[i]]
        if row in new or any(s.row < row < s.row + s.row_span or (s.row == row and s.row_span > 1) for s in mesh.slots):
            continue
        tops = _number_lines([words[i] for i in inside])
        if tops:
            new[row] = tops[1:]
    if not new:
        return mesh, words
    return _cut(mesh, words, new)


def _row_starts(mesh: Mesh, words: list[list[Word]], row: int) -> list[float]:
    """Return where rows begin in the last row of a mesh whose columns only verticals part, but for the first row.

    Values tell: several in each column but the first, where each stands beside a label.
    """
    inside = [i for i, s in enumerate(mesh.slots) if s.row == row]
    if any(mesh.slots[i].row_span > 1 or mesh.slots[i].column_span > 1 for i in inside):
        return []
    if not any(words[i] and mesh.slots[i].column and VALUE.match(words[i][0].text) for i in inside):
        return []
    others = [rows_of_words(words[i]) for i in inside if mesh.slots[i].column and words[i]]
    listed = [lines for lines in others if all(_is_value(line) for line in lines)]
    if not listed or any(len(lines) >= MIN_LISTED for lines in others if lines not in listed):
        return []
    gaps = [(x - 0.5, x + 0.5) for x in mesh.xs[1:-1]]
    lines = [parted(line, gaps) for line in rows_of_words([w for i in inside for w in words[i]])]
    rows = joined_rows([rows_of(lines)])
    values = [[p.first for line in found for p in line if p.first] for found in rows]
    labelled = sum(bool(columns) and found[0][0].first == 0 for columns, found in zip(values, rows, strict=True))
    if labelled < MIN_LISTED or any(len(set(columns)) < len(columns) for columns in values):
        return []
    return [min(p.words[0].top for line in found for p in line) for found in rows[1:]]


def _number_lines(cells: list[list[Word]]) -> list[float]:
    """Return the heights at which at least two of the cells list one number each, none where they do not."""
    columns = []
    for cell in cells:
        lines = rows_of_words(cell)
        if len(lines) >= MIN_LINES and all(VALUE.match(" ".join(w.text for w in line)) for line in lines):
            columns.append([min(w.top for w in line) for line in lines])
    if len(columns) < 2:
        return []
    heights = max(columns, key=len)
    near = sum(any(abs(top - y) < 3 for y in heights) for tops in columns for top in tops)
    return heights if near == sum(map(len, columns)) else []


def _is_value(line: list[Word]) -> bool:
    text = " ".join(w.text for w in line)
    return bool(VALUE.match(text) or MARK.match(text))


def _cut(mesh: Mesh, words: list[list[Word]], new: dict[int, list[float]]) -> Filled:
    ys = sorted([*mesh.ys, *(y - 1 for tops in new.values() for y in tops)])
    slots: list[Slot] = []
    filled: list[list[Word]] = []
    for slot, found in zip(mesh.slots, words, strict=True):
        top, bottom = ys.index(mesh.ys[slot.row]), ys.index(mesh.ys[slot.row + slot.row_span])
        if slot.row not in new or slot.row_span > 1:
            slots.append(Slot(top, slot.column, bottom - top, slot.column_span))
            filled.append(found)
            continue
        for row in range(top, bottom):
            slots.append(Slot(row, slot.column, 1, slot.column_span))
            filled.append([w for w in found if ys[row] <= (w.top + w.bottom) / 2 < ys[row + 1]])
    return Mesh(mesh.xs, tuple(ys), tuple(slots), mesh.is_open_top, mesh.is_open_bottom), filled
