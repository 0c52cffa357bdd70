"""The report for a terminal: 80 columns, complete without colour and when piped."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from amc_docs.findings import PointState, Report, Severity, State, Verdict
from amc_docs.wording import is_numbered, shorten, shown
from amc_docs.writers import Options, Review, judged_words
from amc_docs.writers import arrangement as shared
from amc_docs.writers.page import Page

STATE_STYLES = {
    State.CUMPLE: "green",
    State.INCUMPLE: "red",
    State.POR_VERIFICAR: "yellow",
    State.NO_APLICA: "dim",
}
SEVERITY_STYLES = {Severity.ERROR: "red", Severity.ADVERTENCIA: "yellow", Severity.NOTA: "cyan"}
VERDICT_STYLES = {Verdict.CONFORME: "green", Verdict.CON_OBSERVACIONES: "red", Verdict.NO_VERIFICABLE: "yellow"}
EVIDENCE_LENGTH = 240
SLIGHT = 0.05
"""Likeness to another type below which it is not worth a word."""


def render(reviews: Sequence[Review], options: Options) -> str:
    """Return the reports one after the other; one line each where `quiet`."""
    if options.quiet:
        return "".join(f"{shared.summary(r.report)}\n" for r in reviews)
    return "\n\n".join(_Page(options).report(r) for r in reviews)


class _Page(Page):
    """The page of one report."""

    def report(self, review: Review) -> str:
        """Write the whole report and return it."""
        report, groups = review.report, shared.arrange(review.report)
        self._heading(review)
        self._points(review)
        self._groups("OBSERVACIONES", groups.observations)
        self._groups("POR VERIFICAR: lo debe juzgar una persona", groups.doubts)
        self._groups("NOTAS: no cambian el dictamen", groups.notes)
        self._dismissed(report)
        self._remarks("DECISIONES DEL REVISOR", judged_words.told(report.judging) if report.judging else ())
        skipped = [f"{reason} ({', '.join(rules)})." for reason, rules in shared.unchecked(report)]
        self._remarks("COMPROBACIONES QUE NO SE HICIERON", skipped)
        self._remarks("ADVERTENCIAS DE LA LECTURA", report.warnings)
        if self.options.detailed:
            self._checks(report)
        self._verdict(report)
        return self.text()

    def _heading(self, review: Review) -> None:
        report = review.report
        self.put(shown(report.file), style="bold")
        facts = [shared.kind(report)]
        facts += [shared.plural(report.page_count, "página", "páginas")] if report.page_count else []
        self.put(" · ".join(facts), indent=2)
        self._parts(report)
        if not review.parts:
            self._note(review)
        if report.candidates and report.doctype_confidence < 1:
            others = [f"{name} ({score:.0%})" for name, score in report.candidates[:3] if score >= SLIGHT]
            if others:
                self.put(f"También se parece a: {', '.join(others)}", indent=2, style="dim")

    def _note(self, review: Review) -> None:
        if review.doctype.note:
            self.gap()
            self.put(review.doctype.note, indent=2)

    def _parts(self, report: Report) -> None:
        """Say which documents the file holds, one line each."""
        if not report.parts:
            return
        self.put(f"El archivo contiene {len(report.parts)} documentos; cada uno se revisó según su tipo:", indent=2)
        for part in report.parts:
            facts = [part.doctype_title, shown(part.title), shared.part_place(part)]
            facts += ["documento principal"] if part.is_main else []
            self.put(f"{part.number}. {' · '.join(filter(None, facts))}", indent=4, hanging=3)

    def _points(self, review: Review) -> None:
        report = review.report
        for part in report.parts or (None,):
            points = [p for p in report.points if p.part == (part.number if part else None)]
            if part:
                self.title(f"{shared.part_name(part).upper()} · {shared.VERDICTS[part.verdict]}")
                self._note(review.parts[part.number - 1])
            if points:
                self.gap()
                self.put(shared.tally(points), style="bold")
                self.gap()
            for point in points:
                self._point(point)

    def _point(self, point: PointState) -> None:
        """Write a line for a point; a part without number goes by its title alone."""
        state = shared.STATES[point.state]
        number = f"{point.number:>3}  " if is_numbered(point.number) else ""
        room = self.options.width - len(state) - 8 - len(number)
        title = wrap(point.title, max(room, 20)) or [""]
        mark = self.paint(shared.SYMBOLS[point.state], STATE_STYLES[point.state])
        dots = self.paint("." * (room - len(title[0]) + 2), "dim")
        first = f"  {mark} {number}{title[0]} {dots} {self.paint(state, STATE_STYLES[point.state])}"
        margin = 4 + len(number)
        self.lines += [first, *(" " * margin + line for line in title[1:])]
        if found := shared.found_title(point):
            self.put(f"en el documento: «{shorten(found, 120)}»", indent=margin, style="dim")

    def _groups(self, title: str, groups: tuple[shared.Group, ...]) -> None:
        if not groups:
            return
        self.title(title)
        for group in groups:
            self.gap()
            self.put(group.heading, style="bold")
            for item in group.items:
                self.gap()
                self._item(item)

    def _item(self, item: shared.Item) -> None:
        finding = item.finding
        word = "verificar" if finding.state is State.POR_VERIFICAR else shared.SEVERITIES[finding.severity]
        style = "yellow" if finding.state is State.POR_VERIFICAR else SEVERITY_STYLES[finding.severity]
        first = self.numbered(item.number, f"{word.upper()}  {item.message}")
        self.lines[first] = self.lines[first].replace(word.upper(), self.paint(word.upper(), style), 1)
        for label, text in details(item):
            self.labelled(label, text)
        if self.options.detailed and finding.id:
            self.labelled("Clave", finding.id)

    def _dismissed(self, report: Report) -> None:
        """List what the reviewer took out, with the reason: it counts no more, and is not hidden."""
        if not report.dismissed:
            return
        self.title("DESCARTADO POR EL REVISOR: no cuenta en el dictamen")
        for finding in report.dismissed:
            self.gap()
            self.put(f"· {shown(finding.message)}", indent=2, hanging=2)
            for label, text in (
                ("Dónde", "; ".join(shared.places(finding))),
                ("Motivo", finding.judgement.reason if finding.judgement else ""),
                ("Regla", finding.rule),
                *([("Clave", finding.id)] if self.options.detailed else []),
            ):
                if text:
                    self.labelled(label, text)

    def _remarks(self, title: str, remarks: Sequence[str]) -> None:
        if not remarks:
            return
        self.title(title)
        self.gap()
        for remark in remarks:
            self.put(f"· {shown(remark)}", indent=2, hanging=2)

    def _checks(self, report: Report) -> None:
        self.title("COMPROBACIONES")
        self.gap()
        for outcome in report.outcomes:
            state = outcome.state
            words = shared.STATES[state] if state else "no se hizo"
            reason = f" ({outcome.reason})" if outcome.reason else ""
            part = f"parte {outcome.part}, " if outcome.part else ""
            self.put(f"{shared.SYMBOLS[state] if state else '!'} {part}{outcome.rule}: {words}{reason}", 2, hanging=2)

    def _verdict(self, report: Report) -> None:
        self.title("DICTAMEN")
        self.gap()
        self.put(shared.VERDICTS[report.verdict].upper(), indent=2, style=VERDICT_STYLES[report.verdict])
        self.put(shared.conclusion(report), indent=2)
        code = shared.EXIT_CODES[report.verdict]
        self.put(f"Código de salida {int(code)}: {shared.VERDICTS[report.verdict]}.", indent=2, style="dim")


def details(item: shared.Item) -> list[tuple[str, str]]:
    """Return label and text of everything that a finding tells beside its message."""
    finding = item.finding
    rows = [
        ("Dice", shorten(item.value, EVIDENCE_LENGTH)),
        ("Se espera", shorten(item.expected, EVIDENCE_LENGTH)),
        ("Se lee", item.evidence(EVIDENCE_LENGTH)),
        ("Dónde", "; ".join(shared.places(finding)).replace("; y ", " y ")),
        ("Sustento", finding.citation),
        ("Qué hacer", finding.suggestion),
        ("Regla", finding.rule),
        ("Revisor", judged_words.of_finding(finding)),
    ]
    return [(label, text) for label, text in rows if text]
