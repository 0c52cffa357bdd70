"""One document bears one date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from amc_docs.findings import Breach, State
from amc_docs.record import Mention, Record
from amc_docs.rules import Outcome
from amc_docs.wording import fold, shorten

_PAPER = re.compile(
    r"\b(?P<kind>Oficio|Informe|Carta|Memor[aá]nd(?:o|um)|Acta|Directiva|Ley|Decreto|Resoluci[oó]n|Ordenanza|Convenio"
    r"|D\.?\s?S\.?|R\.?\s?M\.?|R\.?\s?S\.?\s?D\.?)(?P<words>(?:\s+[A-Za-zÁÉÍÓÚÑáéíóúñ]+){0,6}?)\s*"
    r"(?:N\s*[°º.oO]*\s*|Nro\.?\s*|№\s*)?(?P<number>\d{1,6}(?:\s?[-–/]\s?[\w.]+)*)"
    r"(?P<link>[\s,;(]*(?:de\s+fecha|del?|con\s+fecha|fechad[oa]|emitid[oa]|suscrit[oa]|d[ií]a|el|,|\s)*)$",
    re.I,
)
"""A numbered paper right before a date; the date of a publication is another one and has another link."""
_EVENT = re.compile(
    r"\b(?:el|del|al)\s+(?P<name>(?:taller|encuentro|foro|convenio|concurso)(?:\s+(?!del?\b)[a-záéíóúñ]+){1,4})"
    r"\s*,?\s*(?:(?:realizado|llevado a cabo|suscrito|efectuado)\s+el(?:\s+d[ií]a)?|del(?:\s+d[ií]a)?|de\s+fecha)\s*$",
    re.I,
)
"""An event by its definite name of two words or more; meetings and visits are many, and no matter."""

Dated = tuple[Mention, str]


def dates_agree(
    record: Record,
    *,
    point: str | None = None,
) -> Outcome:
    """Check that one letter or norm, by kind and full number, or one event, is given the same date each time.

    Only a date that stands right after the paper's number is its date. Two dates of an event named alike («el taller
    macrorregional del 12 de febrero») are a doubt: there may have been two. Silent on what is dated once.
    """
    papers: dict[str, list[Dated]] = {}
    events: dict[str, list[Dated]] = {}
    for mention in record.mentions:
        if mention.kind == "date" and isinstance(mention.value, date):
            for key, literal in _paper(mention):
                papers.setdefault(key, []).append((mention, literal))
            for key, literal in _event(mention):
                events.setdefault(key, []).append((mention, literal))
    for dated in papers.values():
        yield from _disagreement(dated, State.INCUMPLE)
    for dated in events.values():
        yield from _disagreement(dated, State.POR_VERIFICAR)


def _disagreement(dated: Sequence[Dated], state: State) -> Iterator[Breach]:
    (first, literal), *others = dated
    different = [m for m, _ in others if m.value != first.value]
    if not different:
        return
    second = different[0]
    yield Breach(
        message=f"«{literal}» lleva dos fechas: {first.raw}{_at(first)} y {second.raw}{_at(second)}.",
        evidence=f"«{shorten(first.context, 140)}» / «{shorten(second.context, 140)}»",
        location=second.location,
        places=(first.location, *(m.location for m in different[1:])),
        point=second.point or first.point,
        state=state,
        value=second.raw,
        expected=first.raw,
    )


def _paper(mention: Mention) -> Iterator[tuple[str, str]]:
    """Yield key and literal of the paper that a date belongs to, where one stands right before it."""
    before = mention.context.partition(mention.raw)[0]
    found = _PAPER.search(before[-160:])
    if found and len(found["number"]) >= 3:
        number = re.sub(r"\b0+(?=\d)", "", fold(found["number"]))
        literal = before[-160:][found.start() : found.end("number")]
        yield f"{fold(found['kind'])} {number}", literal


def _event(mention: Mention) -> Iterator[tuple[str, str]]:
    """Yield key and literal of the event that a date belongs to, where a definite name stands right before it."""
    before = mention.context.partition(mention.raw)[0]
    if found := _EVENT.search(before):
        yield fold(found["name"]), found["name"]


def _at(mention: Mention) -> str:
    return f" (punto {mention.point})" if mention.point else ""
