"""What a reader returns: a document as blocks in reading order, each with its place.

Readers know nothing of forms, points or norms; they only say what is written and where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from amc_docs.frozen import quickly_made


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in points (1/72 inch) from the page's top-left corner, as displayed."""

    left: float
    top: float
    right: float
    bottom: float

    def as_list(self) -> list[float]:
        """Return `[x0, y0, x1, y1]`, rounded to a tenth of a point."""
        return [round(v, 1) for v in (self.left, self.top, self.right, self.bottom)]

    def union(self, other: Box) -> Box:
        """Return the smallest box around both."""
        return Box(
            left=min(self.left, other.left),
            top=min(self.top, other.top),
            right=max(self.right, other.right),
            bottom=max(self.bottom, other.bottom),
        )


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place in the submitted file. What the format cannot tell is None, never invented."""

    page: int | None = None
    """From 1. None in Word files, which have no pages until they are rendered."""
    approximate_page: int | None = None
    """From 1, from Word's last rendering; only ever shown as approximate."""
    table: int | None = None
    """`Table.number` of the (innermost) table."""
    row: int | None = None
    """From 0, in the grid of that table."""
    column: int | None = None
    """From 0, in the grid of that table."""
    paragraph: int | None = None
    """From 1, counting the body's paragraphs outside tables."""
    box: Box | None = None


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, title or list item."""

    text: str
    """As written. Tabs and line breaks are kept as `\\t` and `\\n`; other white space is folded."""
    label: str = ""
    """The automatic number or bullet that Word renders before the text ("1.", "a)", "•"); never part of `text`."""
    level: int | None = None
    """Heading level from 1, as the file (style, outline level) or the look of the page tells it; None otherwise."""
    style: str | None = None
    """Name of the paragraph style; None where the format has none."""
    is_bold: bool = False
    """All visible characters are bold."""
    is_index: bool = False
    """The file itself marks it as a line of a table of contents."""
    opens_page: bool = False
    """Its author had a new page begin right before it (Word files; others tell the page itself)."""
    size: float | None = None
    """Font size in points of most of its characters; None where unknown."""
    location: Location = Location()
    confidence: float | None = None
    """0–1 from OCR; None where the text is exact."""

    @property
    def printed(self) -> str:
        """The text with its automatic label, as a reader of the page sees it."""
        return f"{self.label} {self.text}".strip() if self.label else self.text


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture, chart or drawing: a placeholder at its place; its content is not read."""

    description: str = ""
    """Alternative text, where the author gave one."""
    images: tuple[str, ...] = ()
    """Ids by which the main part of a Word file refers to what it shows; empty where nothing can be copied."""
    location: Location = Location()


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell; a merged cell appears once, at its top-left corner."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    blocks: tuple[Block, ...] = ()
    """Paragraphs, nested tables and pictures, in order."""
    is_header: bool = False
    is_shaded: bool = False
    """The file gives it a colour of its own: in a schedule that is a mark. False where the format does not tell."""
    location: Location = Location()
    confidence: float | None = None

    @property
    def text(self) -> str:
        """The cell's own words, paragraphs joined by line breaks; nested tables are not included."""
        blocks = self.blocks
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            # Nearly every cell, and asked for again and again.
            return blocks[0].text
        return "\n".join(b.text for b in self.blocks if isinstance(b, Paragraph) and b.text)

    @property
    def printed(self) -> str:
        """Like `text`, with automatic numbers."""
        return "\n".join(b.printed for b in self.blocks if isinstance(b, Paragraph) and b.printed)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables nested directly in this cell."""
        if len(self.blocks) == 1 and isinstance(self.blocks[0], Paragraph):
            return ()
        return tuple(b for b in self.blocks if isinstance(b, Table))

    @property
    def has_picture(self) -> bool:
        """Whether a picture stands in the cell (it is not empty then)."""
        return any(isinstance(b, Picture) for b in self.blocks)


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One logical table, even where it runs over pages (a repeated header row once)."""

    number: int
    """From 1, in reading order; a nested table comes after the one that holds it."""
    row_count: int
    column_count: int
    cells: Sequence[Cell] = ()
    """Left to right, top to bottom; together they cover each position of the grid at most once. In long documents
    they are `PackedCells`, as good as a tuple but made anew each time: never to be told by identity."""
    within: tuple[int, int, int] | None = None
    """`(table, row, column)` of the cell that holds it; None at the top level."""
    pages: tuple[int, ...] = ()
    """Pages that it stands on, from 1; empty in Word files."""
    header_rows: int = 0
    """Rows that the file itself marks as header, or that repeat on each page; 0 where unknown."""
    location: Location = Location()

    def grid(self) -> list[list[Cell | None]]:
        """Return row_count × column_count places, a merged cell in each place that it covers."""
        grid: list[list[Cell | None]] = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, self.row_count)):
                for column in range(cell.column, min(cell.column + cell.column_span, self.column_count)):
                    grid[row][column] = cell
        return grid

    def rows(self) -> list[list[str]]:
        """Return the full grid of texts, white space folded, merged text repeated."""
        return [[" ".join(c.text.split()) if c else "" for c in row] for row in self.grid()]


Block = Paragraph | Table | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Text around the body: page header or footer, note, text box, stamp."""

    kind: str
    """`header`, `footer`, `footnote`, `endnote`, `comment` or `stamp` (a digital signature's)."""
    text: str
    location: Location = Location()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A submitted file, read."""

    name: str
    """File name without folder."""
    sha256: str
    format: str
    """`docx`, `pdf`, `pdf_escaneado`, `doc`, `odt`, …: the words of the report."""
    blocks: tuple[Block, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    page_count: int | None = None
    """None where the format has no pages and Word left no count."""
    unread_pages: tuple[int, ...] = ()
    """Pages whose content could not be read (scanned, damaged); never counted as empty."""
    unread_cells: tuple[Location, ...] = ()
    """Cells of tables whose value could not be read (formulas without a result): empty to the eye, never to a rule."""
    is_damaged: bool = False
    """The file shows damage: something may be missing, and nobody can tell from where."""
    ocr_pages: tuple[int, ...] = ()
    """Pages read by optical recognition: their text may hold errors."""
    warnings: tuple[str, ...] = ()
    """In Spanish, for the report: what was left out and why."""
    is_signed: bool = False
    """The file carries a digital signature: never rewrite it."""
    open_marks: int = 0
    """Marks of an unfinished document («[Por completar: …]» of ours, content controls that nobody filled), left out."""
    properties: Mapping[str, str] = field(default_factory=dict)

    @property
    def may_lack_content(self) -> bool:
        """Whether something of the file was not read: what is not found may stand there."""
        return bool(self.unread_pages) or self.is_damaged

    def tables(self) -> Iterator[Table]:
        """Yield every table, nested ones after the one that holds them."""
        return tables_in(self.blocks)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph in reading order, those inside tables included."""
        return paragraphs_in(self.blocks)


def tables_in(blocks: Iterable[Block]) -> Iterator[Table]:
    """Yield every table among some blocks, nested ones after the one that holds them."""
    for block in blocks:
        if isinstance(block, Table):
            yield from nested(block)


def paragraphs_in(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield every paragraph among some blocks in reading order, those inside tables included."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for cell in block.cells:
                inside = cell.blocks
                if len(inside) == 1 and isinstance(inside[0], Paragraph):
                    # Nearly every cell: spares a generator of its own.
                    yield inside[0]
                else:
                    yield from paragraphs_in(inside)


def nested(table: Table) -> Iterator[Table]:
    """Yield the table and those inside its cells, depth first."""
    yield table
    if getattr(table.cells, "hold_no_table", False):
        # Packed cells know it without being unpacked.
        return
    for cell in table.cells:
        for inner in cell.tables:
            yield from nested(inner)
