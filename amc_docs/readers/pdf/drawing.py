"""PDFium's drawn objects sorted into rules, fills and pictures."""

from __future__ import annotations

import ctypes
from itertools import pairwise, repeat

import pypdfium2.raw as raw

from amc_docs.readers.pdf.calls import unchecked
from amc_docs.readers.pdf.content import Area, Rule
from amc_docs.readers.pdf.frame import Frame, Handle, Matrix, box, place, product

THIN = 3.0
"""A rectangle up to this many points thick is a rule."""
SLANT = 0.6
"""A stroke that drifts by up to this many points is still horizontal or vertical."""
MAX_DEPTH = 8
MAX_SEGMENTS = 4_000
"""A path with more segments is a drawing, not rules."""
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)

_Points = list[tuple[float, float]]

_object_on_page = unchecked(raw.FPDFPage_GetObject)
_object_in_form = unchecked(raw.FPDFFormObj_GetObject)
_kind_of = unchecked(raw.FPDFPageObj_GetType)
_bounds_of = unchecked(raw.FPDFPageObj_GetBounds)
_draw_mode_of = unchecked(raw.FPDFPath_GetDrawMode)
_matrix_in = unchecked(raw.FPDFPageObj_GetMatrix)
_fill_of = unchecked(raw.FPDFPageObj_GetFillColor)
_parts = [ctypes.c_uint() for _ in range(4)]
_into_parts = [ctypes.byref(part) for part in _parts]
_segment_count = unchecked(raw.FPDFPath_CountSegments)
_segment_of = unchecked(raw.FPDFPath_GetPathSegment)
_segment_kind = unchecked(raw.FPDFPathSegment_GetType)
_segment_end = unchecked(raw.FPDFPathSegment_GetPoint)
_segment_closes = unchecked(raw.FPDFPathSegment_GetClose)


class Drawing:
    """Everything drawn on one page that is not text."""

    def __init__(self, page: Handle, frame: Frame, limit: int) -> None:
        self.rules: list[Rule] = []
        self.fills: list[Area] = []
        self.images: list[Area] = []
        self.shapes: list[Area] = []
        self._left_over = limit
        self._frame = frame
        self._sides = [ctypes.c_float() for _ in range(4)]
        self._fill, self._stroke = ctypes.c_int(), raw.FPDF_BOOL()
        self._into_sides = [ctypes.byref(side) for side in self._sides]
        self._into_mode = ctypes.byref(self._fill), ctypes.byref(self._stroke)
        count = raw.FPDFPage_CountObjects(page)
        self._walk(page, count, _object_on_page, frame.matrix, 0)

    @property
    def is_over_limit(self) -> bool:
        """Whether the page holds more paths than allowed; the rest was not read."""
        return self._left_over < 0

    def _walk(self, parent: Handle, count: int, get: Handle, matrix: Matrix, depth: int) -> None:
        for item in map(get, repeat(parent), range(count)):
            kind = _kind_of(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                continue
            self._left_over -= 1
            if self._left_over < 0:
                return
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(item, matrix)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                bounds = self._bounds(item, matrix)
                if bounds:
                    self.images.append(Area(*bounds))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
                inner = product(_matrix_of(item), matrix)
                count_inner = raw.FPDFFormObj_CountObjects(item)
                self._walk(item, count_inner, _object_in_form, inner, depth + 1)

    def _bounds(self, item: Handle, matrix: Matrix) -> tuple[float, float, float, float] | None:
        """Return the box of an object within the page, or None where it lies outside."""
        if not _bounds_of(item, *self._into_sides):
            return None
        x0, y0, x1, y1 = self._sides
        left, top, right, bottom = box(matrix, x0.value, y0.value, x1.value, y1.value)
        left, right = max(left, 0.0), min(right, self._frame.width)
        top, bottom = max(top, 0.0), min(bottom, self._frame.height)
        return (left, top, right, bottom) if left <= right and top <= bottom else None

    def _path(self, item: Handle, matrix: Matrix) -> None:
        _draw_mode_of(item, *self._into_mode)
        fill, stroke = bool(self._fill.value), bool(self._stroke.value)
        if not fill and not stroke:
            return
        bounds = self._bounds(item, matrix)
        if not bounds:
            return
        left, top, right, bottom = bounds
        count = _segment_count(item)
        if count <= 5 and (right - left <= THIN or bottom - top <= THIN):
            self._thin(left, top, right, bottom)
        elif count > MAX_SEGMENTS:
            self.shapes.append(Area(*bounds))
        else:
            whole = product(_matrix_of(item), matrix)
            tint = colour(item) if fill else None
            figures = _subpaths(item, count, whole)
            if not figures or any(_is_slanted(points) for points, _ in figures):
                self.shapes.append(Area(*bounds))
            for points, closed in figures:
                self._figure(points, closed or fill, tint, stroke)

    def _thin(self, left: float, top: float, right: float, bottom: float) -> None:
        if right - left <= THIN and bottom - top <= THIN:
            # A dot of a dotted border: it may belong to a line of either direction.
            self.rules.append(Rule(True, (top + bottom) / 2, left, right))
            self.rules.append(Rule(False, (left + right) / 2, top, bottom))
        elif bottom - top <= THIN:
            self.rules.append(Rule(True, (top + bottom) / 2, left, right))
        else:
            self.rules.append(Rule(False, (left + right) / 2, top, bottom))

    def _figure(self, points: _Points, closed: bool, tint: int | None, stroke: bool) -> None:
        if not points:
            return
        rectangle = _rectangle(points, closed)
        if rectangle and tint is not None:
            left, top, right, bottom = rectangle
            if right - left <= THIN or bottom - top <= THIN:
                self._thin(left, top, right, bottom)
                return
            self.fills.append(Area(left, top, right, bottom, tint))
        if stroke:
            ends = points[1:] + points[:1] if closed else points[1:]
            for (x, y), (u, v) in zip(points, ends, strict=False):
                if abs(y - v) <= SLANT < abs(x - u):
                    self.rules.append(Rule(True, (y + v) / 2, min(x, u), max(x, u)))
                elif abs(x - u) <= SLANT < abs(y - v):
                    self.rules.append(Rule(False, (x + u) / 2, min(y, v), max(y, v)))


def _matrix_of(item: Handle) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not _matrix_in(item, ctypes.byref(matrix)):
        return IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def colour(item: Handle) -> int:
    """Return the fill colour of an object as 0xRRGGBB."""
    if not _fill_of(item, *_into_parts):
        return 0
    red, green, blue, _ = _parts
    return red.value << 16 | green.value << 8 | blue.value


def _subpaths(item: Handle, count: int, matrix: Matrix) -> list[tuple[_Points, bool]]:
    """Return the corner points of each part of a path without curves, and whether it is closed."""
    found: list[tuple[_Points, bool]] = []
    points: _Points = []
    closed = curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    into = ctypes.byref(x), ctypes.byref(y)
    for segment in map(_segment_of, repeat(item), range(count)):
        kind = _segment_kind(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if points and not curved:
                found.append((points, closed))
            points, closed, curved = [], False, False
        elif kind == raw.FPDF_SEGMENT_BEZIERTO:
            curved = True
        _segment_end(segment, *into)
        points.append(place(matrix, x.value, y.value))
        closed = closed or bool(_segment_closes(segment))
    if points and not curved:
        found.append((points, closed))
    return found


def _rectangle(points: _Points, closed: bool) -> tuple[float, float, float, float] | None:
    """Return left, top, right, bottom where the points are the corners of an upright rectangle."""
    corners = points[:-1] if len(points) == 5 and _same(points[0], points[4]) else points
    if len(corners) != 4 or not (closed or len(points) == 5):
        return None
    xs, ys = [p[0] for p in corners], [p[1] for p in corners]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    upright = all(min(x - left, right - x) <= SLANT and min(y - top, bottom - y) <= SLANT for x, y in corners)
    return (left, top, right, bottom) if upright else None


def _is_slanted(points: _Points) -> bool:
    """Tell whether some stretch is neither horizontal nor vertical: part of a drawing, not of a table."""
    return any(abs(x - u) > THIN and abs(y - v) > THIN for (x, y), (u, v) in pairwise(points))


def _same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) <= SLANT and abs(one[1] - other[1]) <= SLANT
