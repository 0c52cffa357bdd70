"""Heads of columns: which rows of a table are its head, and which field each column is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as defaulted
from functools import lru_cache

from amc_docs.document import Cell, Table
from amc_docs.extraction import marks
from amc_docs.extraction.fields import best_field
from amc_docs.extraction.periods import YEAR, initials_spelt, period_name, repeated_years, settle_bare_years
from amc_docs.specs import FieldSpec, MatrixSpec
from amc_docs.wording import fold, squeeze

Grid = Sequence[Sequence[Cell | None]]

_FIT = 0.84
"""A head at least so alike is that field's."""
_CURRENCY = re.compile(r"\(?\s*(?:\ben\s+)?(?:S\s*/\s*\.?|\b(?:nuevos )?soles\b)\s*\)?", re.I)
_CODE = re.compile(r"(?P<word>ind(?:icador|\.)?)?\s*(?:n\s*[°º.]*\s*)?(?P<code>\d{1,2}(?:\.\d{1,2}){0,3})\.?", re.I)
_DEEPEST_HEAD = 4
_LATEST_HEAD = 6
_LATEST_HEAD_OF_UNIT = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One reading of a table as a matrix."""

    spec: MatrixSpec
    first: int
    """First row of the head."""
    body: int
    """First row after it."""
    columns: Mapping[int, str]
    """Column → field (`metas/2016` for a series)."""
    heads: Mapping[int, str]
    """Column → its head as written, upper storeys first."""
    score: float
    options: Mapping[str, Mapping[int, str]] = defaulted(default_factory=dict)
    """Field → column → what a mark in that column says of it."""

    @property
    def fields(self) -> frozenset[str]:
        """The fields found, a series by its plain name."""
        return frozenset(name.split("/")[0] for name in (*self.columns.values(), *self.options))


def read(grid: Grid, spec: MatrixSpec, caption: str = "") -> Head | None:
    """Return the best reading of the grid below its caption as the matrix; None where no required set is there."""
    best: Head | None = None
    for first, body in _bands(grid) if not spec.unit else _deep_bands(grid, spec):
        head = _reading(grid, spec, first, body, caption)
        if head and (best is None or head.score > best.score + 0.01):
            best = head
    return best


def _bands(grid: Grid) -> Iterator[tuple[int, int]]:
    """Yield the (first, body) rows that may be the head: whole cells, and every storey but the last has merged ones.

    Above it stand captions only: rows of one cell, or of two (a label with its blank).
    """
    for first in range(min(_LATEST_HEAD, len(grid))):
        if any(len({id(c) for c in row if c and c.text.strip()}) > 2 for row in grid[:first]):
            return
        yield from _bands_from(grid, first)


def _deep_bands(grid: Grid, spec: MatrixSpec) -> Iterator[tuple[int, int]]:
    """Yield the same for the table of a unit, which may begin with the unit's own labels, however many.

    Only a row that names a field, and with the storey below it at least two, can be the head; the first one decides.
    """
    for first in range(min(_LATEST_HEAD_OF_UNIT, len(grid))):
        upper = _named(grid, first, spec)
        if upper and len(upper | (_named(grid, first + 1, spec) if first + 1 < len(grid) else set())) > 1:
            bands = list(_bands_from(grid, first))
            yield from bands
            if any(_reading(grid, spec, *band) for band in bands):
                return


def _named(grid: Grid, row: int, spec: MatrixSpec) -> set[str]:
    """Return the fields that the cells which begin in a row name."""
    heads = {id(c): fold(squeeze(c.text)) for c in grid[row] if c and c.row == row}
    return {name for head in heads.values() if head and (name := best_field(head, spec)[0])}


def _bands_from(grid: Grid, first: int) -> Iterator[tuple[int, int]]:
    if _is_caption(grid[first]) or any(c and c.row < first for c in grid[first]):
        return
    for body in range(first + 1, min(first + _DEEPEST_HEAD, len(grid)) + 1):
        last = grid[body - 1]
        if all(c is None or c.row + c.row_span <= body for c in last):
            yield first, body
        # A cell merged from the storey above ends here too: only this storey's own cells can have one below.
        if all(c is None or c.row < body - 1 or c.column_span == c.row_span == 1 for c in last):
            break


def _reading(grid: Grid, spec: MatrixSpec, first: int, body: int, caption: str = "") -> Head | None:
    width = len(grid[0])
    paths = initials_spelt([path_above(grid, column, first, body) for column in range(width)])
    repeated = repeated_years(paths)
    if sum(bool(p) for p in paths) < 2:
        return None
    columns, scores = dict[int, str](), dict[str, tuple[float, int]]()
    for column, path in enumerate(paths):
        is_count = "numero" not in spec.roles and _numbers_rows(grid, column, path, body)
        name, likeness = ("", 0.0) if is_count else _field(path, spec)
        if name and (strange := _does_not_fit(name, grid, column, body, spec)):
            name, likeness = _field(path, strange)
        if not name or (column in repeated and "/" not in name):
            continue
        if name in scores and any(f.series == "code" and name.startswith(f"{f.name}/") for f in spec.fields):
            name = f"{name} ({column + 1})"  # two items may share a code
        if name in scores and not _is_better(likeness, column, scores[name], grid, body):
            continue
        if name in scores:
            del columns[scores[name][1]]
        scores[name] = (likeness, column)
        columns[column] = name
    settle_bare_years(columns, scores, paths, spec, caption)
    options = _options(grid, spec, first, body, columns, scores)
    fields = {name.split("/")[0] for name in (*columns.values(), *options)}
    if not any(fields.issuperset(group) for group in spec.requires):
        return None
    plain = sum(like for name, (like, _) in scores.items() if "/" not in name)
    series = len({name.split("/")[0] for name in scores if "/" in name})
    # A head that is too deep swallows rows of data; one too shallow misses its lower storey.
    score = plain + series - 0.05 * (body - first) - 0.02 * first
    heads = {column: " – ".join(path) for column, path in enumerate(paths)}
    return Head(spec=spec, first=first, body=body, columns=columns, heads=heads, score=score, options=options)


def _options(
    grid: Grid, spec: MatrixSpec, first: int, body: int, columns: dict[int, str], scores: dict[str, tuple[float, int]]
) -> dict[str, Mapping[int, str]]:
    """Return the fields whose columns are options to mark, and take those columns out of `columns`."""
    found: dict[str, Mapping[int, str]] = {}
    for head, names in (marks.options(grid, first, body) if body - first > 1 else {}).items():
        name, likeness = best_field(fold(head), spec)
        if likeness >= _FIT:
            found[name] = names
            for column in names:
                scores.pop(columns.pop(column, ""), None)
    return found


def _is_better(likeness: float, column: int, known: tuple[float, int], grid: Grid, body: int) -> bool:
    """Say whether a column is the field rather than the one known: under one merged head, the one that says more."""
    head, other = grid[body - 1][column], grid[body - 1][known[1]]
    if head is None or head is not other:
        return likeness > known[0]

    def says(at: int) -> int:
        return len({c.text for row in grid[body:] if (c := row[at]) and len(squeeze(c.text)) > 2})

    return says(column) > says(known[1])


def _does_not_fit(name: str, grid: Grid, column: int, body: int, spec: MatrixSpec) -> MatrixSpec | None:
    """Return the spec without the field if most of the column's values cannot be that field's; None if they can."""
    field = next((f for f in spec.fields if f.name == name and f.pattern), None)
    if field is None:
        return None
    texts = [text for row in grid[body:] if (c := row[column]) and (text := squeeze(c.text))]
    if sum(bool(re.fullmatch(field.pattern, t)) for t in texts) * 2 >= len(texts):
        return None
    return _without(spec, name)


@lru_cache(maxsize=256)
def _without(spec: MatrixSpec, name: str) -> MatrixSpec:
    return replace(spec, fields=tuple(f for f in spec.fields if f.name != name))


def _numbers_rows(grid: Grid, column: int, path: Sequence[str], body: int) -> bool:
    """Say whether the first column only counts the rows: 1, 2, 3 under «N°»."""
    if column or not path or fold(path[-1]) not in ("n", "no", "nro", "item", "orden"):
        return False
    texts = [squeeze(c.text).rstrip(".") for row in grid[body:] if (c := row[column]) and c.text.strip()]
    return len(texts) > 1 and texts == [str(i) for i in range(1, len(texts) + 1)]


def _is_caption(row: Sequence[Cell | None]) -> bool:
    return len({id(c) for c in row}) == 1


def path_above(grid: Grid, column: int, first: int, body: int) -> list[str]:
    """Return the distinct texts above a column, the upper storey first."""
    path: list[str] = []
    seen: set[int] = set()
    for row in range(first, body):
        cell = grid[row][column]
        if cell is None or id(cell) in seen:
            continue
        seen.add(id(cell))
        text = squeeze(cell.text)
        if text:
            path.append(text)
    return path


def _field(path: Sequence[str], spec: MatrixSpec) -> tuple[str, float]:
    """Return the field of a column with such heads and how well it fits; ("", 0) where none does."""
    if not path:
        return "", 0.0
    series = _series(path, spec)
    name, likeness = best_field(_head_words(path[-1]), spec)
    if len(path) > 1:
        joined, joint = best_field(_head_words(" ".join(path)), spec)
        # «Niveles de gobierno – Local»: the storey above says less than the column's own, unless both make one head.
        if joint > likeness and (likeness < _FIT or joint >= 0.99):
            name, likeness = joined, joint
        if likeness < _FIT and not series:
            upper, above = best_field(fold(path[0]), spec)
            # The upper storey alone names a column only if the lower one says nothing of its own.
            if above >= 0.95 and len(fold(path[-1])) <= 3:
                name, likeness = upper, above - 0.1
    if series and likeness < 0.99:
        return series, 1.0
    return (name, likeness) if likeness >= _FIT else ("", 0.0)


def _series(path: Sequence[str], spec: MatrixSpec) -> str:
    """Return `field/key` where the heads belong to a series of years or periods; empty where they do not."""
    for field in spec.fields:
        if field.series == "year" and (year := _year_under(path, field)):
            return f"{field.name}/{year}"
        if field.series == "period" and (period := _period(path)):
            return f"{field.name}/{period}"
        if field.series == "code" and (code := _code(path, field)):
            return f"{field.name}/{code}"
    return ""


def _code(path: Sequence[str], field: FieldSpec) -> str:
    """Return the code of an item that heads a column («1.1», «Ind. 2»), or any head under one of the field's own.

    A bare number is one only under such a head: it may be the row number of a form.
    """
    found = _CODE.fullmatch(path[-1])
    if len(path) > 1 and fold(path[0]) in {fold(alias) for alias in field.aliases}:
        return found["code"] if found else path[-1]
    return found["code"] if found and ("." in found["code"] or found["word"]) else ""


def _year_under(path: Sequence[str], field: FieldSpec) -> str:
    year = YEAR.search(path[-1])
    if not year:
        return ""
    others = fold(YEAR.sub(" ", " ".join(path)))
    names = [fold(a) for a in field.aliases]
    if any(others == n or (n and n in others and len(n) > 3) for n in names):
        return year[0]
    return ""


def _period(path: Sequence[str]) -> str:
    names = [period_name(text) for text in path]
    last = fold(names[-1])
    # A bare number is a period only under a year or a month: it may be the row number of a form.
    if not last or (len(path) == 1 and last.isdigit() and len(last) != 4):
        return ""
    return " ".join(name for name in names if name)


def _head_words(text: str) -> str:
    """Return a head folded, without the currency of its figures («P.U. S/.»)."""
    return fold(_CURRENCY.sub(" ", text)) or fold(text)


def transposed(table: Table) -> Table:
    """Return the table with rows and columns exchanged; each cell keeps its location in the document.

    Captions over its whole width come first and are left out: turned, they would join every row to the head.
    """
    first = next((r for r, row in enumerate(table.grid()) if not _is_caption(row)), 0)
    cells = [
        replace(
            c,
            row=c.column,
            column=c.row - first,
            row_span=c.column_span,
            column_span=c.row_span,
        )
        for c in table.cells
        if c.row >= first
    ]
    return replace(
        table,
        row_count=table.column_count,
        column_count=table.row_count - first,
        cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))),
    )
