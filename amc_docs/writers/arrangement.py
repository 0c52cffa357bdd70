"""The order and the words that all reports share: numbered observations by point, counts, the verdict's sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from amc_docs.doctype import UNKNOWN
from amc_docs.errors import ExitCode
from amc_docs.findings import Finding, Part, PointState, Report, Severity, State, Verdict
from amc_docs.wording import at_point, fold, is_numbered, listed, shorten, shown, squeeze, words
from amc_docs.writers.places import locations, part_place, place, places

# The words for places belong to every report, too.
__all__ = ["listed", "locations", "part_place", "place", "places"]

STATES = {
    State.CUMPLE: "cumple",
    State.INCUMPLE: "incumple",
    State.POR_VERIFICAR: "por verificar",
    State.NO_APLICA: "no aplica",
}
SYMBOLS = {State.CUMPLE: "✔", State.INCUMPLE: "✘", State.POR_VERIFICAR: "?", State.NO_APLICA: "–"}
SEVERITIES = {Severity.ERROR: "error", Severity.ADVERTENCIA: "advertencia", Severity.NOTA: "nota"}
VERDICTS = {
    Verdict.CONFORME: "conforme",
    Verdict.CON_OBSERVACIONES: "con observaciones",
    Verdict.NO_VERIFICABLE: "no verificable",
}
AMONG_MANY = {
    "con_observaciones": ("con observaciones", "con observaciones"),
    "no_verificable": ("por verificar", "por verificar"),
    "conforme": ("conforme", "conformes"),
    "ilegible": ("ilegible", "ilegibles"),
}
"""What became of a file among many, by the name that tables keep → how one is told, and several; in page order."""
EXIT_CODES = {
    Verdict.CONFORME: ExitCode.CONFORME,
    Verdict.CON_OBSERVACIONES: ExitCode.CON_OBSERVACIONES,
    Verdict.NO_VERIFICABLE: ExitCode.NO_VERIFICABLE,
}
WHOLE_DOCUMENT = "El documento en su conjunto"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A finding with its number in the report."""

    number: int
    """From 1, straight through the report."""
    finding: Finding
    point: PointState | None = None
    """The point that it stands under."""

    @property
    def message(self) -> str:
        """The message without the number of the point, which the heading above it gives."""
        said = self.finding.message.removeprefix(at_point(self.point.number) if self.point else "")
        return said[:1].upper() + said[1:]

    @property
    def value(self) -> str:
        """What the document says, in quotes; empty where the message quotes it already."""
        text = self.finding.value or ""
        return "" if f"«{text}»" in self.finding.message else quote(text)

    @property
    def expected(self) -> str:
        """What should stand there; empty where the message says it in words."""
        text = self.finding.expected or ""
        is_told = set(words(text)) <= set(words(self.finding.message)) and not re.search(r"\d", text)
        return "" if is_told else text

    def evidence(self, limit: int) -> str:
        """The words of the document in quotes, without the title of the point that the heading gives already."""
        text = self.finding.evidence
        title = (self.point.found_title if self.point else None) or ""
        if title and fold(text) == fold(title):
            return ""
        text = text.removeprefix(f"{title}: ") if title else text
        return quote(shorten(text, limit)) if text != self.finding.value else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The findings of one point."""

    point: PointState | None
    """None: of the document as a whole."""
    items: tuple[Item, ...]
    part: Part | None = None
    """The document that it is about, in a file that holds several."""

    @property
    def heading(self) -> str:
        """The point's number and official title, after the document of the file that it belongs to."""
        return f"{part_name(self.part)} · {self._own}" if self.part else self._own

    @property
    def _own(self) -> str:
        if not self.point:
            return WHOLE_DOCUMENT
        return f"Punto {self.point.number}. {self.point.title}" if is_numbered(self.point.number) else self.point.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """All findings of a report: to cure, to verify, to know."""

    observations: tuple[Group, ...]
    doubts: tuple[Group, ...]
    notes: tuple[Group, ...]

    def items(self) -> Iterator[Item]:
        """Yield every finding in the order of its number."""
        for group in (*self.observations, *self.doubts, *self.notes):
            yield from group.items


def arrange(report: Report) -> Arrangement:
    """Number the findings straight through: observations first, then doubts, then notes, each by point."""
    numbers = count(1)
    doubts = [f for f in report.findings if f.state is State.POR_VERIFICAR]
    notes = [f for f in report.findings if f.state is not State.POR_VERIFICAR and not f.is_observation]
    return Arrangement(
        observations=_grouped(report, [f for f in report.findings if f.is_observation], numbers),
        doubts=_grouped(report, doubts, numbers),
        notes=_grouped(report, notes, numbers),
    )


def _grouped(report: Report, findings: list[Finding], numbers: Iterator[int]) -> tuple[Group, ...]:
    return tuple(
        group for part in (report.parts or (None,)) for group in _of_part(report, findings, numbers, part)
    )


def _of_part(report: Report, findings: list[Finding], numbers: Iterator[int], part: Part | None) -> Iterator[Group]:
    """Yield the groups of one document of the file, or of the file that is one."""
    number = part.number if part else None
    points = [p for p in report.points if p.part == number]
    known = {p.number for p in points}
    about = [f for f in findings if f.part == number]
    for point in (*points, None):
        own = [f for f in about if (f.point == point.number if point else f.point not in known)]
        if own:
            items = tuple(Item(number=next(numbers), finding=f, point=point) for f in own)
            yield Group(point=point, items=items, part=part)


def part_name(part: Part) -> str:
    """Return what one document of several is called: `Parte 2 (Resolución)`."""
    return f"Parte {part.number} ({shorten(part.doctype_title, 40)})"


def key(part: int | None, point: str | None) -> str:
    """Return what tells a point from those of the other documents of its file: `2-Firma`."""
    return f"{part}-{point or ''}" if part else point or ""


def found_title(point: PointState) -> str:
    """Return the title as written where it differs from the official one; its right number is no difference."""
    found = squeeze(point.found_title or "")
    bare = re.sub(rf"^{re.escape(point.number)}(?!\d)[\s.):°º–-]*", "", found)
    return "" if fold(bare) == fold(point.title) else found


def quote(text: str) -> str:
    """Return words of the document in quotes; what begins with some already keeps them."""
    return text if not text or text.startswith("«") else f"«{text}»"


def kind(report: Report) -> str:
    """Return the type of the document, and how sure it is where a type was recognised."""
    sure = "" if report.doctype == UNKNOWN else f" (confianza {report.doctype_confidence:.0%})"
    return report.doctype_title + sure


def plural(number: int, one: str, many: str) -> str:
    """Return `1 error`, `3 errores`."""
    return f"{number} {one if number == 1 else many}"


def tally(points: Sequence[PointState]) -> str:
    """Return `19 puntos: 12 cumple · 3 incumple · …`; empty for a type without points."""
    if not points:
        return ""
    counts = [(state, sum(p.state is state for p in points)) for state in STATES]
    told = " · ".join(f"{n} {STATES[state]}" for state, n in counts if n)
    return f"{plural(len(points), 'punto', 'puntos')}: {told}"


def counts(report: Report) -> tuple[str, ...]:
    """Return `3 errores`, `1 advertencia`, …: what there is of each kind of finding."""
    rows = (
        (report.count(Severity.ERROR), "error", "errores"),
        (report.count(Severity.ADVERTENCIA), "advertencia", "advertencias"),
        (report.count(Severity.NOTA), "nota", "notas"),
        (report.doubts, "por verificar", "por verificar"),
        (len(report.dismissed), "descartado por el revisor", "descartados por el revisor"),
    )
    return tuple(plural(n, one, many) for n, one, many in rows if n)


def summary(report: Report) -> str:
    """Return the report in one line: `archivo: dictamen (3 errores, 1 advertencia, 2 por verificar)`."""
    told = ", ".join(counts(report))
    return f"{shown(report.file)}: {VERDICTS[report.verdict]}" + (f" ({told})" if told else "")


def conclusion(report: Report) -> str:
    """Return what the verdict means, in one sentence."""
    if report.verdict is Verdict.CONFORME:
        return "No hay nada que observar: todo lo que se pudo comprobar cumple."
    if report.verdict is Verdict.CON_OBSERVACIONES:
        kinds = ((Severity.ERROR, "error", "errores"), (Severity.ADVERTENCIA, "advertencia", "advertencias"))
        faults = listed(plural(report.count(s), one, many) for s, one, many in kinds if report.count(s))
        judge = f"; además, una persona debe verificar {_open(report)}" if _open(report) else ""
        unseen = "" if report.parts else ": el resto no se revisó"
        rest = f" Además, {report.incomplete}{unseen}." if report.incomplete else ""
        return f"Hay {faults} por subsanar{judge}.{rest}"
    what = _open(report)
    if report.incomplete:
        also = f" y verificar {what}" if what else ""
        return f"No se halló nada incorrecto, pero {report.incomplete}: una persona debe revisar lo que falta{also}."
    if what:
        return f"No se halló nada incorrecto, pero una persona debe verificar {what} antes de dar la conformidad."
    if not report.outcomes:
        return "En este tipo de documento no hay obligaciones que comprobar."
    return "Ninguna comprobación se pudo completar: una persona debe revisar el documento entero."


def _open(report: Report) -> str:
    if report.doubts:
        return plural(report.doubts, "asunto", "asuntos")
    points = [p.number for p in report.points if p.state is State.POR_VERIFICAR]
    return f"{'el punto' if len(points) == 1 else 'los puntos'} {listed(points)}" if points else ""


def unchecked(report: Report) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return why some rules did not run, with the rules: they are listed, never taken as passed.

    Those that a finding tells of already are left out.
    """
    told = {f.rule for f in report.findings}
    reasons: dict[str, list[str]] = {}
    for outcome in report.outcomes:
        if outcome.state is None and outcome.rule not in told:
            reason = outcome.reason.strip().rstrip(".") or "No se comprobó"
            reasons.setdefault(reason, []).append(outcome.rule)
    return tuple((reason, tuple(rules)) for reason, rules in reasons.items())
