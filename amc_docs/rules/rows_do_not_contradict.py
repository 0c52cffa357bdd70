"""What a row does does not contradict what it takes or gives."""

from __future__ import annotations

import re

from amc_docs.findings import Breach, NotApplicable
from amc_docs.flow.steps import INPUTS, processes
from amc_docs.flow.telling import numbers, place, words_of
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import fold, shorten


def rows_do_not_contradict(
    record: Record, *, point: str | None = None, matrix: str, does: str, takes: str, unless: str = ""
) -> Outcome:
    """Check that no activity whose name matches `does` takes only what matches `takes` («devolver», «favorable»).

    The patterns apply to folded words; `unless` excuses an activity by its name. Not applicable where no activities
    were found.
    """
    found = processes(record, matrix)
    if not found:
        yield NotApplicable(reason="No se encontraron tablas de actividades.")
        return
    field = record.matrices[matrix].roles[INPUTS]
    for process in found:
        for step in process.steps:
            name = fold(step.name)
            if not re.search(does, name) or (unless and re.search(unless, name)) or not step.inputs:
                continue
            if all(re.search(takes, fold(item)) for item in step.inputs):
                yield Breach(
                    message=f"{process.heading}: {numbers([step])}, «{shorten(step.name, 60)}», parte de "
                    f"«{shorten(step.inputs[0], 80)}».",
                    evidence=f"{words_of(step)} | {'; '.join(step.inputs)}",
                    location=place(step, field),
                    value=step.inputs[0],
                )
