"""What extraction returns: the points of the form, its matrices as typed rows, citations and mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from amc_docs.document import Block, Document, Location, Paragraph, Picture, Table, paragraphs_in, tables_in
from amc_docs.papers import Papers
from amc_docs.row_look import PLAIN, PLAIN_TABLE, RowLook, TableLook
from amc_docs.unfilled import written_in

_ITEM = re.compile(
    r"^\s*(?:[-–—•●▪·*✓>]\s*|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})(?:\)|(?:\.-?|\s[-–])\s)\s*"
    r"|(?:[A-Z]|[A-ZÁÉÍÓÚ][a-záéíóú]{4,11}\s)\s*(?:N\s*[°º.]\s*)?\d{1,2}\s*[.:)]-?\s+)(?=\S)"
)
"""The mark of a list item as typed: a bullet, a number, a letter, or a word with its number («Problema 2:», «P2.»)."""

Scalar = str | Decimal | int | bool | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value with its origin."""

    raw: str
    """As written, white space folded. Empty where the cell is empty."""
    value: Scalar
    """Typed as the schema asks; None where `raw` is empty or could not be read so."""
    location: Location = Location()
    confidence: float | None = None
    issue: str = ""
    """Spanish; why it was not read as its type ("ambiguo", "no es un número"); empty where all is well."""
    items: tuple[str, ...] | None = None
    """The items of a list; None where the field is no list."""

    @property
    def is_blank(self) -> bool:
        """Nothing is written: empty, or only dashes, dots or rules."""
        return not self.raw.strip(" \t\n-–—_.…·/:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a matrix."""

    values: Mapping[str, Value]
    """By field name of the schema; a column that the table lacks is absent, an empty cell is a blank Value."""
    location: Location = Location()
    is_total: bool = False
    """A row of totals or subtotals, not an item."""
    look: RowLook = PLAIN

    def raw(self, name: str) -> str:
        """Return what is written in a field, or an empty string."""
        return self.values[name].raw if name in self.values else ""

    def series(self, name: str) -> dict[str, Value]:
        """Return the values of a series by what follows the slash: `metas/2016` → `2016`; one source's own left out."""
        return {k[len(name) + 1 :]: v for k, v in self.values.items() if k.startswith(f"{name}/") and "@" not in k}

    def sources(self, name: str) -> dict[str, Value]:
        """Return what each matrix that a union was joined from says of a field (`meta@metas`), by matrix."""
        return {k.removeprefix(f"{name}@"): v for k, v in self.values.items() if k.startswith(f"{name}@")}

    def is_merged(self, name: str) -> bool:
        """Return whether the cell of a field covers other columns too: a caption, not a value of the field."""
        value = self.values.get(name)
        if value is None or value.is_blank or value.location.column is None:
            return False
        return any(v.location == value.location for k, v in self.values.items() if k != name and "@" not in k)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A table of the document, understood: the rows of one array of the schema."""

    name: str
    """The schema's property, `indicadores`."""
    point: str | None
    """Where the form has it; None: outside the points."""
    columns: Mapping[str, str]
    """Field name → the column's head as written."""
    unmapped: tuple[str, ...] = ()
    """Heads of columns that no field claims; shown, never dropped."""
    rows: tuple[Row, ...] = ()
    tables: tuple[int, ...] = ()
    """`Table.number` of the tables it was read from."""
    location: Location = Location()
    heading: str = ""
    """The head of the table in its own words, for evidence."""
    look: TableLook = PLAIN_TABLE
    roles: Mapping[str, str] = field(default_factory=dict)
    """What its fields are in a flow of activities, `ejecutor` → field; empty for a matrix of other things."""

    @property
    def items(self) -> tuple[Row, ...]:
        """The rows that are not totals."""
        return tuple(row for row in self.rows if not row.is_total)

    @property
    def head(self) -> str:
        """The head of the table in its own words."""
        return self.heading or " | ".join(dict.fromkeys(self.columns.values()))

    def has(self, name: str) -> bool:
        """Return whether the table has a column for a field, or for a series of that name."""
        return any(column == name or column.startswith(f"{name}/") for column in self.columns)

    def captions(self, name: str) -> tuple[Row, ...]:
        """Return the rows that only announce a group: a text in this column, nothing else, and content below.

        They are in capitals, or the first row is one of them: a single bare row among full ones is an item with gaps.
        """
        items = self.items
        bare = [r for r in items if {k for k, v in r.values.items() if not v.is_blank and "@" not in k} == {name}]
        found = [above for above, below in pairwise(items) if above in bare and below not in bare]
        groups = bool(items) and items[0] in found
        return tuple(row for row in found if groups or row.raw(name).isupper())

    def entries(self, name: str) -> tuple[Row, ...]:
        """Return the items without the rows that only announce a group."""
        captions = self.captions(name)
        return tuple(row for row in self.items if row not in captions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of the form as found in the document."""

    number: str
    """Official number, `13`."""
    title: str
    """Official title."""
    found_title: str | None = None
    """As written; None where the content was recognised without a title."""
    found_number: str | None = None
    """Number as written before the title; None where there is none."""
    is_present: bool = True
    likeness: float = 1.0
    """0–1: how like the official title it is."""
    location: Location = Location()
    """Of the title, or of the first content where there is no title."""
    blocks: tuple[Block, ...] = ()
    """Its content in order, without title and without guidance copied from the form."""
    guidance: str = ""
    """The form's own guidance that was left standing in it."""
    guidance_location: Location | None = None
    declares_not_applicable: bool = False
    not_applicable_words: str = ""
    parts: tuple[str, ...] = ()
    """Numbers of the points of the form inside it that are present (`3.1`, `3.2`); their content is theirs."""
    is_optional: bool = False
    """The form allows that it is not there."""
    is_scanned: bool = False
    """Its title stands on a page that was recognised on a picture: a drawing on it is not told from dirt."""

    @property
    def words(self) -> str:
        """What a finding about the whole point quotes: its title as written, or else its first words."""
        return self.found_title or " ".join(self.text.split())[:120] or self.title

    @property
    def text(self) -> str:
        """All words of its content, tables included."""
        return "\n".join(p.printed for p in self.paragraphs())

    @property
    def has_words(self) -> bool:
        """Whether letters or figures are written in it, tables included, beside the heads of those nobody filled."""
        return any(c.isalnum() for p in written_in(self.blocks) for c in p.printed)

    @property
    def own_text(self) -> str:
        """The words outside tables."""
        return "\n".join(b.printed for b in self.blocks if isinstance(b, Paragraph))

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield its paragraphs, those inside tables included."""
        return paragraphs_in(self.blocks)

    @property
    def list_items(self) -> tuple[Paragraph, ...]:
        """The items of its lists: paragraphs under a number, letter or bullet, written or automatic."""
        return tuple(p for p in self.paragraphs() if p.text.strip() and (p.label or _ITEM.match(p.text)))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, nested ones included."""
        return tuple(tables_in(self.blocks))

    @property
    def may_be_drawn(self) -> bool:
        """Whether something that is not among its words may stand in a picture."""
        return self.is_scanned or bool(self.pictures)

    @property
    def drawing_location(self) -> Location:
        """The place of its first picture; its own where none is known."""
        return self.pictures[0].location if self.pictures else self.location

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Its pictures outside tables and directly inside cells."""
        inside = (b for table in self.tables for cell in table.cells for b in cell.blocks)
        return tuple(b for b in (*self.blocks, *inside) if isinstance(b, Picture))


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A norm cited in the text."""

    kind: str
    """Canonical kind: `Ley`, `Decreto Supremo`, `Resolución Ministerial`, …"""
    number: str
    """Digits without leading zeros."""
    year: int | None
    issuer: str | None
    """`PCM/SD`, hyphens before an organ written as slashes; None for laws."""
    key: str
    """Canonical: `Decreto Supremo 27-2007-PCM`; two citations of one norm share it."""
    literal: str
    articles: tuple[str, ...] = ()
    """Articles cited with it."""
    title: str = ""
    """The norm's title, where it is written beside it."""
    point: str | None = None
    location: Location = Location()
    is_well_formed: bool = True
    context: str = ""
    """The sentence around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A figure, date or annex named in running text."""

    kind: str
    """`amount`, `count`, `date` or `annex`."""
    raw: str
    value: Scalar
    noun: str = ""
    """What is counted ("productos"), what the amount is of, the annex's label."""
    context: str = ""
    """The sentence around it."""
    point: str | None = None
    location: Location = Location()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexLine:
    """A line of the document's own table of contents."""

    text: str
    page: str
    """As printed; empty where none is."""
    location: Location = Location()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A submitted form, understood."""

    doctype: str
    document: Document
    points: Mapping[str, Point] = field(default_factory=dict)
    """By official number, in official order; absent points are there with `is_present` False."""
    order: tuple[str, ...] = ()
    """The numbers of the points found, in the order of the document."""
    values: Mapping[str, Value] = field(default_factory=dict)
    """Single values by JSON pointer, `/sector`."""
    matrices: Mapping[str, Matrix] = field(default_factory=dict)
    """By property name of the schema; a matrix that was not found is absent."""
    citations: tuple[Citation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    index: tuple[IndexLine, ...] = ()
    outside: tuple[Block, ...] = ()
    """Blocks that belong to no point: cover, index, sections of the document's own, closing."""
    closing: tuple[Block, ...] = ()
    """Those of them that stand behind the last point: annexes, farewell."""
    papers: Papers = Papers()
    against: Record | None = None
    """The other document that the user wants this one compared with; None: none."""

    def point(self, number: str) -> Point | None:
        """Return a point that is present, or None."""
        point = self.points.get(number)
        return point if point and point.is_present else None

    def matrix(self, name: str) -> Matrix | None:
        """Return a matrix that was found, or None."""
        return self.matrices.get(name)

    def table(self, number: int | None) -> Table | None:
        """Return a table of the document by its number."""
        return next((t for t in self.document.tables() if t.number == number), None)
