"""A norm that the document rests on is in its list of norms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amc_docs.findings import Breach, NotApplicable
from amc_docs.record import Citation, Record
from amc_docs.rules import Outcome
from amc_docs.wording import fold, listed, quoted

_OTHERS = re.compile(r"\b(derog|modific|aprueb|aprob|aprobad|reglament|texto unico|sustitu|amplia)\w*\b[^.;]*$")
"""Words before a citation that belongs to the title of another norm."""
_LETTERS = tuple(map(fold, ("Oficio", "Informe", "Memorando", "Carta", "Acta", "Nota")))


def norms_listed(record: Record, *, point: str, points: Sequence[str]) -> Outcome:
    """Check that the norms cited in `points` are among those of `point`, the list: one breach for all.

    A norm named only in the title of another one (the law that it modifies, the reglament that it approves) is not
    asked for, nor is a letter. One norm is known by kind, number and year. Not applicable where the list is absent or
    cites nothing.
    """
    known = {_key(c) for c in record.citations if c.point == point}
    if not known:
        yield NotApplicable(reason="La lista de normas falta, o no cita ninguna.")
        return
    lacking: dict[str, Citation] = {}
    for citation in record.citations:
        if citation.point not in points or not citation.is_well_formed or citation.kind.lower() in _LETTERS:
            continue
        before = fold(citation.context.partition(citation.literal)[0])
        if _key(citation) not in known and not _OTHERS.search(before):
            lacking.setdefault(_key(citation), citation)
    if lacking:
        first, *others = lacking.values()
        yield Breach(
            message=f"La base legal no incluye {quoted(c.literal for c in lacking.values())}, que el documento cita "
            "en sus fichas.",
            evidence=first.context or first.literal,
            location=first.location,
            places=tuple(c.location for c in others),
            value=first.literal,
            expected=listed(c.literal for c in lacking.values()),
        )


def _key(citation: Citation) -> str:
    return f"{fold(citation.kind)} {citation.number} {citation.year or ''}"
