"""The report on a folder for programs: the object that `schemas/_meta/informe_expediente.schema.json` describes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from amc_docs.dossier import Contradiction, Dossier, Filing, Judged, PhaseState, Sending
from amc_docs.writers import Options
from amc_docs.writers import expediente_words as words
from amc_docs.writers.json import FORMAT_VERSION, TOOL, dumps, place


def render(dossiers: Sequence[Dossier], _options: Options | None = None) -> str:
    """Return the one dossier as JSON."""
    return dumps(as_object(dossiers[0])) + "\n"


def as_object(dossier: Dossier) -> dict[str, Any]:
    """Return everything that is known of the folder."""
    return {
        "version": FORMAT_VERSION,
        "herramienta": TOOL,
        "expediente": {"carpeta": dossier.folder, "norma": dossier.norm, "documentos": len(dossier.filings)},
        "dictamen": str(dossier.verdict),
        "conclusion": words.conclusion(dossier),
        "fases": [_phase(n, p) for n, p in enumerate(dossier.phases, 1)],
        "documentos": [_document(f) for f in dossier.filings],
        "remisiones": [_sending(s) for s in dossier.sendings],
        "contradicciones": [_contradiction(c) for c in dossier.contradictions],
        "no_leidos": [{"archivo": file, "motivo": reason} for file, reason in dossier.unread],
        "resumen": {str(s): sum(p.state is s for p in dossier.phases) for s in PhaseState},
    }


def _phase(number: int, phase: Judged) -> dict[str, Any]:
    return {
        "numero": number,
        "fase": phase.name,
        "numeral": phase.clause,
        "pide": phase.asks,
        "estado": str(phase.state),
        "antes_de_otra": phase.is_gap,
        "motivo": phase.reason or None,
        "evidencias": [
            {**_in(filing), "que": e.what, "palabras": e.words, "segura": e.is_sure, "ubicacion": place(e.location)}
            for filing, e in phase.proofs
        ],
    }


def _in(filing: Filing) -> dict[str, Any]:
    return {"archivo": filing.file, "parte": filing.part}


def _document(filing: Filing) -> dict[str, Any]:
    return {
        **_in(filing),
        "tipo": filing.doctype,
        "titulo_tipo": filing.doctype_title,
        "confianza": round(filing.confidence, 2),
        "titulo": filing.title or None,
        "nombre": filing.name.literal if filing.name else None,
        "fecha": filing.date.raw if filing.date else None,
        "paginas": list(filing.pages) if filing.pages else None,
        "dictamen": str(filing.verdict),
        "por_subsanar": filing.breaches,
        "por_verificar": filing.doubts,
        "advertencias": list(filing.warnings),
    }


def _sending(sending: Sending) -> dict[str, Any]:
    return {
        **_in(sending.letter),
        "remite": sending.sent.words,
        "palabras": sending.sent.context,
        "ubicacion": place(sending.sent.location),
        "estado": str(sending.delivery),
        "hallado": _in(sending.found) if sending.found else None,
    }


def _contradiction(contradiction: Contradiction) -> dict[str, Any]:
    return {
        "sobre": contradiction.about,
        "mensaje": contradiction.message,
        "estado": str(contradiction.state),
        "lugares": [
            {**_in(at.filing), "palabras": at.words, "ubicacion": place(at.location)} for at in contradiction.places
        ],
    }
