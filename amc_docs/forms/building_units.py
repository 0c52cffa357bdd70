"""A part that comes many times, once for each unit: the sheet of each process with its labels and its tables."""

from __future__ import annotations

import re
from collections.abc import Mapping

from amc_docs.doctype import DocType
from amc_docs.forms.flow import control, given, given_rows, labelled, matrix_table, runs
from amc_docs.forms.layout import Layout, Part
from amc_docs.forms.markup import Look, cell, paragraph, row, shared_out, table, words
from amc_docs.forms.styles import GREY
from amc_docs.specs import RepeatSpec

_VALUE = re.compile(r"\{(\w+)\}")
LABEL_SHARE = 0.27
"""Of the width of a sheet."""
_ITEM = "u"
"""What a template calls the unit that it is at."""
_VALUES = f"{_ITEM}.datos"


def units_of_point(doctype: DocType, layout: Layout, number: str) -> str:
    """Return the units that stand in a point and that no part of the layout shows."""
    shown = {part.unit for part in layout.parts if part.form == "unidades"}
    return "".join(
        units(doctype, layout, Part(form="unidades", unit=r.name))
        for r in doctype.repeats
        if r.point == number and r.name not in shown and not is_derived(doctype, r.name)
    )


def is_derived(doctype: DocType, name: str) -> bool:
    """Return whether the values of a part only repeat what stands in the text."""
    return bool(doctype.schema.get("properties", {}).get(name, {}).get("readOnly"))


def units(doctype: DocType, layout: Layout, part: Part) -> str:
    """Return the part, to be repeated: the line that opens a unit, its values, its tables."""
    repeat = next(r for r in doctype.repeats if r.name == part.unit)
    own = [m.name for m in doctype.matrices if m.unit == repeat.name]
    heading = part.heading or f"{{{repeat.key}}}"
    look = Look(style=part.style or "Heading2", new_page=part.new_page)
    inner = given(_condition(heading), paragraph(runs(heading, _VALUES), look))
    inner += _sheet(layout, repeat, part, heading)
    inner += "".join(matrix_table(layout, name, part.room, f"{_ITEM}.matrices") for name in own)
    return control(f"for {_ITEM} in partes.{repeat.name}") + inner + control("endfor")


def _condition(text: str) -> str:
    """Return that each value in a text is there."""
    return " and ".join(f"{_ITEM}.hay.{name}" for name in _VALUE.findall(text)) or "true"


def _sheet(layout: Layout, repeat: RepeatSpec, part: Part, heading: str) -> str:
    """Return the table of a unit: its head, labels with their values, then those that stand side by side."""
    said = {
        label.name: layout.labels.get(f"{repeat.name}.{label.name}") or next(iter(label.labels), label.title)
        for label in repeat.fields
    }
    fixed = "".join((heading, *part.lines))
    names = part.fields or tuple(n for n in said if f"{{{n}}}" not in fixed and n not in part.columns)
    count = max(len(part.columns), 2)
    widths = shared_out(part.room, [1.0] * count if part.columns else [LABEL_SHARE, 1 - LABEL_SHARE])
    rows = ""
    for line in part.lines:
        head = cell(paragraph(runs(line, _VALUES), Look(style="AMCEncabezado")), part.room, span=count, fill=GREY)
        rows += given_rows(_condition(line), row(head, whole=True), count, part.room)
    for name in names:
        value = labelled(said[name], name, _VALUES, (widths[0], sum(widths[1:])), span=count - 1)
        rows += given_rows(f"{_ITEM}.hay.{name}", value, count, part.room)
    if part.columns:
        condition = " or ".join(f"{_ITEM}.hay.{name}" for name in part.columns)
        rows += given_rows(condition, _side_by_side(part, said, widths), count, part.room)
    return table(rows, widths, style="AMCFormulario", head=False, title=repeat.title)


def _side_by_side(part: Part, said: Mapping[str, str], widths: list[int]) -> str:
    """Return the heads of the values that stand side by side, and the values under them."""
    places = list(zip(part.columns, widths, strict=False))
    heads = (cell(paragraph(words(said[n]), Look(style="AMCEncabezado")), w, fill=GREY) for n, w in places)
    values = (cell(paragraph(runs(f"{{{n}}}", _VALUES), Look(style="AMCCelda")), w) for n, w in places)
    return row("".join(heads), whole=True) + row("".join(values))
