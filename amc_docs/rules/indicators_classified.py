"""Each indicator is classified by what it measures and by what it controls."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Matrix, Point, Record, Row, Value
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, containment, fold, is_missing, likeness, listed, named_in, quoted, shorten

_IN_A_CELL = 0.85
"""Share of an indicator's words that a cell must have to name it, beside others."""


def indicators_classified(
    record: Record,
    *,
    point: str | None = None,
    list_matrix: str,
    cross_matrix: str,
    indicators: str,
    key: str,
    name_field: str,
    scope_field: str,
    control_field: str,
    scopes: Sequence[str],
    control: Sequence[str],
) -> Outcome:
    """Check the list (indicator, scope, control) or the cross table (control × scope) that classifies the indicators.

    Doubt where the classification stands only in words, or where the cross table has marks instead of names. Not
    applicable where the document has no indicators.
    """
    union, where = record.matrix(indicators), record.point(point) if point else None
    if union is None or where is None:
        yield NotApplicable(reason="No hay indicadores que clasificar: de eso se ocupa otra comprobación.")
        return
    rows = _shared([row for row in union.items if not is_missing(row.raw(key))], key)
    listing, cross = record.matrix(list_matrix), record.matrix(cross_matrix)
    if listing is None and cross is None:
        yield _absent(where, control)
        return
    if listing:
        yield from _words_allowed(listing, name_field, {scope_field: scopes, control_field: control})
    cells = _cells(cross, control_field, control) if cross else []
    if cross and not cells and listing is None:
        yield Breach(
            message=f"{at_point(point)}la tabla de ámbitos está en blanco: ningún indicador se clasifica.",
            evidence=cross.head,
            location=cross.location,
        )
        return
    named = [row.raw(name_field) for row in listing.items] if listing else []
    missing = [row for row in rows if not _is_classified(row.raw(key), named, cells)]
    if missing and cross and listing is None and not any(_has_words(cell) for cell in cells):
        yield Breach(
            message=f"{at_point(point)}la tabla de ámbitos tiene marcas o códigos y no nombra los indicadores: "
            "compruebe que los clasifica a todos.",
            evidence=cells[0].raw,
            location=cells[0].location,
            state=State.POR_VERIFICAR,
        )
    elif missing:
        yield _unclassified([row.values[key] for row in missing], len(rows), listing or cross or union, point)


def _shared(rows: Sequence[Row], key: str) -> list[Row]:
    """Leave out the indicators that only one of several tables has: another rule says that they appear or vanish."""
    several = len({source for row in rows for source in row.sources(key)}) > 1
    return [row for row in rows if not several or len(row.sources(key)) > 1]


def _cells(cross: Matrix, control_field: str, control: Sequence[str]) -> list[Value]:
    """Return the filled cells of the rows whose label is one of the allowed words."""
    allowed = [row for row in cross.items if _allowed(row.raw(control_field), control)]
    fields = [name for name in cross.columns if name != control_field]
    return [row.values[f] for row in allowed for f in fields if f in row.values and not is_missing(row.raw(f))]


def _allowed(text: str, allowed: Sequence[str]) -> bool:
    folded = fold(text)
    return any(re.search(rf"\b{fold(word)}(s|es)?\b", folded) or likeness(word, text) >= 0.9 for word in allowed)


def _has_words(cell: Value) -> bool:
    return len(re.findall(r"[a-z]{4,}", fold(cell.raw))) >= 2


def _is_classified(name: str, named: Sequence[str], cells: Sequence[Value]) -> bool:
    return any(named_in(name, other) for other in named) or any(
        named_in(name, cell.raw) or containment(name, cell.raw) >= _IN_A_CELL for cell in cells
    )


def _words_allowed(listing: Matrix, name_field: str, allowed: dict[str, Sequence[str]]) -> Outcome:
    for field, words in allowed.items():
        if not listing.has(field):
            yield Breach(
                message=f"{at_point(listing.point)}a la tabla de clasificación le falta la columna de {listed(words)}.",
                evidence=listing.head,
                location=listing.location,
            )
            continue
        for row in listing.items:
            if not _allowed(row.raw(field), words) and not is_missing(row.raw(name_field)):
                yield _word(listing, row, field, name_field, words)


def _word(listing: Matrix, row: Row, field: str, name_field: str, words: Sequence[str]) -> Breach:
    written = row.raw(field)
    fact = f"dice «{shorten(written, 60)}»" if written else "está en blanco"
    return Breach(
        message=f"{at_point(listing.point)}«{shorten(row.raw(name_field), 90)}»: «{listing.columns[field]}» {fact}; se "
        f"espera {', '.join(words)}.",
        evidence=written if fold(written) else row.raw(name_field),
        location=row.values[field].location if field in row.values else row.location,
        value=written or None,
        expected=", ".join(words),
    )


def _unclassified(names: Sequence[Value], count: int, table: Matrix, point: str | None) -> Breach:
    fact = "no se clasifica ningún indicador" if len(names) == count > 1 else "no se clasifica"
    return Breach(
        message=f"{at_point(point)}por ámbito de medición y de control {fact}: {quoted(v.raw for v in names)}.",
        evidence=names[0].raw,
        location=names[0].location,
        places=tuple(v.location for v in names[1:]),
        value=shorten(table.head, 120) or None,
    )


def _absent(point: Point, control: Sequence[str]) -> Breach:
    told = [word for word in control if re.search(rf"\b{fold(word)}\b", fold(point.own_text))]
    if len(told) >= 2:
        return Breach(
            message=f"{at_point(point.number)}los indicadores se clasifican en palabras ({listed(told)}), no en una "
            "tabla: compruebe que están todos.",
            evidence=point.words,
            location=point.location,
            state=State.POR_VERIFICAR,
        )
    written = [word for word in control if re.search(rf"\b{fold(word)}\b", fold(point.text))]
    if len(written) >= 3 or point.pictures:
        return Breach(
            message=f"{at_point(point.number)}no se reconoce la tabla que clasifica los indicadores por ámbito: "
            "compruebe que la tiene.",
            evidence=point.words,
            location=point.location,
            state=State.POR_VERIFICAR,
        )
    return Breach(
        message=f"{at_point(point.number)}los indicadores no se clasifican por ámbito de medición ni de control.",
        evidence=point.words,
        location=point.location,
    )
