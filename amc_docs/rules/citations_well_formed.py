"""The norms cited carry what it takes to find them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from amc_docs.document import paragraphs_in
from amc_docs.findings import Breach
from amc_docs.record import Citation, Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, listed, quoted, shorten, squeeze

_NUMBERLESS = re.compile(
    r"\b(?:Ley|Decreto (?:Supremo|Legislativo|de Urgencia)|Resoluci[oó]n(?: [A-Za-zÁÉÍÓÚÑáéíóúñ]+){1,4}|Directiva"
    r"|D\.? ?S\.?|R\.? ?M\.?|Ordenanza(?: \w+)?)\s*(?:N\s*[°º.oO]{1,2}|№|Nro\.?)[\s_.…xX]*-\s?(?:19|20)\d{2}\b"
    r"(?:\s?-\s?[A-ZÁÉÍÓÚ/]+)?"
)


def citations_well_formed(record: Record, *, point: str | None = None) -> Outcome:
    """Check that each citation has the parts its kind needs (number, year, issuer).

    The faulty ones of one kind are one breach with all their places. `point` limits the check to one point. Silent on
    a short form («el Decreto Supremo N° 004») of a norm that is cited in full elsewhere.
    """
    bad = [c for c in record.citations if not c.is_well_formed and point in (None, c.point)]
    bad = [c for c in bad if not _is_short_form(c, record.citations)]
    yield from _numberless(record, point)
    for kind, found in groupby(sorted(bad, key=lambda c: c.kind), key=lambda c: c.kind):
        yield _malformed(kind, list(found))


def _numberless(record: Record, point: str | None) -> Iterator[Breach]:
    """Yield the citations whose number was left blank («Decreto Supremo N° ___-2011-PCM»): they read as no citation."""
    inside = ((p.number, paragraph) for p in record.points.values() for paragraph in p.paragraphs())
    outside = ((None, paragraph) for paragraph in paragraphs_in(record.outside))
    for number, paragraph in chain(inside, outside):
        if point in (None, number) and (found := _NUMBERLESS.search(paragraph.text)):
            said = squeeze(found[0])
            yield Breach(
                message=(f"{at_point(number)}a" if number else "A") + f" la cita «{said}» le falta el número.",
                evidence=shorten(paragraph.text, 240),
                location=paragraph.location,
                point=number,
                value=said,
            )


def _is_short_form(citation: Citation, every: Sequence[Citation]) -> bool:
    return any(
        other.is_well_formed
        and (other.kind, other.number) == (citation.kind, citation.number)
        and citation.year in (None, other.year)
        and fold(citation.issuer or "") in fold(other.issuer or "")
        for other in every
    )


def _malformed(kind: str, bad: Sequence[Citation]) -> Breach:
    first, *others = bad
    literals = list(dict.fromkeys(c.literal for c in bad))
    lacking = [
        name
        for name, is_lacking in (
            ("el año", any(c.year is None for c in bad)),
            ("la entidad que la emite", any(not c.issuer for c in bad)),
        )
        if is_lacking
    ]
    many = len(literals) > 1
    where = f"{at_point(first.point)}" if first.point and not many else ""
    fact = f"le{'s' if many else ''} falta {listed(lacking)}" if lacking else "no está bien escrita"
    return Breach(
        message=f"{where}{'las citas' if many else 'la cita'} {quoted(literals)}: {fact}."
        if where
        else f"{'Las citas' if many else 'La cita'} {quoted(literals)}: {fact}.",
        evidence=shorten(first.context or first.literal, 240),
        location=first.location,
        places=tuple(c.location for c in others),
        point=first.point,
        value=first.literal,
        expected=f"{kind} N° ###-AAAA-ENTIDAD",
    )
