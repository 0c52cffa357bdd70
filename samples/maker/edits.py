"""Changes to a submission, each made by a factory: `put(…)` returns the edit that puts a value in a cell.

An edit that finds nothing to change raises an error, so that no sample silently stays without its fault.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .content import UP, Block, Listing, Submission, Table, Text
from .source import parse

Edit = Callable[[Submission], None]


def put(key: str, row: str, column: str, value: str, nth: int = 0) -> Edit:
    """Put `value` in a table's cell, found by a label of its row and the head of its column."""

    def edit(submission: Submission) -> None:
        table = submission.table(key)
        table.rows[table.row(row, nth)][table.column(column)] = value

    return edit


def clear_row(key: str, row: str, first: int = 1) -> Edit:
    """Empty a row's cells from the column `first` on."""

    def edit(submission: Submission) -> None:
        table = submission.table(key)
        at = table.row(row)
        table.rows[at] = [cell if place < first else "" for place, cell in enumerate(table.rows[at])]

    return edit


def clear_column(key: str, column: str) -> Edit:
    """Empty a column below its head."""

    def edit(submission: Submission) -> None:
        table = submission.table(key)
        at = table.column(column)
        for row in table.rows[table.head :]:
            row[at] = ""

    return edit


def drop_row(key: str, row: str) -> Edit:
    """Take out every row that has a cell reading `row`."""

    def edit(submission: Submission) -> None:
        table = submission.table(key)
        table.drop_row(table.row(row))
        while any(row in cells for cells in table.rows):
            table.drop_row(table.row(row))

    return edit


def drop_rows(key: str, first: str, number: int) -> Edit:
    """Take out `number` rows from the one labelled `first` on."""

    def edit(submission: Submission) -> None:
        table = submission.table(key)
        at = table.row(first)
        for _ in range(number):
            table.drop_row(at)

    return edit


def drop_columns(key: str, *columns: str) -> Edit:
    """Take columns out of a table."""

    def edit(submission: Submission) -> None:
        for column in columns:
            submission.table(key).drop_column(column)

    return edit


def add_row(key: str, cells: list[str], before_last: bool = False) -> Edit:
    """Add a row at the end of a table, or before its last one."""

    def edit(submission: Submission) -> None:
        rows = submission.table(key).rows
        if len(cells) != len(rows[0]):
            raise ValueError(f"{key} has {len(rows[0])} columns, the new row {len(cells)}")
        rows.insert(len(rows) - before_last, list(cells))

    return edit


def rename(key: str, heads: dict[str, str]) -> Edit:
    """Give columns of a table other heads."""

    def edit(submission: Submission) -> None:
        table = submission.table(key)
        for old, new in heads.items():
            at = table.column(old)
            row = next(row for row in table.rows[: table.head] if row[at] == old)
            row[at] = new

    return edit


def drop_table(key: str) -> Edit:
    """Take a table out of the point that holds it."""

    def edit(submission: Submission) -> None:
        owner = submission.owner(key)
        owner.blocks = [block for block in owner.blocks if not (isinstance(block, Table) and block.key == key)]

    return edit


def replace_table(key: str, source: str) -> Edit:
    """Put what `source` writes in the place of a table."""

    def edit(submission: Submission) -> None:
        owner = submission.owner(key)
        at = owner.blocks.index(submission.table(key))
        owner.blocks[at : at + 1] = parse(source)

    return edit


def on_table(key: str, change: Callable[[Table], None]) -> Edit:
    """Change a table by a function of its own."""

    def edit(submission: Submission) -> None:
        change(submission.table(key))

    return edit


def split_table(key: str, at: str) -> Edit:
    """Cut a table in two before the row labelled `at`, each part with the head."""

    def edit(submission: Submission) -> None:
        owner, table = submission.owner(key), submission.table(key)
        place = table.row(at)
        cells = [cell if cell != UP else _above(table, place, column) for column, cell in enumerate(table.rows[place])]
        rest = [*table.rows[: table.head], cells, *table.rows[place + 1 :]]
        second = replace(table, rows=[list(row) for row in rest], key=f"{key}-2", caption="")
        table.rows = table.rows[:place]
        owner.blocks.insert(owner.blocks.index(table) + 1, second)

    return edit


def _above(table: Table, row: int, column: int) -> str:
    """Return the text of the merged cell that covers a place."""
    while table.rows[row][column] == UP:
        row -= 1
    return table.rows[row][column]


def recast(key: str, change: Callable[[str], str], column: str = "") -> Edit:
    """Rewrite the cells below a table's head, all or those of one column."""

    def edit(submission: Submission) -> None:
        table = submission.table(key)
        only = table.column(column) if column else None
        for row in table.rows[table.head :]:
            row[:] = [change(cell) if only in (None, place) else cell for place, cell in enumerate(row)]

    return edit


def say(number: int, source: str) -> Edit:
    """Replace all that a point says."""

    def edit(submission: Submission) -> None:
        submission.point(number).blocks = parse(source)

    return edit


def append(number: int, source: str) -> Edit:
    """Add to the end of a point."""

    def edit(submission: Submission) -> None:
        submission.point(number).blocks.extend(parse(source))

    return edit


def swap(old: str, new: str, number: int | None = None) -> Edit:
    """Replace words wherever they stand, or in one point only."""

    def edit(submission: Submission) -> None:
        parts = [submission.point(number)] if number else list(submission.parts())
        changed = [_swap_in(block, old, new) for part in parts for block in part.blocks]
        if not any(changed):
            raise ValueError(f"«{old}» is not in the document")

    return edit


def _swap_in(block: Block, old: str, new: str) -> bool:
    """Replace words in one block and tell whether they were there."""
    if isinstance(block, Text) and old in block.text:
        block.text = block.text.replace(old, new)
        return True
    if isinstance(block, Listing) and any(old in item for item in block.items):
        block.items = [item.replace(old, new) for item in block.items]
        return True
    if isinstance(block, Table) and any(old in cell for row in block.rows for cell in row):
        block.rows = [[cell.replace(old, new) for cell in row] for row in block.rows]
        return True
    return False


def cut(number: int, words: str) -> Edit:
    """Take out the paragraphs of a point that hold these words."""

    def edit(submission: Submission) -> None:
        point = submission.point(number)
        kept = [block for block in point.blocks if not (isinstance(block, Text) and words in block.text)]
        if len(kept) == len(point.blocks):
            raise ValueError(f"«{words}» is not in point {number}")
        point.blocks = kept

    return edit


def retitle(number: int, title: str) -> Edit:
    """Give a point another title."""

    def edit(submission: Submission) -> None:
        submission.point(number).title = title

    return edit


def relabel(number: int, label: str) -> Edit:
    """Give a point another number, or none."""

    def edit(submission: Submission) -> None:
        submission.point(number).label = label

    return edit


def remove(number: int) -> Edit:
    """Take a point out."""

    def edit(submission: Submission) -> None:
        submission.points.remove(submission.point(number))

    return edit


def exchange(first: int, second: int) -> Edit:
    """Let two points change places, each with its own number."""

    def edit(submission: Submission) -> None:
        points = submission.points
        one, two = points.index(submission.point(first)), points.index(submission.point(second))
        points[one], points[two] = points[two], points[one]

    return edit


def sign(place_date: str) -> Edit:
    """Give the document another closing date."""

    def edit(submission: Submission) -> None:
        submission.place_date = place_date

    return edit
