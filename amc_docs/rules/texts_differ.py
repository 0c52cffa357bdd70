"""What is one's own is said in one's own words: two units do not share one text."""

from __future__ import annotations

from collections.abc import Mapping

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Record, Row
from amc_docs.rules import Outcome
from amc_docs.wording import fold, likeness, listed, shorten

_SAME = 0.95
_NEARLY = 0.88
_LEAST = 20
"""Letters; a shorter text may well be the same."""


def texts_differ(
    record: Record, *, point: str | None = None, sheets: Mapping[str, str], field: str, noun: str
) -> Outcome:
    """Compare a text (`field`) of each unit of a repeated part with the others': one breach for each text shared.

    The same words, or all but a few, are one text; nearly so (from .88) is one doubt for all pairs. `sheets` gives
    `matrix` and `code`. Not applicable where fewer than two units state it.
    """
    found = record.matrix(sheets["matrix"])
    rows = [r for r in (found.items if found else ()) if len(fold(r.raw(field))) >= _LEAST]
    if len(rows) < 2:
        yield NotApplicable(reason=f"Menos de dos fichas tienen {noun}.")
        return
    code = sheets["code"]
    shared: list[list[Row]] = []
    for row in rows:
        group = next((g for g in shared if likeness(g[0].raw(field), row.raw(field)) >= _SAME), None)
        if group is None:
            shared.append([row])
        else:
            group.append(row)
    for first, *others in shared:
        if others:
            yield Breach(
                message=f"Las fichas {listed(r.raw(code) or '(sin código)' for r in (first, *others))} tienen el mismo "
                f"{noun}: «{shorten(first.raw(field), 110)}».",
                evidence=first.raw(field),
                location=others[0].values[field].location,
                places=(first.values[field].location, *(r.values[field].location for r in others[1:])),
                value=others[0].raw(field),
            )
    near = [
        (one[0], two[0])
        for at, one in enumerate(shared)
        for two in shared[at + 1 :]
        if likeness(one[0].raw(field), two[0].raw(field)) >= _NEARLY
    ]
    if near:
        pairs = listed(f"{a.raw(code)} con {b.raw(code)}" for a, b in near)
        yield Breach(
            message=f"Algunas fichas tienen casi el mismo {noun}: {pairs}.",
            evidence=f"{shorten(near[0][0].raw(field), 140)} / {shorten(near[0][1].raw(field), 140)}",
            location=near[0][1].values[field].location,
            places=tuple(r.values[field].location for pair in near for r in pair)[:1],
            state=State.POR_VERIFICAR,
        )
