"""What only a person can judge is collected and never counted as fulfilled."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amc_docs.document import Location
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Point, Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, sentences, shorten


def needs_judgement(record: Record, *, point: str, question: str, patterns: Sequence[str] = ()) -> Outcome:
    """Ask a person the question, with the sentence to begin at.

    Always one doubt; the evidence is the first sentence of the point that matches a pattern, else its first words.
    """
    found = record.point(point)
    if found is None:
        yield NotApplicable(reason=f"El punto {point} falta.")
        return
    words, place = _where_to_look(found, patterns)
    yield Breach(message=f"{at_point(point)}{question}", evidence=words, location=place, state=State.POR_VERIFICAR)


def _where_to_look(point: Point, patterns: Sequence[str]) -> tuple[str, Location]:
    first: tuple[str, Location] | None = None
    for paragraph in point.paragraphs():
        for sentence in sentences(paragraph.printed):
            first = first or (shorten(sentence), paragraph.location)
            if any(re.search(pattern, fold(sentence)) for pattern in patterns):
                return shorten(sentence), paragraph.location
    return first or (point.words, point.location)
