"""The comparison for a terminal: 80 columns, complete without colour and when piped."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from amc_docs.comparison import Comparison, Fate, Kind
from amc_docs.wording import shorten, shown
from amc_docs.writers import Options
from amc_docs.writers import compared_words as words
from amc_docs.writers.arrangement import plural
from amc_docs.writers.page import Page

STYLES = {
    Fate.LEVANTADA: "green",
    Fate.PARCIAL: "yellow",
    Fate.PERSISTE: "red",
    Fate.NUEVA: "red",
    Fate.POR_VERIFICAR: "yellow",
    Fate.RETIRADA: "dim",
}
MOST = 12
"""Changes of one point that are shown; `-v` shows all, as the other formats do."""


def render(comparisons: Sequence[Comparison], options: Options) -> str:
    """Return the report on two versions; one line where `quiet`."""
    comparison = comparisons[0]
    if options.quiet:
        return f"{shown(comparison.after.file)}: {words.tally(comparison, Kind.OBSERVACION) or 'sin observaciones'}\n"
    return _Page(options).report(comparison)


class _Page(Page):
    """The page of one comparison."""

    def report(self, comparison: Comparison) -> str:
        """Write the whole report and return it."""
        for label, side in (("Antes", comparison.before), ("Después", comparison.after)):
            kind = " y ".join(dict.fromkeys(paper.doctype_title for paper in side.papers))
            saved = ", según su informe" if side.is_report else ""
            self.put(f"{label}:{' ' * (9 - len(label))}{shown(side.file)} ({kind}{saved})", hanging=10, style="bold")
        for kind in Kind:
            if told := words.tally(comparison, kind):
                self.put(f"{words.KINDS[kind]}: {told}", indent=2, hanging=2)
        self._followed(comparison)
        self._changes(comparison)
        self._remarks(comparison)
        self.title("RESULTADO")
        self.gap()
        self.put(words.conclusion(comparison), indent=2)
        code = f"Código de salida {int(words.exit_code(comparison))}: {words.exit_words(comparison)}."
        self.put(code, indent=2, hanging=2, style="dim")
        return self.text()

    def _followed(self, comparison: Comparison) -> None:
        kinds = tuple(Kind) if self.options.detailed else (Kind.OBSERVACION, Kind.DUDA, Kind.DESCARTADA)
        for kind, group in groupby(words.entries(comparison, kinds), key=lambda entry: entry.row.kind):
            self.title(words.KINDS[kind].upper())
            heading = ""
            for entry in group:
                self.gap()
                if entry.heading != heading:
                    heading = entry.heading
                    self.put(heading, style="bold")
                self._entry(entry)

    def _entry(self, entry: words.Entry) -> None:
        """Write what became of a finding; of what is done, or goes on as before, only that."""
        word = entry.fate.upper()
        first = self.numbered(entry.number, f"{word}  {entry.message}")
        self.lines[first] = self.lines[first].replace(word, self.paint(word, STYLES[entry.look]), 1)
        done = entry.row.fate in (Fate.LEVANTADA, Fate.RETIRADA)
        is_brief = done or (entry.row.kind is Kind.DUDA and entry.row.fate is Fate.PERSISTE)
        for label, text in words.details(entry):
            if not is_brief or label in ("Dónde", "Antes en", "Motivo") or self.options.detailed:
                self.labelled(label, text)

    def _changes(self, comparison: Comparison) -> None:
        several = len(comparison.sections) > 1
        found = list(words.changed(comparison))
        if not found:
            return
        self.title("QUÉ CAMBIÓ EN EL CONTENIDO")
        for section, point in found:
            self.gap()
            self.put(words.point_name(point, section, several=several), style="bold")
            told = [words.of_text(change) for change in point.texts]
            told += [f"Tabla «{shorten(change.table, 60)}». {words.of_cell(change)}" for change in point.cells]
            most = len(told) if self.options.detailed else MOST
            for line in told[:most]:
                self.put(f"· {shown(line)}", indent=2, hanging=2)
            if len(told) > most:
                rest = plural(len(told) - most, "cambio", "cambios")
                self.put(f"… y {rest} más (con -v, todos).", indent=2, style="dim")

    def _remarks(self, comparison: Comparison) -> None:
        if remarks := words.remarks(comparison):
            self.title("TENGA EN CUENTA")
            self.gap()
            for remark in remarks:
                self.put(f"· {shown(remark)}", indent=2, hanging=2)
