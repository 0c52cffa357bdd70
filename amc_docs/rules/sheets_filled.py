"""Every sheet of a kind states its fields; the same gap in many sheets is one finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.flow.steps import UNIT
from amc_docs.namings import depth, sure
from amc_docs.record import Matrix, Record, Row
from amc_docs.rules import Outcome
from amc_docs.wording import listed, shorten

_MOST = 0.75
"""Share of the fields from which a unit with activities is a sheet of its own, with its procedure behind it."""


def sheets_filled(
    record: Record,
    *,
    point: str | None = None,
    sheets: Mapping[str, str],
    fields: Mapping[str, str],
    depths: Sequence[int] = (),
    without: str = "",
    alternatives: Mapping[str, str] | None = None,
) -> Outcome:
    """Check that each unit of a repeated part states `fields` (field → its name in a message), one breach for each gap.

    `sheets` gives `matrix`, `code` and `name`; only units of the `depths` of code given are looked at (all without),
    and none that has rows in the matrix `without` (procedures, which have activities in place of parts), unless it
    has most of the fields all the same. `alternatives` maps a field to another that answers for it. A field that no
    sheet at all states may stand elsewhere: a doubt, as is any gap in words read by OCR. Not applicable where there
    is no such unit.
    """
    found = record.matrix(sheets["matrix"])
    others = record.matrix(without) if without else None
    tabled = {row.raw(others.roles.get(UNIT, "")) for row in others.rows} if others else set()
    rows = [
        row
        for row in (found.items if found else ())
        if (not depths or depth(row.raw(sheets["code"])) in depths)
        and (row.raw(sheets["code"]) not in tabled or _is_full(row, fields, alternatives or {}))
    ]
    if found is None or not rows:
        yield NotApplicable(reason="No hay fichas de este nivel.")
        return
    gaps: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        lacking = tuple(f for f in fields if not _states(row, f, alternatives or {}))
        if lacking:
            gaps.setdefault(lacking, []).append(row)
    for lacking, group in gaps.items():
        for breach in _breaches(lacking, group, found, sheets, fields):
            yield replace(breach, state=State.POR_VERIFICAR) if sure(record) is State.POR_VERIFICAR else breach


def _is_full(row: Row, fields: Mapping[str, str], alternatives: Mapping[str, str]) -> bool:
    return sum(_states(row, f, alternatives) for f in fields) >= _MOST * len(fields)


def _states(row: Row, field: str, alternatives: Mapping[str, str]) -> bool:
    return any((v := row.values.get(f)) is not None and not v.is_blank for f in (field, alternatives.get(field, field)))


def _breaches(
    lacking: Sequence[str], group: Sequence[Row], found: Matrix, sheets: Mapping[str, str], fields: Mapping[str, str]
) -> Iterator[Breach]:
    """Yield one breach for the fields that other sheets have, one for those that none has."""
    elsewhere = [f for f in lacking if any(f in row.values for row in found.items)]
    nowhere = [f for f in lacking if f not in elsewhere]
    for names, state in ((elsewhere, State.INCUMPLE), (nowhere, State.POR_VERIFICAR)):
        if names:
            yield _breach(names, group, sheets, fields, state)


def _breach(
    lacking: Sequence[str], group: Sequence[Row], sheets: Mapping[str, str], fields: Mapping[str, str], state: State
) -> Breach:
    first, *others = group
    codes = [row.raw(sheets["code"]) or shorten(row.raw(sheets["name"]), 40) or "sin código" for row in group]
    blank = [f for f in lacking if f in first.values]
    what = listed(fields[f] for f in lacking)
    is_blank = len(blank) == len(lacking)
    verb = ("dejan en blanco" if others else "deja en blanco") if is_blank else ("no tienen" if others else "no tiene")
    who = f"{len(group)} fichas" if others else f"La ficha {codes[0]}"
    return Breach(
        message=f"{who} {verb} {what}" + (f": {listed(codes)}." if others else "."),
        evidence=_words(first, sheets),
        location=first.values[blank[0]].location if blank else first.location,
        places=tuple(r.values[lacking[0]].location if lacking[0] in r.values else r.location for r in others),
        expected=what,
        state=state,
    )


def _words(row: Row, sheets: Mapping[str, str]) -> str:
    return f"{row.raw(sheets['code'])} {row.raw(sheets['name'])}".strip() or "ficha"
