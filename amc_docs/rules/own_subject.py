"""A sheet speaks of its own process: no other process's initials, action or objective have slipped in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from amc_docs import namings
from amc_docs.findings import Breach, NotApplicable
from amc_docs.flow.steps import NAME, Process, processes
from amc_docs.flow.telling import place, words_of
from amc_docs.namings import key
from amc_docs.record import Record, Row
from amc_docs.rules import Outcome
from amc_docs.wording import fold, listed, shorten, words

_ACRONYM = re.compile(r"(?<![\w./-])[A-ZÁÉÍÓÚÑ]{3,8}(?![\w/-])")
_STEM = 5


def own_subject(
    record: Record,
    *,
    point: str | None = None,
    sheets: Mapping[str, str],
    matrix: str,
    text: str,
    parts: Sequence[str],
    objective: str,
) -> Outcome:
    """Check that activities and descriptions do not speak of another process in place of their own.

    A process is about the initials in its name («PAC»), but for those of who does something in one. Told: an activity
    whose name has another process's initials and none of its own, while its inputs and outputs have only its own; a
    description (`text`) with initials of a process outside its branch which none of the sheet's `parts` has; two
    processes each of whose objectives states the action that tells the other's name from its own. `sheets` gives
    `matrix`, `code` and `name`. Not applicable without sheets.
    """
    found = record.matrix(sheets["matrix"])
    if found is None:
        yield NotApplicable(reason="No se encontraron fichas.")
        return
    rows = [row for row in found.items if row.raw(sheets["code"])]
    flows = processes(record, matrix)
    doers = {word for p in flows for s in p.steps for word in re.split(r"[\s/,-]+", s.executor) if not s.is_process}
    about = {key(row.raw(sheets["code"])): _acronyms(row.raw(sheets["name"])) - doers for row in rows}
    for process in flows:
        yield from _activities(process, about, record.matrices[matrix].roles[NAME])
    for row in rows:
        yield from _description(row, sheets["code"], text, (sheets["name"], *parts), about)
    yield from _swapped(rows, sheets, objective)


def _acronyms(text: str) -> frozenset[str]:
    letters = [c for c in text if c.isalpha()]
    if len(text.split()) > 2 and sum(map(str.isupper, letters)) > 0.6 * len(letters):
        return frozenset()
    return frozenset(_ACRONYM.findall(text))


def _activities(process: Process, about: Mapping[str, frozenset[str]], field: str) -> Iterator[Breach]:
    own = about.get(key(process.key), frozenset())
    others = frozenset().union(*(a for code, a in about.items() if code != key(process.key))) - own
    for step in process.steps:
        said, around = _acronyms(step.name), frozenset().union(*map(_acronyms, (*step.inputs, *step.outputs)))
        strange = (said & others) - around
        if strange and own & around and not said & own and not step.is_process:
            name = sorted(strange)[0]
            right = sorted(own & around)[0]
            yield Breach(
                message=f"{process.heading}: la actividad {step.label} habla de {name} («{shorten(step.name, 90)}»), "
                f"y recibe y entrega {listed(f'«{shorten(i, 50)}»' for i in (*step.inputs[:1], *step.outputs[:1]))}.",
                evidence=words_of(step),
                location=place(step, field),
                value=name,
                expected=right,
            )


def _description(
    row: Row, code: str, text: str, parts: Sequence[str], about: Mapping[str, frozenset[str]]
) -> Iterator[Breach]:
    own = key(row.raw(code))
    described = row.values.get(text)
    branch = [c for c in about if c == own or c.startswith(f"{own}.") or own.startswith(f"{c}.")]
    mine = frozenset().union(*(about[c] for c in branch), *(_acronyms_of(row, part) for part in parts))
    others = frozenset().union(*(a for c, a in about.items() if c not in branch)) - mine
    strange = _acronyms(described.raw) & others if described and not described.is_blank else frozenset()
    if strange and described and mine & _acronyms(described.raw):
        names = sorted(strange)
        yield Breach(
            message=f"Ficha {row.raw(code)}: la descripción habla de {listed(names)}, que no está entre sus procesos, "
            f"entradas ni salidas: es de otro proceso ({listed(c for c, a in about.items() if a & strange)}).",
            evidence=described.raw,
            location=described.location,
            value=listed(names),
        )


def _acronyms_of(row: Row, field: str) -> frozenset[str]:
    value = row.values.get(field)
    if value is None:
        return frozenset()
    return frozenset().union(*map(_acronyms, value.items or (value.raw,)))


def _swapped(rows: Sequence[Row], sheets: Mapping[str, str], objective: str) -> Iterator[Breach]:
    """Yield pairs of processes whose objectives state each other's action."""
    code, name = sheets["code"], sheets["name"]
    for at, first in enumerate(rows):
        for second in rows[at + 1 :]:
            if namings.parent(first.raw(code)) != namings.parent(second.raw(code)):
                continue
            one, two = _stems(first.raw(name)), _stems(second.raw(name))
            goals = _stems(first.raw(objective)), _stems(second.raw(objective))
            if not one & two or not one - two or not two - one:
                continue
            first_is_second = two - one <= goals[0] and not (one - two) & goals[0]
            second_is_first = one - two <= goals[1] and not (two - one) & goals[1]
            if first_is_second and second_is_first:
                yield Breach(
                    message=f"Fichas {first.raw(code)} y {second.raw(code)}: los objetivos están cambiados: el de "
                    f"«{first.raw(name)}» dice «{shorten(first.raw(objective), 60)}», y el de «{second.raw(name)}», "
                    f"«{shorten(second.raw(objective), 60)}».",
                    evidence=f"{shorten(first.raw(objective), 140)} / {shorten(second.raw(objective), 140)}",
                    location=first.values[objective].location,
                    places=(second.values[objective].location,),
                    suggestion="Escriba en cada ficha el objetivo de su proceso.",
                )


def _stems(text: str) -> frozenset[str]:
    return frozenset(w[:_STEM] for w in words(fold(text)))
