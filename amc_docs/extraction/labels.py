"""Values that stand beside their label: «Código: E1» in one line or cell, or the label in a cell and its value next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from amc_docs.document import Block, Cell, Location, Paragraph, Table, nested
from amc_docs.extraction import lists
from amc_docs.figures import number
from amc_docs.record import Value
from amc_docs.specs import LabelSpec
from amc_docs.wording import fold, squeeze

_FIT = 92
"""Out of 100: a label at least so alike is that label."""
_NO_MATRIX = 1_000_000_000
"""The first row of a matrix in a table that has none."""
_MERE_NUMBER = re.compile(r"[-\d.,'\s]*\d\s?%?")
_MARKER = re.compile(r"^\W*(?:(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z])\s*[.)\-–]+\s*)?")
"""The number of a label («7. PROVEEDORES»), or signs before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of a paragraph."""

    text: str
    location: Location
    confidence: float | None


def read(
    blocks: Sequence[Block], specs: Sequence[LabelSpec], taken: Mapping[int, int] | None = None
) -> dict[str, Value]:
    """Return the values found among some blocks, by name; a label without anything beside it gives a blank value.

    Where a label comes several times its first value counts, a written one before a blank one. `taken` maps the number
    of a table to the first row that holds no values of labels above it.
    """
    wordings = tuple(wording for spec in specs for wording in spec.labels)
    found: dict[str, Value] = {}
    for label, value in _labelled(blocks, wordings, taken or {}):
        for spec in specs:
            known = found.get(spec.name)
            if label in spec.labels and (known is None or (known.is_blank and not value.is_blank)):
                found[spec.name] = _typed(value, spec)
    for spec in specs:
        if (known := found.get(spec.name)) is None or known.is_blank:
            told = next(_told(blocks, spec.patterns), None)
            found |= {spec.name: _typed(told, spec)} if told else {}
    return found


def _typed(value: Value, spec: LabelSpec) -> Value:
    if spec.type == "list":
        return value if value.items is not None else replace(value, items=(value.raw,) if value.raw else ())
    if value.items is not None:
        value = replace(value, items=None)
    if spec.type == "string" or not value.raw:
        return value
    parsed, issue = number(value.raw)
    if spec.type == "mixed":
        is_number = _MERE_NUMBER.fullmatch(value.raw) and parsed is not None
        return replace(value, value=parsed if is_number else value.raw)
    return replace(value, value=parsed, issue=issue if parsed is None else "")


def _value(text: str, location: Location, confidence: float | None) -> Value:
    raw = squeeze(text)
    return Value(raw=raw, value=raw or None, location=location, confidence=confidence)


def _told(blocks: Iterable[Block], patterns: Sequence[str]) -> Iterator[Value]:
    """Yield what the patterns find, paragraph by paragraph; the first pattern that finds anything is believed."""
    paragraphs = list(_paragraphs(blocks))
    for pattern in patterns:
        compiled = _compiled(pattern)
        for paragraph in paragraphs:
            if match := compiled.search(paragraph.printed):
                yield _value(match[1] if match.re.groups else match[0], paragraph.location, paragraph.confidence)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I | re.M)


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for cell in block.cells:
                yield from _paragraphs(cell.blocks)


def _labelled(
    blocks: Sequence[Block], wordings: tuple[str, ...], taken: Mapping[int, int]
) -> Iterator[tuple[str, Value]]:
    """Yield (wording of the label, what stands beside it), in reading order."""
    lines: list[_Line] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines += _lines(block)
            continue
        yield from _in_lines(lines, wordings, "[tabla]" if isinstance(block, Table) else "")
        lines = []
        for table in nested(block) if isinstance(block, Table) else ():
            yield from _in_table(table, wordings, taken.get(table.number, _NO_MATRIX))
    yield from _in_lines(lines, wordings)


def _lines(paragraph: Paragraph) -> Iterator[_Line]:
    for text in paragraph.printed.split("\n"):
        if text.strip():
            yield _Line(text=text, location=paragraph.location, confidence=paragraph.confidence)


def _in_lines(lines: Sequence[_Line], wordings: tuple[str, ...], then: str = "") -> Iterator[tuple[str, Value]]:
    """Yield the labels at the beginning of lines; the value of a bare label is the line below, unless it is one too.

    `then` stands for what follows the last line, where that is a heading: a label without a colon.
    """
    split = [_split(line.text, wordings) for line in lines]
    for place, (line, found) in enumerate(zip(lines, split, strict=True)):
        if found is None:
            continue
        label, rest = found
        below = place + 1
        if not rest and below < len(lines) and split[below] is None:
            line, rest = lines[below], lines[below].text
        if not rest and below == len(lines) and not line.text.rstrip().endswith(":"):
            rest = then
        yield label, _value(rest, line.location, line.confidence)


@lru_cache(maxsize=8192)
def _split(text: str, wordings: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the label that a line begins with and what follows its colon or tab; None where there is none."""
    for mark in re.finditer(r"\s*[:\t]\s*", text):
        if label := _wording(text[: mark.start()], wordings):
            return label, text[mark.end() :].lstrip(" :\t")
        if mark.start() > 80:
            break
    label = _wording(text, wordings)
    return (label, "") if label else None


@lru_cache(maxsize=8192)
def _wording(text: str, wordings: tuple[str, ...]) -> str:
    """Return the wording that a text is, whatever its number and case; empty where it is none."""
    said = fold(_MARKER.sub("", text, count=1))
    if not said or len(said) > 120:
        return ""
    likely = max(wordings, key=lambda w: fuzz.ratio(said, fold(w)), default="")
    return likely if fuzz.ratio(said, fold(likely)) >= _FIT else ""


def _in_table(table: Table, wordings: tuple[str, ...], body: int) -> Iterator[tuple[str, Value]]:
    """Yield the labels in cells: beside the value in one cell, left of its cell, or at the head of a column of one.

    From the row `body` on stand the rows of a matrix: no values of the labels above, and labels only in rows of two.
    """
    grid = table.grid()
    for cell in table.cells:
        is_head = cell.row < body == cell.row + cell.row_span
        if is_head or (cell.row >= body and len({id(c) for c in grid[cell.row]}) > 2):
            continue
        lines = [line for block in cell.blocks if isinstance(block, Paragraph) for line in _lines(block)]
        label = _wording(cell.text, wordings)
        if not label:
            yield from _in_lines(lines, wordings)
            continue
        beside = _beside(grid, cell, wordings)
        if (beside and cell.row < body <= beside.row) or (beside is None and _is_upper_storey(grid, cell)):
            continue
        yield label, _of_cell(beside) if beside else Value(raw="", value=None, location=cell.location)


def _beside(grid: Sequence[Sequence[Cell | None]], cell: Cell, wordings: tuple[str, ...]) -> Cell | None:
    """Return the cell to the right of a label; the one below where there is none, or where that is a label too.

    A colon may have a cell of its own between the two.
    """
    right = [c for c in grid[cell.row][cell.column + cell.column_span :] if c is None or c.text.strip() != ":"]
    under = None if _is_upper_storey(grid, cell) else _below(grid, cell)
    return next((c for c in (right[0] if right else None, under) if c and not _split(c.text, wordings)), None)


def _below(grid: Sequence[Sequence[Cell | None]], cell: Cell) -> Cell | None:
    rows = grid[cell.row + cell.row_span :]
    return rows[0][cell.column] if rows else None


def _is_upper_storey(grid: Sequence[Sequence[Cell | None]], cell: Cell) -> bool:
    """Whether a cell is merged over columns that have heads of their own below: it heads no values itself."""
    under = _below(grid, cell)
    return under is not None and under.column_span < cell.column_span


def _of_cell(cell: Cell) -> Value:
    raw = squeeze(cell.printed)
    if not raw and cell.has_picture:
        raw = "[imagen]"
    items = lists.items(cell)
    return Value(raw=raw, value=raw or None, location=cell.location, confidence=cell.confidence, items=items)
