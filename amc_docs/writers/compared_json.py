"""The comparison for programs: the object that `schemas/_meta/comparacion.schema.json` describes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from amc_docs.comparison import Comparison, Fate, Followed, Kind, PointChange, Section, Side
from amc_docs.findings import Finding
from amc_docs.writers import Options
from amc_docs.writers.json import TOOL, dumps, place, spot

FORMAT_VERSION = "1"
"""Raised when a key is removed or changes its meaning."""


def render(comparisons: Sequence[Comparison], _options: Options | None = None) -> str:
    """Return the object of one comparison."""
    comparison = comparisons[0]
    return dumps(
        {
            "version": FORMAT_VERSION,
            "herramienta": TOOL,
            "antes": _side(comparison.before),
            "despues": _side(comparison.after),
            "subsanado": comparison.is_cured,
            "resumen": {str(kind): {str(fate): comparison.count(kind, fate) for fate in Fate} for kind in Kind},
            "documentos": [_section(section) for section in comparison.sections],
        }
    ) + "\n"


def _side(side: Side) -> dict[str, Any]:
    return {
        "archivo": side.file,
        "sha256": side.sha256,
        "formato": side.format,
        "dictamen": side.verdict,
        "es_informe": side.is_report,
        "advertencias": list(side.remarks),
    }


def _section(section: Section) -> dict[str, Any]:
    paper = section.after or section.before
    return {
        "tipo": paper.doctype if paper else None,
        "titulo_tipo": paper.doctype_title if paper else None,
        "en_antes": section.before is not None,
        "en_despues": section.after is not None,
        "parte_antes": section.before.number if section.before else None,
        "parte_despues": section.after.number if section.after else None,
        "observaciones": [_followed(row) for row in section.followed],
        "puntos": [_point(point) for point in section.points],
    }


def _followed(row: Followed) -> dict[str, Any]:
    return {
        "clase": str(row.kind),
        "resultado": str(row.fate),
        "regla": row.finding.rule,
        "obligacion": row.finding.obligation,
        "punto": row.finding.point,
        "cita": row.finding.citation,
        "motivo": row.why or None,
        "antes": _finding(row.before) if row.before else None,
        "despues": [_finding(f) for f in row.after],
        "levantados": [spot(s) for s in row.cured],
        "pendientes": [spot(s) for s in row.left],
        "nuevos": [spot(s) for s in row.added],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id or None,
        "regla": finding.rule,
        "estado": str(finding.state),
        "severidad": str(finding.severity),
        "mensaje": finding.message,
        "sugerencia": finding.suggestion,
        "evidencia": finding.evidence,
        "ubicacion": place(finding.location),
    }


def _point(point: PointChange) -> dict[str, Any]:
    return {
        "punto": point.number or None,
        "titulo": point.title,
        "estado_antes": str(point.before) if point.before else None,
        "estado_despues": str(point.after) if point.after else None,
        "textos": [
            {
                "antes": change.before,
                "despues": change.after,
                "contexto_izquierdo": change.left,
                "contexto_derecho": change.right,
                "movido": change.is_moved,
            }
            for change in point.texts
        ],
        "celdas": [
            {
                "tabla": change.table,
                "fila": change.row or None,
                "columna": change.column or None,
                "antes": change.before,
                "despues": change.after,
            }
            for change in point.cells
        ],
    }
