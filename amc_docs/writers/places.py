"""Places of a document as people say them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from amc_docs.document import Location
from amc_docs.findings import Finding, Part
from amc_docs.wording import listed

PLACES_SHOWN = 5


def part_place(part: Part) -> str:
    """Return where one document of several stands in its file; empty where the file does not tell."""
    if part.pages is None:
        return place(part.location)
    first, last = part.pages
    return f"página {first}" if first == last else f"páginas {first} a {last}"


def place(location: Location | None) -> str:
    """Return a place as people say it, rows and columns from 1; empty where nothing is known."""
    if location is None:
        return ""
    parts = []
    if location.page is not None:
        parts.append(f"página {location.page}")
    elif location.approximate_page is not None:
        parts.append(f"hacia la página {location.approximate_page}")
    if location.table is not None:
        parts.append(f"tabla {location.table}")
        parts += [f"fila {location.row + 1}"] if location.row is not None else []
        parts += [f"columna {location.column + 1}"] if location.column is not None else []
    elif location.paragraph is not None:
        parts.append(f"párrafo {location.paragraph}")
    return ", ".join(parts)


def locations(finding: Finding) -> tuple[Location, ...]:
    """Return all places of a finding, the main one first."""
    main = (finding.location,) if finding.location else ()
    return main + tuple(p for p in finding.places if p != finding.location)


def places(finding: Finding, limit: int = PLACES_SHOWN) -> tuple[str, ...]:
    """Return the places in words, rows of one column together; the first `limit` and then «y 12 más»."""
    every = list(dict.fromkeys(replace(where, box=None) for where in locations(finding)))
    down = _lines(every, "row")
    across = _lines(every, "column")
    # Along the rows or along the columns, whichever says it shorter.
    lines, along = (down, "row") if len(down) <= len(across) else (across, "column")
    spans = [_span(where, sorted(set(numbers)), along) for where, numbers in lines.items()]
    told = list(dict.fromkeys(filter(None, spans)))
    more = len(told) - limit
    return tuple(told[:limit] + ([f"y {more} más"] if more > 0 else []))


def _lines(every: Sequence[Location], along: str) -> dict[Location, list[int]]:
    """Return the places that differ in their row alone, or their column alone, together."""
    lines: dict[Location, list[int]] = {}
    for where in every:
        number = where.row if along == "row" else where.column
        bare = replace(where, row=None) if along == "row" else replace(where, column=None)
        numbers = lines.setdefault(bare, [])
        numbers += [number] if number is not None else []
    return lines


def _span(where: Location, numbers: list[int], along: str) -> str:
    """Return one place, or `tabla 3, columna 2, filas 4 a 7 y 9`, or `tabla 3, fila 2, columnas 1 a 4`."""
    is_row = along == "row"
    if len(numbers) < 2:
        one = numbers[0] if numbers else None
        return place(replace(where, row=one) if is_row else replace(where, column=one))
    spans = runs([number + 1 for number in numbers])
    return f"{place(where)}, {'filas' if is_row else 'columnas'} {listed(spans)}"


def runs(numbers: Sequence[int]) -> list[str]:
    """Return rising numbers in words, neighbours together: `3`, `5 y 6`, `8 a 12`."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return [str(a) if a == b else f"{a} {'y' if b == a + 1 else 'a'} {b}" for a, b in found]
