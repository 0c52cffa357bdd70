"""WordprocessingML as text: paragraphs, lists, fields and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import escape

from .content import LEFT, UP, Table

BOLD = re.compile(r"\*\*(.+?)\*\*")
TWIPS = 567  # in a centimetre


@dataclass(frozen=True)
class Look:
    """How a paragraph looks; `size` is in half points, 0 the style's own; `number` a list of the numbering part."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    align: str = ""
    size: int = 0
    number: int | None = None
    level: int = 0
    after: int | None = None
    colour: str = ""
    keep: bool = False
    new_page: bool = False


def run(text: str, look: Look = Look(), bold: bool = False) -> str:
    """Return one run; a line feed in the text becomes a line break, a tab a tab."""
    properties = ""
    if look.bold or bold:
        properties += "<w:b/>"
    if look.italic:
        properties += "<w:i/>"
    if look.colour:
        properties += f'<w:color w:val="{look.colour}"/>'
    if look.size:
        properties += f'<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>'
    inner = re.sub(
        r"[^\n\t]+|\n|\t",
        lambda m: {"\n": "<w:br/>", "\t": "<w:tab/>"}.get(m[0], f'<w:t xml:space="preserve">{escape(m[0])}</w:t>'),
        text,
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def runs(text: str, look: Look = Look()) -> str:
    """Return the runs of a text in which `**words**` are bold."""
    parts = BOLD.split(text)
    return "".join(run(part, look, bold=bool(place % 2)) for place, part in enumerate(parts) if part)


def paragraph(text: str = "", look: Look = Look(), inner: str | None = None, section: str = "") -> str:
    """Return a paragraph; `inner` replaces the text's runs, `section` ends a section with it."""
    properties = ""
    if look.style:
        properties += f'<w:pStyle w:val="{look.style}"/>'
    if look.keep:
        properties += "<w:keepNext/>"
    if look.new_page:
        properties += "<w:pageBreakBefore/>"
    if look.number is not None:
        properties += f'<w:numPr><w:ilvl w:val="{look.level}"/><w:numId w:val="{look.number}"/></w:numPr>'
    if look.after is not None:
        properties += f'<w:spacing w:after="{look.after}"/>'
    if look.align:
        properties += f'<w:jc w:val="{look.align}"/>'
    properties += section
    body = runs(text, look) if inner is None else inner
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{body}</w:p>"


def field(code: str, shown: str, look: Look = Look()) -> str:
    """Return a complex field with the result Word would show."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        mark.format("begin")
        + f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        + mark.format("separate")
        + run(shown, look)
        + mark.format("end")
    )


def page_break() -> str:
    """Return a paragraph that begins a new page."""
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def cell(inner: str, width: int, *, span: int = 1, merge: str = "", fill: str = "", vertical: bool = False) -> str:
    """Return a table cell; `merge` is `restart` or `continue` of a vertical merge."""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if span > 1:
        properties += f'<w:gridSpan w:val="{span}"/>'
    if merge:
        properties += f'<w:vMerge w:val="{merge}"/>' if merge == "restart" else "<w:vMerge/>"
    if fill:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    if vertical:
        properties += '<w:textDirection w:val="btLr"/><w:vAlign w:val="center"/>'
    # A cell must end with a paragraph, even after a nested table.
    last = "" if inner.endswith("</w:p>") else paragraph(look=TINY)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}{last}</w:tc>"


TINY = Look(size=4, after=0)
SPACER = paragraph(look=Look(size=8, after=0))


def table(rows: list[str], widths: list[int], head: int = 0, borders: bool = True, margin: int = 70) -> str:
    """Return a table of ready rows; the first `head` are repeated on every page."""
    marked = [
        row.replace("<w:tr>", "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", 1) if place < head else row
        for place, row in enumerate(rows)
    ]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    style = '<w:tblStyle w:val="TableGrid"/>' if borders else ""
    return (
        f'<w:tbl><w:tblPr>{style}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(marked)}</w:tbl>"
    )


def row(cells: list[str]) -> str:
    """Return a table row."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def data_table(content: Table, room: int, size: int) -> str:
    """Return a table of data, `room` twips wide."""
    columns = len(content.rows[0])
    weights = content.widths or [1.0] * columns
    widths = [int(room * weight / sum(weights)) for weight in weights]
    rows = [_data_row(content, at, widths, size) for at in range(len(content.rows))]
    # Narrow columns need their room: a month's name must not break.
    return table(rows, widths, content.head, margin=30 if columns > 10 else 70)


def _data_row(content: Table, at: int, widths: list[int], size: int) -> str:
    """Return one row: a span for covered places, bold and shaded heads, figures to the right."""
    texts = content.rows[at]
    starts = [place for place, text in enumerate(texts) if text != LEFT]
    cells = []
    for start, end in pairwise([*starts, len(texts)]):
        text = texts[start]
        below = content.rows[at + 1][start] if at + 1 < len(content.rows) else ""
        merge = "continue" if text == UP else "restart" if below == UP else ""
        heading = at < content.head
        total = text.upper().startswith(("TOTAL", "SUBTOTAL")) or texts[0].upper().startswith(("TOTAL", "SUBTOTAL"))
        group = end - start == len(texts)
        align = (
            "center"
            if heading or re.fullmatch(r"[X–\d]|\d{4}", text)
            else "right"
            if re.fullmatch(r"[\d,. ]+%?", text)
            else "left"
        )
        look = Look(bold=heading or total or group, align=align, size=size, after=0)
        inner = "".join(paragraph(line, look) for line in ("" if text == UP else text).split("\n"))
        fill = "DEEAF6" if heading else "F2F2F2" if group else ""
        cells.append(cell(inner, sum(widths[start:end]), span=end - start, merge=merge, fill=fill))
    return row(cells)
