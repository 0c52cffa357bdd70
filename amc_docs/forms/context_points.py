"""What a template may ask of a point: its words, before, between and behind its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from amc_docs.forms.blocks import Block, Blocks, Placed, Text
from amc_docs.forms.content import FormPoint
from amc_docs.forms.context_tables import Forms
from amc_docs.forms.gaps import POINT, Slot
from amc_docs.forms.marks import Control, Inline
from amc_docs.forms.rooms import room_of
from amc_docs.specs import PointSpec


def point(forms: Forms, spec: PointSpec, matrices: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return what a template may ask of a point."""
    found = forms.content.points.get(spec.number)
    others = (other for number, other in forms.content.points.items() if number != spec.number)
    placed = {part for other in others for part in other.parts if isinstance(part, str)}
    every = [m.name for m in forms.doctype.matrices if m.point == spec.number and not m.unit]
    own = [name for name in every if name not in placed]
    room = room_of(forms.layout, spec.number)
    style = "AMCContenido" if room.in_cell else "AMCTexto"
    parts = _guided(forms, spec, own, style) if found is None else _arranged(found, own)
    without = found.without if found else frozenset()
    tables = {name: shown["tabla"] for name, shown in matrices.items() if name not in without}
    ordered = [part for part in parts if isinstance(part, str)]
    before: dict[str, list[Block]] = {name: [] for name in every}
    rest: list[Block] = []
    waiting = [name for name in own if name in ordered]
    flow: list[Block] = []
    for part in parts:
        if isinstance(part, str):
            flow += [tables[part]] if part in tables else []
            waiting = [name for name in waiting if name != part]
            continue
        flow.append(_styled(part, style))
        (before[waiting[0]] if waiting else rest).append(flow[-1])
    return {
        "visible": found is not None or (forms.shows_absent and not spec.is_optional),
        "en_orden": own == every and ordered == [name for name in own if name in ordered],
        "antes": {name: Placed(Blocks(tuple(blocks)), room.width) for name, blocks in before.items()},
        "despues": Placed(Blocks(tuple(rest)), room.width),
        "contenido": Placed(Blocks(tuple(flow)), room.width),
    }


def _arranged(point: FormPoint, own: Sequence[str]) -> tuple[Block | str, ...]:
    """Return the parts of a point and the matrices that none of them names behind."""
    named = {part for part in point.parts if isinstance(part, str)}
    return (*point.parts, *(name for name in own if name not in named))


def _guided(forms: Forms, spec: PointSpec, own: Sequence[str], style: str) -> tuple[Block | str, ...]:
    """Return what an absent point shows: what is missing, then its tables.

    A blank form says its guidance piece by piece, each before the table that it speaks of.
    """
    hint = forms.layout.hints.get(spec.number, "")
    guidance = spec.guidance or ((hint,) if hint else ())
    slot = Slot(kind=POINT, name=spec.number, title=spec.title, point=spec.number, guidance=guidance)
    if not guidance and (any(forms.layout.matrices[name].is_official for name in own) or _has_parts(forms, spec)):
        return tuple(own)
    shown = forms.missing(slot)
    if not isinstance(shown, Control) or not guidance:
        return (*([_text(shown, style)] if str(shown) else []), *own)
    starts = {name: _start(forms.layout.matrices[name].guidance, guidance) for name in own}
    parts: list[Block | str] = []
    for place, text in enumerate(guidance):
        parts.append(_text(forms.missing(replace(slot, guidance=(text,))), style))
        parts += [name for name in own if starts[name] == place]
    return (*parts, *(name for name in own if starts[name] is None))


def _has_parts(forms: Forms, spec: PointSpec) -> bool:
    """Return whether other points stand inside a point: what belongs there is theirs."""
    return any(p.within == spec.number or p.number.startswith(f"{spec.number}.") for p in forms.doctype.titled)


def _start(words: str, guidance: Sequence[str]) -> int | None:
    """Return the piece of guidance that begins with some words; None: none does."""
    return next((place for place, text in enumerate(guidance) if words and text.startswith(words)), None)


def _text(content: Inline, style: str) -> Text:
    return Text(content, style=style)


def _styled(block: Block, style: str) -> Block:
    """Return a block with its plain paragraphs in the style of the place."""
    if isinstance(block, Blocks):
        return Blocks(tuple(_styled(item, style) for item in block.items))
    return replace(block, style=style) if isinstance(block, Text) and block.style == "AMCTexto" else block
