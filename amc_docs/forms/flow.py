"""The tags of a template: where the words of a point and the tables of its matrices are put in."""

from __future__ import annotations

import re

from amc_docs.doctype import DocType
from amc_docs.forms.grids import Grid, GridCell
from amc_docs.forms.layout import Layout, MatrixLayout
from amc_docs.forms.marks import Tag
from amc_docs.forms.markup import PLAIN, Look, cell, paragraph, row, tag, words
from amc_docs.forms.styles import GREY
from amc_docs.forms.tables import Column, alignment, columns_of, heads
from amc_docs.specs import Numbering, PointSpec

_AMOUNT = "100,000.00"
"""As long as most amounts."""
_TEXT = "lo que se dice en ella"
"""As long as a short text, in words that are broken nowhere."""


def insert(name: str) -> str:
    """Return the paragraph in whose place whole blocks are put."""
    return paragraph(tag(f"{{{{p {name} }}}}"))


def control(expression: str) -> str:
    """Return a paragraph that says from where to where something is there, or comes again."""
    return paragraph(tag(f"{{%p {expression} %}}"))


def given(condition: str, inner: str) -> str:
    """Return blocks that are there on a condition; without one they always are."""
    return control(f"if {condition}") + inner + control("endif") if condition else inner


def given_rows(condition: str, rows: str, span: int, room: int) -> str:
    """Return rows of a table, of `span` columns, that are there on a condition."""
    return mark_row(f"if {condition}", span, room) + rows + mark_row("endif", span, room)


def mark_row(expression: str, span: int, room: int) -> str:
    """Return the row that says from where to where rows are there, or come again."""
    return row(cell(paragraph(tag(f"{{%tr {expression} %}}")), room, span=span))


def runs(text: str, source: str, look: Look = PLAIN) -> str:
    """Return the runs of a text in which `{asunto}` stands for a value of the source (`datos`)."""
    found = re.split(r"\{(\w+)\}", text)
    made = (tag(f"{{{{ {source}.{piece} }}}}", look) if n % 2 else words(piece, look) for n, piece in enumerate(found))
    return "".join(made)


def labelled(label: str, name: str, source: str, widths: tuple[int, int], *, span: int = 1) -> str:
    """Return the row of a value: its label, and the value in a cell over `span` columns."""
    said = cell(paragraph(words(label, Look(bold=True)), Look(style="AMCCelda")), widths[0], fill=GREY)
    value = cell(paragraph(tag(f"{{{{ {source}.{name} }}}}"), Look(style="AMCCelda")), widths[1], span=span)
    return row(said + value)


def title_of(spec: PointSpec) -> str:
    """Return a point's official number and title, as they are printed."""
    if spec.numbering is Numbering.NONE:
        return spec.title
    return f"{spec.number}{'' if spec.numbering is Numbering.DOTTED else '.'} {spec.title}"


def own_matrices(doctype: DocType, number: str) -> list[str]:
    """Return the names of the matrices that stand in a point, in the schema's order."""
    return [m.name for m in doctype.matrices if m.point == number and not m.unit]


def flow(doctype: DocType, layout: Layout, number: str, room: int) -> str:
    """Return the content of a point: words and tables where the form has them, or in the content's own order."""
    point = f"puntos['{number}']"
    own = own_matrices(doctype, number)
    if not own:
        return insert(f"{point}.contenido")
    inner = "".join(insert(f"{point}.antes.{name}") + matrix_table(layout, name, room) for name in own)
    return (
        control(f"if {point}.en_orden")
        + inner
        + insert(f"{point}.despues")
        + control("else")
        + insert(f"{point}.contenido")
        + control("endif")
    )


def matrix_table(layout: Layout, name: str, room: int, source: str = "matrices") -> str:
    """Return the table of a matrix as the form has it, or as the content needs it where that has other columns."""
    found = f"{source}.{name}"
    shown = official_table(layout.matrices[name], found).markup(room)
    return control(f"if {found}.como_formato") + shown + control("else") + insert(f"{found}.tabla") + control("endif")


def official_table(layout: MatrixLayout, name: str) -> Grid:
    """Return the table of the form with a row that comes again for each row of the content."""
    columns = columns_of(layout, None)
    named = [_with_tags(column, columns, name) for column in columns]
    head = heads(named)
    body = [
        _mark(f"{{%tr for f in {name}.filas %}}", columns),
        tuple(_value(layout, column, columns, "f") for column in columns),
        _mark("{%tr endfor %}", columns),
    ]
    if layout.sums:
        total = tuple(_value(layout, column, columns, f"{name}.total", bold=True) for column in columns)
        body += [_mark(f"{{%tr if {name}.total %}}", columns), total, _mark("{%tr endif %}", columns)]
    weights = layout.weights if len(layout.weights) == len(columns) else ()
    return Grid((*head, *body), head=len(head), widths=weights, title=layout.spec.title)


def _mark(expression: str, columns: tuple[Column, ...]) -> tuple[GridCell, ...]:
    return (GridCell(Tag(expression), column_span=len(columns)),)


def _place(column: Column, columns: tuple[Column, ...]) -> int:
    """Return which of its series a column is."""
    return [c for c in columns if c.field == column.field].index(column)


def _with_tags(column: Column, columns: tuple[Column, ...], name: str) -> Column:
    """Return a column with a tag as the head of each column of a series: its years are the content's."""
    if not column.leaf:
        return column
    key = Tag(f"{{{{ {name}.claves.{column.field}[{_place(column, columns)}] }}}}", str(column.path[-1]))
    return Column(column.key, (*column.path[:-1], key))


def _value(
    layout: MatrixLayout, column: Column, columns: tuple[Column, ...], item: str, *, bold: bool = False
) -> GridCell:
    place = f"[{_place(column, columns)}]" if column.leaf else ""
    align = alignment(layout, column, "")
    said = max((row.get(column.field, "") for row in layout.rows), key=len, default="")
    sample = _AMOUNT if align == "right" else "" if column.leaf else said or _TEXT
    return GridCell(Tag(f"{{{{ {item}.{column.field}{place} }}}}", sample), align=align, bold=bold)
