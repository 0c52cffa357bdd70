"""The order and the words that all reports share: numbered observations by point, counts, the verdict's sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from amc_docs.doctype import UNKNOWN
from amc_docs.document import Location
from amc_docs.errors import ExitCode
from amc_docs.findings import Finding, PointState, Report, Severity, State, Verdict
from amc_docs.wording import at_point, fold, shorten, shown, squeeze, words

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
EXIT_CODES = {
    Verdict.CONFORME: ExitCode.CONFORME,
    Verdict.CON_OBSERVACIONES: ExitCode.CON_OBSERVACIONES,
    Verdict.NO_VERIFICABLE: ExitCode.NO_VERIFICABLE,
}
WHOLE_DOCUMENT = "El documento en su conjunto"
PLACES_SHOWN = 5


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

    @property
    def heading(self) -> str:
        """The point's number and official title."""
        if not self.point:
            return WHOLE_DOCUMENT
        name = at_point(self.point.number).removesuffix(": ")
        return f"{name}. {self.point.title}" if name != self.point.number else self.point.title


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
    known = {p.number for p in report.points}
    groups = []
    for point in (*report.points, None):
        own = [f for f in findings if (f.point == point.number if point else f.point not in known)]
        if own:
            items = tuple(Item(number=next(numbers), finding=f, point=point) for f in own)
            groups.append(Group(point=point, items=items))
    return tuple(groups)


def place(location: Location | None) -> str:
    """Return a place as people say it, rows and columns from 1; empty where nothing is known."""
    if location is None:
        return ""
    parts = []
    if location.page is not None:
        parts.append(f"página {location.page}")
    elif location.approximate_page is not None:
        parts.append(f"hacia la página {location.approximate_page}")
    if location.table is not None:
        parts.append(f"tabla {location.table}")
        parts += [f"fila {location.row + 1}"] if location.row is not None else []
        parts += [f"columna {location.column + 1}"] if location.column is not None else []
    elif location.paragraph is not None:
        parts.append(f"párrafo {location.paragraph}")
    return ", ".join(parts)


def locations(finding: Finding) -> tuple[Location, ...]:
    """Return all places of a finding, the main one first."""
    main = (finding.location,) if finding.location else ()
    return main + tuple(p for p in finding.places if p != finding.location)


def places(finding: Finding, limit: int = PLACES_SHOWN) -> tuple[str, ...]:
    """Return the places in words, rows of one column together; the first `limit` and then «y 12 más»."""
    every = list(dict.fromkeys(replace(where, box=None) for where in locations(finding)))
    down = _lines(every, "row")
    across = _lines(every, "column")
    # Along the rows or along the columns, whichever says it shorter.
    lines, along = (down, "row") if len(down) <= len(across) else (across, "column")
    spans = [_span(where, sorted(set(numbers)), along) for where, numbers in lines.items()]
    told = list(dict.fromkeys(filter(None, spans)))
    more = len(told) - limit
    return tuple(told[:limit] + ([f"y {more} más"] if more > 0 else []))


def _lines(every: Sequence[Location], along: str) -> dict[Location, list[int]]:
    """Return the places that differ in their row alone, or their column alone, together."""
    lines: dict[Location, list[int]] = {}
    for where in every:
        number = where.row if along == "row" else where.column
        bare = replace(where, row=None) if along == "row" else replace(where, column=None)
        numbers = lines.setdefault(bare, [])
        numbers += [number] if number is not None else []
    return lines


def _span(where: Location, numbers: list[int], along: str) -> str:
    """Return one place, or `tabla 3, columna 2, filas 4 a 7 y 9`, or `tabla 3, fila 2, columnas 1 a 4`."""
    is_row = along == "row"
    if len(numbers) < 2:
        one = numbers[0] if numbers else None
        return place(replace(where, row=one) if is_row else replace(where, column=one))
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    spans = [str(a + 1) if a == b else f"{a + 1} {'y' if b == a + 1 else 'a'} {b + 1}" for a, b in runs]
    return f"{place(where)}, {'filas' if is_row else 'columnas'} {listed(spans)}"


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


def listed(parts: Iterable[str]) -> str:
    """Return `a, b y c`."""
    items = list(parts)
    return " y ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def tally(report: Report) -> str:
    """Return `19 puntos: 12 cumple · 3 incumple · …`; empty for a type without points."""
    if not report.points:
        return ""
    counts = [(state, sum(p.state is state for p in report.points)) for state in STATES]
    told = " · ".join(f"{n} {STATES[state]}" for state, n in counts if n)
    return f"{plural(len(report.points), 'punto', 'puntos')}: {told}"


def counts(report: Report) -> tuple[str, ...]:
    """Return `3 errores`, `1 advertencia`, …: what there is of each kind of finding."""
    rows = (
        (report.count(Severity.ERROR), "error", "errores"),
        (report.count(Severity.ADVERTENCIA), "advertencia", "advertencias"),
        (report.count(Severity.NOTA), "nota", "notas"),
        (report.doubts, "por verificar", "por verificar"),
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
        rest = f" Además, {report.incomplete}: el resto no se revisó." if report.incomplete else ""
        return f"Hay {faults} por subsanar{judge}.{rest}"
    what = _open(report)
    if report.incomplete:
        also = f" y verificar {what}" if what else ""
        return f"No se halló nada incorrecto, pero {report.incomplete}: una persona debe revisar lo que falta{also}."
    if what:
        return f"No se halló nada incorrecto, pero una persona debe verificar {what} antes de dar la conformidad."
    if not report.outcomes:
        return "En este tipo de documento no hay obligaciones que comprobar."
    if not report.outcomes:
        return "Este tipo de documento no tiene comprobaciones: no se juzga si cumple."
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
