"""A point says something of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Point, Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, is_missing, is_put_off, shorten, words

LEAST_WORDS = 4
"""Meaningful words that say something besides naming a norm."""
_CITING = (
    r"\b(articulos?|arts?|numeral(es)?|literal(es)?|incisos?|aprobad[oa]s?|modificad[oa]s?|norma|segun|respecto|n|no|nro"
    r"|decreto|supremo|resolucion|ministerial|ley|ministerio|\d+|[a-z])\b"
)
"""Words of a citation that are no content."""


def point_filled(record: Record, *, point: str, besides: Sequence[str] = ()) -> Outcome:
    """Check that the point says something: not only «Por definir», that it comes later, or which norm rules it.

    `besides` are patterns of the norms that the point must cite besides its content. Not applicable where the point is
    absent or empty, which is reported as such. Doubtful where its content is only a picture.
    """
    found = record.point(point)
    if found is None or not (found.has_words or found.pictures):
        yield NotApplicable(reason=f"El punto {point} falta o está vacío.")
        return
    text = found.text
    is_bare = is_missing(text) or is_put_off(text, found.title)
    if found.has_words and not is_bare and not (besides and _only_cites(record, found, besides)):
        return
    said = shorten(text)
    yield Breach(
        message=f"{at_point(point)}solo dice «{said}»." if said else f"{at_point(point)}el contenido es una imagen.",
        evidence=said or found.words,
        location=next((p.location for p in found.paragraphs() if p.text.strip()), found.location),
        state=State.POR_VERIFICAR if found.pictures else State.INCUMPLE,
        value=said or None,
        expected=found.title,
    )


def _only_cites(record: Record, point: Point, besides: Sequence[str]) -> bool:
    """Say whether nothing is left of the point without its citations, their titles and the words of its own title."""
    if point.tables or point.pictures:
        return False
    rest = fold(point.text)
    for citation in record.citations:
        if citation.point == point.number:
            rest = rest.replace(fold(citation.literal), " ").replace(fold(citation.title) or "\0", " ")
    rest = re.sub("|".join((*besides, _CITING)), " ", rest)
    own = set(words(f"{point.title} funciones servicio evaluado"))
    return len([w for w in words(rest) if w not in own]) < LEAST_WORDS
