"""Places as the form has them: a cell by the names of its matrix, row and field, however the document lays it out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from amc_docs.document import Location, Table
from amc_docs.findings import Finding, FormPlace
from amc_docs.record import Matrix, Record, Row
from amc_docs.wording import fold, shorten, squeeze

_NAME = 160
"""Characters of a row's name that are kept."""
_HEAD = 80
_DISTINCT = 0.8
"""Share of the most telling column's distinct values with which an earlier column still names the rows."""

_WORDY = 10
"""Letters that the texts of a column have on average, if it is to name the rows."""
_ACT = "actividad"
"""The role of the column that says what is done, in a flow of activities."""

_Key = tuple[int | None, int | None, int | None]


class Placing:
    """The places of one record; made once, asked for each finding."""

    def __init__(self, record: Record, titles: Mapping[str, str]) -> None:
        """Take in every matrix; `titles` are their names for people, by property of the schema."""
        self._titles = titles
        self._tables: dict[int, Table] = {}
        self._cells: dict[_Key, FormPlace] = {}
        self._rows: dict[_Key, FormPlace] = {}
        self._columns: dict[tuple[int, int], FormPlace] = {}
        self._matrices: dict[int, Matrix] = {}
        # Where the form is a table, its cells are layout: a point is the place, and nothing in it has a name.
        self._layout = {p.location.table for p in record.points.values() if p.is_present}
        # Matrices that were read from tables come first: what was joined from them stands in their cells.
        for matrix in sorted(record.matrices.values(), key=lambda m: not m.tables):
            self._take(matrix)
        if record.matrices or record.document.blocks:
            self._tables = {table.number: table for table in record.document.tables()}

    def of(self, location: Location | None) -> FormPlace:
        """Return a place of the document as the form has it; an empty one where it is in no table and no matrix."""
        if location is None:
            return FormPlace()
        if location.table is None:
            key = (None, None, location.paragraph)
            empty = FormPlace()
            return self._cells.get(key) or self._rows.get(key) or empty if location.paragraph is not None else empty
        cell = self._cells.get((location.table, location.row, location.column))
        if cell is not None:
            return cell
        return self._in_matrix(location) or self._in_table(location)

    def _take(self, matrix: Matrix) -> None:
        title = self._titles.get(matrix.name, matrix.name)
        for number in matrix.tables:
            self._matrices.setdefault(number, matrix)
        for row, name in zip(matrix.rows, row_names(matrix), strict=True):
            place = FormPlace(matrix=matrix.name, table=title, item=name)
            self._rows.setdefault(_key(row.location, whole_row=True), place)
            if row.location.table is not None:
                self._rows.setdefault((row.location.table, line_of(row), None), place)
            for field, value in row.values.items():
                if "@" in field or value.location == Location():
                    continue
                own = replace(place, field=field, column=shorten(matrix.columns.get(field, ""), _HEAD))
                self._cells.setdefault(_key(value.location), own)
                if value.location.table is not None and value.location.column is not None:
                    self._columns.setdefault((value.location.table, value.location.column), own)

    def _in_matrix(self, location: Location) -> FormPlace | None:
        """Return the place of a row, or of a column's head, in a table that a matrix was read from."""
        if location.table is None or location.table not in self._matrices:
            return None
        row = self._rows.get((location.table, location.row, None))
        if row is not None:
            return replace(row, column=self._head(location))
        matrix = self._matrices[location.table]
        if location.column is not None and (column := self._columns.get((location.table, location.column))):
            return replace(column, item="")
        return FormPlace(matrix=matrix.name, table=self._titles.get(matrix.name, matrix.name))

    def _in_table(self, location: Location) -> FormPlace:
        """Return the place in a table that no matrix claims: by its first words, its row's and its column's."""
        table = self._tables.get(location.table or 0)
        if table is None or table.number in self._layout:
            return FormPlace()
        name = shorten(" | ".join(dict.fromkeys(squeeze(c.text) for c in table.cells if c.row == 0 and c.text)), _HEAD)
        own = [c for c in table.cells if c.row <= (location.row or 0) < c.row + c.row_span and c.text]
        item = shorten(own[0].text, _NAME) if own and location.row else ""
        return FormPlace(table=name, item=item, column=self._head(location))

    def _head(self, location: Location) -> str:
        table = self._tables.get(location.table or 0)
        if table is None or location.column is None:
            return ""
        above = (c for c in table.cells if c.row == 0 and c.column <= (location.column or 0) < c.column + c.column_span)
        return shorten(next((c.text for c in above), ""), _HEAD)


def _key(location: Location, *, whole_row: bool = False) -> _Key:
    if location.table is None:
        return (None, None, location.paragraph)
    return (location.table, location.row, None if whole_row else location.column)


def row_names(matrix: Matrix, fields: Sequence[str] = ()) -> list[str]:
    """Return a name for each row of a matrix, each once: its most telling column, and what else it takes.

    `fields` are the columns to name them by, the most telling first; none: as `naming` says.
    """
    fields = fields or naming(matrix)
    names = [""] * len(matrix.rows)
    for count in range(1, max(2, len(fields) + 1)):
        again = Counter(fold(name) for name in names)
        names = [
            _joined(row, fields[:count]) if again[fold(name)] > 1 or count == 1 else name
            for row, name in zip(matrix.rows, names, strict=True)
        ]
    return _numbered(names)


def _joined(row: Row, fields: Sequence[str]) -> str:
    """Return what some cells of a row say, a cell that covers several columns once."""
    return shorten(" · ".join(dict.fromkeys(filter(None, map(row.raw, fields)))), _NAME)


def line_of(row: Row) -> int | None:
    """Return the line of its table that a row stands in: its first cell may have begun in one above."""
    lines = [v.location.row for v in row.values.values() if v.location.table == row.location.table]
    return max((line for line in lines if line is not None), default=row.location.row)


def naming(matrix: Matrix) -> list[str]:
    """Return the fields that tell the rows apart, the most telling first; figures and abbreviations tell nothing."""
    told: dict[str, set[str]] = {}
    for name in [*matrix.columns, *(n for row in matrix.rows for n in row.values)]:
        if name not in told and "@" not in name and "/" not in name:
            texts = {fold(row.raw(name)) for row in matrix.rows}
            told[name] = {text for text in texts if any(c.isalpha() for c in text)}
    worded = [name for name, texts in told.items() if texts]
    long = [name for name in worded if sum(map(len, told[name])) >= _WORDY * len(told[name])] or worded
    most = max((len(told[name]) for name in long), default=0)
    # Where the rows are activities, the schema says which column is what is done.
    act = matrix.roles.get(_ACT, "")
    first = act if act in long else next((name for name in long if len(told[name]) >= _DISTINCT * most), None)
    return [first, *(name for name in worded if name != first)] if first else []


def _numbered(names: Sequence[str]) -> list[str]:
    """Return the names, those that come again with their number: «Total (2)»."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[fold(name)] += 1
        number = seen[fold(name)]
        found.append(f"{name or 'sin nombre'} ({number})" if number > 1 or not name else name)
    return found


def identified(
    findings: Iterable[Finding], record: Record, titles: Mapping[str, str], part: int | None = None
) -> tuple[Finding, ...]:
    """Return the findings of one document with their places in the form and an identity each.

    `part` is the document's number in a file that holds several. The identity is made of what the finding is about, not
    of where it stands: it survives another row above, another page, another edition of the program's messages.
    """
    placing = Placing(record, titles)
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        locations = (finding.location, *finding.places) if finding.location else finding.places
        spots = tuple(placing.of(location) for location in locations)
        key = identity(finding, spots[0] if spots else FormPlace(), part)
        seen[key] += 1
        number = f"-{seen[key]}" if seen[key] > 1 else ""
        found.append(replace(finding, id=f"{key}{number}", spots=spots))
    return tuple(found)


def identity(finding: Finding, spot: FormPlace, part: int | None) -> str:
    """Return the rule and a short print of what the finding is about."""
    words = (spot.matrix, spot.item, spot.field, finding.evidence, finding.value or "", finding.expected or "")
    about = (str(part or ""), finding.rule, finding.point or "", *map(fold, words))
    return f"{finding.rule}-{hashlib.sha256(chr(31).join(about).encode('utf-8', 'replace')).hexdigest()[:8]}"
