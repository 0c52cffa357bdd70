"""A submission as data: points that hold texts, lists, tables and pictures, before any layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

LEFT = "<"  # in a table: this place is covered by the cell to its left
UP = "^"  # in a table: this place is covered by the cell above it


@dataclass
class Text:
    """One paragraph; `style` is `p` (plain), `sub` (subtitle) or `guide` (words of the form itself)."""

    text: str
    style: str = "p"


@dataclass
class Listing:
    """A list; `kind` is `bullet` or `letter`, both numbered by Word and not in the text."""

    items: list[str]
    kind: str = "bullet"


@dataclass
class Picture:
    """A diagram drawn by the maker; `kind` says which."""

    kind: str
    caption: str = ""


@dataclass
class Table:
    """A table by its grid: `LEFT` and `UP` mark the places that a merged cell covers."""

    key: str
    rows: list[list[str]]
    head: int = 1
    widths: list[float] = field(default_factory=list)
    caption: str = ""
    wide: bool = False

    def column(self, name: str) -> int:
        """Return the place of the column whose head (any of its storeys) reads `name`."""
        for row in self.rows[: self.head]:
            if name in row:
                return row.index(name)
        raise KeyError(f"{self.key} has no column «{name}»")

    def row(self, label: str, nth: int = 0) -> int:
        """Return the place of the nth row that has a cell reading `label`."""
        return [place for place, row in enumerate(self.rows) if label in row][nth]

    def drop_column(self, name: str) -> None:
        """Take one column out, head and body; a merge that began there moves one place right."""
        at = self.column(name)
        for row in self.rows:
            if row[at] not in (LEFT, UP) and at + 1 < len(row) and row[at + 1] == LEFT:
                row[at + 1] = row[at]
            del row[at]
        if self.widths:
            del self.widths[at]

    def drop_row(self, at: int) -> None:
        """Take one row out; a vertical merge that began there begins one row lower."""
        if at + 1 < len(self.rows):
            for place, cell in enumerate(self.rows[at]):
                if self.rows[at + 1][place] == UP:
                    self.rows[at + 1][place] = cell
        del self.rows[at]


Block = Text | Listing | Picture | Table


@dataclass
class Point:
    """One of the 19 points; `label` is the number as the document writes it."""

    number: int
    title: str
    blocks: list[Block] = field(default_factory=list)
    label: str = ""

    @property
    def heading(self) -> str:
        """The number and title as one text: a bare number is followed by a point."""
        if not self.label:
            return self.title
        return f"{self.label}{'.' if self.label[-1].isdigit() else ''} {self.title}"


@dataclass
class Section:
    """A part of the document that is no point; `level` 1 is a chapter, 2 a section of it."""

    title: str
    blocks: list[Block] = field(default_factory=list)
    level: int = 1


@dataclass
class Submission:
    """A whole document in the order of reading."""

    year_name: str
    ministry: str
    organ: str
    place_date: str
    points: list[Point]
    before: list[Section] = field(default_factory=list)
    after: list[Section] = field(default_factory=list)
    sectors: dict[str, str] = field(default_factory=dict)

    def point(self, number: int) -> Point:
        """Return the point with this official number."""
        return next(point for point in self.points if point.number == number)

    def parts(self) -> Iterator[Point | Section]:
        """Yield every part in order."""
        yield from self.before
        yield from self.points
        yield from self.after

    def table(self, key: str) -> Table:
        """Return the table with this key."""
        for part in self.parts():
            for block in part.blocks:
                if isinstance(block, Table) and block.key == key:
                    return block
        raise KeyError(f"no table «{key}»")

    def owner(self, key: str) -> Point | Section:
        """Return the part that holds the table with this key."""
        return next(part for part in self.parts() if any(isinstance(b, Table) and b.key == key for b in part.blocks))
