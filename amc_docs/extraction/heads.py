"""Heads of columns: which rows of a table are its head, and which field each column is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as defaulted
from functools import lru_cache

from rapidfuzz import fuzz, process

from amc_docs.document import Cell, Table
from amc_docs.extraction import marks
from amc_docs.extraction.periods import YEAR, drop_bare_years, initials_spelt, period_name, repeated_years
from amc_docs.specs import FieldSpec, MatrixSpec
from amc_docs.wording import fold, squeeze

Grid = Sequence[Sequence[Cell | None]]

_FIT = 0.84
"""A head at least so alike is that field's."""
_SHORTENED = 0.93
"""Likeness of a head with its words cut short."""
_CURRENCY = re.compile(r"\(?\s*(?:\ben\s+)?(?:S\s*/\s*\.?|\b(?:nuevos )?soles\b)\s*\)?", re.I)
_DEEPEST_HEAD = 4
_LATEST_HEAD = 6
_LONGEST_HEAD = 70
"""Characters; a longer cell is no head with words around it, but text."""


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


def read(grid: Grid, spec: MatrixSpec) -> Head | None:
    """Return the best reading of the grid as the matrix, or None where no set of required fields is there."""
    best: Head | None = None
    for first, body in _bands(grid):
        head = _reading(grid, spec, first, body)
        if head and (best is None or head.score > best.score + 0.01):
            best = head
    return best


def _bands(grid: Grid) -> Iterator[tuple[int, int]]:
    """Yield the (first, body) rows that may be the head: whole cells, and every storey but the last has merged ones.

    Above it stand captions only: rows of one cell, or of two (a label with its blank).
    """
    for first in range(min(_LATEST_HEAD, len(grid))):
        if any(len({id(c) for c in row}) > 2 for row in grid[:first]):
            return
        if _is_caption(grid[first]) or any(c and c.row < first for c in grid[first]):
            continue
        for body in range(first + 1, min(first + _DEEPEST_HEAD, len(grid)) + 1):
            last = grid[body - 1]
            if all(c is None or c.row + c.row_span <= body for c in last):
                yield first, body
            # A cell merged from the storey above ends here too: only this storey's own cells can have one below.
            if all(c is None or c.row < body - 1 or c.column_span == c.row_span == 1 for c in last):
                break


def _reading(grid: Grid, spec: MatrixSpec, first: int, body: int) -> Head | None:
    width = len(grid[0])
    paths = initials_spelt([_path(grid, column, first, body) for column in range(width)])
    repeated = repeated_years(paths)
    if sum(bool(p) for p in paths) < 2:
        return None
    columns: dict[int, str] = {}
    scores: dict[str, tuple[float, int]] = {}
    for column, path in enumerate(paths):
        name, likeness = _field(path, spec)
        if name and (strange := _does_not_fit(name, grid, column, body, spec)):
            name, likeness = _field(path, strange)
        if not name or (column in repeated and "/" not in name):
            continue
        if name in scores and not _is_better(likeness, column, scores[name], grid, body):
            continue
        if name in scores:
            del columns[scores[name][1]]
        scores[name] = (likeness, column)
        columns[column] = name
    drop_bare_years(columns, scores, paths, spec)
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
    texts = [squeeze(c.text) for row in grid[body:] if (c := row[column]) and c.text.strip()]
    if field is None or sum(bool(re.fullmatch(field.pattern, t)) for t in texts) * 2 >= len(texts):
        return None
    return _without(spec, name)


@lru_cache(maxsize=256)
def _without(spec: MatrixSpec, name: str) -> MatrixSpec:
    return replace(spec, fields=tuple(f for f in spec.fields if f.name != name))


def _is_caption(row: Sequence[Cell | None]) -> bool:
    return len({id(c) for c in row}) == 1


def _path(grid: Grid, column: int, first: int, body: int) -> list[str]:
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
    return ""


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


@lru_cache(maxsize=256)
def _aliases(spec: MatrixSpec) -> dict[str, str]:
    """Return the folded heads that the plain fields go by, each with its field."""
    aliases: dict[str, str] = {}
    for field in spec.fields:
        for alias in () if field.series else field.aliases:
            aliases.setdefault(fold(alias), field.name)
    return aliases


@lru_cache(maxsize=65536)
def best_field(head: str, spec: MatrixSpec) -> tuple[str, float]:
    """Return the plain field that a folded head resembles most, and how much (0–1; below .8 it is 0)."""
    aliases = _aliases(spec)
    if head in aliases:
        return aliases[head], 1.0
    best, score = "", 0.0
    if len(head) > 3 * _LONGEST_HEAD:
        return best, score
    floor = 90 if len(head) <= 5 else 80
    for alias in aliases:
        if len(alias) >= 4 and alias in head and len(head) <= _LONGEST_HEAD:
            # "Costo total (en soles)", "Nombre del indicador": the alias with words of its own around it.
            like = 0.85 + 0.1 * len(alias) / len(head)
            if like > score and (head.startswith(alias + " ") or head.endswith(" " + alias)):
                best, score = alias, like
        if score < _SHORTENED and alias[:3] == head[:3] and _is_shortened(head, alias):
            best, score = alias, _SHORTENED
    for scorer, share in ((fuzz.ratio, 0.01), (fuzz.token_sort_ratio, 0.0098)):
        found = process.extractOne(head, aliases.keys(), scorer=scorer, score_cutoff=floor)
        if found and found[1] * share > score and (len(found[0]) > 5 or found[1] >= 90):
            best, score = found[0], found[1] * share
    return aliases.get(best, ""), score


def _is_shortened(head: str, alias: str) -> bool:
    """Say whether a head is an alias with words cut short: «Medio de verif.», «Frec. de medición»."""
    short, full = head.split(), alias.split()
    if len(short) != len(full) or len(short) < 2 or head == alias:
        return False
    return all(a == b or (len(a) >= 3 and b.startswith(a)) for a, b in zip(short, full, strict=True))


def transposed(table: Table) -> Table:
    """Return the table with rows and columns exchanged; each cell keeps its location in the document."""
    cells = [
        replace(c, row=c.column, column=c.row, row_span=c.column_span, column_span=c.row_span) for c in table.cells
    ]
    return replace(
        table,
        row_count=table.column_count,
        column_count=table.row_count,
        cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))),
    )
