"""A point says something of its own."""

from __future__ import annotations

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import is_missing, shorten


def point_filled(record: Record, *, point: str) -> Outcome:
    """Check that the point has words of its own and not only a placeholder («Por definir»).

    Not applicable where the point is absent or empty, which is reported as such. Doubtful where its content is only a
    picture.
    """
    found = record.point(point)
    if found is None or not (found.has_words or found.pictures):
        yield NotApplicable(reason=f"El punto {point} falta o está vacío.")
        return
    if found.has_words and not is_missing(found.text):
        return
    said = shorten(found.text)
    yield Breach(
        message=f"Punto {point}: solo dice «{said}»." if said else f"Punto {point}: el contenido es una imagen.",
        evidence=said or found.words,
        location=next((p.location for p in found.paragraphs() if p.text.strip()), found.location),
        state=State.POR_VERIFICAR if found.pictures else State.INCUMPLE,
        value=said or None,
        expected=found.title,
    )
