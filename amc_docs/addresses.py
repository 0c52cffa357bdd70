"""Places in a spreadsheet as people write them."""

from __future__ import annotations

LETTERS = 26


def column_name(column: int) -> str:
    """Return the letters of a column: 0 → A, 27 → AB."""
    letters, rest = "", column + 1
    while rest:
        rest, last = divmod(rest - 1, LETTERS)
        letters = chr(ord("A") + last) + letters
    return letters


def address(place: tuple[int, int]) -> str:
    """Return a place (row and column, from 0) as people write it: B7."""
    return f"{column_name(place[1])}{place[0] + 1}"
