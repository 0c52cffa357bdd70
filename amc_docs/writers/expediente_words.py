"""The words that all reports on a folder share."""

from __future__ import annotations

from amc_docs.document import Location
from amc_docs.dossier import Delivery, Dossier, Filing, Judged, PhaseState, Sending
from amc_docs.findings import Verdict
from amc_docs.wording import listed
from amc_docs.writers import arrangement as shared

PHASE_STATES = {
    PhaseState.CON_EVIDENCIA: "con evidencia",
    PhaseState.POR_VERIFICAR: "por verificar",
    PhaseState.SIN_EVIDENCIA: "sin evidencia",
}
SYMBOLS = {PhaseState.CON_EVIDENCIA: "✔", PhaseState.POR_VERIFICAR: "?", PhaseState.SIN_EVIDENCIA: "✘"}
NOT_YET = "–"
"""The symbol of a phase without evidence that no later one has either."""
DELIVERIES = {Delivery.ESTA: "está", Delivery.OTRO: "hay otro en su lugar", Delivery.NO_ESTA: "no está en la carpeta"}


def symbol(phase: Judged) -> str:
    """Return the sign of a phase's state."""
    is_early = phase.state is PhaseState.SIN_EVIDENCIA and not phase.is_gap
    return NOT_YET if is_early else SYMBOLS[phase.state]


def where(filing: Filing, location: Location | None = None) -> str:
    """Return a place in the folder as people say it: `carta.pdf, parte 2, página 3`."""
    part = f"parte {filing.part}" if filing.part else ""
    return ", ".join(filter(None, (filing.file, part, shared.place(location))))


def tally(dossier: Dossier) -> str:
    """Return `9 fases: 5 con evidencia · 1 por verificar · 3 sin evidencia`."""
    counts = [(state, sum(p.state is state for p in dossier.phases)) for state in PHASE_STATES]
    told = " · ".join(f"{n} {PHASE_STATES[state]}" for state, n in counts if n)
    return f"{shared.plural(len(dossier.phases), 'fase', 'fases')}: {told}"


def sending(row: Sending) -> str:
    """Return what became of a thing sent, in one sentence."""
    if row.found is None:
        return "La carpeta no lo contiene: pídalo o ubíquelo."
    there = where(row.found, row.found.location)
    if row.delivery is Delivery.ESTA:
        return f"Está: {there}."
    name = row.found.name.literal if row.found.name else row.found.title
    return f"En su lugar está «{name}» ({there})."


def conclusion(dossier: Dossier) -> str:
    """Return what the verdict on the folder means, in one or two sentences."""
    gaps = [p.name for p in dossier.phases if p.is_gap]
    early = [p.name for p in dossier.phases if p.state is PhaseState.SIN_EVIDENCIA and not p.is_gap]
    doubts = [p.name for p in dossier.phases if p.state is PhaseState.POR_VERIFICAR]
    told = []
    if gaps:
        told.append(f"La carpeta no contiene la evidencia de {listed(gaps)}, y sí la de fases posteriores.")
    if others := sum(s.delivery is Delivery.OTRO for s in dossier.sendings):
        told.append(f"En {shared.plural(others, 'remisión', 'remisiones')} hay otro documento en lugar del remitido.")
    if count := len(dossier.contradictions):
        told.append(f"Hay {shared.plural(count, 'contradicción', 'contradicciones')} entre los documentos.")
    if doubts:
        told.append(f"Una persona debe verificar {listed(doubts)}.")
    if absent := sum(s.delivery is Delivery.NO_ESTA for s in dossier.sendings):
        many = shared.plural(absent, "documento remitido no está", "documentos remitidos no están")
        told.append(f"{many} en la carpeta.")
    if early:
        told.append(f"Todavía sin evidencia en la carpeta: {listed(early)}.")
    if dossier.unread:
        told.append(f"{shared.plural(len(dossier.unread), 'archivo no se pudo', 'archivos no se pudieron')} leer.")
    if dossier.verdict is Verdict.CONFORME:
        told.append("La carpeta contiene la evidencia de las nueve fases, y sus documentos no se contradicen.")
    return " ".join(told)
