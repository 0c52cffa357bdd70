"""A point describes what it is about, and does not only refer to another point or annex."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from amc_docs.document import Location
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.outline import scope
from amc_docs.record import Matrix, Point, Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, sentences, shorten, words

_REFERRAL = re.compile(
    r"\b(se )?(encuentran?|consideran?|incluyen?|detallan?|desarrollan?|contemplan?|figuran?|adjuntan?|presentan?"
    r"|considerad[oa]s?|incluid[oa]s?|detallad[oa]s?|consignad[oa]s?|contemplad[oa]s?|previst[oa]s?|ver|vease|remit\w+)\b"
    r".*\b(puntos?|anexos?|numeral(es)?|cronograma|plan|cuadros?|tablas?|matriz|matrices|item|literal)\b"
)
_GENERAL = re.compile(
    r"actividad(es)?|accion(es)?|aspectos?|referid\w+|relativ\w+|relacionad\w+|vinculad\w+|correspond\w+|concern\w+"
    r"|temas?|punto|presente|materia|implementacion|mejora|continua|servicios?|publicos|requerid\w+|todas|han|sido|estan"
    r"|ambas|dichas|estas?|previst\w+|\d+|uno|dos|tres|cuatro|cinco|seis"
)
_SHORT = 80
"""Characters; a text of no more than this that has none of the words describes nothing."""
_ENOUGH = 3
"""Words of their own that a sentence needs before it refers elsewhere."""


def point_describes(
    record: Record,
    *,
    point: str | None = None,
    subject: str,
    patterns: Sequence[str],
    referred: Mapping[str, str] | None = None,
) -> Outcome:
    """Check that some sentence or cell of the point matches one of `patterns` and does not merely refer elsewhere.

    A referral is fine where the matrix of the point that it names (`referred`: point → matrix) has a row that matches.
    Doubt where the point only has pictures, or says something at length in other words.
    """
    where = scope(record, point)
    if where is None:
        yield NotApplicable(reason="No hay punto que comprobar.")
        return
    said = [s for s in sentences(where.text) if fold(s)]
    if any(_describes(sentence, patterns) for sentence in said):
        return
    if not said:
        yield _doubt(where, f"hay una imagen y no se lee si describe {subject}")
        return
    referrals = [s for s in said if _REFERRAL.search(fold(s))]
    matrices = _referred(record, " ".join(referrals), referred or {})
    if referrals and any(_has(table, patterns) for _, table in matrices):
        return
    if not referrals and (sum(len(s) for s in said) > _SHORT or where.pictures):
        yield _doubt(where, f"no se reconoce en él {subject}")
        return
    bare = [f"el punto {number}" for number, _ in matrices]
    elsewhere = f", y {' ni '.join(bare)} tampoco las tiene" if bare else ""
    quote = (referrals or said)[0]
    yield Breach(
        message=f"{at_point(where.number)}no describe {subject}: dice «{shorten(quote, 140)}»{elsewhere}.",
        evidence=quote,
        location=_place(where, quote),
    )


def _describes(sentence: str, patterns: Sequence[str]) -> bool:
    folded = fold(sentence)
    referral = _REFERRAL.search(folded)
    own = folded[: referral.start()] if referral else folded
    if not any(re.search(pattern, own) for pattern in patterns):
        return False
    for pattern in patterns:
        own = re.sub(pattern, " ", own)
    return not referral or len([w for w in words(own) if not _GENERAL.fullmatch(w)]) >= _ENOUGH


def _referred(record: Record, text: str, referred: Mapping[str, str]) -> list[tuple[str, Matrix]]:
    """Return the matrices that a text refers to, by the number of their point or by their name."""
    folded = fold(text)
    named = re.findall(r"\b(?:puntos?|numeral) (\d+)", folded)
    wanted = [number for number, name in referred.items() if number in named or re.search(rf"\b{name}\b", folded)]
    return [(number, table) for number in wanted if (table := record.matrix(referred[number]))]


def _has(table: Matrix, patterns: Sequence[str]) -> bool:
    cells = (fold(value.raw) for row in table.items for value in row.values.values())
    return any(re.search(pattern, text) for text in cells for pattern in patterns)


def _doubt(point: Point, fact: str) -> Breach:
    return Breach(
        message=f"{at_point(point.number)}{fact}: compruébelo.",
        evidence=point.words,
        location=point.location,
        state=State.POR_VERIFICAR,
    )


def _place(point: Point, quote: str) -> Location:
    return next((p.location for p in point.paragraphs() if quote in " ".join(p.printed.split())), point.location)
