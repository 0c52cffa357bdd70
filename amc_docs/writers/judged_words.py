"""What reports say of the reviewer's decisions: the same words in each."""

from __future__ import annotations

from amc_docs.findings import Finding
from amc_docs.judgements import Decision, Judging
from amc_docs.wording import listed, shorten
from amc_docs.writers.arrangement import plural

_DONE = {
    Decision.ACEPTAR: "aceptado",
    Decision.DESCARTAR: "descartado",
    Decision.CAMBIAR: "redactado",
    Decision.PENDIENTE: "visto",
}


def told(judging: Judging) -> tuple[str, ...]:
    """Return what became of the decisions, a sentence each: what was applied, what waits, what applies no more."""
    who = judging.reviewer or "el revisor"
    when = f", {judging.date}" if judging.date else ""
    done = [plural(judging.applied, "decisión aplicada", "decisiones aplicadas")] if judging.applied else []
    done += [plural(judging.own, "observación propia", "observaciones propias")] if judging.own else []
    done += [plural(judging.pending, "hallazgo sin decidir", "hallazgos sin decidir")] if judging.pending else []
    found = [f"Decisiones de {who} ({judging.file}{when}): {listed(done) or 'ninguna'}."]
    if judging.verified:
        one = len(judging.verified) == 1
        found.append(f"El revisor verificó {'el punto' if one else 'los puntos'} {listed(judging.verified)}.")
    if not judging.is_same:
        found.append("El documento no es el mismo sobre el que se decidió: su contenido cambió después.")
    if judging.to_confirm:
        what = plural(judging.to_confirm, "decisión es", "decisiones son")
        found.append(
            f"{what} sobre otra versión del documento y no cambian el resultado hasta que se confirmen: ejecute "
            "«revisar --decisiones» y responda en «confirmada»."
        )
    found += [
        f"Decisión sin efecto: {row.decision} «{row.about}». Motivo: {row.why}." for row in judging.unused
    ]
    return tuple(found)


def of_finding(finding: Finding) -> str:
    """Return what the reviewer decided of a finding; empty where nothing."""
    judgement = finding.judgement
    if judgement is None:
        return ""
    who = f" por {judgement.reviewer}" if judgement.reviewer else " por el revisor"
    reason = f": {shorten(judgement.reason, 300)}" if judgement.reason else ""
    if judgement.is_own:
        return f"observación de {judgement.reviewer or 'la persona que revisa'}"
    if judgement.to_confirm:
        return f"{_DONE[judgement.decision]}{who} en otra versión del documento, por confirmar{reason}"
    said = f" (el programa decía: {shorten(judgement.said, 200)})" if judgement.said else ""
    return f"{_DONE[judgement.decision]}{who}{reason}{said}"
