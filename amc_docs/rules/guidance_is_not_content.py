"""The form's own instructions, left standing, are not the point's content."""

from __future__ import annotations

from amc_docs.findings import Breach, State
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, shorten


def guidance_is_not_content(record: Record, *, point: str | None = None) -> Outcome:
    """Check that no point only repeats the form's guidance.

    Silent where there is content of its own besides (words, or a picture), and where the point declares itself not
    applicable. Doubtful where pages could not be read: the content may stand there.
    """
    for number, found in record.points.items():
        if point not in (None, number) or not found.is_present or found.declares_not_applicable:
            continue
        if not found.guidance.strip() or found.has_words or found.pictures:
            continue
        yield Breach(
            message=f"{at_point(number)}solo repite la instrucción del formato; no tiene contenido propio.",
            evidence=shorten(found.guidance, 300),
            location=found.guidance_location or found.location,
            point=number,
            state=State.POR_VERIFICAR if record.document.may_lack_content else State.INCUMPLE,
            value=shorten(found.guidance),
        )
