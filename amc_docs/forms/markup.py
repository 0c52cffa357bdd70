"""WordprocessingML as text: runs, paragraphs, cells, rows and tables, their properties in Word's own order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from amc_docs.forms.marks import Inline, Words, escaped

TWIPS = 567
"""In a centimetre: the unit of widths and indents."""
CELL_MARGIN = 70
"""Between the text of a cell and its border, left and right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a paragraph looks, beside its style; sizes in points, distances in twips; 0, empty and None: the style's."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    size: float = 0
    color: str = ""
    align: str = ""
    """`left`, `center`, `right` or `both`."""
    before: int | None = None
    after: int | None = None
    indent: int = 0
    hanging: int = 0
    tab: int = 0
    """Position of a tab stop."""
    keep: bool = False
    """On one page with what follows."""
    new_page: bool = False


PLAIN = Look()


def properties(look: Look) -> str:
    """Return the content of `<w:rPr>`."""
    found = "<w:b/>" if look.bold else ""
    found += "<w:i/>" if look.italic else ""
    found += f'<w:color w:val="{look.color}"/>' if look.color else ""
    half = round(look.size * 2)
    return found + (f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if half else "")


def run_of(inner: str, look: Look = PLAIN) -> str:
    """Return a run around what stands inside `<w:t>`."""
    found = properties(look)
    return f'<w:r>{f"<w:rPr>{found}</w:rPr>" if found else ""}<w:t xml:space="preserve">{inner}</w:t></w:r>'


def words(content: Inline | str, look: Look = PLAIN) -> str:
    """Return the runs of a text or mark."""
    shown = Words(content) if isinstance(content, str) else content
    return run_of(shown.__html__(), look)


def tag(expression: str, look: Look = PLAIN) -> str:
    """Return a run with a tag of a template, braces included: it is not escaped."""
    return run_of(expression, look)


def paragraph(runs: str = "", look: Look = PLAIN, *, section: str = "") -> str:
    """Return a paragraph of ready runs; `section` ends a section of the document with it."""
    found = f'<w:pStyle w:val="{look.style}"/>' if look.style else ""
    found += "<w:keepNext/>" if look.keep else ""
    found += "<w:pageBreakBefore/>" if look.new_page else ""
    found += f'<w:tabs><w:tab w:val="left" w:pos="{look.tab}"/></w:tabs>' if look.tab else ""
    if look.before is not None or look.after is not None:
        before = "" if look.before is None else f' w:before="{look.before}"'
        found += f"<w:spacing{before}" + ("" if look.after is None else f' w:after="{look.after}"') + "/>"
    if look.indent or look.hanging:
        found += f'<w:ind w:left="{look.indent}"' + (f' w:hanging="{look.hanging}"' if look.hanging else "") + "/>"
    found += f'<w:jc w:val="{look.align}"/>' if look.align else ""
    found += section
    return f"<w:p>{f'<w:pPr>{found}</w:pPr>' if found else ''}{runs}</w:p>"


def bookmarked(runs: str, name: str, number: int) -> str:
    """Return runs that a bookmark surrounds."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'


def field(code: str, shown: str = "", look: Look = PLAIN, *, dirty: bool = False) -> str:
    """Return a field with the result that it shows; a `dirty` one is worked out again when the file is opened."""
    found = properties(look)
    look_of = f"<w:rPr>{found}</w:rPr>" if found else ""
    again = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r>{look_of}<w:fldChar w:fldCharType="begin"{again}/></w:r>'
        f'<w:r>{look_of}<w:instrText xml:space="preserve"> {escaped(code)} </w:instrText></w:r>'
        f'<w:r>{look_of}<w:fldChar w:fldCharType="separate"/></w:r>'
        f'{words(shown, look) if shown else ""}<w:r>{look_of}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(
    inner: str,
    width: int,
    *,
    span: int = 1,
    merge: str = "",
    fill: str = "",
    upright: bool = False,
    middle: bool = False,
    without: str = "",
) -> str:
    """Return a cell of whole blocks.

    `merge` is `restart` or `continue` of a cell over several rows; `without` the side that has no border (`top`).
    """
    found = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    found += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    found += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    found += f'<w:tcBorders><w:{without} w:val="nil"/></w:tcBorders>' if without else ""
    found += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    # LibreOffice breaks no row across pages that begins an upright cell; those that go on with one say it no more.
    found += '<w:textDirection w:val="btLr"/>' if upright and merge != "continue" else ""
    found += '<w:vAlign w:val="center"/>' if middle or upright else ""
    return f"<w:tc><w:tcPr>{found}</w:tcPr>{inner}</w:tc>"


def row(cells: str, *, whole: bool = False, head: bool = False, height: int = 0, least: int = 0) -> str:
    """Return a row; a `whole` one does not break across pages, a `head` one is repeated on each.

    `height` is exact and `least` the smallest, in twips; 0: what it holds tells.
    """
    found = "<w:cantSplit/>" if whole or head else ""
    found += f'<w:trHeight w:val="{height}" w:hRule="exact"/>' if height else ""
    found += f'<w:trHeight w:val="{least}" w:hRule="atLeast"/>' if least else ""
    found += "<w:tblHeader/>" if head else ""
    return f"<w:tr>{f'<w:trPr>{found}</w:trPr>' if found else ''}{cells}</w:tr>"


def table(rows: str, widths: list[int], *, style: str = "AMCTabla", head: bool = True, title: str = "") -> str:
    """Return a table of ready rows; `head`: the first one names the columns, `title`: what it is, to be read aloud."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    caption = f'<w:tblCaption w:val="{escaped(title).replace(chr(34), "&quot;")}"/>' if title else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{"0420" if head else "0400"}" w:firstRow="{int(head)}" '
        'w:lastRow="0" '
        f'w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>{caption}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def shared_out(room: int, weights: list[float]) -> list[int]:
    """Return whole widths in the proportion of some weights that fill the room exactly."""
    total = sum(weights)
    edges = [round(room * sum(weights[:place]) / total) for place in range(len(weights) + 1)]
    return [right - left for left, right in pairwise(edges)]
