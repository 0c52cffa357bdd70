"""The activities of a process hang together: what one delivers, the next receives."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from amc_docs.findings import Breach, NotApplicable
from amc_docs.flow.breaks import Break, Kind, breaks
from amc_docs.flow.steps import Process, processes
from amc_docs.flow.telling import FIELDS, expected, numbers, place, told, words_of
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import shorten

_LEADS = {
    Kind.NOT_DELIVERED: "se usa lo que se entregó a otros",
    Kind.OTHER_PROVIDER: "el proveedor indicado no es quien produce la entrada",
    Kind.OWN_OUTPUT: "las entradas de {steps} son sus propias salidas",
    Kind.NOWHERE: "hay entradas que ninguna actividad anterior entrega",
    Kind.DEAD_END: "hay salidas que ninguna otra actividad usa",
    Kind.FROM_NOTHING: "hay salidas que nadie entregó antes",
    Kind.NOT_ADDRESSED: "el texto nombra a un destinatario que la ficha no indica",
}
_TOLD = 6
"""Activities that a message names in words; the places of the others are given."""


def flow_connects(
    record: Record, *, point: str | None = None, matrix: str, kinds: Sequence[str]
) -> Outcome:
    """Check the flow of each process for breaks of some `kinds` (`flow.breaks.Kind`): one breach for each process.

    Compared without case, accents and punctuation. An output and an input worded nearly alike are one document, an
    organ and its initials or part of its name one actor, and what reaches the first activity, or comes from who does
    nothing in the process, comes from outside. Not applicable where no activities were found.
    """
    found = processes(record, matrix)
    if not found:
        yield NotApplicable(reason="No se encontraron tablas de actividades.")
        return
    roles = record.matrices[matrix].roles
    for process in found:
        wanted = breaks(process, kinds)
        for kind, group in groupby(sorted(wanted, key=lambda b: list(Kind).index(b.kind)), key=lambda b: b.kind):
            yield _breach(process, kind, list(group), roles.get(FIELDS[kind], ""))


def _breach(process: Process, kind: Kind, broken: Sequence[Break], field: str) -> Breach:
    first = broken[0]
    lead = _LEADS[kind].format(steps=numbers(b.step for b in broken))
    clauses = [told(b) for b in broken]
    more = len(clauses) - _TOLD
    said = "; ".join(clauses[:_TOLD]) + (f"; y {more} más" if more > 0 else "")
    return Breach(
        message=f"{process.heading}: {lead}: {said}.",
        evidence=" / ".join(shorten(words_of(b.step), 110) for b in broken[:3]),
        location=place(first.step, field),
        places=tuple(place(b.step, field) for b in broken[1:]),
        value=first.item if len(broken) == 1 else None,
        expected="; ".join(dict.fromkeys(filter(None, map(expected, broken[:3])))) or None,
    )
