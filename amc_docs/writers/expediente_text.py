"""The report on a folder for a terminal: 80 columns, complete without colour and when piped."""

from __future__ import annotations

from collections.abc import Sequence

from amc_docs.dossier import Delivery, Dossier, Judged, PhaseState
from amc_docs.findings import State
from amc_docs.wording import shorten, shown
from amc_docs.writers import Options
from amc_docs.writers import arrangement as shared
from amc_docs.writers import expediente_words as words
from amc_docs.writers.page import Page
from amc_docs.writers.text import VERDICT_STYLES

STATE_STYLES = {
    PhaseState.CON_EVIDENCIA: "green",
    PhaseState.POR_VERIFICAR: "yellow",
    PhaseState.SIN_EVIDENCIA: "dim",
}
WORDS = 200


def render(dossiers: Sequence[Dossier], options: Options) -> str:
    """Return the report on the one folder; a line where `quiet`."""
    dossier = dossiers[0]
    if options.quiet:
        return f"{shown(dossier.folder)}: {shared.VERDICTS[dossier.verdict]} ({words.tally(dossier)})\n"
    return _Page(options).report(dossier)


class _Page(Page):
    def report(self, dossier: Dossier) -> str:
        """Write the whole report and return it."""
        self.put(shown(dossier.folder), style="bold")
        self.put(f"{dossier.title} · {shared.plural(len(dossier.filings), 'documento', 'documentos')}", indent=2)
        self.put(words.tally(dossier), indent=2)
        self.title("FASES DE LA RUTA METODOLÓGICA")
        for phase in dossier.phases:
            self._phase(phase)
        self._contradictions(dossier)
        self._sendings(dossier)
        self._documents(dossier)
        if dossier.unread:
            self.title("ARCHIVOS QUE NO SE LEYERON")
            for file, reason in dossier.unread:
                self.put(f"· {shown(file)}: {shown(reason)}", indent=2, hanging=2)
        self.title("DICTAMEN")
        self.put(shared.VERDICTS[dossier.verdict].upper(), indent=2, style=VERDICT_STYLES[dossier.verdict])
        self.put(words.conclusion(dossier), indent=2)
        code = shared.EXIT_CODES[dossier.verdict]
        self.put(f"Código de salida {int(code)}: {shared.VERDICTS[dossier.verdict]}.", indent=2, style="dim")
        return self.text()

    def _phase(self, phase: Judged) -> None:
        state = words.PHASE_STATES[phase.state]
        style = "red" if phase.is_gap else STATE_STYLES[phase.state]
        name = f"{phase.clause}  {phase.name}"
        dots = self.paint("." * max(2, self.options.width - len(name) - len(state) - 6), "dim")
        mark = self.paint(words.symbol(phase), style)
        self.lines.append(f"  {mark} {name} {dots} {self.paint(state, style)}")
        for filing, evidence in phase.proofs:
            self.put(f"{evidence.what}: {shown(words.where(filing, evidence.location))}", indent=11, hanging=2)
            self.put(f"«{shown(shorten(evidence.words, WORDS))}»", indent=13, style="dim")
        if phase.reason:
            self.put(f"Pide: {phase.asks} {phase.reason}", indent=11)

    def _contradictions(self, dossier: Dossier) -> None:
        if not dossier.contradictions:
            return
        self.title("CONTRADICCIONES ENTRE LOS DOCUMENTOS")
        for number, item in enumerate(dossier.contradictions, 1):
            word = "" if item.state is State.INCUMPLE else "VERIFICAR  "
            self.put(f"{number}. {word}{shown(item.message)}", indent=2, hanging=3)
            for place in item.places:
                self.put(shown(words.where(place.filing, place.location)), indent=5, style="dim")
                self.put(f"«{shown(shorten(place.words, WORDS))}»", indent=7)

    def _sendings(self, dossier: Dossier) -> None:
        if not dossier.sendings:
            return
        self.title("LO QUE LOS OFICIOS DICEN REMITIR")
        for row in dossier.sendings:
            mark = {Delivery.ESTA: "✔", Delivery.OTRO: "✘", Delivery.NO_ESTA: "?"}[row.delivery]
            letter = shown(words.where(row.letter, row.sent.location))
            self.put(f"{mark} «{shown(row.sent.words)}» ({letter}). {shown(words.sending(row))}", indent=2, hanging=2)

    def _documents(self, dossier: Dossier) -> None:
        self.title("DOCUMENTOS DE LA CARPETA")
        for filing in dossier.filings:
            about = [filing.doctype_title, shown(filing.title) if filing.title else "", _reviewed(filing.verdict)]
            pages = f", páginas {filing.pages[0]} a {filing.pages[1]}" if filing.pages else ""
            self.put(f"· {shown(words.where(filing))}{pages}", indent=2, hanging=2)
            self.put(" · ".join(filter(None, about)), indent=6, style="dim")


def _reviewed(verdict: object) -> str:
    return f"revisado por sí solo: {str(verdict).replace('_', ' ')}"
