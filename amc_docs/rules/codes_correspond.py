"""What an inventory lists has its sheet, every sheet is in the inventory, and the level is the depth of the code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from amc_docs.findings import Breach, Fix, NotApplicable, State
from amc_docs.namings import CODE, Naming, depth, is_code, key, listed_in
from amc_docs.record import Matrix, Record, Row, Value
from amc_docs.rules import Outcome
from amc_docs.wording import listed, quoted, squeeze


def codes_correspond(
    record: Record,
    *,
    point: str | None = None,
    inventory: str,
    sheets: str,
    code: str,
    name: str,
    level: str = "",
    sheet_level: str = "",
) -> Outcome:
    """Compare the codes of a matrix `inventory` with those of a repeated part `sheets`, both ways.

    The level must follow the depth of the code: 0 for `E1`, or whatever most rows count from; the level in the title of
    a sheet is the inventory's. Doubtful where pages could not be read, or only optically, and where what has no
    readable code may be what is missing, and where the inventory has a column of codes for each level.
    Not applicable where one of the two was not found.
    """
    listing = listed_in(record, inventory, code, name, "inventario")
    found = record.matrix(sheets)
    if not listing or found is None:
        missing = "el inventario" if not listing else "ninguna ficha"
        yield NotApplicable(reason=f"No se encontró {missing} como tabla.")
        return
    titled = [row for row in found.items if is_code(row.raw(code))]
    matrix = record.matrices[inventory]
    unsure = record.document.may_lack_content or bool(record.document.ocr_pages)
    is_spread = _is_spread(record, matrix, listing, {row.raw(code) for row in titled})
    unsure = unsure or is_spread
    yield from _without_sheet(listing, titled, code, doubt=unsure or len(titled) < len(found.items))
    yield from _without_entry(listing, titled, code, doubt=unsure or len(listing) < len(matrix.items))
    told = [] if is_spread else [*_repeated(listing)]
    if level and matrix.has(level):
        told += _levels([r for r in matrix.items if is_code(r.raw(code))], titled, code, level, sheet_level)
    yield from (replace(breach, state=State.POR_VERIFICAR) if unsure else breach for breach in told)


def _is_spread(record: Record, matrix: Matrix, listing: Sequence[Naming], titled: Collection[str]) -> bool:
    """Return whether the inventory has a column of codes for each level: which one is a process's own is not read.

    It shows where most sheets that the column read does not list stand in other cells of its tables.
    """
    tables = [t for t in record.document.tables() if t.number in matrix.tables]
    others = {key(text) for t in tables for cell in t.cells if re.fullmatch(CODE, text := squeeze(cell.text))}
    lacking = {key(code) for code in titled} - {key(n.code) for n in listing}
    return bool(lacking) and 2 * len(lacking & others) > len(lacking)


def _without_sheet(listing: Sequence[Naming], titled: Sequence[Row], code: str, *, doubt: bool) -> Iterator[Breach]:
    known = {key(row.raw(code)) for row in titled}
    lacking = [n for n in listing if key(n.code) not in known]
    if lacking:
        first, *others = lacking
        codes = dict.fromkeys(n.code for n in lacking)
        yield Breach(
            message=f"Inventario: {_say(lacking)}, y no {'tienen' if len(codes) > 1 else 'tiene'} ficha.",
            evidence=f"{first.code} {first.name}",
            location=first.location,
            places=tuple(n.location for n in others),
            value=listed(codes),
            expected="una ficha por cada proceso del inventario",
            state=State.POR_VERIFICAR if doubt else State.INCUMPLE,
            suggestion="Añada la ficha, o retire el proceso del inventario.",
        )


def _say(lacking: Sequence[Naming]) -> str:
    return f"incluye {quoted(dict.fromkeys(f'{n.code} {n.name}' for n in lacking))}"


def _without_entry(listing: Sequence[Naming], titled: Sequence[Row], code: str, *, doubt: bool) -> Iterator[Breach]:
    known = {key(n.code) for n in listing}
    lacking = [row for row in titled if key(row.raw(code)) not in known]
    if lacking:
        first, *others = lacking
        codes = listed(row.raw(code) for row in lacking)
        yield Breach(
            message=f"{'Las fichas' if others else 'La ficha'} {codes} no {'están' if others else 'está'} en el "
            "inventario.",
            evidence=f"{first.raw(code)}",
            location=first.values[code].location,
            places=tuple(row.values[code].location for row in others),
            value=codes,
            state=State.POR_VERIFICAR if doubt else State.INCUMPLE,
            suggestion="Incluya el proceso en el inventario, o corrija el código de la ficha.",
        )


def _repeated(listing: Sequence[Naming]) -> Iterator[Breach]:
    times = Counter(key(n.code) for n in listing)
    for naming in [n for i, n in enumerate(listing) if key(n.code) in {key(o.code) for o in listing[:i]}]:
        others = [n for n in listing if key(n.code) == key(naming.code)]
        yield Breach(
            message=f"Inventario: el código {naming.code} está {times[key(naming.code)]} veces: "
            f"{quoted(dict.fromkeys(n.name for n in others))}.",
            evidence=f"{naming.code} {naming.name}",
            location=naming.location,
            places=(others[0].location,),
            value=naming.code,
            suggestion="Dé a cada proceso un código propio.",
        )


def _levels(
    rows: Sequence[Row], titled: Sequence[Row], code: str, level: str, sheet_level: str
) -> Iterator[Breach]:
    told = [(row, int(digits)) for row in rows if (digits := _digits(row.raw(level))) and row.raw(code)]
    offsets = Counter(said - depth(row.raw(code)) for row, said in told)
    if not offsets:
        return
    offset = offsets.most_common(1)[0][0]
    for row, said in told:
        if said - depth(row.raw(code)) != offset:
            right = depth(row.raw(code)) + offset
            yield Breach(
                message=f"Inventario: {row.raw(code)} tiene nivel {said}, y por su código es de nivel {right}.",
                evidence=f"{row.raw(code)} … {row.raw(level)}",
                location=row.values[level].location,
                value=str(said),
                expected=str(right),
                suggestion="Corrija el nivel, o el código.",
            )
    for row in titled:
        digits = _digits(row.raw(sheet_level)) if sheet_level else ""
        if digits and int(digits) != depth(row.raw(code)) + offset:
            right = depth(row.raw(code)) + offset
            yield Breach(
                message=f"Ficha {row.raw(code)}: su título dice nivel {digits}, y es de nivel {right}.",
                evidence=row.raw(sheet_level),
                location=row.values[sheet_level].location,
                value=digits,
                expected=str(right),
                fixes=(_levelled(row.values[sheet_level], digits, right),),
                suggestion="Corrija el nivel en el título de la ficha.",
            )


def _levelled(said: Value, digits: str, right: int) -> Fix:
    return Fix(location=said.location, before=said.raw, after=said.raw.replace(digits, str(right)))


def _digits(text: str) -> str:
    found = "".join(c for c in text if c.isdigit())
    return found if 0 < len(found) <= 2 else ""
