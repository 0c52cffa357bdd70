"""The informe de levantamiento de observaciones as a Word file: facts; its sentences stand in the template."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from amc_docs import letterhead
from amc_docs.comparison import Comparison, Fate, Kind, Side
from amc_docs.letterhead import Finished, Gaps, finished
from amc_docs.settings import Settings
from amc_docs.wording import shorten
from amc_docs.writers import compared_words as words
from amc_docs.writers.json import TOOL

MOST = 40
"""Changes of one point that the annex tells; the other formats tell all."""
_DONE = (Fate.LEVANTADA, Fate.RETIRADA)


def informe(
    comparison: Comparison,
    settings: Settings,
    day: date,
    *,
    number: int | None = None,
    reference: str = "",
    term: str = "",
    prose: Callable[[str], str] = str,
) -> Finished:
    """Return the informe; BadTemplateError where the office's own template is wrong.

    `reference` is the letter that the second version came with, `term` how long the entity has for what is left; empty:
    a gap. `prose` makes of what the program tells its user what an informe says.
    """
    gaps = Gaps()
    observed = comparison.count
    told = {
        **letterhead.heading(settings, day, gaps),
        "numero": letterhead.number(settings, "numero_informe", number, day, gaps),
        "dirigido_a": letterhead.person(settings.superior, "superior", gaps),
        "firmante": letterhead.person(settings.signatory, "firmante", gaps),
        "referencia": gaps.or_mark(reference, "referencia"),
        "plazo": "" if comparison.is_cured else gaps.or_mark(term or settings.term, "plazo"),
        "herramienta": TOOL,
        "tipo": " y ".join(dict.fromkeys(paper.doctype_title for paper in comparison.after.papers)),
        "antes": _side(comparison.before),
        "despues": _side(comparison.after),
        "mismo_archivo": comparison.is_same_file,
        "advertencias": list(words.remarks(comparison)),
        "subsanado": comparison.is_cured,
        "total": {
            "formuladas": sum(observed(Kind.OBSERVACION, fate) for fate in Fate if fate is not Fate.NUEVA),
            "retiradas": observed(Kind.OBSERVACION, Fate.RETIRADA),
        },
        "resumen": words.tally(comparison, Kind.OBSERVACION) or words.conclusion(comparison).rstrip("."),
        **_entries(words.entries(comparison), prose),
        "cambios": _changes(comparison),
    }
    return finished(settings, "plantilla_levantamiento", "levantamiento.docx", told, gaps)


def _side(side: Side) -> dict[str, Any]:
    return {"nombre": side.file, "sha256": side.sha256, "es_informe": side.is_report}


def _entries(entries: Sequence[words.Entry], prose: Callable[[str], str]) -> dict[str, Any]:
    """Return the findings as the template's lists: all observations, those not cured, doubts, dismissed ones."""
    observed = [e for e in entries if e.row.kind is Kind.OBSERVACION or e.row.is_open]
    doubts = [e for e in entries if e.row.kind is Kind.DUDA and e.row.fate not in _DONE]
    dismissed = [e for e in entries if e.row.kind is Kind.DESCARTADA or e.row.fate is Fate.RETIRADA]
    return {
        "observaciones": [_entry(e, prose) for e in observed],
        "pendientes": [_entry(e, prose) for e in observed if e.row.fate not in _DONE],
        "dudas": [_entry(e, prose) for e in doubts],
        "descartadas": [_entry(e, prose) for e in dismissed],
    }


def _entry(entry: words.Entry, prose: Callable[[str], str]) -> dict[str, str]:
    row = entry.row
    told = dict(words.details(entry))
    reasons = (f.judgement.reason for f in (row.before, *row.after) if f and f.judgement)
    return {
        "numero": str(entry.number),
        "punto": entry.heading,
        "mensaje": prose(entry.message),
        "resultado": entry.fate,
        "ahora": prose(told.get("Ahora", "")),
        "levantado": told.get("Levantado", ""),
        "falta": told.get("Falta", ""),
        "tambien": told.get("También en", ""),
        "ubicacion": words.where(row.after or ([row.before] if row.before else [])),
        "motivo": " ".join(dict.fromkeys(filter(None, (row.why, *reasons)))),
        "sustento": row.finding.citation,
        "como": prose(entry.remedy or row.finding.suggestion),
    }


def _changes(comparison: Comparison) -> list[dict[str, Any]]:
    several = len(comparison.sections) > 1
    found = []
    for section, point in words.changed(comparison):
        told = [words.of_text(change) for change in point.texts]
        told += [f"Tabla «{shorten(change.table, 60)}». {words.of_cell(change)}" for change in point.cells]
        more = len(told) - MOST
        if more > 0:
            told[MOST:] = [f"Y {more} cambios más, que están en la comparación en Excel o HTML."]
        found.append({"punto": words.point_name(point, section, several=several), "cambios": told})
    return found
