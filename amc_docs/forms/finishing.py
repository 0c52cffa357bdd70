"""The last touches to a filled template: what Word asks of a file, and no tag can see to."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

P, TBL, TC, SECT = qn("w:p"), qn("w:tbl"), qn("w:tc"), qn("w:sectPr")
GRID, COLUMN, WIDTH = qn("w:tblGrid"), qn("w:gridCol"), qn("w:w")
_BLOCKS = (P, TBL, qn("w:sdt"))
_MARKERS = (qn("w:bookmarkStart"), qn("w:bookmarkEnd"))
_TEXT, _RUN, _LOOK = qn("w:t"), qn("w:r"), qn("w:rPr")
_ROW, _ROW_MARKS, _WHOLE, _HEAD = qn("w:tr"), qn("w:trPr"), qn("w:cantSplit"), qn("w:tblHeader")
_CHANGES = (qn("w:ins"), qn("w:del"))


def finish(document: Document, pictures: Mapping[str, bytes]) -> None:
    """Put pictures in, end cells with a paragraph, part tables, free inner heads, number drawings and marks."""
    for tree, part in _stories(document):
        _put_pictures(tree, part, pictures)
        _drop_empty_runs(tree)
        _end_cells(tree)
        _part_tables(tree)
        _let_inner_heads_move(tree)
        _number(tree)


def fit_columns(table: etree._Element) -> None:
    """Give a table as many columns as its own rows have, in the same room; those of tables inside it are theirs."""
    grid = table.find(GRID)
    if grid is None:
        return
    columns = grid.findall(COLUMN)
    count = max(
        (sum(_span(cell) for cell in row.iterchildren(TC)) for row in table.iterchildren(qn("w:tr"))), default=0
    )
    if not count or count == len(columns):
        return
    room = sum(int(float(column.get(WIDTH, "0"))) for column in columns)
    for column in columns:
        grid.remove(column)
    for place in range(count):
        grid.append(grid.makeelement(COLUMN, {WIDTH: str(room * (place + 1) // count - room * place // count)}))
    for row in table.iterchildren(qn("w:tr")):
        for cell in row.iterchildren(TC):
            if (width := cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")) is not None:
                width.set(WIDTH, str(room * _span(cell) // count))


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return int(span.get(qn("w:val"), "1")) if span is not None else 1


def _stories(document: Document) -> Iterator[tuple[etree._Element, object]]:
    """Yield the body, and each header and footer, with the part that holds it."""
    yield document.element.body, document.part
    for relation in document.part.rels.values():
        if relation.reltype.rsplit("/", 1)[-1] in ("header", "footer"):
            yield relation.target_part.element, relation.target_part


def _put_pictures(tree: etree._Element, part: object, pictures: Mapping[str, bytes]) -> None:
    """Add to the part the pictures that are named in it."""
    for blip in tree.iter(qn("a:blip")):
        content = pictures.get(blip.get(qn("r:embed"), ""))
        if content is not None:
            relation, _ = part.get_or_add_image(io.BytesIO(content))  # type: ignore[attr-defined]
            blip.set(qn("r:embed"), relation)


def _drop_empty_runs(tree: etree._Element) -> None:
    """Take out the runs that a mark of its own look left behind, before or after it."""
    for run in list(tree.iter(_RUN)):
        inside = [child for child in run if child.tag != _LOOK]
        if inside and all(child.tag == _TEXT and not child.text for child in inside):
            holder = run.getparent()
            if holder is not None:
                holder.remove(run)


def _end_cells(tree: etree._Element) -> None:
    """Let every cell, header and footer end with a paragraph, as Word asks."""
    for cell in tree.iter(TC):
        last = next((child for child in cell.iterchildren(reversed=True) if child.tag not in _MARKERS), None)
        if last is None or last.tag != P:
            cell.append(_break())


def _part_tables(tree: etree._Element) -> None:
    """Put something between two tables: Word would make them one. The document does not end with a table either."""
    for table in list(tree.iter(TBL)):
        following = table.getnext()
        while following is not None and following.tag in _MARKERS:
            following = following.getnext()
        if following is None or following.tag == TBL or following.tag == SECT:
            table.addnext(_break("AMCSeparador"))


def _let_inner_heads_move(tree: etree._Element) -> None:
    """Let the head of a table inside a cell break: LibreOffice else prints it over the end of the page, cut off.

    It stands whole all the same: its paragraphs are kept with what follows.
    """
    for row in tree.iter(_ROW):
        marks = row.find(_ROW_MARKS)
        if marks is None or marks.find(_HEAD) is None or next(row.iterancestors(TC), None) is None:
            continue
        for whole in marks.findall(_WHOLE):
            marks.remove(whole)


def _break(style: str = "AMCCorte") -> etree._Element:
    """Return a paragraph without words that only parts or ends something; by default too small to be seen."""
    found: etree._Element = parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>')
    return found


def _number(tree: etree._Element) -> None:
    """Give each drawing and each tracked change a number of its own, and each bookmark one for its two ends."""
    for number, drawing in enumerate(tree.iter(qn("wp:docPr")), 1):
        drawing.set("id", str(number))
    for number, change in enumerate((e for e in tree.iter(*_CHANGES)), 1):
        change.set(qn("w:id"), str(number))
    opened: dict[str, list[str]] = {}
    names: set[str] = set()
    number = 1_000_000
    for mark in list(tree.iter(*_MARKERS)):
        identifier = mark.get(qn("w:id"), "")
        if mark.tag == _MARKERS[0]:
            number += 1
            opened.setdefault(identifier, []).append(str(number))
            mark.set(qn("w:id"), str(number))
            # A part that is repeated brings its bookmarks each time: the first one keeps the name.
            name = mark.get(qn("w:name"), "")
            mark.set(qn("w:name"), f"{name}_{number}" if name in names else name)
            names.add(name)
        elif opened.get(identifier):
            mark.set(qn("w:id"), opened[identifier].pop())
