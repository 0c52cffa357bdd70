"""The activities of a process hang together: what one delivers, the next receives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.flow.breaks import Break, Kind, breaks, may_be_addressed
from amc_docs.flow.steps import Process, processes
from amc_docs.flow.telling import FIELDS, expected, numbers, place, told, words_of
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import fold, shorten, squeeze

_LEADS = {
    Kind.NOT_DELIVERED: "se usa lo que se entregó a otros",
    Kind.OTHER_PROVIDER: "el proveedor indicado no es quien produce la entrada",
    Kind.OWN_OUTPUT: "las entradas de {steps} son sus propias salidas",
    Kind.NOWHERE: "hay entradas que ninguna actividad anterior entrega",
    Kind.DEAD_END: "hay salidas que ninguna otra actividad usa",
    Kind.FROM_NOTHING: "hay salidas que nadie entregó antes",
    Kind.NOT_ADDRESSED: "el texto nombra a un destinatario que la ficha no indica",
}
_LONG_FORM = re.compile(r"^\W*([A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ-]{1,11})\s*[:=–—-]\s*([A-ZÁÉÍÓÚÑ][^:;.()]{6,120})\.?\s*$")
"""«DGP: Dirección General de Puertos»."""
_TOLD = 6
"""Activities that a message names in words; the places of the others are given."""


def flow_connects(
    record: Record, *, point: str | None = None, matrix: str, kinds: Sequence[str]
) -> Outcome:
    """Check the flow of each process for breaks of some `kinds` (`flow.breaks.Kind`): one breach for each process.

    Compared without case, accents and punctuation. An output and an input worded nearly alike are one document, an
    organ and its initials or part of its name one actor, and what reaches the first activity, or comes from who does
    nothing in the process, comes from outside. Doubtful where who uses a product may be
    whom it was delivered to, in another word. Not applicable where no activities were found.
    """
    found = processes(record, matrix)
    if not found:
        yield NotApplicable(reason="No se encontraron tablas de actividades.")
        return
    long_forms = _long_forms(record)
    roles = record.matrices[matrix].roles
    for process in found:
        wanted = breaks(process, kinds)
        for kind, group in groupby(sorted(wanted, key=lambda b: list(Kind).index(b.kind)), key=lambda b: b.kind):
            doubted: dict[bool, list[Break]] = {False: [], True: []}
            for one in group:
                doubted[may_be_addressed(one, long_forms)].append(one)
            for is_doubt, broken in doubted.items():
                if broken:
                    state = State.POR_VERIFICAR if is_doubt else State.INCUMPLE
                    yield replace(_breach(process, kind, broken, roles.get(FIELDS[kind], "")), state=state)


def _long_forms(record: Record) -> dict[str, str]:
    """Return folded initials → the name that a line of the document gives them."""
    lines = (_LONG_FORM.match(squeeze(p.text)) for p in record.document.paragraphs())
    return {fold(line[1]): line[2] for line in lines if line}


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
