"""A type of document and its layout → the template of its official form, for docxtpl."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from amc_docs.doctype import DocType
from amc_docs.forms import building_form, building_units
from amc_docs.forms.flow import flow, given, given_rows, insert, labelled, matrix_table, runs, title_of
from amc_docs.forms.layout import Layout, Part
from amc_docs.forms.markup import Look, bookmarked, field, paragraph, table, words
from amc_docs.forms.page import package, section_end
from amc_docs.specs import Numbering, PointSpec

LABEL_SHARE = 0.3
"""Of the width of a table of values."""


def build(doctype: DocType, layout: Layout) -> bytes:
    """Return the template: the same type and layout give the same bytes."""
    made: list[str] = []
    turned = layout.parts[0].landscape if layout.parts else False
    body = title(layout) + insert("antes")
    for part in layout.parts:
        if part.landscape != turned:
            made.append(body + section_end(landscape=turned))
            body, turned = "", part.landscape
        body += BUILDERS[part.form](doctype, layout, part)
    made.append(body + insert("despues"))
    return package("".join(made), title=doctype.title, landscape=turned)


def title(layout: Layout) -> str:
    """Return the lines that name the document."""
    lines = "".join(paragraph(words(line), Look(style="Title", after=40)) for line in layout.title)
    return lines + (paragraph(words(layout.subtitle), Look(style="Subtitle")) if layout.subtitle else "")


def _line(doctype: DocType, layout: Layout, part: Part) -> str:
    """Return a line of fixed words and values."""
    look = Look(style=part.style or "AMCTexto", align=part.align, before=part.before * 20 if part.before else None)
    said = runs(part.text, "datos", Look(bold=part.bold))
    if part.stands_for:
        place = layout.parts.index(part)
        said = bookmarked(said, f"amc_linea_{place}", len(doctype.points) + place)
    line = paragraph(said, look)
    return given(f"hay.{part.needs}" if part.needs else "", line)


def _lines(doctype: DocType, layout: Layout, part: Part) -> str:
    """Return a value of several lines."""
    return insert(f"parrafos.{part.value}")


def _values(doctype: DocType, layout: Layout, part: Part) -> str:
    """Return a table of labels and values."""
    labels = {label.name: label for label in doctype.labels}
    left = round(part.room * LABEL_SHARE)
    widths = (left, part.room - left)
    rows = ""
    for name in part.fields or tuple(labels):
        said = layout.labels.get(name) or next(iter(labels[name].labels), labels[name].title)
        rows += given_rows(f"hay.{name}", labelled(said, name, "datos", widths), 2, part.room)
    return table(rows, list(widths), style="AMCFormulario", head=False)


def _points(doctype: DocType, layout: Layout, part: Part) -> str:
    """Return points one under the other, each with its heading."""
    specs = {point.number: point for point in doctype.points}
    return "".join(_headed(doctype, layout, specs[number], part) for number in part.points)


def _headed(doctype: DocType, layout: Layout, spec: PointSpec, part: Part) -> str:
    level = level_of(spec)
    first = part.points[0] == spec.number
    look = Look(style=part.style or f"Heading{level}", new_page=part.new_page and first and not part.landscape)
    shown = part.text or title_of(spec)
    number = doctype.points.index(spec)
    head = paragraph(bookmarked(words(shown), f"amc_{number}", number), look)
    inner = head + flow(doctype, layout, spec.number, part.room)
    inner += building_units.units_of_point(doctype, layout, spec.number)
    return given(f"puntos['{spec.number}'].visible" if spec.is_optional else "", inner)


def level_of(spec: PointSpec) -> int:
    """Return the level of a point's heading."""
    if spec.numbering is Numbering.DOTTED:
        return spec.number.count(".") + 1
    return 2 if spec.within else 1


def _matrices(doctype: DocType, layout: Layout, part: Part) -> str:
    return "".join(matrix_table(layout, name, part.room) for name in part.fields)


def _units(doctype: DocType, layout: Layout, part: Part) -> str:
    return building_units.units(doctype, layout, part)


def _index(doctype: DocType, layout: Layout, part: Part) -> str:
    """Return the list of the points with their pages, which Word and LibreOffice work out when the document is opened.

    It is no TOC field: LibreOffice shows what such a field showed last, and here nobody has worked it out before.
    """
    shown = [doctype.points.index(p) for other in layout.parts if other.form == "puntos" for p in doctype.titled
             if p.number in other.points]  # fmt: skip
    lines = []
    for number in shown:
        spec = doctype.points[number]
        page = words("\t") + field(f"PAGEREF amc_{number} \\h", dirty=True)
        line = paragraph(words(title_of(spec)) + page, Look(style=f"TOC{level_of(spec)}"))
        lines.append(given(f"puntos['{spec.number}'].visible" if spec.is_optional else "", line))
    return paragraph(words(part.text or "ÍNDICE"), Look(style="TOCHeading")) + "".join(lines)


def _form(doctype: DocType, layout: Layout, part: Part) -> str:
    return building_form.form(doctype, layout, part)


Builder = Callable[[DocType, Layout, Part], str]
BUILDERS: Mapping[str, Builder] = {
    "formulario": _form,
    "puntos": _points,
    "linea": _line,
    "parrafos": _lines,
    "datos": _values,
    "matrices": _matrices,
    "unidades": _units,
    "indice": _index,
}
