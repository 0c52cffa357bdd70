"""What was extracted, as one HTML file: the data, the parts, the flow of activities drawn, and every table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from amc_docs.doctype import DocType
from amc_docs.document import Table
from amc_docs.flow.steps import processes
from amc_docs.record import Matrix, Point, Record, Row, Value
from amc_docs.wording import is_numbered, squeeze
from amc_docs.writers import Extraction, Options
from amc_docs.writers import arrangement as shared
from amc_docs.writers.flow_drawing import BOX_HEIGHT, BOX_WIDTH, HEAD, LANE, LEFT, Drawing, draw
from amc_docs.writers.json import TOOL
from amc_docs.writers.record_json import captions, points_of_tables

TEMPLATE = Path(__file__).with_name("record_html.html")
WIDEST = 8
"""Columns of a matrix that is shown as a table; one with more is a card for each row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One value: its title, what is written, and where."""

    title: str
    text: str
    items: tuple[str, ...] | None
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A matrix as a table, or as cards where it has many columns."""

    id: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Shown, ...], ...]
    names: tuple[str, ...]
    """What each row is called: where it is shown as a card, its heading."""
    is_wide: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainTable:
    """A table as it stands, merged cells merged."""

    number: int
    title: str
    place: str
    rows: tuple[tuple[tuple[str, int, int, bool], ...], ...]
    """Each cell: text, rows and columns that it covers, whether it is a head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One document of the file."""

    id: str
    title: str
    pages: str
    values: tuple[Shown, ...]
    points: tuple[Point, ...]
    grids: tuple[Grid, ...]
    drawings: tuple[Drawing, ...]


def render(extractions: Sequence[Extraction], _options: Options | None = None) -> str:
    """Return the page of the one extraction."""
    extraction = extractions[0]
    parts = extraction.parts or (extraction,)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.globals.update(box_width=BOX_WIDTH, box_height=BOX_HEIGHT, lane_width=LANE, head=HEAD, left=LEFT)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    owners: dict[int, str] = {}
    for part in parts:
        owners |= points_of_tables(part.record)
    page = template.render(
        document=extraction.document,
        doctype=extraction.doctype,
        confidence=f"{extraction.confidence:.0%}",
        tool=TOOL,
        made=f"{datetime.now().astimezone():%d/%m/%Y %H:%M}",
        sections=[_section(part, f"d{number}") for number, part in enumerate(parts, 1)],
        tables=list(_tables(extraction, owners)),
        place=shared.place,
        is_numbered=is_numbered,
    )
    return page.encode("utf-8", "replace").decode("utf-8")


def _section(part: Extraction, identifier: str) -> Section:
    record, doctype = part.record, part.doctype
    pages = f"páginas {part.pages[0]} a {part.pages[1]}" if part.pages else ""
    return Section(
        id=identifier,
        title=doctype.title,
        pages=pages,
        values=tuple(_values(record, doctype)),
        points=tuple(record.points.values()),
        grids=tuple(_grids(record, doctype, identifier)),
        drawings=tuple(_drawings(record)),
    )


def _titles(doctype: DocType, name: str) -> tuple[str, Mapping[str, str]]:
    """Return the title of an array of the schema and those of its fields."""
    spec = doctype.schema.get("properties", {}).get(name, {})
    fields = spec.get("items", {}).get("properties", {})
    return spec.get("title", name), {n: f.get("title", n) for n, f in fields.items()}


def _values(record: Record, doctype: DocType) -> Iterator[Shown]:
    """Yield the single values; one that is the text of a point is shown there."""
    properties = doctype.schema.get("properties", {})
    for pointer, value in record.values.items():
        name = pointer.removeprefix("/")
        if not value.is_blank and pointer not in doctype.scalars:
            yield _shown(properties.get(name, {}).get("title", name), value)


def _shown(title: str, value: Value | None) -> Shown:
    if value is None:
        return Shown(title=title, text="", items=None, place="")
    return Shown(title=title, text=value.raw, items=value.items, place=shared.place(value.location))


def _grids(record: Record, doctype: DocType, identifier: str) -> Iterator[Grid]:
    keys = {spec.name: spec.key for spec in doctype.repeats}
    for name, matrix in record.matrices.items():
        title, fields = _titles(doctype, name)
        names = [n for n in dict.fromkeys(n for row in matrix.rows for n in row.values) if "@" not in n]
        ordered = [n for n in fields if n in names] + [n for n in names if n not in fields]
        heads = [_head(n, matrix, fields) for n in ordered]
        yield Grid(
            id=f"{identifier}-{name}",
            title=title,
            heads=tuple(heads),
            rows=tuple(
                tuple(_shown(head, row.values.get(n)) for n, head in zip(ordered, heads, strict=True))
                for row in matrix.rows
            ),
            names=tuple(_name(row, keys.get(name, ""), at) for at, row in enumerate(matrix.rows, 1)),
            is_wide=len(ordered) > WIDEST,
        )


def _head(name: str, matrix: Matrix, fields: Mapping[str, str]) -> str:
    plain, slash, leaf = name.partition("/")
    return f"{fields.get(plain, plain)} {leaf}" if slash else fields.get(name) or matrix.columns.get(name, name)


def _name(row: Row, key: str, at: int) -> str:
    first = next((v.raw for n, v in row.values.items() if n != key and v.items is None and len(v.raw) > 12), "")
    return squeeze(f"{row.raw(key)} {first}") if key else f"Fila {at}"


def _drawings(record: Record) -> Iterator[Drawing]:
    """Yield the flow of each process, under the name that the sheet of its unit gives it."""
    for name, matrix in record.matrices.items():
        if matrix.roles:
            for process in processes(record, name):
                yield draw(process, _called(record, process.key))


def _called(record: Record, key: str) -> str:
    """Return the name beside a key in the first matrix whose rows begin with it."""
    for matrix in record.matrices.values():
        for row in matrix.rows if not matrix.roles else ():
            said = [v.raw for v in row.values.values() if v.items is None and v.raw]
            if key and key in said[:2] and len(said) > 1:
                return next((text for text in said if text != key and len(text) > 3), "")
    return ""


def _tables(extraction: Extraction, owners: Mapping[int, str]) -> Iterator[PlainTable]:
    titles = dict(captions(extraction.document))
    for table in extraction.document.tables():
        owner = owners.get(table.number, "")
        where = [f"punto {owner}" if is_numbered(owner) else owner] if owner else []
        pages = [str(p) for p in table.pages]
        where += [f"página{'s' if len(pages) > 1 else ''} {shared.listed(pages)}"] if pages else []
        where += [f"dentro de la tabla {table.within[0]}"] if table.within else []
        yield PlainTable(
            number=table.number,
            title=titles.get(table.number, ""),
            place=" · ".join(where),
            rows=tuple(_rows(table)),
        )


def _rows(table: Table) -> Iterator[tuple[tuple[str, int, int, bool], ...]]:
    rows: list[list[tuple[str, int, int, bool]]] = [[] for _ in range(table.row_count)]
    for cell in table.cells:
        is_head = cell.is_header or cell.row < table.header_rows
        text = cell.printed or ("[imagen]" if cell.has_picture else "")
        rows[cell.row].append((text, cell.row_span, cell.column_span, is_head))
    yield from (tuple(row) for row in rows)
