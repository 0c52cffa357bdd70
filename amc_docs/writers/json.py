"""The report for programs: the object that `schemas/_meta/informe_revision.schema.json` describes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from amc_docs import __version__
from amc_docs.document import Location
from amc_docs.findings import Finding, FormPlace, Part, PointState, Report, Severity
from amc_docs.writers import Options, Review

FORMAT_VERSION = "1"
"""Raised when a key is removed or changes its meaning."""
TOOL = f"amc-docs {__version__}"


def render(reviews: Sequence[Review], options: Options | None = None) -> str:
    """Return one object, or an array where the user named several files."""
    objects = [as_object(r.report) for r in reviews]
    several = len(objects) != 1 or (options is not None and options.several)
    return dumps(objects if several else objects[0]) + "\n"


def as_object(report: Report) -> dict[str, Any]:
    """Return the report as the contract's object, keys in its order."""
    partes = {"partes": [_part(p, report) for p in report.parts]} if report.parts else {}
    return {
        "version": FORMAT_VERSION,
        "herramienta": TOOL,
        "documento": {
            "archivo": report.file,
            "sha256": report.sha256,
            "formato": report.format,
            "paginas": report.page_count,
            "tipo": report.doctype,
            "titulo_tipo": report.doctype_title,
            "confianza_tipo": round(report.doctype_confidence, 2),
            "candidatos": [{"tipo": name, "confianza": round(score, 2)} for name, score in report.candidates],
        },
        "dictamen": str(report.verdict),
        **partes,
        "puntos": [_point(p) for p in report.points],
        "hallazgos": [_finding(f) for f in report.findings],
        **_judged(report),
        "resumen": {
            "errores": report.count(Severity.ERROR),
            "advertencias": report.count(Severity.ADVERTENCIA),
            "notas": report.count(Severity.NOTA),
            "por_verificar": report.doubts,
        },
        "comprobaciones": [
            {
                "regla": o.rule,
                "obligacion": o.obligation,
                "estado": str(o.state) if o.state else None,
                "motivo": o.reason or None,
                **_of_part(o.part),
            }
            for o in report.outcomes
        ],
        "advertencias": [*report.warnings, *not_whole(report)],
    }


NOT_WHOLE = "No se examinó el documento entero"
"""What the warning begins with that says so: whoever reads a saved report knows it by this."""


def not_whole(report: Report) -> list[str]:
    """Return the warning that not all of a file was examined; nothing where all was."""
    return [f"{NOT_WHOLE}: {report.incomplete}."] if report.incomplete else []


def place(location: Location | None) -> dict[str, Any]:
    """Return a place with all its keys, null where the format cannot tell; rows and columns from 0."""
    there = location or Location()
    return {
        "pagina": there.page,
        "pagina_aproximada": there.approximate_page,
        "tabla": there.table,
        "fila": there.row,
        "columna": there.column,
        "parrafo": there.paragraph,
        "bbox": there.box.as_list() if there.box else None,
    }


def _part(part: Part, report: Report) -> dict[str, Any]:
    about = [f for f in report.findings if f.part == part.number]
    return {
        "parte": part.number,
        "tipo": part.doctype,
        "titulo_tipo": part.doctype_title,
        "titulo": part.title or None,
        "confianza": round(part.confidence, 2),
        "principal": part.is_main,
        "paginas": list(part.pages) if part.pages else None,
        "ubicacion": place(part.location),
        "dictamen": str(part.verdict),
        "hallazgos": len(about),
    }


def _of_part(number: int | None) -> dict[str, int]:
    """Return the key that tells of which document of several something is; nothing where the file is one document."""
    return {"parte": number} if number else {}


def _point(point: PointState) -> dict[str, Any]:
    return {
        "punto": point.number,
        "titulo": point.title,
        "estado": str(point.state),
        "titulo_encontrado": point.found_title,
        "ubicacion": place(point.location),
        **_of_part(point.part),
    }


def _judged(report: Report) -> dict[str, Any]:
    """Return the keys that tell of the reviewer's decisions; none where there are none."""
    judging = report.judging
    if judging is None:
        return {}
    return {
        "descartados": [_finding(f) for f in report.dismissed],
        "decisiones": {
            "archivo": judging.file,
            "revisor": judging.reviewer or None,
            "fecha": judging.date or None,
            "mismo_documento": judging.is_same,
            "aplicadas": judging.applied,
            "propias": judging.own,
            "por_confirmar": judging.to_confirm,
            "pendientes": judging.pending,
            "puntos_verificados": list(judging.verified),
            "sin_efecto": [
                {"sobre": row.about, "decision": str(row.decision), "motivo": row.why} for row in judging.unused
            ],
        },
    }


def spot(place_in_form: FormPlace) -> dict[str, Any]:
    """Return a place as the form has it; null where it has no such part."""
    return {
        "matriz": place_in_form.matrix or None,
        "tabla": place_in_form.table or None,
        "fila": place_in_form.item or None,
        "campo": place_in_form.field or None,
        "columna": place_in_form.column or None,
    }


def _decision(finding: Finding) -> dict[str, Any]:
    judgement = finding.judgement
    if judgement is None:
        return {}
    return {
        "decision": {
            "decision": str(judgement.decision),
            "revisor": judgement.reviewer or None,
            "motivo": judgement.reason or None,
            "por_confirmar": judgement.to_confirm,
            "mensaje_del_programa": judgement.said or None,
            "propia": judgement.is_own,
        }
    }


def _finding(finding: Finding) -> dict[str, Any]:
    main = (finding.location,) if finding.location else ()
    spots = dict(zip((*main, *finding.places), finding.spots, strict=False))
    return {
        "id": finding.id,
        "regla": finding.rule,
        "obligacion": finding.obligation,
        "estado": str(finding.state),
        "severidad": str(finding.severity),
        "punto": finding.point,
        "mensaje": finding.message,
        "sugerencia": finding.suggestion,
        "cita": finding.citation,
        "evidencia": finding.evidence,
        "valor": finding.value,
        "esperado": finding.expected,
        "ubicacion": place(finding.location),
        "ubicaciones": [place(p) for p in finding.places if p != finding.location],
        "lugar": spot(finding.spots[0] if finding.spots else FormPlace()),
        "lugares": [spot(spots.get(p, FormPlace())) for p in finding.places if p != finding.location],
        **_of_part(finding.part),
        **_decision(finding),
    }


def dumps(value: object, indent: int = 0) -> str:
    """Return indented JSON. The standard library cannot write a Decimal as the exact number that it is."""
    inner, outer = " " * (indent + 2), " " * indent
    if isinstance(value, Mapping) and value:
        rows = (f"{inner}{json.dumps(str(k), ensure_ascii=False)}: {dumps(v, indent + 2)}" for k, v in value.items())
        return "{\n" + ",\n".join(rows) + f"\n{outer}}}"
    if isinstance(value, (list, tuple)) and value:
        if all(isinstance(v, (int, float, Decimal, str)) for v in value) and not any(map(_is_long, value)):
            return "[" + ", ".join(dumps(v) for v in value) + "]"
        return "[\n" + ",\n".join(f"{inner}{dumps(v, indent + 2)}" for v in value) + f"\n{outer}]"
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else "null"
    if value is None or isinstance(value, (bool, int, float, str, list, tuple, Mapping)):
        # A lone surrogate, out of a damaged file, cannot be written as UTF-8.
        return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
    return json.dumps(str(value), ensure_ascii=False)


def _is_long(value: object) -> bool:
    return isinstance(value, str) and len(value) > 40
