"""The activities of a process are numbered 1, 2, 3, … and named once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from amc_docs.findings import Breach, Fix, NotApplicable, State
from amc_docs.flow.actors import same_actor
from amc_docs.flow.steps import NAME, Process, Step, processes
from amc_docs.flow.telling import place, words_of
from amc_docs.namings import sure
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import fold, listed, shorten


def steps_numbered(record: Record, *, point: str | None = None, matrix: str) -> Outcome:
    """Check that the activities of each process are numbered from 1 without gap, repeat or missing number.

    Rows that stand for another process bear no number. A process none of whose activities has one is doubtful: the
    format may number them in a way that is not read. Not applicable where no activities were found.
    """
    found = processes(record, matrix)
    if not found:
        yield NotApplicable(reason="No se encontraron tablas de actividades.")
        return
    field = record.matrices[matrix].roles[NAME]
    bare = [p for p in found if all(s.number is None for s in p.steps)]
    for process in found:
        if process not in bare:
            yield from (replace(breach, state=sure(record)) for breach in _misnumbered(process, field))
            yield from _twice(process, field)
    if bare:
        yield Breach(
            message=f"Las actividades no {_lack(bare)}: {listed(p.label for p in bare[:8])}"
            + (f" y {len(bare) - 8} más." if len(bare) > 8 else "."),
            evidence=words_of(bare[0].steps[0]),
            location=place(bare[0].steps[0], field),
            places=tuple(place(p.steps[0], field) for p in bare[1:]),
            state=State.POR_VERIFICAR,
        )


def _misnumbered(process: Process, field: str) -> Iterator[Breach]:
    steps = [s for s in process.steps if not s.is_process]
    numbers = [s.number for s in steps if s.number is not None]
    counted = Counter(numbers)
    repeated = sorted(n for n, times in counted.items() if times > 1)
    parts = [part for part, times in Counter(s.part for s in steps if s.part).items() if times > 1]
    missing = [n for n in range(1, max(numbers, default=0) + 1) if n not in counted]
    bare = [s for s in steps if s.number is None and not s.part]
    faults = []
    if missing:
        faults.append(f"falta{'n' if len(missing) > 1 else ''} el número {listed(map(str, missing))}")
    if repeated:
        faults.append(f"se repite{'n' if len(repeated) > 1 else ''} el número {listed(map(str, repeated))}")
    if parts:
        faults.append(f"se repite el número {listed(parts)}")
    if bare:
        faults.append(f"no lleva número «{shorten(bare[0].name, 80)}»" + _more(len(bare) - 1))
    if not faults and numbers != sorted(numbers):
        faults.append(f"el orden es {listed(map(str, numbers))}")
    if faults:
        again = [s for s in steps if s.part in parts and s.part]
        at = _where(steps, missing, repeated, bare or again[1:])
        yield Breach(
            message=f"{process.heading}: en la numeración de las actividades {listed(faults)}.",
            evidence=words_of(at),
            location=place(at, field),
            value=listed(map(str, numbers)),
            expected=f"1 a {len([s for s in steps if not s.part])}",
            fixes=() if parts else _fixes(steps, field),
        )


def _fixes(steps: list[Step], field: str) -> tuple[Fix, ...]:
    """Return the correction of the one number that is not its turn's, where it repeats another and its own is missing.

    A number that is only left out may be that of an activity which was: nobody can tell.
    """
    wrong = [(turn, s) for turn, s in enumerate((s for s in steps if not s.part), 1) if s.number != turn]
    if len(wrong) != 1 or wrong[0][1].number is None:
        return ()
    turn, step = wrong[0]
    raw, said = step.row.raw(field), str(step.number)
    at = raw.find(said)
    if [s.number for s in steps].count(step.number) < 2 or raw[:at].strip(" 0") or at < 0:
        return ()
    return (Fix(location=place(step, field), before=raw, after=f"{turn}{raw[at + len(said):]}"),)


def _where(steps: list[Step], missing: list[int], repeated: list[int], bare: list[Step]) -> Step:
    """Return the activity to point at: the one after a gap, the second of one number, or one without."""
    if missing:
        return next((s for s in steps if (s.number or 0) > missing[0]), steps[0])
    if repeated:
        return [s for s in steps if s.number == repeated[0]][1]
    return bare[0] if bare else steps[0]


def _twice(process: Process, field: str) -> Iterator[Breach]:
    """Yield the activities that one actor does twice under one name with different results."""
    for place_in, step in enumerate(process.steps):
        for other in process.steps[:place_in]:
            if step.is_process or fold(step.name) != fold(other.name) or not same_actor(step.executor, other.executor):
                continue
            if set(map(fold, step.outputs)) == set(map(fold, other.outputs)) or "/" in step.executor + other.executor:
                continue
            yield Breach(
                message=f"{process.heading}: las actividades {other.label} y {step.label} "
                f"llevan el mismo nombre, «{shorten(step.name, 100)}», y entregan cosas distintas.",
                evidence=f"{words_of(other)} → {listed(other.outputs)} / {words_of(step)} → {listed(step.outputs)}",
                location=place(other, field),
                places=(place(step, field),),
                suggestion="Dé a cada actividad el nombre de lo que hace.",
            )


def _lack(bare: list[Process]) -> str:
    return "se numeran 1, 2, 3…" if any(s.part for p in bare for s in p.steps) else "llevan número"


def _more(number: int) -> str:
    return f" y {number} más" if number > 0 else ""
