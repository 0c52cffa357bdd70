"""A process is cited by its own code, or by a name that can only be its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from amc_docs import namings
from amc_docs.findings import Breach, NotApplicable
from amc_docs.namings import Naming, key
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import fold, likeness, listed

_SURE = 0.9
"""A name at least so like that of another code is that process."""


def processes_cited_rightly(
    record: Record,
    *,
    point: str | None = None,
    inventory: Mapping[str, str],
    citing: Mapping[str, Sequence[str]],
) -> Outcome:
    """Check the processes that cells name («Proceso E1.2: Formular…») against the inventory, one breach each.

    Told: a code whose process has another name, while the name given is that of another code; a code that the
    inventory lacks among those that begin like its own; a name without code that is part of the names of several
    processes. What resembles no process of the inventory is someone else's. `citing` maps a matrix to the field of its
    unit and the fields to look in. Not applicable where no process is listed, or none cited.
    """
    listing = namings.listed_in(record, inventory["matrix"], inventory["code"], inventory["name"], "inventario")
    known = namings.names(listing)
    cited = [n for matrix, (unit, *fields) in citing.items() for n in namings.cited(record, matrix, fields, unit)]
    if not known or not cited:
        yield NotApplicable(reason="No hay inventario de procesos, o no se cita ninguno.")
        return
    told: dict[tuple[str, str], list[Naming]] = {}
    for naming in cited:
        told.setdefault((key(naming.code), fold(naming.name)), []).append(naming)
    for same in told.values():
        found = _wrong(same, known) if same[0].code else _ambiguous(same, known)
        yield from (replace(breach, state=namings.sure(record)) for breach in found)


def _wrong(same: Sequence[Naming], known: Mapping[str, str]) -> Iterator[Breach]:
    naming, *others = same
    code = key(naming.code)
    own = known.get(code, "")
    best, right = max((likeness(naming.name, name), other) for other, name in known.items())
    if own and likeness(naming.name, own) >= best:
        return
    where = listed(dict.fromkeys(n.where for n in same))
    if best >= _SURE:
        is_called = f"; {naming.code} es «{own}»" if own else ""
        message = f"{where}: cita «{naming.code}: {naming.name}», y ese proceso es el {right}{is_called}."
    elif not own and any(namings.parent(code) == namings.parent(other) for other in known):
        message, right = f"{where}: cita «{naming.code}: {naming.name}», y el inventario no tiene ese código.", ""
    else:
        return
    yield Breach(
        message=message[:1].upper() + message[1:],
        evidence=f"{naming.code}: {naming.name}",
        location=naming.location,
        places=tuple(n.location for n in others),
        value=naming.code,
        expected=right or None,
    )


def _ambiguous(same: Sequence[Naming], known: Mapping[str, str]) -> Iterator[Breach]:
    naming, *others = same
    possible = namings.candidates(naming.name, known)
    if len(possible) < 2 or any(fold(naming.name) == fold(name) for name in known.values()):
        return
    where = listed(dict.fromkeys(n.where for n in same))
    yield Breach(
        message=f"{where[:1].upper()}{where[1:]}: cita el proceso «{naming.name}», que no está en el inventario; puede "
        f"ser {' o '.join(f'«{code} {known[code]}»' for code in possible)}.",
        evidence=naming.name,
        location=naming.location,
        places=tuple(n.location for n in others),
        value=naming.name,
        suggestion="Cite el proceso por su código y su nombre completo.",
    )
