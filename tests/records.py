"""Compact builders of documents and records, for the tests of rules.

Tables are lists of rows of texts; `^` repeats the cell above and `<` the cell to the left (merged cells).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from amc_docs.document import Block, Cell, Document, Location, Paragraph, Picture, Table
from amc_docs.extraction import citations, mentions
from amc_docs.figures import number
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Matrix, Point, Record, Row, Value

UP, LEFT = "^", "<"
Grid = Sequence[Sequence[str]]


def a_paragraph(text: str, place: int = 1, *, label: str = "") -> Paragraph:
    return Paragraph(text=text, label=label, location=Location(paragraph=place))


def a_picture() -> Picture:
    return Picture(location=Location(paragraph=9))


def a_table(rows: Grid, at: int = 1) -> Table:
    """Return a table of the document with merged cells where `^` and `<` stand."""
    anchors = _anchors(rows)
    cells = []
    for (r, c), covered in _covered(anchors).items():
        place = Location(table=at, row=r, column=c)
        text = rows[r][c]
        cells.append(
            Cell(
                row=r,
                column=c,
                row_span=max(x for x, _ in covered) - r + 1,
                column_span=max(y for _, y in covered) - c + 1,
                blocks=(Paragraph(text=text, location=place),) if text else (),
                location=place,
            )
        )
    return Table(
        number=at, row_count=len(rows), column_count=len(rows[0]), cells=tuple(cells), location=Location(table=at)
    )


def a_matrix(
    name: str,
    heads: Mapping[str, str] | Sequence[str],
    rows: Grid,
    *,
    point: str = "13",
    at: int = 1,
    numbers: Sequence[str] = ("costo_unitario", "cantidad", "costo_total", "total_nivel", "presupuesto", "costo"),
) -> Matrix:
    """Return a matrix whose rows stand below one row of heads; rows that start with "total" are totals.

    `heads` maps fields to heads, or names the fields only. Fields of `numbers` are read as such.
    """
    columns = dict(heads) if isinstance(heads, Mapping) else {field: field for field in heads}
    anchors = _anchors(rows)
    found = []
    for r in range(len(rows)):
        values = {}
        for c, field in enumerate(columns):
            y, x = anchors[r][c]
            raw = rows[y][x]
            place = Location(table=at, row=y + 1, column=x)
            value, issue = number(raw, money=True) if field in numbers and raw else (raw or None, "")
            values[field] = Value(raw=raw, value=value, issue=issue, location=place)
        is_total = rows[r][0].lower().startswith(("total", "subtotal"))
        found.append(Row(values=values, location=Location(table=at, row=r + 1, column=0), is_total=is_total))
    return Matrix(
        name=name,
        point=point,
        columns=columns,
        rows=tuple(found),
        tables=(at,),
        location=Location(table=at, row=0, column=0),
        heading=" | ".join(columns.values()),
    )


def a_union(rows: Sequence[Mapping[str, str]], *, columns: Iterable[str] = (), at: int = 1) -> Matrix:
    """Return a union from its rows: `field@source` → text; the plain field is the first source's that is not blank."""
    found = []
    for r, texts in enumerate(rows):
        values: dict[str, Value] = {}
        for c, (name, raw) in enumerate(texts.items()):
            value = Value(raw=raw, value=raw or None, location=Location(table=at, row=r + 1, column=c))
            plain = name.partition("@")[0]
            values[name] = value
            if plain not in values or values[plain].is_blank:
                values[plain] = value
        found.append(Row(values=values, location=Location(table=at, row=r + 1, column=0)))
    fields = dict.fromkeys([*columns, *(k for row in found for k in row.values if "@" not in k)])
    return Matrix(
        name="indicadores",
        point="13",
        columns={field: field for field in fields},
        rows=tuple(found),
        tables=(at,),
        location=Location(table=at, row=0, column=0),
        heading=" | ".join(fields),
    )


def a_point(number: str, *content: str | Block, title: str = "Título", not_applicable: str = "") -> Point:
    """Return a point with paragraphs (texts), tables and pictures."""
    blocks = tuple(a_paragraph(c, i + 2) if isinstance(c, str) else c for i, c in enumerate(content))
    return Point(
        number=number,
        title=title,
        found_title=f"{number}. {title}",
        found_number=number,
        location=Location(paragraph=1),
        blocks=blocks,
        declares_not_applicable=bool(not_applicable),
        not_applicable_words=not_applicable,
    )


def a_record(*parts: Point | Matrix, tables: Sequence[Table] = (), text: Sequence[str] = ()) -> Record:
    """Return a record of points and matrices; the document holds the points' blocks, `text` and `tables`."""
    points = [part for part in parts if isinstance(part, Point)]
    blocks = [block for point in points for block in point.blocks]
    blocks += [a_paragraph(line, 50 + i) for i, line in enumerate(text)]
    document = Document(name="x.docx", sha256="0" * 64, format="docx", blocks=(*blocks, *tables))
    return Record(
        doctype="prueba",
        document=document,
        points={p.number: p for p in points},
        order=tuple(p.number for p in points),
        matrices={m.name: m for m in parts if isinstance(m, Matrix)},
    )


def breaches(found: Iterable[Breach | NotApplicable]) -> list[Breach]:
    """Return the certain breaches that a rule yields."""
    return [b for b in found if isinstance(b, Breach) and b.state is State.INCUMPLE]


def doubts(found: Iterable[Breach | NotApplicable]) -> list[Breach]:
    """Return the doubts that a rule yields."""
    return [b for b in found if isinstance(b, Breach) and b.state is State.POR_VERIFICAR]


def is_silent(found: Iterable[Breach | NotApplicable]) -> bool:
    """Say whether a rule held: it yields nothing."""
    return not list(found)


def not_applicable(found: Iterable[Breach | NotApplicable]) -> bool:
    """Say whether a rule had nothing to look at, and yields nothing else."""
    return [type(item) for item in found] == [NotApplicable]


def money(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _anchors(rows: Grid) -> list[list[tuple[int, int]]]:
    anchors: list[list[tuple[int, int]]] = []
    for r, row in enumerate(rows):
        anchors.append([])
        for c, text in enumerate(row):
            if text == UP:
                anchors[r].append(anchors[r - 1][c])
            elif text == LEFT:
                anchors[r].append(anchors[r][c - 1])
            else:
                anchors[r].append((r, c))
    return anchors


def _covered(anchors: list[list[tuple[int, int]]]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    covered: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for r, row in enumerate(anchors):
        for c, anchor in enumerate(row):
            covered.setdefault(anchor, []).append((r, c))
    return covered


def spoken(record: Record) -> Record:
    """Return the record with the citations and mentions that extraction finds in its points and in the other text."""
    owned = [(p.number, paragraph) for p in record.points.values() for paragraph in p.paragraphs()]
    known = {id(paragraph) for _, paragraph in owned}
    loose = [(None, p) for p in record.document.paragraphs() if id(p) not in known and p.location.table is None]
    return replace(
        record,
        citations=tuple(c for number, p in [*owned, *loose] for c in citations.find(p, number)),
        mentions=tuple(m for number, p in [*owned, *loose] for m in mentions.find(p, number, None)),
    )


def absent(number: str, title: str = "Título") -> Point:
    """Return a point that the document lacks."""
    return Point(number=number, title=title, is_present=False, likeness=0.0)
