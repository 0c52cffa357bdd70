"""PDFium's characters gathered into words, with few calls per character."""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, repeat
from operator import sub
from typing import NamedTuple

import pypdfium2.raw as raw

from amc_docs.readers.pdf.calls import reference, unchecked
from amc_docs.readers.pdf.content import Word
from amc_docs.readers.pdf.drawing import colour
from amc_docs.readers.pdf.frame import Frame, Handle, place

LINE_END_HYPHEN = "\x02"
"""PDFium reports a hyphen at a line's end as U+0002,"""
LINE_END = re.compile("\ufffe")
"""and as U+FFFE where it gives the text as a whole."""
SURROGATES = range(0xD800, 0xE000)
BEYOND = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")
INK = re.compile(r"[^\x00-\x20\xa0\u2000-\u200a\u200b\u3000\ufeff]+")
WHITE = 0xFFFFFF
ASCENT, DESCENT = 0.78, 0.22
"""The height of a line of text over and under its base line, in font sizes."""
AT_ONCE = 1_024
"""Characters whose boxes are asked for in one go."""

_code_of = unchecked(raw.FPDFText_GetUnicode)
_box_of = unchecked(raw.FPDFText_GetLooseCharBox)
_origin_of = unchecked(raw.FPDFText_GetCharOrigin)
_mode_of = unchecked(raw.FPDFTextObj_GetTextRenderMode)
_font_of = unchecked(raw.FPDFTextObj_GetFont, ctypes.c_void_p)
_size_of = unchecked(raw.FPDFText_GetFontSize)
_matrix_of = unchecked(raw.FPDFText_GetMatrix)
_object_of = unchecked(raw.FPDFText_GetTextObject, ctypes.c_void_p)
_Name = ctypes.c_char * 128
_boxes = (ctypes.c_float * (4 * AT_ONCE))()
_slots = [ctypes.byref(_boxes, 16 * index) for index in range(AT_ONCE)]
_bytes = memoryview(_boxes).cast("B")


@dataclass(slots=True)
class _Face:
    size: float
    is_bold: bool
    turn: int
    is_visible: bool
    font: str = ""
    is_white: bool = False


class _Faces:
    """The look of characters, asked once for each text object."""

    def __init__(self, text: Handle, frame: Frame) -> None:
        self._text = text
        self._quick = reference(text)
        self._rotation = frame.rotation * 90
        self._faces: dict[int, _Face] = {}
        self._fonts: dict[int, tuple[str, bool]] = {}
        self._turns: dict[tuple[float, float, float, float], tuple[float, int]] = {}
        self._matrix = raw.FS_MATRIX()
        self._into_matrix = ctypes.byref(self._matrix)
        self._name = _Name()
        self._flags = ctypes.c_int()

    def of(self, index: int) -> _Face:
        """Return the look of the character at `index`."""
        key = _object_of(self._quick, index) or 0
        face = self._faces.get(key) if key else None
        if face is None:
            face = self._faces[key] = self._asked(index, ctypes.c_void_p(key))
        return face

    def _asked(self, index: int, item: Handle) -> _Face:
        scale, turn = self._turned(index)
        mode = _mode_of(item) if item else 0
        size = _size_of(self._quick, index) * scale
        is_white = bool(item) and mode == 0 and colour(item) == WHITE
        font, is_bold = self._font(index, item)
        return _Face(size or 1.0, mode == 2 or is_bold, turn, mode not in (3, 7), font, is_white)

    def _turned(self, index: int) -> tuple[float, int]:
        """Return by how much a character is enlarged and how far it is turned, worked out once for each matrix."""
        matrix = self._matrix
        _matrix_of(self._quick, index, self._into_matrix)
        key = a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        known = self._turns.get(key)
        if known is None:
            angle = math.degrees(math.atan2(b, a)) if a or b else 0.0
            known = math.hypot(c, d) or 1.0, round((angle - self._rotation) / 90) % 4 * 90
            self._turns[key] = known
        return known

    def _font(self, index: int, item: Handle) -> tuple[str, bool]:
        """Return name and boldness of a font, asked once."""
        font = (_font_of(item) if item else 0) or 0
        if font not in self._fonts:
            self._name.value = b""
            raw.FPDFText_GetFontInfo(self._text, index, self._name, 128, ctypes.byref(self._flags))
            name = self._name.value.decode("utf-8", "replace").lower().split("+")[-1]
            heavy = any(mark in name for mark in ("bold", "black", "heavy", "semibd", "demi"))
            self._fonts[font] = name, heavy or raw.FPDFText_GetFontWeight(self._text, index) >= 600
        return self._fonts[font]


class _Measures(NamedTuple):
    """Of each character of a page, as if all were turned alike; only differences of `across` mean anything."""

    starts: list[float]
    """Where it begins along its line."""
    ends: list[float]
    """Where it ends, at `starts` at the earliest."""
    across: list[float]
    """Where it stands across its line."""
    gaps: list[float]
    """What lies between its end and the start of the next."""


class _Gatherer:
    """Cuts the characters between white space into words."""

    def __init__(self, text: Handle, count: int, frame: Frame) -> None:
        self._text = reference(text)
        self._matrix = frame.matrix
        self._quarter = frame.rotation
        self._letters, self._places = _characters(text, count)
        self._boxes = _all_boxes(text, self._places)
        self._faces = _Faces(text, frame)
        self._measured: dict[int, _Measures] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._into_point = ctypes.byref(self._x), ctypes.byref(self._y)

    def words(self) -> Iterator[Word]:
        """Yield all words; one begins after white space and where a character does not stand by the one before."""
        for run in INK.finditer(self._letters):
            first, stop = run.span()
            begin = first
            while begin < stop:
                face = self._faces.of(self._places[begin])
                measures = self._measured.get(face.turn) or self._measure(face.turn)
                end = _end_of_word(measures, begin, stop, face.size)
                edges = (*measures.starts[begin:end], measures.ends[end - 1])
                base = self._base(begin, face.turn)
                yield _word(self._letters[begin:end], face, edges, base, begin > first)
                begin = end

    def _base(self, begin: int, turn: int) -> float:
        """Return where the base line of a character stands, measured across its line."""
        _origin_of(self._text, self._places[begin], *self._into_point)
        if turn == self._quarter == 0:
            return self._matrix[5] - self._y.value
        x, y = place(self._matrix, self._x.value, self._y.value)
        return {0: y, 90: x, 180: -y, 270: -x}[turn]

    def _measure(self, turn: int) -> _Measures:
        """Return the measures of all characters of the page, were they turned like this."""
        starts, ends, across = self._along(turn)
        if min(map(sub, ends, starts), default=0.0) < 0:
            ends = list(map(max, starts, ends))
        measures = _Measures(starts, ends, across, list(map(sub, islice(starts, 1, None), ends)))
        self._measured[turn] = measures
        return measures

    def _along(self, turn: int) -> tuple[list[float], list[float], list[float]]:
        """Return start and end of each character along its line, and a measure across it."""
        a, b, c, d, e, f = self._matrix
        lefts, rights, bottoms = (self._boxes[side::4].tolist() for side in (0, 2, 3))
        if self._quarter == 0 and turn == 0:
            # Nearly every page.
            return ([x + e for x in lefts], [x + e for x in rights], bottoms) if e else (lefts, rights, bottoms)
        tops = self._boxes[1::4].tolist()
        if self._quarter % 2:
            xs, us = [c * y + e for y in bottoms], [c * y + e for y in tops]
            ys, vs = [b * x + f for x in lefts], [b * x + f for x in rights]
        else:
            xs, us = [a * x + e for x in lefts], [a * x + e for x in rights]
            ys, vs = [d * y + f for y in bottoms], [d * y + f for y in tops]
        left, right = list(map(min, xs, us)), list(map(max, xs, us))
        top, bottom = list(map(min, ys, vs)), list(map(max, ys, vs))
        if turn == 0:
            return left, right, bottom
        if turn == 90:
            return [-y for y in bottom], [-y for y in top], right
        if turn == 180:
            return [-x for x in right], [-x for x in left], top
        return top, bottom, left


def _end_of_word(measures: _Measures, begin: int, stop: int, size: float) -> int:
    """Return where the word that begins at `begin` ends, at `stop` at the latest."""
    if stop - begin == 1:
        return stop
    least, most, aside = -0.5 * size, 0.28 * size, 0.9 * size
    gaps, across = measures.gaps[begin : stop - 1], measures.across[begin:stop]
    if least < min(gaps) and max(gaps) < most and max(across) - min(across) < aside:
        # Nearly every word.
        return stop
    for number, gap in enumerate(gaps, 1):
        if not (least < gap < most and abs(across[number] - across[number - 1]) < aside):
            return begin + number
    return stop


def _word(text: str, face: _Face, edges: tuple[float, ...], base: float, joins: bool) -> Word:
    size, turn = face.size, face.turn
    left, top, right, bottom = edges[0], base - ASCENT * size, edges[-1], base + DESCENT * size
    if turn == 90:
        left, top, right, bottom = top, -right, bottom, -left
    elif turn == 180:
        left, top, right, bottom = -right, -bottom, -left, -top
    elif turn == 270:
        left, top, right, bottom = -bottom, left, -top, right
    return Word(
        text, left, top, right, bottom, size, face.is_bold, turn, joins, face.is_visible, edges, face.font,
        face.is_white,
    )  # fmt: skip


def words_of(text: Handle, count: int, frame: Frame) -> tuple[Word, ...]:
    """Return the words of an open text page, in the order of the file."""
    return tuple(_Gatherer(text, count, frame).words()) if count > 0 else ()


def _characters(text: Handle, count: int) -> tuple[str, Sequence[int]]:
    """Return the characters of a page, and PDFium's index of each."""
    # No array of ctypes: each length is a class of its own, which stays until Python looks for loose objects.
    buffer = bytearray(2 * (count + 1))
    written = raw.FPDFText_GetText(text, 0, count, ctypes.byref(ctypes.c_ushort.from_buffer(buffer)))
    letters = buffer[: 2 * count].decode("utf-16-le", "surrogatepass")
    if written != count + 1 or BEYOND.search(letters):
        # Some character has no place in the text, or more than one: each is asked for.
        return _one_by_one(text, count)
    letters = LINE_END.sub(lambda found: chr(_code_of(text, found.start())), letters)
    return letters.replace(LINE_END_HYPHEN, "-"), range(count)


def _one_by_one(text: Handle, count: int) -> tuple[str, Sequence[int]]:
    letters, places, high = [], [], 0
    for index, code in enumerate(map(_code_of, repeat(reference(text)), range(count))):
        if code in SURROGATES:
            # A character beyond U+FFFF comes in two halves.
            if code < 0xDC00:
                high = code
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        letters.append(chr(code))
        places.append(index)
    return "".join(letters).replace(LINE_END_HYPHEN, "-"), places


def _all_boxes(text: Handle, places: Sequence[int]) -> array[float]:
    """Return left, top, right and bottom of the characters at these places, one after the other."""
    found = array("f")
    handle = repeat(reference(text))
    for start in range(0, len(places), AT_ONCE):
        batch = places[start : start + AT_ONCE]
        deque(map(_box_of, handle, batch, _slots), maxlen=0)
        found.frombytes(_bytes[: 16 * len(batch)])
    return found
