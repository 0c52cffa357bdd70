"""The activities of a process as a flow: who does each with what, what comes out of it, and who gets that."""

from __future__ import annotations

import re
from dataclasses import dataclass

from amc_docs.record import Matrix, Record, Row, Value
from amc_docs.wording import fold, squeeze

UNIT, NUMBER, NAME, EXECUTOR = "unidad", "numero", "actividad", "ejecutor"
PROVIDER, INPUTS, OUTPUTS, RECIPIENT = "proveedor", "entradas", "salidas", "destinatario"
"""What a field may be in a flow (`x-flujo`)."""

_NUMBERED = re.compile(r"^(?:[^:]{1,40}:\s*)?(\d{1,3})\s*[.)–-]+\s*(?=\D)(.*)$", re.S)
_PART = re.compile(r"^(\d{1,3}(?:\.\d{1,3})+)\b[.)–-]*\s*(?=\D|$)(.*)$", re.S)
"""«2.1. Disponer el cierre»: a part of the second activity."""
_PROCESS = re.compile(r"^(sub)?(proceso|procedimiento)s?\b")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Step:
    """One activity."""

    position: int
    """From 1, among the rows of its process."""
    number: int | None
    """As written; None where it bears none, or only that of a part."""
    part: str
    """Its number where it is a part of an activity: «2.1»; empty otherwise."""
    name: str
    """Without its number."""
    executor: str
    providers: tuple[str, ...]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    recipients: tuple[str, ...]
    is_process: bool
    """It stands for another process, which has a sheet of its own or none: «Proceso: Aprobar la ley»."""
    row: Row

    @property
    def label(self) -> str:
        """Its number, or its place where it bears none."""
        return self.part or str(self.number if self.number is not None else self.position)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Process:
    """The activities of one process, in order."""

    key: str
    """The unit that they stand in; empty where it has no key."""
    steps: tuple[Step, ...]

    @property
    def label(self) -> str:
        """What a message calls it."""
        if self.key:
            return f"ficha {self.key}"
        return f"tabla {self.steps[0].row.location.table}" if self.steps else "tabla"

    @property
    def heading(self) -> str:
        """The same, at the beginning of a message."""
        return self.label[:1].upper() + self.label[1:]


def processes(record: Record, matrix: str) -> tuple[Process, ...]:
    """Return the processes whose activities stand in a matrix, in the order of the document; none where it is absent.

    Rows of one unit, or of one table where units have no key, are one process.
    """
    found = record.matrix(matrix)
    if found is None or not found.roles:
        return ()
    groups: dict[tuple[str, int | None], list[Row]] = {}
    for row in found.rows:
        if not _is_step(row, found):
            continue
        key = row.raw(found.roles.get(UNIT, ""))
        groups.setdefault((key, None if key else row.location.table), []).append(row)
    return tuple(
        Process(key=key, steps=tuple(_step(row, place, found) for place, row in enumerate(rows, 1)))
        for (key, _), rows in groups.items()
    )


def _is_step(row: Row, matrix: Matrix) -> bool:
    """Return whether a row is an activity: not a label below the table with its value over the other columns."""
    name = matrix.roles[NAME]
    own = [row.values[f] for f in matrix.roles.values() if f in row.values and f != matrix.roles.get(UNIT)]
    cells = {(v.location.table, v.location.row, v.location.column) for v in own}
    return bool(row.raw(name)) and not row.is_merged(name) and len(cells) > 2


def _step(row: Row, position: int, matrix: Matrix) -> Step:
    name = squeeze(row.raw(matrix.roles[NAME]))
    column = squeeze(row.raw(matrix.roles.get(NUMBER, "")))
    part = _PART.match(column) or _PART.match(name)
    number, bare = (None, _without(name, part[1])) if part else _number(name, column)
    return Step(
        position=position,
        number=number,
        part=part[1] if part else "",
        name=bare,
        executor=_plain(row.values.get(matrix.roles.get(EXECUTOR, ""))),
        providers=_items(row, matrix, PROVIDER),
        inputs=_items(row, matrix, INPUTS),
        outputs=_items(row, matrix, OUTPUTS),
        recipients=_items(row, matrix, RECIPIENT),
        is_process=number is None and not part and bool(_PROCESS.match(fold(bare))),
        row=row,
    )


def _number(name: str, column: str) -> tuple[int | None, str]:
    found = _NUMBERED.match(name)
    if digits := re.match(r"\d{1,3}\b", column):
        return int(digits[0]), found[2] if found and found[1] == digits[0] else name
    return (int(found[1]), found[2]) if found else (None, name)


def _without(name: str, part: str) -> str:
    """Return a name without the number of the part, and without the first of its figures, that it may begin with."""
    found = _PART.match(name) or _NUMBERED.match(name)
    return found[2] if found and found[1] in (part, part.split(".")[0]) else name


def _items(row: Row, matrix: Matrix, role: str) -> tuple[str, ...]:
    value = row.values.get(matrix.roles.get(role, ""))
    if value is None or value.is_blank:
        return ()
    return value.items if value.items is not None else (value.raw,)


def _plain(value: Value | None) -> str:
    return "" if value is None or value.is_blank else value.raw
