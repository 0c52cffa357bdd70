"""Targets are set for each of the years that follow the baseline, without gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amc_docs.document import Table
from amc_docs.figures import years as years_in
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.outline import scope
from amc_docs.record import Matrix, Point, Record, Row
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, is_missing, listed, sentences, shorten

_HEAD = 3
"""Rows in which the heads of a table stand, captions included."""


def targets_follow_baseline(
    record: Record,
    *,
    point: str | None = None,
    matrix: str,
    key: str,
    targets: str,
    baseline: str,
    years: int,
    indicators: str,
    trend: str = "",
) -> Outcome:
    """Check that the series `targets` has at least `years` consecutive years, all after the last baseline year.

    One breach for what is wrong with the table as a whole, one for each indicator with blank targets. The table must
    also have the baseline's series, or `trend`, if the document has a baseline at all; a sentence of the point that
    gives the `trend` in figures, or the baseline in the targets' own table, will do. Years named by order only
    ("Año 1") are not compared with it. Without the table: a breach if there are indicators, doubt where their targets
    state the years in words, a table by years does not say what they are, or a picture stands.
    """
    table, union = record.matrix(matrix), record.matrix(indicators)
    where = scope(record, point)
    rows = [row for row in table.entries(key) if not is_missing(row.raw(key))] if table else []
    if table is None or not rows:
        if union is None or where is None or not union.items:
            yield NotApplicable(reason="No hay indicadores cuyas metas comprobar: de eso se ocupa otra comprobación.")
        else:
            yield _absent(union, where, targets, years)
        return
    found = _filled_years(table, rows, targets)
    base = _baseline_years(rows, union, baseline)
    problem = _problem(found, max(base, default=0), years)
    if problem:
        yield Breach(
            message=f"{at_point(point or table.point)}{problem}.",
            evidence=_heads(table, targets) or table.head,
            location=table.location,
            value=", ".join(found) or None,
            expected=f"{_span(years)}, posteriores a la línea de base",
        )
    shown = _has_trend(table, rows, baseline, trend) or _stands_beside(table, union, baseline)
    if not shown and not _is_told(where, trend) and _has_baseline(union, baseline):
        yield _trendless(table, point)
    for row in rows:
        breach = _blanks(row, table, key, targets, found)
        if breach:
            yield breach


def _filled_years(table: Matrix, rows: Sequence[Row], targets: str) -> list[str]:
    """Return the labels of the target columns that are filled in some row, in order."""
    labels = [name.partition("/")[2] for name in table.columns if name.startswith(f"{targets}/")]
    filled = [label for label in labels if any(not is_missing(row.raw(f"{targets}/{label}")) for row in rows)]
    return sorted(filled, key=lambda label: (years_in(label) or (0,), label))


def _baseline_years(rows: Sequence[Row], union: Matrix | None, baseline: str) -> set[int]:
    """Return the years of the baseline: of its series, or else those written beside its values."""
    series = {y for row in rows for label, v in row.series(baseline).items() if v.raw for y in years_in(label)}
    if series or union is None:
        return series
    beside: set[int] = set()
    for row in union.items:
        values = [v for k, v in row.values.items() if re.split(r"[@/]", k)[0] in (baseline, f"{baseline}_anio")]
        beside.update(y for v in values for y in years_in(v.raw))
    heads = [head for name, head in union.columns.items() if name.split("/")[0] == baseline]
    return beside or {y for head in heads for y in years_in(head)}


def _has_trend(table: Matrix, rows: Sequence[Row], baseline: str, trend: str) -> bool:
    """Return whether a series or column of the baseline, or the trend in words, is filled in some row."""
    names = [name for name in table.columns if name.split("/")[0] in (baseline, trend)]
    return any(not is_missing(row.raw(name)) for row in rows for name in names)


def _trendless(table: Matrix, point: str | None) -> Breach:
    return Breach(
        message=f"{at_point(point or table.point)}la tabla de metas no señala la tendencia de la línea de base.",
        evidence=table.head,
        location=table.location,
        expected="los valores de la línea de base por año",
    )


def _stands_beside(table: Matrix, union: Matrix | None, baseline: str) -> bool:
    """Return whether the table of targets is also the one that gives the baseline of the indicators."""
    stated = [v for row in (union.items if union else ()) if (v := row.values.get(baseline)) and not is_missing(v.raw)]
    return any(v.location.table in table.tables for v in stated)


def _is_told(point: Point | None, trend: str) -> bool:
    if point is None or not trend:
        return False
    return any(trend in fold(s) and re.search(r"\d", s) for s in sentences(point.own_text))


def _has_baseline(union: Matrix | None, baseline: str) -> bool:
    """Return whether a baseline of one year at most is stated somewhere: two years show a trend by themselves."""
    if union is None:
        return False
    stated = [v for row in union.items for v in (row.values.get(baseline), *row.sources(baseline).values()) if v]
    filled = [v for v in stated if not is_missing(v.raw)]
    return bool(filled) and not any(len(set(years_in(v.raw))) > 1 for v in filled)


def _span(years: int) -> str:
    return f"{years} años consecutivos" if years > 1 else "un año, al menos"


def _problem(labels: Sequence[str], base: int, years: int) -> str:
    """Return what is wrong with the years of the targets, or an empty string."""
    if len(labels) < years:
        said = f"solo hay metas de {listed(labels)}" if labels else "la tabla de metas por año no tiene ninguna"
        return f"{said}: se piden de {_span(years)}"
    dated = sorted({y for label in labels for y in years_in(label)[:1]})
    if len(dated) < years:
        return ""
    early = [str(y) for y in dated if y <= base]
    if early:
        return f"hay metas de {listed(early)}, y la línea de base llega a {base}: las metas deben ser posteriores"
    gaps = [str(y) for y in range(dated[0], dated[-1]) if y not in dated]
    if gaps and not any(set(range(y, y + years)) <= set(dated) for y in dated):
        return f"las metas saltan de un año a otro: falta {listed(gaps)} entre {dated[0]} y {dated[-1]}"
    return ""


def _blanks(row: Row, table: Matrix, key: str, targets: str, labels: Sequence[str]) -> Breach | None:
    blank = [label for label in labels if is_missing(row.raw(f"{targets}/{label}"))]
    if not blank:
        return None
    cells = [row.values[name].location for label in blank if (name := f"{targets}/{label}") in row.values]
    noun = "la meta" if len(blank) == 1 else "las metas"
    lack = "falta" if len(blank) == 1 else "faltan"
    return Breach(
        message=f"{at_point(table.point)}al indicador «{shorten(row.raw(key))}» le {lack} {noun} de {listed(blank)}.",
        evidence=row.raw(key),
        location=cells[0] if cells else row.values[key].location,
        places=tuple(cells[1:]),
    )


def _heads(table: Matrix, targets: str) -> str:
    return " | ".join(head for name, head in table.columns.items() if name.startswith(f"{targets}/"))


def _yearly(point: Point, years: int) -> Table | None:
    """Return a table of the point with at least so many heads that are a year and nothing else, or None."""
    for table in point.tables:
        heads = {cell.text.strip() for cell in table.cells if cell.row < _HEAD}
        if sum(bool(re.fullmatch(r"(19|20)\d\d", head)) for head in heads) >= years:
            return table
    return None


def _absent(union: Matrix, point: Point, targets: str, years: int) -> Breach:
    """Say what stands instead of a table of targets by year."""
    single = re.sub(r"s$", "", targets)
    yearly = _yearly(point, years)
    if yearly:
        return Breach(
            message=f"{at_point(point.number)}hay una tabla por años que no dice cuáles son metas: "
            f"compruebe que son de {_span(years)}, posteriores a la línea de base.",
            evidence=" | ".join(yearly.rows()[0]),
            location=yearly.location,
            state=State.POR_VERIFICAR,
        )
    stated = [v for row in union.items if (v := row.values.get(single)) and not is_missing(v.raw)]
    told = any(len(set(years_in(v.raw))) >= years for v in stated)
    if told or point.pictures:
        what = "están en palabras" if told else "pueden estar en una imagen, que no se lee"
        return Breach(
            message=at_point(point.number)
            + f"las metas por año {what}: compruebe que son de {_span(years)}.",
            evidence=stated[0].raw if stated else point.words,
            location=stated[0].location if stated else point.location,
            state=State.POR_VERIFICAR,
        )
    fact = f": cada indicador tiene una sola meta («{shorten(stated[0].raw, 40)}»)" if stated else ""
    return Breach(
        message=f"{at_point(point.number)}no hay metas por año{fact}.",
        evidence=f"{union.columns.get(single, single)}: {stated[0].raw}" if stated else point.words,
        location=stated[0].location if stated else point.location,
        places=tuple(v.location for v in stated[1:]),
        expected=f"metas de {_span(years)}",
    )
