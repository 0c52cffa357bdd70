"""Every activity says who does it, with what, what comes out, and who gets it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from amc_docs.findings import Breach, NotApplicable
from amc_docs.flow.steps import Process, Step, processes
from amc_docs.flow.telling import numbers, place, words_of
from amc_docs.namings import sure
from amc_docs.record import Matrix, Record
from amc_docs.rules import Outcome
from amc_docs.wording import listed

_UNFINISHED = re.compile(r"(?:^|\s)(?:y|e|o|de|del|la|las|los|el|en|con|para|por|que|al|su|sus|un|una)\s*[,;]?$")


def steps_filled(
    record: Record, *, point: str | None = None, matrix: str, fields: Mapping[str, str], optional: Sequence[str] = ()
) -> Outcome:
    """Check that no activity leaves a field blank, and that what is written in it does not break off.

    `fields` maps what a field is in the flow (`ejecutor`) to its name in a message. Dashes are an answer («none»), a
    merged cell is filled in each of its rows, and a row that stands for another process owes nothing. The fields for
    which no table has a column are one breach, but for the `optional` ones. Not applicable where no activities were
    found.
    """
    found = processes(record, matrix)
    if not found:
        yield NotApplicable(reason="No se encontraron tablas de actividades.")
        return
    table = record.matrices[matrix]
    known = {role: name for role, name in fields.items() if table.has(table.roles[role])}
    if absent := [name for role, name in fields.items() if role not in known and role not in optional]:
        yield Breach(
            message=f"Las tablas de actividades no tienen columna de {listed(absent)}.",
            evidence=table.head,
            location=table.location,
            expected=listed(fields.values()),
        )
    for process in found:
        yield from _gaps(process, table, known)
        yield from (replace(breach, state=sure(record)) for breach in _broken_off(process, table, known))


def _gaps(process: Process, table: Matrix, fields: Mapping[str, str]) -> Iterator[Breach]:
    gaps: dict[Step, list[str]] = {}
    for step in process.steps:
        for role in fields:
            value = step.row.values.get(table.roles[role])
            if not step.is_process and (value is None or not value.raw):
                gaps.setdefault(step, []).append(role)
    if not gaps:
        return
    told = [f"la {step.label} no tiene {listed(fields[r] for r in roles)}" for step, roles in gaps.items()]
    first, *others = gaps.items()
    yield Breach(
        message=f"{process.heading}: {_joined(told)}.",
        evidence=words_of(first[0]),
        location=place(first[0], table.roles[first[1][0]]),
        places=tuple(place(step, table.roles[role]) for step, roles in others for role in roles),
    )


def _joined(told: Sequence[str]) -> str:
    if len(told) == 1:
        return f"la actividad {told[0].removeprefix('la ')}"
    return f"actividades incompletas: {'; '.join(told)}"


def _broken_off(process: Process, table: Matrix, fields: Mapping[str, str]) -> Iterator[Breach]:
    for step in process.steps:
        texts = {role: item for role in fields for item in _items(step, table.roles[role]) if _UNFINISHED.search(item)}
        for role, item in texts.items():
            yield Breach(
                message=f"{process.heading}, {numbers([step])}: "
                f"queda sin terminar «{item}».",
                evidence=item,
                location=place(step, table.roles[role]),
                value=item,
                suggestion="Complete la frase.",
            )


def _items(step: Step, field: str) -> tuple[str, ...]:
    value = step.row.values.get(field)
    if value is None or value.is_blank:
        return ()
    return value.items if value.items is not None else (value.raw,)
