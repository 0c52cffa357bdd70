"""One page put in order: lines of text, tables with what stands in their cells, pictures.

Nothing is joined yet: that needs the whole document (running headers, tables over pages).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from amc_docs.document import Box
from amc_docs.readers.pdf.aligned import within, zones
from amc_docs.readers.pdf.columns import without_leaders
from amc_docs.readers.pdf.content import Area, PageContent, Rule, Word
from amc_docs.readers.pdf.flow import Band, bands
from amc_docs.readers.pdf.items import Figure, Grid, GridCell, Item, PageLayout, box_of, box_of_area, top_of
from amc_docs.readers.pdf.legibility import gibberish_among, on_page, visible
from amc_docs.readers.pdf.lines import lines_of, rows_of_words
from amc_docs.readers.pdf.mesh import NEAR, Mesh, meshes, straightened
from amc_docs.readers.pdf.placing import Places
from amc_docs.readers.pdf.spacing import respaced
from amc_docs.readers.pdf.stamps import without_stamps
from amc_docs.readers.pdf.unruled import is_drawing, unruled, without_signs
from amc_docs.readers.pdf.zones import Zone, box_of_words, cells_of

MIN_PICTURE = 14.0
"""Points; smaller pictures are bullets or parts of a larger one."""
BACKGROUND = 0.85
"""Share of the page from which a picture or box is a background or border."""
MAX_MESHES = 300
"""Boxes from which a page is a drawing: single ones are no tables then."""
MAX_OPEN = 8
"""Cells up to which a mesh without sides may have columns that are not ruled."""
OUTLINES = 150
"""Curved shapes from which a page without characters is text turned into drawings."""


def laid_out(content: PageContent) -> PageLayout:
    """Put one page in order."""
    body, stamps = without_stamps(respaced(content.words))
    content = replace(content, words=tuple(body))
    found = [m for m in meshes(content.rules) if not _is_border(m, content)]
    if len(found) > MAX_MESHES:
        found = [m for m in found if len(m.slots) > 1][:MAX_MESHES]
    words = on_page(content)
    found, opened = _without_open_sides([m for m in found if not _is_round_table(m, found, words)], words)
    taken = {id(word) for table in opened for line in table.lines for word in line}
    places = Places(found, content.number)
    seen = visible(content)
    total = sum(len(w.text) for w in content.words)
    loose = [piece for word in words if id(word) not in taken for piece in places.take(word)]
    strokes = _strokes(content, found)
    loose = without_leaders(loose)
    pictures = [a for a in _pictures(content) if not places.take_picture(a)]
    blocks: list[Item] = [*places.grids(), *(_aligned(table, content.number) for table in opened)]
    blocks += [Figure(content.number, box_of_area(a)) for a in pictures]
    columns = bands(loose, [box_of(item) for item in blocks])
    if tables := _unruled(loose, content, strokes, found, columns):
        loose = without_signs(loose, tables)
        blocks += [_aligned(table, content.number) for table in tables]
        columns = bands(loose, [box_of(item) for item in blocks])
    return PageLayout(
        number=content.number,
        width=content.width,
        height=content.height,
        items=_in_order(loose, blocks, columns, content.number),
        stamps=tuple(stamps),
        strokes=strokes,
        fills=content.fills,
        hidden_share=1 - sum(len(w.text) for w in seen) / total if total else 0.0,
        gibberish_share=gibberish_among(content.words) / max(1, total),
        cover=_cover(content),
        has_outlines=not content.words and len(content.shapes) > OUTLINES,
    )


def _in_order(loose: list[Word], blocks: list[Item], found: Sequence[Band], page: int) -> tuple[Item, ...]:
    """Return the lines of the words outside tables and what else the page holds, as they are read."""
    taken = {id(word) for band in found for column in band.columns for word in column}
    ordered: list[tuple[tuple[float, int, float], Item]] = []
    for band in found:
        for number, (words, sides) in enumerate(zip(band.columns, band.sides(), strict=True)):
            for line in lines_of(words, page, sides):
                ordered.append(((band.top, number, line.top), line))
    for item in [*lines_of([w for w in loose if id(w) not in taken], page), *blocks]:
        held = [(band.top, place) for band in found if (place := band.place(box_of(item))) is not None]
        top = top_of(item)
        ordered.append(((*held[0], top) if held else (top, 0, top), item))
    return tuple(item for _, item in sorted(ordered, key=lambda pair: pair[0]))


def _strokes(content: PageContent, found: list[Mesh]) -> tuple[Rule, ...]:
    """Return the horizontal rules outside all meshes."""
    across = (rule for rule in straightened(content.rules) if rule.is_horizontal)
    return tuple(r for r in across if not any(_holds(m, r.start, r.at, r.end, r.at) for m in found))


def _holds(mesh: Mesh, left: float, top: float, right: float, bottom: float) -> bool:
    """Tell whether a mesh covers a rectangle."""
    return (
        mesh.xs[0] - NEAR <= left
        and right <= mesh.xs[-1] + NEAR
        and mesh.ys[0] - NEAR <= top
        and bottom <= mesh.ys[-1] + NEAR
    )


def _unruled(
    words: list[Word], content: PageContent, strokes: Sequence[Rule], found: list[Mesh], columns: Sequence[Band]
) -> list[Zone]:
    """Return the tables that no grid of rules shows."""
    fills = [f for f in content.fills if not any(_holds(m, f.left, f.top, f.right, f.bottom) for m in found)]
    upright = [w for w in words if not w.turn]
    return [t for t in unruled(upright, strokes, fills, columns) if not is_drawing(t, content.shapes)]


def _without_open_sides(found: list[Mesh], words: list[Word]) -> tuple[list[Mesh], list[Zone]]:
    """Return the meshes that stand, and the tables that show more columns than the few rules of their mesh."""
    kept: list[Mesh] = []
    tables: list[Zone] = []
    for mesh in found:
        zone = None
        if mesh.is_open_side and len(mesh.slots) <= MAX_OPEN:
            inside = [w for w in words if not w.turn and _holds(mesh, w.left, w.top, w.right, w.bottom)]
            zone = within(rows_of_words(inside), mesh.ys, mesh.xs[0], mesh.xs[-1], len(mesh.xs) - 1)
        if zone:
            tables.append(zone)
        elif not (mesh.is_open_side and len(mesh.xs) == 2):
            # One column that is closed at one side only is the axis of a chart with the lines that cross it.
            kept.append(mesh)
    return kept, tables


def _is_round_table(mesh: Mesh, found: Sequence[Mesh], words: Sequence[Word]) -> bool:
    """Tell whether a single frame stands round a table that it does not part: a box, as reports have them."""
    if len(mesh.slots) > 1 or any(m is not mesh and _holds(mesh, m.xs[0], m.ys[0], m.xs[-1], m.ys[-1]) for m in found):
        return False
    inside = [w for w in words if not w.turn and _holds(mesh, w.left, w.top, w.right, w.bottom)]
    return bool(inside) and bool(zones(rows_of_words(inside), (), ()))


def _aligned(table: Zone, page: int) -> Grid:
    """Return a table without a grid as if its columns and rows were ruled."""
    parts = cells_of(table)
    box = box_of_words([w for line in table.lines for w in line])
    xs = (box.left - 2, *((left + right) / 2 for left, right in table.gaps), box.right + 2)
    count = parts[-1][0] + 1
    rows = [box_of_words([w for number, *_, words in parts if number == row for w in words]) for row in range(count)]
    cells: list[GridCell] = []
    for row in range(count):
        column = 0
        spans = [(first, last, words) for number, first, last, words in parts if number == row]
        for first, last, words in [*spans, (len(xs) - 1, len(xs) - 1, [])]:
            for empty in range(column, first):
                place = Box(left=xs[empty], top=rows[row].top, right=xs[empty + 1], bottom=rows[row].bottom)
                cells.append(GridCell(row, empty, 1, 1, page, place, place))
            if words:
                place = Box(left=xs[first], top=rows[row].top, right=xs[last + 1], bottom=rows[row].bottom)
                items = tuple(lines_of(words, page))
                cells.append(GridCell(row, first, 1, last - first + 1, page, place, place, items))
            column = last + 1
    return Grid((page,), box, box, xs, count, tuple(cells))


def _is_border(mesh: Mesh, content: PageContent) -> bool:
    """Tell whether a single box frames the whole page."""
    width, height = mesh.xs[-1] - mesh.xs[0], mesh.ys[-1] - mesh.ys[0]
    return len(mesh.slots) == 1 and width > BACKGROUND * content.width and height > BACKGROUND * content.height


def _pictures(content: PageContent) -> list[Area]:
    kept: list[Area] = []
    for area in content.images:
        width, height = area.right - area.left, area.bottom - area.top
        is_background = width > BACKGROUND * content.width and height > BACKGROUND * content.height
        if min(width, height) >= MIN_PICTURE and not is_background and area not in kept:
            kept.append(area)
    return kept


def _cover(content: PageContent) -> float:
    """Return the share of the page that its pictures cover together."""
    areas = [(a.right - a.left) * (a.bottom - a.top) for a in dict.fromkeys(content.images)]
    return min(1.0, sum(areas) / max(1.0, content.width * content.height))
