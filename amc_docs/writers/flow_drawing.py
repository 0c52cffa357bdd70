"""A process as a drawing: a lane for each executor, its activities from top to bottom, arrows for what they hand on."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from amc_docs.flow.actors import same_actor
from amc_docs.flow.breaks import Break, Kind, breaks
from amc_docs.flow.links import Link, Source, links
from amc_docs.flow.steps import Process, Step
from amc_docs.flow.telling import told
from amc_docs.wording import fold, shorten
from amc_docs.writers import arrangement as shared

LANE, ROW, HEAD = 196, 108, 62
BOX_WIDTH, BOX_HEIGHT = 160, 70
LEFT = 56
"""Room for what comes from outside, left of the lanes."""
RIGHT = 34
LETTERS, LINES = 24, 3
"""Letters of a line in a box, and its lines."""
_TRACKS = 4
"""Lines side by side between two lanes, or between two rows; more lie over each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The column of one executor."""

    left: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One activity."""

    left: int
    top: int
    label: str
    lines: tuple[str, ...]
    full: str
    """All that a reader of the title hears: number, name, executor, what goes in and out, and what is broken."""
    is_broken: bool
    is_process: bool
    enters: bool
    """Something comes to it from outside the process."""
    lacks_source: bool
    """An input comes from nowhere."""
    is_dead_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """What one activity hands to another."""

    path: str
    kind: str
    """`exact`, `alike` (worded nearly so) or `broken`."""
    full: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A process, laid out; lengths in pixels."""

    key: str
    name: str
    width: int
    height: int
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    breaks: tuple[str, ...]
    """In words, in the order of the activities."""
    summary: str


def draw(process: Process, name: str = "") -> Drawing:
    """Return the drawing of a process; `name` is what its sheet calls it."""
    found, broken = links(process), breaks(process)
    executors = _executors(process.steps)
    boxes = tuple(_box(step, executors, found, broken) for step in process.steps)
    arrows = tuple(_arrows(found, broken, dict(zip(process.steps, boxes, strict=True))))
    words = tuple(_sentence(b) for b in broken)
    return Drawing(
        key=process.key,
        name=name,
        width=LEFT + LANE * len(executors) + RIGHT,
        height=HEAD + ROW * len(process.steps) + 14,
        lanes=tuple(
            Lane(left=LEFT + LANE * at, lines=_wrapped(who or "(sin ejecutor)", 22, 3))
            for at, who in enumerate(executors)
        ),
        boxes=boxes,
        arrows=arrows,
        breaks=words,
        summary=_summary(process, executors, words),
    )


def _executors(steps: Sequence[Step]) -> list[str]:
    """Return who does something, each once under the first of its names, in the order in which they come in."""
    found: list[str] = []
    for step in steps:
        if not any(fold(step.executor) == fold(known) for known in found):
            found.append(step.executor)
    # «OEM» and «OEM/DBI» may be one or two: they keep lanes of their own, side by side.
    ordered: list[str] = []
    for who in found:
        near = next((at for at, known in enumerate(ordered) if who and known and same_actor(who, known)), None)
        ordered.insert(len(ordered) if near is None else near + 1, who)
    return ordered


def _lane(step: Step, executors: Sequence[str]) -> int:
    return next(at for at, who in enumerate(executors) if fold(who) == fold(step.executor))


def _box(step: Step, executors: Sequence[str], found: Sequence[Link], broken: Sequence[Break]) -> Box:
    own = [b for b in broken if b.step is step]
    mine = [link for link in found if link.to is step]
    return Box(
        left=LEFT + LANE * _lane(step, executors) + (LANE - BOX_WIDTH) // 2,
        top=HEAD + ROW * (step.position - 1) + (ROW - BOX_HEIGHT) // 2,
        label=step.label if step.number is not None else "",
        lines=_wrapped(step.name, LETTERS, LINES),
        full=_full(step, own),
        is_broken=bool(own),
        is_process=step.is_process,
        enters=any(link.source is Source.OUTSIDE for link in mine) and not step.is_process,
        lacks_source=any(b.kind in (Kind.NOWHERE, Kind.OWN_OUTPUT) for b in own),
        is_dead_end=any(b.kind is Kind.DEAD_END for b in own),
    )


def _arrows(found: Sequence[Link], broken: Sequence[Break], places: dict[Step, Box]) -> list[Arrow]:
    """Return one arrow for each pair of activities, from the nearest one that delivers an input."""
    cut = {(b.other, b.step) for b in broken if b.kind is Kind.NOT_DELIVERED}
    pairs: dict[tuple[Step, Step], list[Link]] = {}
    for link in found:
        for producer in link.producers[:1]:
            if link.source in (Source.EXACT, Source.ALIKE):
                pairs.setdefault((producer, link.to), []).append(link)
    arrows = []
    for number, ((producer, to), those) in enumerate(pairs.items()):
        kind = "exact" if any(link.source is Source.EXACT for link in those) else "alike"
        kind = "broken" if (producer, to) in cut else kind
        items = "; ".join(dict.fromkeys(shorten(link.item, 80) for link in those))
        far = to.position - producer.position
        path = _path(places[producer], places[to]) if far == 1 else _detour(places[producer], places[to], number)
        arrows.append(Arrow(path=path, kind=kind, full=f"De la {producer.label} a la {to.label}: {items}"))
    # What is broken lies over the others.
    return sorted(arrows, key=lambda a: a.kind == "broken")


def _path(start: Box, end: Box) -> str:
    """Return the line from a box to one in the next row."""
    x0, y0 = start.left + BOX_WIDTH // 2, start.top + BOX_HEIGHT
    x1, y1 = end.left + BOX_WIDTH // 2, end.top - 2
    if x0 == x1:
        return f"M{x0} {y0} V{y1}"
    middle = (y0 + y1) // 2
    return f"M{x0} {y0} C{x0} {middle + 8} {x1} {middle - 8} {x1} {y1}"


def _detour(start: Box, end: Box, number: int) -> str:
    """Return the line from a box to one farther below: between the lanes and between the rows, past the boxes there."""
    track = number % _TRACKS
    side = 1 if end.left >= start.left else -1
    edge = start.left + (BOX_WIDTH if side > 0 else 0)
    lane = edge + side * (7 + 4 * track)
    into = end.left + BOX_WIDTH // 2 + side * -1 * (24 + 12 * track)
    above, bottom = end.top - 10 - 4 * track, start.top + BOX_HEIGHT - 12
    turn = 6 if into > lane else -6
    return (
        f"M{edge} {bottom} H{lane - side * 5} Q{lane} {bottom} {lane} {bottom + 6} V{above - 6} "
        f"Q{lane} {above} {lane + turn} {above} H{into - turn} Q{into} {above} {into} {above + 6} V{end.top - 2}"
    )


def _wrapped(text: str, letters: int, lines: int) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, letters, max_lines=lines, placeholder="…", break_on_hyphens=False))


def _full(step: Step, own: Sequence[Break]) -> str:
    parts = [f"{step.label}. {step.name}" if step.number is not None else step.name]
    parts += [f"Ejecutor: {step.executor}"] if step.executor else []
    for title, items in (("Entradas", step.inputs), ("Salidas", step.outputs), ("Destinatario", step.recipients)):
        parts += [f"{title}: {'; '.join(items)}"] if items else []
    return "\n".join([*parts, *(f"Quiebre: {_sentence(b)}" for b in own)])


def _sentence(found: Break) -> str:
    words = told(found)
    if found.kind is Kind.DEAD_END:
        words = f"ninguna otra actividad usa {words}"
    return f"{words[:1].upper()}{words[1:]}."


def _summary(process: Process, executors: Sequence[str], words: Sequence[str]) -> str:
    steps = shared.plural(len(process.steps), "actividad", "actividades")
    lanes = shared.plural(len(executors), "carril", "carriles")
    who = ", ".join(name or "sin ejecutor" for name in executors)
    found = f"Quiebres del flujo: {len(words)}." if words else "Sin quiebres del flujo."
    return f"{steps} en {lanes}: {who}. {found}"
