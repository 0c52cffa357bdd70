"""What the tags of a template stand for: a document's content, and something in each place that it leaves empty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from amc_docs.doctype import DocType
from amc_docs.forms.blocks import Blocks, Text
from amc_docs.forms.content import Content
from amc_docs.forms.context_points import point
from amc_docs.forms.context_tables import Forms, matrix, units
from amc_docs.forms.gaps import VALUE, YEAR_NAME, Missing, Slot
from amc_docs.forms.layout import Layout, Part
from amc_docs.forms.marks import Control, Inline, Line, Words
from amc_docs.forms.years import year_names
from amc_docs.specs import LabelSpec


def context(doctype: DocType, layout: Layout, content: Content, missing: Missing) -> dict[str, Any]:
    """Return the context for `filling.fill`; its keys are in `templates/README.md`."""
    forms = Forms(doctype, layout, content, missing)
    matrices = {m.name: matrix(forms, m.name, content.matrices.get(m.name)) for m in doctype.matrices if not m.unit}
    points = {spec.number: point(forms, spec, matrices) for spec in doctype.titled}
    values = {label.name: _value(forms, label) for label in doctype.labels}
    return {
        "nombre_anio": _year_name(forms),
        "datos": values,
        "hay": {name: bool(str(value)) for name, value in values.items()},
        "parrafos": {label.name: _lines(forms, label) for label in doctype.labels},
        "puntos": points,
        "matrices": matrices,
        "partes": {repeat.name: units(forms, repeat.name) for repeat in doctype.repeats},
        "antes": content.before,
        "despues": content.after,
    }


def _year_name(forms: Forms) -> Inline:
    """Return the official name of the document's year, in quotation marks."""
    content = forms.content
    found = content.year_name or (year_names().get(str(content.date.year), "") if content.date else "")
    if not isinstance(found, str):
        return found
    if name := found.strip(' «»“”"'):
        return Words(f"«{name}»")
    title = "Nombre oficial del año"
    return forms.missing(Slot(kind=VALUE, name=YEAR_NAME, title=title, guidance=(f"«{title}»",)))


def _value(forms: Forms, label: LabelSpec) -> Inline:
    found = forms.content.values.get(label.name, "")
    if str(found):
        return Words(found) if isinstance(found, str) else found
    hint = forms.layout.hints.get(label.name, "")
    slot = Slot(kind=VALUE, name=label.name, title=label.title, point=label.point, guidance=(hint,) if hint else ())
    shown = forms.missing(slot)
    model = forms.layout.models.get(label.name, "")
    return _model(model, shown) if model and isinstance(shown, Control) else shown


def _model(words: str, control: Control) -> Inline:
    """Return the words that are always the same, with a control in place of what stands in brackets."""
    pieces = re.split(r"\[([^]]*)\]", words)
    return Line(
        tuple(Control(piece, control.title) if n % 2 else Words(piece) for n, piece in enumerate(pieces) if piece)
    )


def _lines(forms: Forms, label: LabelSpec) -> Blocks:
    """Return a value of several lines as paragraphs."""
    part = next(
        (p for p in forms.layout.parts if p.form == "parrafos" and p.value == label.name), Part(form="parrafos")
    )
    value = forms.content.values.get(label.name, "")
    lines: Sequence[Inline | str] = value.split("\n") if isinstance(value, str) and value else [_value(forms, label)]
    style = part.style or "AMCTexto"
    said = [line for line in lines if str(line).strip()]
    first = part.before * 20 if part.before else None
    return Blocks(tuple(
        Text(line, style=style, bold=part.bold, align=part.align, before=None if place else first)
        for place, line in enumerate(said)
    ))  # fmt: skip
