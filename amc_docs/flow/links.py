"""Where each input of an activity comes from, among the other activities of its process."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from amc_docs.flow.actors import is_among, same_actor
from amc_docs.flow.steps import Process, Step
from amc_docs.wording import containment, fold, likeness, words

ALIKE, SHARED = 0.82, 0.75
"""How like each other two names of one document are: letter by letter, and by their words."""
_STATE = re.compile(
    r"^(aproba|valida|consolida|visa|firma|publica|ajusta|verifica|ratifica|suscri(bi)?|autoriza|corregi|subsana"
    r"|absuel)(d[oa]s?|t[oa]s?)$"
)
"""Words for what has been done to a document: a draft and the approved text are two things."""
_STATES = re.compile(r"\b(visto bueno|opinion favorable|conformidad)\b")


class Source(Enum):
    """How sure it is where an input comes from."""

    EXACT = "exact"
    """Earlier activities deliver it under the same words."""
    ALIKE = "alike"
    """An earlier one delivers something worded nearly so."""
    STATE = "state"
    """The nearest lacks what the input says has been done to it: «validada», «consolidada»."""
    OWN = "own"
    """Only the activity itself delivers it."""
    OUTSIDE = "outside"
    """It comes from outside the process: to the first activity, or from who does nothing in it."""
    NOWHERE = "nowhere"
    """No earlier activity delivers anything like it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One input of one activity and its source."""

    item: str
    to: Step
    source: Source
    producers: tuple[Step, ...] = ()
    """The activities that deliver it, the latest first; the nearest one where none does so exactly."""
    output: str = ""
    """What that nearest one delivers."""


def links(process: Process) -> tuple[Link, ...]:
    """Return every input with its source, activity by activity."""
    return tuple(_link(item, step, process) for step in process.steps for item in step.inputs)


def _link(item: str, step: Step, process: Process) -> Link:
    earlier = [s for s in reversed(process.steps) if s.position < step.position]
    exact = tuple(s for s in earlier if delivers(s, item))
    if exact:
        return Link(item=item, to=step, source=Source.EXACT, producers=exact)
    if step.position == 1 or step.is_process or comes_from_outside(step, process):
        return Link(item=item, to=step, source=Source.OUTSIDE)
    near = max(
        ((alike(item, output), s.position, s, output) for s in earlier for output in s.outputs),
        key=lambda found: found[:2],
        default=None,
    )
    if near and near[0]:
        source = Source.ALIKE if states(item) <= states(near[3]) else Source.STATE
        return Link(item=item, to=step, source=source, producers=(near[2],), output=near[3])
    source = Source.OWN if delivers(step, item) else Source.NOWHERE
    return Link(item=item, to=step, source=source)


def delivers(step: Step, item: str) -> bool:
    """Return whether an item is among the outputs of an activity, in the same words."""
    return fold(item) in {fold(output) for output in step.outputs}


def comes_from_outside(step: Step, process: Process) -> bool:
    """Return whether an activity is supplied by someone who does nothing in the process, or by nobody it names."""
    executors = [s.executor for s in process.steps if s.executor and not s.is_process]
    return not step.providers or any(not is_among(p, executors) for p in step.providers)


def owners(step: Step, item: str, process: Process) -> tuple[Step, ...]:
    """Return the earlier activities in which who does this one had the item already: as what came in or went out."""
    return tuple(
        s
        for s in process.steps[: step.position - 1]
        if same_actor(s.executor, step.executor) and (delivers(s, item) or fold(item) in {fold(i) for i in s.inputs})
    )


@lru_cache(maxsize=65536)
def alike(first: str, second: str) -> float:
    """Return 0–1: how surely two names are of one document; 0 where its kind (the first word) is another."""
    one, two = words(first), words(second)
    if not one or not two or one[0][:5] != two[0][:5]:
        return 0.0
    same = likeness(first, second)
    shared = max(containment(first, second), containment(second, first))
    return max(same if same >= ALIKE else 0.0, shared * 0.99 if shared >= SHARED else 0.0)


@lru_cache(maxsize=65536)
def states(item: str) -> frozenset[str]:
    """Return what a name says has been done to the document, without gender and number."""
    said = fold(item).replace("vobo", "visto bueno")
    return frozenset((*(found[1] for word in said.split() if (found := _STATE.match(word))), *_STATES.findall(said)))


def is_used(item: str, step: Step, found: Sequence[Link]) -> bool:
    """Return whether another activity takes an output, in the same words or nearly so."""
    return any(
        link.to is not step and (fold(link.item) == fold(item) or alike(link.item, item) > 0) for link in found
    )
