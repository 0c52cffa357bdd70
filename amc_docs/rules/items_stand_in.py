"""Every item of a document stands also in the table, or the text, that must deal with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Point, Record, Row
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, containment, fold, is_missing, quoted, shorten, words

_MEASURE = re.compile(r"^(n|no|nro|numero|porcentaje|%|cantidad) (total )?del? ((los|las|el|la) )?")
"""What an indicator counts in, before what it counts: a narrative has the figure in its place."""
_TOLD = 0.85
"""Share of the words of a name that a paragraph has which tells of it."""


def items_stand_in(
    record: Record,
    *,
    point: str,
    union: str,
    key: str,
    sources: Sequence[str],
    noun: str,
    in_text: bool = False,
    code: str = "",
) -> Outcome:
    """Check that each item of the union comes from one of `sources` too.

    With `in_text` an item that a paragraph of the point names is there, though nothing could be read of it. One breach
    names all that are missing; doubt where the point has a picture that may name them, or one of the sources has a row
    with the item's own `code` (a field), under whatever name. Not applicable where no other
    table names any item.
    """
    table, found = record.matrix(union), record.point(point)
    rows = [row for row in table.items if not is_missing(row.raw(key))] if table else []
    if not any(set(row.sources(key)) - set(sources) for row in rows) or found is None:
        yield NotApplicable(reason=f"No hay otra tabla que nombre {noun}.")
        return
    missing = [row for row in rows if not set(row.sources(key)) & set(sources)]
    # «Porcentaje de …» and «Número de …» of one thing are told apart by that alone.
    alike = Counter(_counted(row.raw(key)) for row in rows)
    names = {id(row): fold(n) if alike[_counted(n := row.raw(key))] > 1 else _counted(n) for row in missing}
    missing = [row for row in missing if not (in_text and _is_told(row.raw(key), names[id(row)], found))]
    tables = [table for name in sources if (table := record.matrix(name))]
    coded = {fold(row.raw(code)) for table in tables for row in table.items if code} - {""}
    doubtful = [row for row in missing if code and fold(row.raw(code)) in coded]
    certain = [row for row in missing if row not in doubtful]
    state = State.POR_VERIFICAR if found.may_be_drawn else State.INCUMPLE
    if certain:
        yield _breach(certain, rows, found, key, noun, state)
    if doubtful:
        yield _breach(doubtful, rows, found, key, noun, State.POR_VERIFICAR)


def _counted(name: str) -> str:
    """Return what an indicator counts, without «Número de»; the whole name where too little would be left."""
    rest = _MEASURE.sub("", fold(name))
    return rest if len(words(rest)) >= 2 else fold(name)


def _is_told(name: str, counted: str, point: Point) -> bool:
    long = len(words(counted)) >= 3
    return any(
        fold(name) in fold(p.printed)
        or counted in fold(p.printed)
        or (long and containment(counted, p.printed) >= _TOLD)
        for p in point.paragraphs()
    )


def _breach(missing: Sequence[Row], rows: Sequence[Row], point: Point, key: str, noun: str, state: State) -> Breach:
    first, *others = missing
    article, _, thing = noun.partition(" ")
    plural = thing + ("es" if thing[-1] not in "aeiou" else "s")
    count = f"{len(missing)} de {'las' if article == 'la' else 'los'} {len(rows)} {plural} no están" if others else ""
    return Breach(
        message=f"{at_point(point.number)}{count or f'{noun} no está'}: {quoted(row.raw(key) for row in missing)}.",
        evidence=shorten(first.raw(key), 240),
        location=first.values[key].location,
        places=(*(row.values[key].location for row in others), point.location),
        point=point.number,
        state=state,
    )
