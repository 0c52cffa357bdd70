"""One of the two versions: a document just reviewed, or the report that was saved of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from amc_docs.comparison import Paper, Side
from amc_docs.document import Box, Location
from amc_docs.findings import Finding, FormPlace, PointState, RuleOutcome, Severity, State
from amc_docs.judgements import Decision, Judgement
from amc_docs.writers import Review
from amc_docs.writers.json import NOT_WHOLE, not_whole


def of_review(review: Review) -> Side:
    """Return a version that was just reviewed."""
    report = review.report
    parts = review.parts or (review,)
    numbers = [p.number for p in report.parts] if report.parts else [None]
    return Side(
        file=report.file,
        sha256=report.sha256,
        format=report.format,
        verdict=str(report.verdict),
        papers=tuple(_paper(one, n, review) for n, one in zip(numbers, parts, strict=True)),
        is_incomplete=bool(report.incomplete),
        remarks=(*report.warnings, *not_whole(report)),
    )


def _paper(one: Review, number: int | None, whole: Review) -> Paper:
    part = next((p for p in whole.report.parts if p.number == number), None)
    report = one.report
    return Paper(
        number=number,
        doctype=report.doctype,
        doctype_title=report.doctype_title,
        title=part.title if part else "",
        findings=report.findings,
        dismissed=report.dismissed,
        points=report.points,
        outcomes={o.rule: o for o in report.outcomes},
        record=one.record,
        titles=one.doctype.matrix_titles,
    )


def from_report(report: Mapping[str, Any]) -> Side:
    """Return a version of which the report was saved: an object of `revisar --formato json`, checked by its schema.

    What an older edition of the program did not write is empty.
    """
    document = report["documento"]
    parts = report.get("partes") or [None]
    remarks = tuple(report["advertencias"])
    return Side(
        file=document["archivo"],
        sha256=document["sha256"],
        format=document["formato"],
        verdict=report["dictamen"],
        papers=tuple(_saved(report, part) for part in parts),
        is_report=True,
        is_incomplete=any(remark.startswith(NOT_WHOLE) for remark in remarks),
        remarks=remarks,
    )


def _saved(report: Mapping[str, Any], part: Mapping[str, Any] | None) -> Paper:
    number = part["parte"] if part else None
    about = part or report["documento"]
    return Paper(
        number=number,
        doctype=about["tipo"],
        doctype_title=about["titulo_tipo"],
        title=(part["titulo"] or "") if part else "",
        findings=tuple(_finding(f) for f in _of(report["hallazgos"], number)),
        dismissed=tuple(_finding(f) for f in _of(report.get("descartados", ()), number)),
        points=tuple(_point(p) for p in _of(report["puntos"], number)),
        outcomes={o.rule: o for o in map(_outcome, _of(report["comprobaciones"], number))},
        titles={},
    )


def _of(rows: Any, number: int | None) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 (an array of JSON)
    yield from (row for row in rows if row.get("parte") == number)


def _finding(row: Mapping[str, Any]) -> Finding:
    judged = row.get("decision")
    return Finding(
        id=row.get("id", ""),
        rule=row["regla"],
        obligation=row["obligacion"],
        state=State(row["estado"]),
        severity=Severity(row["severidad"]),
        point=row["punto"],
        message=row["mensaje"],
        suggestion=row["sugerencia"],
        citation=row["cita"],
        evidence=row["evidencia"],
        value=row["valor"],
        expected=row["esperado"],
        location=_location(row["ubicacion"]),
        places=tuple(filter(None, map(_location, row["ubicaciones"]))),
        spots=tuple(_spot(s) for s in (row.get("lugar"), *row.get("lugares", ())) if s),
        part=row.get("parte"),
        judgement=Judgement(
            decision=Decision(judged["decision"]),
            reviewer=judged["revisor"] or "",
            reason=judged["motivo"] or "",
            to_confirm=judged["por_confirmar"],
            is_own=judged["propia"],
        )
        if judged
        else None,
    )


def _spot(row: Mapping[str, Any]) -> FormPlace:
    names = ("matriz", "tabla", "fila", "campo", "columna")
    matrix, table, item, field, column = (row[name] or "" for name in names)
    return FormPlace(matrix=matrix, table=table, item=item, field=field, column=column)


def _location(row: Mapping[str, Any]) -> Location | None:
    box = row["bbox"]
    found = Location(
        page=row["pagina"],
        approximate_page=row["pagina_aproximada"],
        table=row["tabla"],
        row=row["fila"],
        column=row["columna"],
        paragraph=row["parrafo"],
        box=Box(left=box[0], top=box[1], right=box[2], bottom=box[3]) if box else None,
    )
    return None if found == Location() else found


def _point(row: Mapping[str, Any]) -> PointState:
    return PointState(
        number=row["punto"],
        title=row["titulo"],
        state=State(row["estado"]),
        found_title=row["titulo_encontrado"],
        location=_location(row["ubicacion"]),
    )


def _outcome(row: Mapping[str, Any]) -> RuleOutcome:
    return RuleOutcome(
        rule=row["regla"],
        obligation=row["obligacion"],
        state=State(row["estado"]) if row["estado"] else None,
        reason=row["motivo"] or "",
    )
