"""A copy of a PDF file with the remarks as standard annotations. The content of its pages stays byte for byte.

pikepdf writes it: unlike PDFium's, its copies keep every stream as it was compressed, come out the same each time, and
are sound where the file keeps its index in a stream or has lost it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from amc_docs.annotating.remarks import AUTHOR, Remark, Written
from amc_docs.document import Block, Box, Location, tables_in
from amc_docs.errors import UnreadableFileError
from amc_docs.limits import Limits
from amc_docs.readers.image import sheets
from amc_docs.readers.pdf.frame import Frame

_YELLOW, _ORANGE = (1.0, 0.88, 0.25), (0.9, 0.45, 0.0)
_PRINTED = 4
_ICON, _MARGIN = 20.0, 12.0
_QUALITY = 92
"""Of a photograph in a copy, 0–100."""
_LEAST = 4.0
"""Points: a smaller box could not be seen nor hit with the mouse."""

Pdf = Any
"""An object of pikepdf's."""
_ODD = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError)
"""What the values of a damaged file raise where another kind of value is expected; `_taken` tells them from faults of
this program."""


class _DamagedError(Exception):
    """A value of the file is not what its place in it asks for."""


_BROKEN = (pikepdf.PdfError, pikepdf.PasswordError, _DamagedError)


@dataclass(slots=True)
class _Sheet:
    """One page."""

    page: Pdf
    frame: Frame
    icons: int = 0
    """Notes without a place of their own, one below the other."""
    added: list[Pdf] = field(default_factory=list)


def annotated(path: Path, remarks: Sequence[Remark], blocks: Sequence[Block], *, name: str) -> Written:
    """Return a copy of a PDF file with an annotation for each remark, and a short one at each further place of it.

    `blocks` are those of the review; `name` is the file's, for messages. Raises UnreadableFileError where the file can
    be read but is too damaged to be written again.
    """
    try:
        with _opened(path) as pdf:
            return _written(pdf, remarks, blocks)
    except _BROKEN as error:
        raise UnreadableFileError(
            f"«{name}» se pudo leer, pero está tan dañado que no se puede escribir una copia con anotaciones. "
            "Guárdelo de nuevo como PDF, o use --resumen."
        ) from error


def annotated_pictures(
    path: Path, remarks: Sequence[Remark], blocks: Sequence[Block], *, name: str, limits: Limits
) -> Written:
    """Return a PDF file of the pages of a picture, annotated like any other; raises what its reader does."""
    with pikepdf.new() as pdf:
        for image, points in sheets(path, name=name, limits=limits):
            shades = image if image.mode in ("1", "L", "RGB") else image.convert("RGB")
            stream = io.BytesIO()
            # Black and white alone is kept as it is.
            shades.save(stream, "PDF", resolution=72 / points, **({} if shades.mode == "1" else {"quality": _QUALITY}))
            with pikepdf.open(stream) as page:
                pdf.pages.extend(page.pages)
        return _written(pdf, remarks, blocks)


def is_signed(path: Path) -> bool:
    """Tell whether some field of the file holds a signature; False for a file that does not open: none is written."""
    try:
        with _opened(path) as pdf, _taken():
            return "/Perms" in pdf.Root or any(_signatures(pdf))
    except _BROKEN:
        return False


@contextmanager
def _taken() -> Iterator[None]:
    """Surround what takes values from a file or gives them back, and nothing else: its faults are the file's."""
    try:
        yield
    except _ODD as error:
        raise _DamagedError(str(error)) from error


def _opened(path: Path) -> Pdf:
    with _taken():
        return pikepdf.open(path)


def _signatures(pdf: Pdf) -> Iterator[bool]:
    """Yield True for each signature among the fields of the file."""
    form = pdf.Root.get("/AcroForm")
    todo = list(form.get("/Fields", ())) if form is not None else []
    seen: set[tuple[int, int]] = set()
    while todo:
        item = todo.pop()
        if item.is_indirect and item.objgen in seen:
            continue
        seen.add(item.objgen)
        signature = item.get("/V")
        if isinstance(signature, pikepdf.Dictionary) and "/ByteRange" in signature:
            yield True
        todo += list(item.get("/Kids", ()))


def _written(pdf: Pdf, remarks: Sequence[Remark], blocks: Sequence[Block]) -> Written:
    with _taken():
        pages = [_Sheet(page, _frame(page)) for page in pdf.pages]
    if not pages:
        raise _DamagedError
    unplaced = tuple(_annotate(pdf, pages, remarks, _filled(blocks)))
    with _taken():
        for sheet in pages:
            _attach(pdf, sheet)
        content = _saved(pdf)
    count = sum(len(sheet.added) for sheet in pages)
    return Written(content=content, suffix=".pdf", comments=count, unplaced=unplaced)


def _frame(page: Pdf) -> Frame:
    """Return how a page is displayed, as the reader of PDF files takes it."""
    media, crop = (_corners(box) for box in (page.mediabox, page.cropbox))
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if left >= right or bottom >= top:
        left, bottom, right, top = media
    return Frame(left, bottom, right, top, int(page.rotation) // 90 % 4)


def _corners(box: Pdf) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(v) for v in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _filled(blocks: Sequence[Block]) -> frozenset[tuple[int, int, int]]:
    """Return the cells with words in them; a colour over the others would show nothing."""
    return frozenset((t.number, c.row, c.column) for t in tables_in(blocks) for c in t.cells if c.text.strip())


def _annotate(
    pdf: Pdf, pages: Sequence[_Sheet], remarks: Sequence[Remark], filled: frozenset[tuple[int, int, int]]
) -> Iterator[int]:
    """Make the annotations; yield the numbers of the remarks that have no place of their own."""
    for remark in remarks:
        place = remark.location or Location()
        if remark.number and not (remark.has_place and 0 < (place.page or 0) <= len(pages)):
            yield remark.number
        _note(pdf, pages, place, remark.text, f"{AUTHOR}-{remark.number}", filled)
        for number, other in enumerate(dict.fromkeys(remark.others), 1):
            if other.page is not None and 0 < other.page <= len(pages) and other != place:
                _note(pdf, pages, other, remark.reference, f"{AUTHOR}-{remark.number}-{number}", filled)


def _note(
    pdf: Pdf, pages: Sequence[_Sheet], place: Location, text: str, name: str, filled: frozenset[tuple[int, int, int]]
) -> None:
    page = place.page if place.page and place.page <= len(pages) else 1
    sheet = pages[page - 1]
    entries: dict[str, Any] = {
        "/Type": pikepdf.Name.Annot,
        "/Contents": pikepdf.String(text),
        "/T": pikepdf.String(AUTHOR),
        "/NM": pikepdf.String(name),
        "/F": _PRINTED,
        "/P": sheet.page.obj,
    }
    if place.box is None or page != place.page:
        look = _icon(sheet)
    elif place.table is None or place.row is None or (place.table, place.row, place.column or 0) in filled:
        look = _highlight(pdf, _rectangle(sheet.frame, place.box))
    else:
        look = _square(pdf, _rectangle(sheet.frame, place.box))
    sheet.added.append(pdf.make_indirect(pikepdf.Dictionary({**entries, **look})))


def _rectangle(frame: Frame, box: Box) -> tuple[float, float, float, float]:
    """Return a box of the displayed page as a rectangle of the page's own, which is neither turned nor cropped."""
    a, b, c, d, e, f = frame.matrix
    # The matrix only turns and mirrors: its inverse is its transpose.
    corners = [
        (a * (x - e) + b * (y - f), c * (x - e) + d * (y - f))
        for x in _wide(box.left, box.right)
        for y in _wide(box.top, box.bottom)
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2)


def _wide(low: float, high: float) -> tuple[float, float]:
    more = max(0.0, _LEAST - (high - low)) / 2
    return low - more, high + more


def _icon(sheet: _Sheet) -> dict[str, Any]:
    """Return the look of a note at the edge of the page, below those that are there already."""
    frame = sheet.frame
    room = max(1, int((frame.height - 2 * _MARGIN) // _ICON))
    across, down = divmod(sheet.icons, room)
    sheet.icons += 1
    left, top = _MARGIN + across * _ICON, _MARGIN + down * _ICON
    box = Box(left=left, top=top, right=left + _ICON, bottom=top + _ICON)
    return {
        "/Subtype": pikepdf.Name.Text,
        "/Name": pikepdf.Name.Comment,
        "/Rect": pikepdf.Array(_rectangle(frame, box)),
        "/C": pikepdf.Array(_YELLOW),
    }


def _highlight(pdf: Pdf, place: tuple[float, float, float, float]) -> dict[str, Any]:
    """Return the look of marked words: a colour that the words show through."""
    x0, y0, x1, y1 = place
    drawn = f"{_operands(_YELLOW)} rg {_operands((x0, y0, x1 - x0, y1 - y0))} re f"
    return {
        "/Subtype": pikepdf.Name.Highlight,
        "/Rect": pikepdf.Array(place),
        "/QuadPoints": pikepdf.Array((x0, y1, x1, y1, x0, y0, x1, y0)),
        "/C": pikepdf.Array(_YELLOW),
        "/AP": _appearance(pdf, place, drawn, blend="/Multiply"),
    }


def _square(pdf: Pdf, place: tuple[float, float, float, float]) -> dict[str, Any]:
    """Return the look of a frame around an empty place."""
    x0, y0, x1, y1 = place
    drawn = f"{_operands(_ORANGE)} RG 1.5 w {_operands((x0 + 0.75, y0 + 0.75, x1 - x0 - 1.5, y1 - y0 - 1.5))} re S"
    return {
        "/Subtype": pikepdf.Name.Square,
        "/Rect": pikepdf.Array(place),
        "/C": pikepdf.Array(_ORANGE),
        "/BS": pikepdf.Dictionary(Type=pikepdf.Name.Border, W=1.5),
        "/AP": _appearance(pdf, place, drawn, blend="/Normal"),
    }


def _appearance(pdf: Pdf, place: tuple[float, float, float, float], drawn: str, *, blend: str) -> Pdf:
    """Return the drawing itself: without it each program would make up its own, and some none."""
    state = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, BM=pikepdf.Name(blend))
    stream = pikepdf.Stream(pdf, f"/G gs {drawn}".encode())
    stream.update(
        {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Form,
            "/BBox": pikepdf.Array(place),
            "/Resources": pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(G=state)),
        }
    )
    return pikepdf.Dictionary(N=pdf.make_indirect(stream))


def _operands(numbers: Sequence[float]) -> str:
    return " ".join(f"{number:.2f}" for number in numbers)


def _attach(pdf: Pdf, sheet: _Sheet) -> None:
    """Put the new annotations behind those that the page has."""
    if not sheet.added:
        return
    old = sheet.page.obj.get("/Annots")
    kept = list(old) if isinstance(old, pikepdf.Array) else []
    sheet.page.obj["/Annots"] = pdf.make_indirect(pikepdf.Array([*kept, *sheet.added]))


def _saved(pdf: Pdf) -> bytes:
    stream = io.BytesIO()
    kept = {"compress_streams": False, "object_stream_mode": pikepdf.ObjectStreamMode.preserve}
    if pdf.is_encrypted:
        # Whoever forbade some uses of the file forbids them for its copy, too.
        pdf.save(stream, encryption=True, **kept)
    else:
        pdf.save(stream, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none, **kept)
    return stream.getvalue()
