"""A data-entry workbook, filled in → data as people wrote it, each value with its sheet and cell."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from amc_docs.addresses import address
from amc_docs.doctype import DocType
from amc_docs.errors import BadDataError
from amc_docs.forms import sheets
from amc_docs.forms.data_tree import Node
from amc_docs.forms.sheets import GENERAL_HEADS, POINT, Column, Sheet
from amc_docs.wording import fold, shorten, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A sheet as it is in the file."""

    name: str
    cells: Mapping[tuple[int, int], Node]
    """By row and column from 0; empty cells are absent. Each knows its place."""


def place_of(sheet: str, row: int, column: int) -> str:
    """Return the place of a cell in words."""
    return f"hoja «{shown(sheet)}», celda {address((row, column))}"


def tree(pages: Sequence[Page], name: str, doctype: DocType) -> Node:
    """Return what a workbook says; `data.checked` makes data of it.

    Raises:
        BadDataError: no sheet of it is one of the type's, or a head of a column is unknown.
    """
    layout = {fold(sheet.name): sheet for sheet in sheets.sheets(doctype)}
    found: dict[str, Node] = {}
    faults: list[str] = []
    known = 0
    for page in pages:
        said = fold(page.name)
        if said == fold(sheets.GENERAL):
            found |= _general(page, doctype, faults)
        elif said in layout:
            found[layout[said].group.name] = Node(value=list(_rows(page, layout[said], faults)))
        elif said in (fold(sheets.INSTRUCTIONS), fold(sheets.LISTS)) or not page.cells:
            continue
        else:
            names = [sheets.GENERAL, *(sheet.name for sheet in layout.values())]
            near = difflib.get_close_matches(page.name, names, n=1)
            other = "Use el libro que da «amc-docs plantilla --formato xlsx»."
            advice = f"¿Quiso decir «{near[0]}»?" if near else other
            faults.append(f"hoja «{shown(page.name)}»: no es una de las hojas de datos de este tipo. {advice}")
            continue
        known += 1
    if not known:
        raise BadDataError(
            f"{name}: no es un libro de datos de «{doctype.title}». "
            f"Llene el que da «amc-docs plantilla {doctype.name} --formato xlsx»."
        )
    if faults:
        raise BadDataError("\n".join(f"{name}, {fault}" for fault in faults))
    return Node(value=found)


def _general(page: Page, doctype: DocType, faults: list[str]) -> dict[str, Node]:
    """Return the single values and points; rows of one key go on with each other."""
    heads = {fold(str(node.value)): column for (row, column), node in page.cells.items() if row == 0}
    missing = [head for head in GENERAL_HEADS[:3] if fold(head) not in heads]
    if missing:
        faults.append(f"hoja «{shown(page.name)}», celda A1: falta la columna «{missing[0]}». Devuélvale su título.")
        return {}
    key_at, content_at = heads[fold(GENERAL_HEADS[0])], heads[fold(GENERAL_HEADS[2])]
    keys = {fold(line.key): line.key for line in sheets.lines(doctype)}
    found: dict[str, list[Node]] = {}
    for row in sorted({row for row, _ in page.cells if row}):
        content = page.cells.get((row, content_at))
        if content is None:
            continue
        said = page.cells.get((row, key_at))
        key = keys.get(fold(str(said.value))) if said is not None else None
        if key is None:
            words = f"«{shorten(shown(str(said.value)), 40)}» no es la clave de un dato" if said else "falta la clave"
            faults.append(f"{place_of(page.name, row, key_at)}: {words}. Escriba una de la primera columna del libro.")
            continue
        found.setdefault(key, []).append(content)
    joined = {key: _joined(nodes) for key, nodes in found.items()}
    points = {key.removeprefix(POINT): node for key, node in joined.items() if key.startswith(POINT)}
    values = {key: node for key, node in joined.items() if not key.startswith(POINT)}
    return {**values, **({"puntos": Node(value=points)} if points else {})}


def _joined(nodes: list[Node]) -> Node:
    if len(nodes) == 1:
        return nodes[0]
    return Node(value="\n".join(str(node.value) for node in nodes), place=nodes[0].place)


@dataclass(frozen=True, slots=True)
class _At:
    """What a column of the file holds: a field, or one key of a series."""

    column: Column
    key: str = ""


def _rows(page: Page, sheet: Sheet, faults: list[str]) -> Iterator[Node]:
    held = _held(page, sheet, faults)
    rows = sorted({row for row, _ in page.cells if row >= sheet.head_rows})
    for row in rows:
        said: dict[str, Node] = {}
        for column, at in held.items():
            node = page.cells.get((row, column))
            if node is None:
                continue
            name = at.column.field.name
            if not at.key:
                said[name] = node
            else:
                series = said.setdefault(name, Node(value={})).value
                if isinstance(series, dict):
                    series[at.key] = node
        if said:
            yield Node(value=said, place=f"hoja «{shown(page.name)}», fila {row + 1}")
        elif (stray := next((c for r, c in page.cells if r == row), None)) is not None:
            where = place_of(page.name, row, stray)
            faults.append(f"{where}: está en una columna sin título. Bórrelo o póngale título.")


def _held(page: Page, sheet: Sheet, faults: list[str]) -> dict[int, _At]:
    """Return what each column holds, by the heads in the first row; those of a series also by the second."""
    last = max((column for _, column in page.cells), default=-1)
    found: dict[int, _At] = {}
    series: Column | None = None
    for place in range(last + 1):
        head, key = page.cells.get((0, place)), page.cells.get((1, place)) if sheet.head_rows > 1 else None
        column = _known(str(head.value), sheet) if head is not None else series if key is not None else None
        if column is None:
            if head is not None:
                heads = ", ".join(c.head for c in sheet.columns)
                said = shorten(shown(str(head.value)), 40)
                wrong = f"«{said}» no es el título de una columna. Los que hay son: {heads}."
                faults.append(f"{place_of(page.name, 0, place)}: {wrong}")
            series = None if head is not None else series
            continue
        series = column if column.field.series else None
        if series is None:
            found[place] = _At(column)
        elif key is not None:
            found[place] = _At(column, str(key.value))
        elif any(page.cells.get((row, place)) for row in {r for r, _ in page.cells if r >= sheet.head_rows}):
            wrong = f"falta el {column.key_name} de esta columna. Escríbalo bajo «{column.head}»."
            faults.append(f"{place_of(page.name, 1, place)}: {wrong}")
    _tell_twice(found, page, faults)
    return found


def _tell_twice(found: Mapping[int, _At], page: Page, faults: list[str]) -> None:
    known: set[tuple[str, str]] = set()
    for place, at in found.items():
        this = at.column.field.name, at.key
        if this in known:
            words = f"«{at.column.head}{' ' + at.key if at.key else ''}» está en dos columnas. Deje una sola."
            faults.append(f"{place_of(page.name, 1 if at.key else 0, place)}: {words}")
        known.add(this)


def _known(head: str, sheet: Sheet) -> Column | None:
    """Return the column that a head means: its own words before other wordings."""
    said = fold(head)
    own = next((c for c in sheet.columns if said == fold(c.head)), None)
    return own or next((c for c in sheet.columns if said in map(fold, c.others)), None)
