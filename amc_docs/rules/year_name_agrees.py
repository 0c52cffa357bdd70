"""The official name of the year is that of the year of the document's date."""

from __future__ import annotations

import re
from collections.abc import Mapping

from amc_docs.findings import Breach, Fix, NotApplicable, Severity, State
from amc_docs.record import Record, Value
from amc_docs.rules import Outcome
from amc_docs.wording import containment, fold, likeness, shorten

_SAME = 0.85
_SAME_WORDS = 0.75
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_JANUARY = re.compile(r"\bene(ro)?\b|[/.-]\s?0?1\s?[/.-]")


def year_name_agrees(
    record: Record, *, point: str | None = None, name: str, date: str, names: Mapping[str, str], needed: bool = True
) -> Outcome:
    """Check the value `name` against the official `names`, year → name, by the year of the value `date`.

    The name of another year is a breach, words that are no year's name a doubt. Where no name is written, and such
    documents need one, that is a note: it often is part of a picture. Nothing is said of a year that is not in the
    table, nor in January of the name of the year before: the new one is decreed during that month.
    """
    dated = record.values.get(f"/{date}")
    year = next(iter(_YEAR.findall(dated.raw)[-1:]), "") if dated else ""
    if dated is None or year not in names:
        yield NotApplicable(reason="No se conoce el nombre oficial del año de la fecha, o el documento no la lleva.")
        return
    said = record.values.get(f"/{name}")
    if said is None or said.is_blank:
        if needed:
            yield _silent(dated, year, names)
        return
    if _is_same(said.raw, names[year]):
        return
    other = next((y for y, official in names.items() if y != year and _is_same(said.raw, official)), None)
    if other == str(int(year) - 1) and _JANUARY.search(dated.raw.casefold()):
        return
    yield _wrong(said, dated, names[year], other)


def _is_same(said: str, official: str) -> bool:
    if likeness(said, official) >= _SAME or fold(said).startswith(fold(official)):
        return True
    return min(containment(said, official), containment(official, said)) >= _SAME_WORDS


def _silent(dated: Value, year: str, names: Mapping[str, str]) -> Breach:
    return Breach(
        message=f"No se lee el nombre oficial del año {year}; puede estar en la imagen del membrete.",
        evidence=dated.raw,
        location=dated.location,
        severity=Severity.NOTA,
        expected=names[year],
    )


def _wrong(said: Value, dated: Value, official: str, other: str | None) -> Breach:
    of_other = f", que es el nombre de {other}" if other else ", que no es el nombre oficial de ese año"
    return Breach(
        message=f"Lleva fecha «{shorten(dated.raw, 60)}» y dice «{shorten(said.raw, 120)}»{of_other}.",
        evidence=f"«{said.raw}» / «{dated.raw}»",
        location=said.location,
        places=(dated.location,),
        state=State.INCUMPLE if other else State.POR_VERIFICAR,
        value=said.raw,
        expected=official,
        fixes=(Fix(location=said.location, before=said.raw, after=_in_case_of(official, said.raw)),),
    )


def _in_case_of(official: str, said: str) -> str:
    return official.upper() if said.isupper() else official
