"""What is written at each place: one remark for each finding of a report, in the order and under the numbers of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from amc_docs.document import Location, Paragraph, Table, paragraphs_in
from amc_docs.findings import PointState, State
from amc_docs.record import Record
from amc_docs.wording import shown, the_point
from amc_docs.writers import Review
from amc_docs.writers.arrangement import SEVERITIES, Group, Item, arrange, locations, plural, summary
from amc_docs.writers.text import details

AUTHOR = "amc-docs"
INITIALS = "AMC"
REMADE = {
    **dict.fromkeys(("doc", "odt", "rtf"), "su conversión a Word"),
    **dict.fromkeys(("png", "jpeg", "tiff"), "un PDF hecho de sus páginas"),
}
"""Format of a file that can bear no comments itself → what is annotated in its place."""
_LEFT_OUT = frozenset({"Dónde"})
"""What a remark need not tell, because it stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One finding as it is told at its place."""

    number: int
    """As in the report; 0: it is about the review itself, not a finding."""
    name: str
    """What it is, with its number: «Observación 3», «Por verificar 7», «Nota 9»."""
    heading: str
    """Name, weight and point: the first line."""
    lines: tuple[tuple[str, str], ...]
    """Label and text of each further line; the message itself has no label."""
    location: Location | None
    """Where it stands; None: at the beginning of the file."""
    has_place: bool = True
    """Whether that is its own place; False where it is about the document as a whole, and stands at the beginning."""
    words: str = ""
    """Words of the document at that place; empty where nothing is quoted."""
    others: tuple[Location, ...] = ()
    """Where else the same fault is: a word there refers to this remark."""

    @property
    def text(self) -> str:
        """All of it, a line for each."""
        told = (f"{label}: {text}" if label else text for label, text in self.lines)
        return "\n".join((self.heading, *told))

    @property
    def reference(self) -> str:
        """What is written at the other places."""
        return f"Véase «{self.name}»: vale también para este lugar."


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A copy of a file with remarks."""

    content: bytes
    suffix: str
    """Of the copy's name."""
    comments: int
    """How many there are in it, those that refer to another one included."""
    unplaced: tuple[int, ...] = ()
    """Numbers of the remarks that have no place of their own and stand at the beginning."""


def remarks(review: Review) -> tuple[Remark, ...]:
    """Return the remarks on a file: what must be cured, then what a person must judge, then what is good to know.

    The first one says what was not examined, where that is so: silence there would look like consent.
    """
    found = arrange(review.report)
    return (*_extent(review), *_remarks(review, found.observations + found.doubts + found.notes))


def _extent(review: Review) -> Iterator[Remark]:
    report = review.report
    if report.incomplete:
        lines = [f"No se revisó todo: {report.incomplete}.", *report.warnings]
        name = "Alcance de la revisión"
        yield Remark(number=0, name=name, heading=name, lines=tuple(("", shown(line)) for line in lines), location=None)


def _remarks(review: Review, groups: tuple[Group, ...]) -> Iterator[Remark]:
    for group in groups:
        for item in group.items:
            yield _placed(_remark(item, group), item, review)


def _remark(item: Item, group: Group) -> Remark:
    finding = item.finding
    if finding.state is State.POR_VERIFICAR:
        name, weight = f"Por verificar {item.number}", "lo debe juzgar una persona"
    elif finding.is_observation:
        name, weight = f"Observación {item.number}", SEVERITIES[finding.severity]
    else:
        name, weight = f"Nota {item.number}", "no cambia el dictamen"
    lines = [("", item.message), *((label, text) for label, text in details(item) if label not in _LEFT_OUT)]
    every = locations(finding)
    return Remark(
        number=item.number,
        name=name,
        heading=f"{name} ({weight}) · {group.heading}",
        lines=tuple((label, shown(text)) for label, text in lines),
        location=every[0] if every else None,
        words=finding.evidence,
        others=every[1:],
    )


def _placed(remark: Remark, item: Item, review: Review) -> Remark:
    """Return the remark with its place: a missing point where it belongs, what is about the whole at the beginning."""
    part = item.finding.part
    points = [p for p in review.report.points if p.part == part]
    found = {p.location for p in points if p.location}
    if item.point and item.point.location is None and remark.location in (None, *found):
        moved = _belonging(item.point, points, review.parts[part - 1].record if part else review.record)
        if moved:
            return replace(remark, location=moved[0], lines=_with(remark.lines, moved[1]))
    if remark.location is not None and remark.location != Location():
        return remark
    if item.point and item.point.location:
        return replace(remark, location=item.point.location)
    beginning = review.report.parts[part - 1].location if part else None
    lines = _with(remark.lines, "Se refiere al documento en su conjunto, no a un lugar en particular.")
    return replace(remark, location=beginning, has_place=False, lines=lines)


def _with(lines: tuple[tuple[str, str], ...], reason: str) -> tuple[tuple[str, str], ...]:
    """Return the lines with the reason why they stand there, behind the message."""
    return (*lines[:1], ("", reason), *lines[1:])


def _belonging(absent: PointState, points: list[PointState], record: Record) -> tuple[Location, str] | None:
    """Return where a point belongs that is not there, and in words; None where the document has no other point."""
    place = points.index(absent)
    name = the_point(absent.number)
    after = next((p for p in points[place + 1 :] if p.location), None)
    if after and after.location:
        return after.location, f"Se señala aquí porque {name} va antes de este título."
    before = next((p for p in reversed(points[:place]) if p.location), None)
    if before and before.location:
        return _end(record, before), f"Se señala aquí porque {name} va después de este lugar."
    return None


def _end(record: Record, point: PointState) -> Location:
    """Return the last place of a point that the document has."""
    found = record.points.get(point.number)
    blocks = found.blocks if found else ()
    last = blocks[-1] if blocks else None
    if isinstance(last, Table) and last.cells:
        return last.cells[-1].location
    if isinstance(last, Paragraph):
        return last.location
    lines = [p.location for p in paragraphs_in(blocks)]
    return lines[-1] if lines else point.location or Location()


def told(review: Review, written: Written) -> str:
    """Return what people are told of a copy: the verdict, how many findings it has, and which have no place."""
    report = review.report
    count = len(report.findings)
    if not written.comments:
        return f"{summary(report)}\nNo hay nada que anotar: la copia no lleva comentarios."
    line = f"{plural(count, 'hallazgo escrito', 'hallazgos escritos')}"
    line += f"; {written.comments} comentarios en total" if written.comments > count else ""
    if lost := len(written.unplaced):
        line += f"; {plural(lost, 'no tiene lugar propio y va', 'no tienen lugar propio y van')} al comienzo"
    remade = f" Se anotó {REMADE[report.format]}." if report.format in REMADE else ""
    return f"{summary(report)}\n{line}.{remade}"
