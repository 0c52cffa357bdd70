"""From tables to matrices: typed rows, each value with its origin; columns that no field claims are shown."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from amc_docs.doctype import DocType
from amc_docs.document import Cell, Location, Paragraph, Table
from amc_docs.extraction import lists, looks, marks
from amc_docs.extraction.forms import Piece
from amc_docs.extraction.heads import Grid, Head, read, transposed
from amc_docs.figures import Convention, convention, number
from amc_docs.record import Matrix, Row, Value
from amc_docs.row_look import TableLook
from amc_docs.specs import FieldSpec, MatrixSpec, Numbering
from amc_docs.wording import fold, squeeze, words

_LETTERHEAD = re.compile(r"(ministerio|presidencia del consejo)\b")
_MERE_NUMBER = re.compile(r"(S/\.?\s?)?[-\d.,'\s]*\d\s?%?")
_TOTAL = re.compile(r"^(sub ?total|total|totales|suma|monto total|costo total|presupuesto total)\b")
_MOST_OF_COLUMNS = 0.6
_SHORT_GROUP = 3
"""Words of meaning; a longer text alone in its row may be an item whose other cells were forgotten."""


def find(
    tables: Iterable[Table], owner: Mapping[int, str], doctype: DocType, captions: Mapping[int, str]
) -> dict[str, Matrix]:
    """Return the matrices found, by name.

    `owner` maps a table's number to the point that holds it, `captions` to the line above it. A table in another point
    than the matrix's own counts only where the own point has none, and if most of its columns are understood.
    """
    tables = list(tables)
    readings = [best for table in tables if (best := _best(table, owner, doctype, captions))]
    chosen: dict[str, list[tuple[Table, Head]]] = {}
    for spec in doctype.matrices:
        own = [(t, h) for t, h in readings if h.spec is spec and owner.get(t.number) == spec.point]
        strange = [(t, h) for t, h in readings if h.spec is spec and _is_clear(h, t)]
        chosen[spec.name] = (own or strange) if spec.unit else _of_one_kind(own or strange[:1])
    lone = [s for s in doctype.matrices if s.shares and not chosen[s.name]]
    shared = {s.name: _shared(s, readings, owner, captions) for s in lone}
    taken: dict[int, frozenset[int]] = {}
    for table, head in (pair for pairs in shared.values() for pair in pairs):
        taken[table.number] = looks.claimed(head) | taken.get(table.number, frozenset())
    found = {name: [_matrix(t, h, captions.get(t.number, ""), taken.get(t.number, frozenset())) for t, h in pairs]
             for name, pairs in chosen.items()}  # fmt: skip
    # A column that no field claims is told once, with the matrix that the table is above all.
    found |= {name: [_matrix(t, h, captions.get(t.number, ""), None) for t, h in pairs]
              for name, pairs in shared.items()}  # fmt: skip
    return {spec.name: _joined(found[spec.name]) for spec in doctype.matrices if found[spec.name]}


def find_untitled(
    pieces: Sequence[Piece], doctype: DocType, titled: Container[str], heads: Container[int] = ()
) -> dict[str, int]:
    """Return, for parts without number whose title is lost, the piece that is clearly their table.

    Numbered points need their title: what stands before their table is theirs too. A table right below the title of
    another point, which ends at one of `heads`, is that point's content; of the others the richest one is it.
    """
    found: dict[str, int] = {}
    for point in doctype.points:
        if point.number in titled or point.numbering is not Numbering.NONE:
            continue
        specs = [spec for spec in doctype.matrices if spec.point == point.number]
        most = 0
        for position, piece in enumerate(pieces):
            table = piece.block
            if not isinstance(table, Table) or position - 1 in heads:
                continue
            best = _likeliest(table, specs, "", turn=False)
            if best and _is_clear(best[1], best[0]) and len(best[1].fields) > most:
                found[point.number], most = position, len(best[1].fields)
    return found


def _best(
    table: Table, owner: Mapping[int, str], doctype: DocType, captions: Mapping[int, str]
) -> tuple[Table, Head] | None:
    """Return the reading that understands most of the table, with the table as it was read (perhaps transposed).

    The matrices of the table's own point are tried first; those of other points only if none of them fits.
    """
    number = owner.get(table.number)
    caption = fold(captions.get(table.number, ""))
    own = [spec for spec in doctype.matrices if spec.point == number]
    others = [spec for spec in doctype.matrices if spec.point != number]
    return _likeliest(table, own, caption, turn=True) or _likeliest(table, others, caption, turn=False)


def _shared(
    spec: MatrixSpec,
    readings: Sequence[tuple[Table, Head]],
    owner: Mapping[int, str],
    captions: Mapping[int, str],
) -> list[tuple[Table, Head]]:
    """Return the readings of a matrix in tables that are another one too: units, baselines and targets side by side.

    What a column is in the table's own matrix, it is: it is no other field of this one.
    """
    found = []
    for table, known in readings:
        caption = captions.get(table.number, "")
        head = read(table.grid(), spec, caption) if owner.get(table.number) == spec.point else None
        if head is None:
            continue
        taken = {c for c, name in head.columns.items() if known.columns.get(c, name) != name}
        own = replace(head, columns={c: name for c, name in head.columns.items() if c not in taken})
        if any(own.fields.issuperset(group) for group in spec.requires):
            found.append((table, own))
    return _of_one_kind(found)


def _likeliest(table: Table, specs: Sequence[MatrixSpec], caption: str, *, turn: bool) -> tuple[Table, Head] | None:
    """Read the table as each matrix; those that may stand on their side are also read so if `turn`."""
    best: tuple[Table, Head] | None = None
    best_score = 0.0
    plain = table, table.grid()
    may_turn = turn and any(spec.transposed for spec in specs)
    exchanged = (sideways := transposed(table), sideways.grid()) if may_turn else plain
    for spec in specs:
        for turned, grid in (plain, exchanged) if turn and spec.transposed else (plain,):
            head = read(grid, spec, caption)
            if head is None:
                continue
            score = head.score + 0.5 * any(fold(h) in caption for h in spec.headings if caption)
            if score > best_score:
                best, best_score = (turned, head), score
    return best


def first_rows(found: Iterable[Matrix]) -> dict[int, int]:
    """Return, for each table of some matrices, the first row below its head."""
    rows: dict[int, int] = {}
    for row in (row for matrix in found for row in matrix.rows):
        table, at = row.location.table, row.location.row
        if table is not None and at is not None:
            rows[table] = min(at, rows.get(table, at))
    return rows


def _of_one_kind(readings: Sequence[tuple[Table, Head]]) -> list[tuple[Table, Head]]:
    """Return the richest table and those with nearly its fields: a summary beside it is not more of the same."""
    if not readings:
        return []
    fields = max((head.fields for _, head in readings), key=len)
    return [(t, h) for t, h in readings if len(h.fields & fields) >= 0.8 * len(fields)]


def _is_clear(head: Head, table: Table) -> bool:
    return len(head.columns) >= 3 and len(head.columns) >= _MOST_OF_COLUMNS * table.column_count


def _matrix(table: Table, head: Head, caption: str, taken: frozenset[int] | None) -> Matrix:
    """Return a table as it was read; `taken` are the columns that others are read from, None: all that it does not."""
    grid = table.grid()
    own = {} if taken is None else looks.own_columns(grid, head, taken)
    fields = {f.name: f for f in head.spec.fields}
    body = range(head.body, len(grid))
    conventions = {
        column: convention(squeeze(cell.text) for i in body if (cell := grid[i][column]))
        for column, name in head.columns.items()
        if fields[name.split("/")[0]].type != "string" or "/" in name
    }
    top = next((c for c in grid[head.first] if c), None)
    unmapped = [head.heads[c] for c in range(len(grid[0])) if c not in head.columns and head.heads[c]]
    closing: list[str] = []
    rows = tuple(_rows(grid, head, fields, conventions, _announced(table, grid, head, caption), own, closing))
    marked = {name: ", ".join(options.values()) for name, options in head.options.items()}
    grouped = {f.name: f.title for f in fields.values() if f.from_group and any(f.name in row.values for row in rows)}
    heads = looks.heads(grid, head, own)
    bands = {text for row in rows for text in row.look.above}
    # What stands above the whole table, and not above some of its rows, is a column of the form.
    said = {name: (title,) for name, title in grouped.items() if any(r.raw(name) not in bands | {""} for r in rows)}
    return Matrix(
        name=head.spec.name,
        point=head.spec.point,
        columns={**grouped, **marked, **{name: head.heads[column] for column, name in head.columns.items()}},
        unmapped=tuple(dict.fromkeys(unmapped)),
        rows=rows,
        tables=(table.number,),
        location=top.location if top else table.location,
        heading=" | ".join(dict.fromkeys(text for row in grid[head.first : head.body] for text in _texts(row) if text)),
        look=TableLook(heads=heads | {k: v for k, v in said.items() if k not in heads}, closing=tuple(closing)),
        roles=head.spec.roles,
    )


def _announced(table: Table, grid: Grid, head: Head, caption: str) -> Cell:
    """Return what stands over the whole table, the line above it and its full-width first rows, as a group of rows."""
    rows = [text for row in grid[: head.first] for text in dict.fromkeys(_texts(row)) if text]
    text = squeeze(" ".join((caption, *without_letterhead(rows))))
    return Cell(row=0, column=0, blocks=(Paragraph(text=text),) if text else (), location=table.location)


def without_letterhead(lines: list[str]) -> list[str]:
    """Return the lines over a table without the name of who sends it, above its title: it is not whose the rows are."""
    return lines[1:] if len(lines) > 1 and _LETTERHEAD.match(fold(lines[0])) else lines


def _rows(
    grid: Grid,
    head: Head,
    fields: Mapping[str, FieldSpec],
    conventions: Mapping[int, Convention | None],
    group: Cell,
    own: Mapping[int, str],
    closing: list[str],
) -> Iterable[Row]:
    """Yield the rows below the head; what stands in rows of one cell behind the last of them is put in `closing`."""
    before: Sequence[Cell | None] | None = None
    titles = {tuple(_texts(grid[i])) for i in range(head.body)}
    for cells in grid[head.body :]:
        texts = _texts(cells)
        if (not any(texts) and not any(c and (c.has_picture or c.tables) for c in cells)) or tuple(texts) in titles:
            continue
        distinct = list({id(c): c for c in cells if c}.values())
        filled = [c for c in distinct if c.text.strip()]
        if len(cells) > 1 and (len(distinct) == 1 or (len(filled) == 1 and _names_group(filled[0], fields))):
            group, before = (filled or distinct)[0], None
            closing += [text] if (text := squeeze(group.printed)) else []
            continue
        values = {
            name: _value(cell, fields[name.split("/")[0]], conventions.get(column))
            for column, name in head.columns.items()
            if (cell := cells[column])
        }
        values |= {name: marks.chosen(cells, names) for name, names in head.options.items()}
        for name, value in values.items():
            cell = cells[value.location.column or 0] if fields[name.split("/")[0]].series == "period" else None
            if cell and cell.location == value.location and marks.is_coloured(cell, cells):
                values[name] = replace(value, raw=marks.COLOUR, value=marks.COLOUR)
        for field in fields.values():
            wanted = field.from_group and field.name not in values
            if wanted and re.search(field.from_group, fold(group.text)):
                values[field.name] = _value(group, field, None)
        first = next((t for t in texts if t), "")
        anchor = next((c for c in cells if c and c.text), cells[0])
        yield Row(
            values=values,
            location=anchor.location if anchor else Location(),
            is_total=bool(_TOTAL.match(fold(first))),
            look=looks.look(cells, before, {**head.columns, **own}, closing),
        )
        before = cells
        closing.clear()


def _names_group(cell: Cell, fields: Mapping[str, FieldSpec]) -> bool:
    """Whether a cell alone in its row is no item with gaps: a few words that say a field of the rows below."""
    text = fold(cell.text)
    groups = [f.from_group for f in fields.values() if f.from_group]
    return len(words(text)) <= _SHORT_GROUP and any(re.search(pattern, text) for pattern in groups)


def _texts(cells: Sequence[Cell | None]) -> list[str]:
    return [squeeze(c.text) if c else "" for c in cells]


def _value(cell: Cell, field: FieldSpec, column: Convention | None) -> Value:
    raw = squeeze(cell.printed if field.is_numbered else cell.text)
    if not raw and cell.has_picture:
        raw = "[imagen]"
    written = Value(raw=raw, value=raw or None, location=cell.location, confidence=cell.confidence)
    if field.type == "list":
        return replace(written, items=lists.items(cell))
    if field.type == "number" and raw:
        parsed, issue = number(raw, column, money=True)
        return replace(written, value=parsed, issue=issue if parsed is None else "")
    if (field.series in ("year", "code") or field.type == "mixed") and raw:
        parsed, _ = number(raw, column) if _MERE_NUMBER.fullmatch(raw) else (None, "")
        return replace(written, value=parsed if parsed is not None else raw)
    return written


def _joined(parts: Sequence[Matrix]) -> Matrix:
    """Join the tables of one matrix: a ministry may give one for each product or level."""
    first = parts[0]
    columns: dict[str, str] = {}
    for part in parts:
        columns = {**part.columns, **columns}
    return replace(
        first,
        columns=columns,
        unmapped=tuple(dict.fromkeys(head for part in parts for head in part.unmapped)),
        rows=tuple(row for part in parts for row in part.rows),
        look=TableLook(
            heads={key: path for part in parts for key, path in part.look.heads.items()},
            closing=tuple(text for part in parts for text in part.look.closing),
        ),
        tables=tuple(number for part in parts for number in part.tables),
    )
