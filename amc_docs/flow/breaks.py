"""Where the flow of a process is broken: what is delivered to one and used by another, or comes from nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from amc_docs.flow.actors import abbreviates, is_among, parts, same_actor
from amc_docs.flow.links import ALIKE, SHARED, Link, Source, alike, comes_from_outside, delivers, is_used, links, owners
from amc_docs.flow.steps import Process, Step
from amc_docs.wording import containment, fold, likeness, words


class Kind(StrEnum):
    """What is broken; its values are the words of `kinds` in the settings of a rule."""

    NOT_DELIVERED = "entrega"
    """An activity takes what was delivered to others."""
    OTHER_PROVIDER = "proveedor"
    """The provider named did not produce the input."""
    OWN_OUTPUT = "propia"
    """The inputs of an activity are its own outputs: nobody delivers them before."""
    NOWHERE = "origen"
    """No earlier activity delivers the input."""
    DEAD_END = "destino"
    """What an activity delivers is used by none."""
    FROM_NOTHING = "aparece"
    """An activity that only hands on delivers what it did not receive."""
    NOT_ADDRESSED = "destinatario"
    """The words of an activity name an addressee who is not among its recipients."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """One break of the flow, at one activity."""

    kind: Kind
    step: Step
    item: str
    """The input, output or provider that it is about."""
    other: Step | None = None
    """The activity at the other end, or the nearest candidate; None where there is none."""
    near: str = ""
    """What that activity delivers, where its words differ."""


_HANDS_ON = re.compile(r"^(recepcionar|recibir|derivar|tramitar)\b")
_ALSO_HANDS_ON = re.compile(r"\by (remitir|derivar|elevar|trasladar|enviar)\b")
_MAKES = re.compile(
    r"\b(elabor|formul|redact|prepar|emit|consolid|evalu|analiz|proces|generar|registr|imprim|ajust|realiz|actualiz"
    r"|informacion|informe|solicit|propuest|respuesta|propon)\w*"
)
"""Words of an activity that does more than hand on what it got."""
_CARRIES = re.compile(
    r"^(memorand\w+|memo|oficio|carta|correo|hoja|proveido|documento|nota|expediente|cargo|comunicacion|constancia|formato"
    r"|observacion\w*|derivacion|remision|informacion)\b"
)
"""Documents that only carry others."""
_DELIVERS = re.compile(
    r"\b(remit|comunic|envi|inform|solicit|registr|public|notific|present|entreg|deriv|imprim|difund|convoc|elev|proponer"
    r"|transfer|trasla|visar|devolv)\w*"
)
_SENDS = re.compile(
    r"\b(?:remitir|derivar|elevar|enviar|informar|comunicar|notificar|entregar|presentar|trasladar|proponer)(?:lo|la|los|las)?\b"
)
_ROOT = 5
"""Letters by which two words are known to be forms of one: «Director», «Dirección»."""
_LETTER = re.compile(r"\b(?:memorand\w+|oficio|carta|correo|hoja)\b")
_TO = re.compile(r"\b(?:al|a la|a las|a los|a|para el|para la|para las|para los|para) (?=\w)")
_AND = re.compile(r" (?:y|e)(?: a)?(?: la| las| los| el|l)? (?=\w)")


def breaks(process: Process, kinds: Collection[str] = tuple(Kind)) -> tuple[Break, ...]:
    """Return the breaks of a process of some kinds, in the order of its activities."""
    found = links(process)
    looked_for: tuple[tuple[Collection[Kind], Callable[[Process, Sequence[Link]], Iterator[Break]]], ...] = (
        ((Kind.NOT_DELIVERED,), _not_delivered),
        ((Kind.OTHER_PROVIDER,), _other_provider),
        ((Kind.OWN_OUTPUT, Kind.NOWHERE), _without_source),
        ((Kind.DEAD_END,), _dead_ends),
        ((Kind.FROM_NOTHING,), _from_nothing),
        ((Kind.NOT_ADDRESSED,), _not_addressed),
    )
    every = [b for those, look in looked_for if set(those) & set(kinds) for b in look(process, found)]
    return tuple(sorted((b for b in every if b.kind in kinds), key=lambda b: b.step.position))


def _active(process: Process) -> Iterator[Step]:
    """Yield the activities after the first that are done in the process itself."""
    yield from (s for s in process.steps[1:] if not s.is_process and s.executor)


def _of(step: Step, found: Sequence[Link]) -> list[Link]:
    return [link for link in found if link.to is step]


def _not_delivered(process: Process, found: Sequence[Link]) -> Iterator[Break]:
    """Yield the activities that none of their inputs was delivered to."""
    for step in _active(process):
        own = _of(step, found)
        exact = [link for link in own if link.source is Source.EXACT]
        if not exact or any(link.source is Source.OUTSIDE for link in own):
            continue
        if any(_reaches(link, producer, process) for link in exact for producer in link.producers):
            continue
        link = exact[0]
        yield Break(kind=Kind.NOT_DELIVERED, step=step, item=link.item, other=link.producers[0])


def _reaches(link: Link, producer: Step, process: Process) -> bool:
    """Return whether what an activity delivers gets to who takes it; who sends something away may keep it too."""
    if not producer.recipients or producer.is_process or is_among(link.to.executor, producer.recipients):
        return True
    if not same_actor(producer.executor, link.to.executor):
        return bool(owners(link.to, link.item, process))
    return bool(_DELIVERS.search(fold(producer.name))) or any(
        is_among(s.executor, producer.recipients) and fold(link.item) in {fold(i) for i in s.inputs}
        for s in process.steps
    )


def may_be_addressed(found: Break, long_forms: Mapping[str, str]) -> bool:
    """Return whether a recipient may be another word for who uses the item: «Archivo Central» for its «Archivero».

    They share the root of a word, as such or as the name that the recipient's initials stand for (`long_forms`: folded
    initials → name). Who made the item himself may also have kept it.
    """
    if found.other and found.kind is Kind.NOT_DELIVERED and same_actor(found.other.executor, found.step.executor):
        return True
    recipients = found.other.recipients if found.other and found.kind is Kind.NOT_DELIVERED else ()
    spelt = (long_forms.get(fold(part), "") for r in recipients for part in (r, *parts(r)))
    return any(_share_root(found.step.executor, name) for name in (*recipients, *spelt))


def _share_root(first: str, second: str) -> bool:
    """Return whether a word of one is another form of a word of the other: the same five letters, another ending."""
    return any(a != b and len(a) >= _ROOT and a[:_ROOT] == b[:_ROOT] for a in words(first) for b in words(second))


def _other_provider(process: Process, found: Sequence[Link]) -> Iterator[Break]:
    """Yield the providers who do something in the process, but produced none of the inputs and got none to hand on."""
    executors = [s.executor for s in process.steps if s.executor]
    names = [s.name for s in process.steps if s.is_process]
    for step in _active(process):
        exact = [link for link in _of(step, found) if link.source is Source.EXACT]
        producers = [p for link in exact for p in link.producers]
        if not exact or len(exact) < len(step.inputs) or any(p.is_process for p in producers):
            continue
        for provider in step.providers:
            if not is_among(provider, executors) or is_among(provider, [p.executor for p in producers]):
                continue
            is_own = same_actor(provider, step.executor)
            if is_among(provider, names) or (not is_own and any(is_among(provider, p.recipients) for p in producers)):
                continue
            if is_own and any(owners(step, link.item, process) for link in exact):
                continue
            yield Break(kind=Kind.OTHER_PROVIDER, step=step, item=provider, other=producers[0])


def _without_source(process: Process, found: Sequence[Link]) -> Iterator[Break]:
    """Yield the inputs that no earlier activity delivers, and those that are only an activity's own outputs."""
    for step in _active(process):
        own = _of(step, found)
        if own and all(link.source in (Source.OWN, Source.STATE) and delivers(step, link.item) for link in own):
            yield Break(kind=Kind.OWN_OUTPUT, step=step, item=own[0].item)
            continue
        for link in own:
            if link.source is Source.STATE:
                yield Break(
                    kind=Kind.NOWHERE, step=step, item=link.item, other=link.producers[0], near=link.output
                )
            elif link.source in (Source.NOWHERE, Source.OWN):
                later = next((s for s in process.steps[step.position :] if _yields(s, link.item)), None)
                yield Break(kind=Kind.NOWHERE, step=step, item=link.item, other=later)


def _yields(step: Step, item: str) -> bool:
    return any(alike(item, output) for output in step.outputs)


def _dead_ends(process: Process, found: Sequence[Link]) -> Iterator[Break]:
    """Yield the activities, but the last, nothing of whose outputs is used, though delivered inside the process."""
    executors = [s.executor for s in process.steps if s.executor and not s.is_process]
    for step in process.steps[:-1]:
        own = _of(step, found)
        is_loop = any(link.source is Source.OWN for link in own)
        if step.is_process or is_loop or not step.outputs or not any(is_among(r, executors) for r in step.recipients):
            continue
        if not any(is_used(output, step, found) for output in step.outputs):
            yield Break(kind=Kind.DEAD_END, step=step, item=step.outputs[0])


def _from_nothing(process: Process, _found: Sequence[Link]) -> Iterator[Break]:
    """Yield what an activity that only hands on delivers without having got it, or anything like it, from anywhere."""
    for step in _active(process):
        name = fold(step.name)
        only = _HANDS_ON.match(name) or (name.startswith("revisar") and _ALSO_HANDS_ON.search(name))
        if not only or _MAKES.search(name) or comes_from_outside(step, process):
            continue
        known = [*step.inputs, *(o for s in process.steps[: step.position - 1] for o in s.outputs)]
        for output in step.outputs:
            if not _CARRIES.match(fold(output)) and not any(_is_version_of(output, item) for item in known):
                yield Break(kind=Kind.FROM_NOTHING, step=step, item=output)


def _is_version_of(output: str, item: str) -> bool:
    return alike(output, item) > 0 and (likeness(output, item) >= ALIKE or containment(item, output) >= SHARED)


def _not_addressed(process: Process, _found: Sequence[Link]) -> Iterator[Break]:
    """Yield the addressees that the words of an activity or its outputs name and its recipients leave out."""
    actors = {p for s in process.steps for a in (s.executor, *s.recipients) for p in (a, *parts(a)) if len(fold(p)) > 1}
    for step in process.steps:
        if step.is_process or not step.recipients:
            continue
        told: list[str] = []
        for text, sends in ((step.name, _SENDS), *((output, _LETTER) for output in step.outputs)):
            for actor in _addressees(text, sends, actors):
                if not is_among(actor, (*step.recipients, *told)):
                    told.append(actor)
                    yield Break(kind=Kind.NOT_ADDRESSED, step=step, item=actor, near=text)


def _addressees(text: str, sends: re.Pattern[str], actors: set[str]) -> list[str]:
    """Return the actors to whom something is sent in a text: «remitir … al Comité y a la OTI»."""
    said = fold(text)
    verb = sends.search(said)
    found: list[str] = []
    for mark in _TO.finditer(said, verb.end()) if verb else ():
        place = mark.end()
        while place and (actor := _named_at(said[place:], actors)):
            found.append(actor[0])
            more = _AND.match(said, place + actor[1])
            place = more.end() if more else 0
    return found


def _named_at(said: str, actors: set[str]) -> tuple[str, int] | None:
    """Return the actor that folded words begin with and how many letters name it: its whole name, or its first word."""
    whole = [a for a in actors if re.match(rf"{re.escape(fold(a))}\b", said)]
    if whole:
        longest = max(whole, key=lambda a: len(fold(a)))
        return longest, len(fold(longest))
    word = said.split(" ", 1)[0]
    if len(word) > 1 and any(abbreviates(word, a) for a in actors):
        return word.upper(), len(word)
    return (word, len(word)) if any(words(a)[:1] == (word,) for a in actors) else None
