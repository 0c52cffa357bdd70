"""The report for a terminal: 80 columns, complete without colour and when piped."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from amc_docs.findings import PointState, Report, Severity, State, Verdict
from amc_docs.wording import shorten, shown
from amc_docs.writers import Options, Review
from amc_docs.writers import arrangement as shared

STYLES = {"bold": "1", "dim": "2", "red": "1;31", "green": "32", "yellow": "33", "cyan": "36"}
STATE_STYLES = {
    State.CUMPLE: "green",
    State.INCUMPLE: "red",
    State.POR_VERIFICAR: "yellow",
    State.NO_APLICA: "dim",
}
SEVERITY_STYLES = {Severity.ERROR: "red", Severity.ADVERTENCIA: "yellow", Severity.NOTA: "cyan"}
VERDICT_STYLES = {Verdict.CONFORME: "green", Verdict.CON_OBSERVACIONES: "red", Verdict.NO_VERIFICABLE: "yellow"}
EVIDENCE_LENGTH = 240
LABEL_WIDTH = 13
SLIGHT = 0.05
"""Likeness to another type below which it is not worth a word."""


def render(reviews: Sequence[Review], options: Options) -> str:
    """Return the reports one after the other; one line each where `quiet`."""
    if options.quiet:
        return "".join(f"{shared.summary(r.report)}\n" for r in reviews)
    return "\n\n".join(_Page(options).report(r) for r in reviews)


class _Page:
    """Lines wrapped to a width, styled after wrapping so that a colour never counts as a letter."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.lines: list[str] = []

    def report(self, review: Review) -> str:
        """Write the whole report and return it."""
        report, groups = review.report, shared.arrange(review.report)
        self._heading(review)
        self._points(report)
        self._groups("OBSERVACIONES", groups.observations)
        self._groups("POR VERIFICAR: lo debe juzgar una persona", groups.doubts)
        self._groups("NOTAS: no cambian el dictamen", groups.notes)
        skipped = [f"{reason} ({', '.join(rules)})." for reason, rules in shared.unchecked(report)]
        self._remarks("COMPROBACIONES QUE NO SE HICIERON", skipped)
        self._remarks("ADVERTENCIAS DE LA LECTURA", report.warnings)
        if self.options.detailed:
            self._checks(report)
        self._verdict(report)
        return "\n".join(self.lines) + "\n"

    def _heading(self, review: Review) -> None:
        report = review.report
        self._put(shown(report.file), style="bold")
        facts = [shared.kind(report)]
        facts += [shared.plural(report.page_count, "página", "páginas")] if report.page_count else []
        self._put(" · ".join(facts), indent=2)
        if review.doctype.note:
            self._put(review.doctype.note, indent=2)
        if report.candidates and report.doctype_confidence < 1:
            others = [f"{name} ({score:.0%})" for name, score in report.candidates[:3] if score >= SLIGHT]
            if others:
                self._put(f"También se parece a: {', '.join(others)}", indent=2, style="dim")

    def _points(self, report: Report) -> None:
        if not report.points:
            return
        self._gap()
        self._put(shared.tally(report), style="bold")
        self._gap()
        for point in report.points:
            self._point(point)

    def _point(self, point: PointState) -> None:
        state = shared.STATES[point.state]
        room = self.options.width - len(state) - 13
        title = wrap(point.title, max(room, 20)) or [""]
        mark = self._paint(shared.SYMBOLS[point.state], STATE_STYLES[point.state])
        dots = self._paint("." * (room - len(title[0]) + 2), "dim")
        first = f"  {mark} {point.number:>3}  {title[0]} {dots} {self._paint(state, STATE_STYLES[point.state])}"
        self.lines += [first, *(" " * 9 + line for line in title[1:])]
        if found := shared.found_title(point):
            self._put(f"en el documento: «{shorten(found, 120)}»", indent=9, style="dim")

    def _groups(self, title: str, groups: tuple[shared.Group, ...]) -> None:
        if not groups:
            return
        self._title(title)
        for group in groups:
            self._gap()
            self._put(group.heading, style="bold")
            for item in group.items:
                self._gap()
                self._item(item)

    def _item(self, item: shared.Item) -> None:
        finding = item.finding
        word = "verificar" if finding.state is State.POR_VERIFICAR else shared.SEVERITIES[finding.severity]
        style = "yellow" if finding.state is State.POR_VERIFICAR else SEVERITY_STYLES[finding.severity]
        head = f"{item.number:>3}. "
        lines = wrap(shown(f"{word.upper()}  {item.message}"), self.options.width - len(head), break_on_hyphens=False)
        lines[0] = lines[0].replace(word.upper(), self._paint(word.upper(), style), 1)
        self.lines += [(head if n == 0 else " " * len(head)) + line for n, line in enumerate(lines)]
        for label, text in details(item):
            self._labelled(label, text)

    def _labelled(self, label: str, text: str) -> None:
        lines = wrap(shown(text), self.options.width - 5 - LABEL_WIDTH, break_on_hyphens=False) or [""]
        self.lines.append(" " * 5 + self._paint(f"{label:<{LABEL_WIDTH}}", "dim") + lines[0])
        self.lines += [" " * (5 + LABEL_WIDTH) + line for line in lines[1:]]

    def _remarks(self, title: str, remarks: Sequence[str]) -> None:
        if not remarks:
            return
        self._title(title)
        self._gap()
        for remark in remarks:
            self._put(f"· {remark}", indent=2, hanging=2)

    def _checks(self, report: Report) -> None:
        self._title("COMPROBACIONES")
        self._gap()
        for outcome in report.outcomes:
            state = outcome.state
            words = shared.STATES[state] if state else "no se hizo"
            reason = f" ({outcome.reason})" if outcome.reason else ""
            self._put(f"{shared.SYMBOLS[state] if state else '!'} {outcome.rule}: {words}{reason}", 2, hanging=2)

    def _verdict(self, report: Report) -> None:
        self._title("DICTAMEN")
        self._gap()
        self._put(shared.VERDICTS[report.verdict].upper(), indent=2, style=VERDICT_STYLES[report.verdict])
        self._put(shared.conclusion(report), indent=2)
        code = shared.EXIT_CODES[report.verdict]
        self._put(f"Código de salida {int(code)}: {shared.VERDICTS[report.verdict]}.", indent=2, style="dim")

    def _title(self, title: str) -> None:
        self._gap()
        self._put(title, style="bold")
        self._put("─" * self.options.width, style="dim")

    def _gap(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def _put(self, text: str, indent: int = 0, *, hanging: int = 0, style: str = "") -> None:
        margin, rest = " " * indent, " " * (indent + hanging)
        lines = wrap(
            text, self.options.width, initial_indent=margin, subsequent_indent=rest, break_on_hyphens=False
        )
        for line in lines:
            self.lines.append(self._paint(line, style))

    def _paint(self, text: str, style: str) -> str:
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if style and self.options.color and text else text


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
    ]
    return [(label, text) for label, text in rows if text]
