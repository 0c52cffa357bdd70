"""PDFium's characters gathered into words, with few calls per character."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass

import pypdfium2.raw as raw

from amc_docs.readers.pdf.content import Word
from amc_docs.readers.pdf.drawing import colour
from amc_docs.readers.pdf.frame import Frame, Handle, place

LINE_END_HYPHEN = 2
"""PDFium reports a hyphen at a line's end as U+0002."""
SURROGATES = range(0xD800, 0xE000)
WHITE = 0xFFFFFF
ASCENT, DESCENT = 0.78, 0.22
"""The height of a line of text over and under its base line, in font sizes."""


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
        self._turn = frame.rotation * 90
        self._faces: dict[int, _Face] = {}
        self._fonts: dict[int, tuple[str, bool]] = {}
        self._matrix = raw.FS_MATRIX()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()

    def of(self, index: int) -> _Face:
        """Return the look of the character at `index`."""
        item = raw.FPDFText_GetTextObject(self._text, index)
        key = ctypes.cast(item, ctypes.c_void_p).value or 0
        face = self._faces.get(key) if key else None
        if face is None:
            face = self._faces[key] = self._asked(index, item)
        return face

    def _asked(self, index: int, item: Handle) -> _Face:
        matrix = self._matrix
        raw.FPDFText_GetMatrix(self._text, index, ctypes.byref(matrix))
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) if matrix.a or matrix.b else 0.0
        turn = round((angle - self._turn) / 90) % 4 * 90
        mode = raw.FPDFTextObj_GetTextRenderMode(item) if item else 0
        size = raw.FPDFText_GetFontSize(self._text, index) * scale
        is_white = bool(item) and mode == 0 and colour(item) == WHITE
        font, is_bold = self._font(index, item)
        return _Face(size or 1.0, mode == 2 or is_bold, turn, mode not in (3, 7), font, is_white)

    def _font(self, index: int, item: Handle) -> tuple[str, bool]:
        """Return name and boldness of a font, asked once."""
        font = ctypes.cast(raw.FPDFTextObj_GetFont(item), ctypes.c_void_p).value or 0 if item else 0
        if font not in self._fonts:
            self._name.value = b""
            raw.FPDFText_GetFontInfo(self._text, index, self._name, 128, ctypes.byref(self._flags))
            name = self._name.value.decode("utf-8", "replace").lower().split("+")[-1]
            heavy = any(mark in name for mark in ("bold", "black", "heavy", "semibd", "demi"))
            self._fonts[font] = name, heavy or raw.FPDFText_GetFontWeight(self._text, index) >= 600
        return self._fonts[font]


class _Gatherer:
    """Grows one word at a time and keeps the finished ones."""

    def __init__(self, text: Handle, frame: Frame) -> None:
        self.words: list[Word] = []
        self._matrix = frame.matrix
        self._quarter = frame.rotation
        self._faces = _Faces(text, frame)
        self._text = text
        self._letters: list[str] = []
        self._starts: list[float] = []
        self._face = _Face(1.0, False, 0, True)
        self._base = 0.0
        self._end = 0.0
        self._across = 0.0
        self._is_plain = self._quarter == 0
        self._joins = False
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def add(self, index: int, letter: str, box: Handle) -> None:
        """Take the next character; it begins a new word where it does not stand right after the last one."""
        start, end, across = self._along(box)
        size = self._face.size
        if self._letters and not (
            -0.5 * size < start - self._end < 0.28 * size and abs(across - self._across) < 0.9 * size
        ):
            self.finish()
            self._joins = True
        if not self._letters:
            self._begin(index)
            start, end, across = self._along(box)
        self._across = across
        self._letters.append(letter)
        self._starts.append(start)
        self._end = end if end > start else start

    def _along(self, box: Handle) -> tuple[float, float, float]:
        """Return start and end of a character along its line, and a measure across it."""
        a, b, c, d, e, f = self._matrix
        if self._is_plain:
            # Nearly every character: upright text on an unturned page.
            return box.left + e, box.right + e, f - box.bottom
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if self._quarter % 2:
            xs, ys = (c * bottom + e, c * top + e), (b * left + f, b * right + f)
        else:
            xs, ys = (a * left + e, a * right + e), (d * bottom + f, d * top + f)
        turn = self._face.turn
        if turn == 0:
            return min(xs), max(xs), max(ys)
        if turn == 90:
            return -max(ys), -min(ys), max(xs)
        if turn == 180:
            return -max(xs), -min(xs), min(ys)
        return min(ys), max(ys), min(xs)

    def _begin(self, index: int) -> None:
        self._face = self._faces.of(index)
        self._is_plain = self._quarter == 0 and self._face.turn == 0
        raw.FPDFText_GetCharOrigin(self._text, index, ctypes.byref(self._x), ctypes.byref(self._y))
        x, y = place(self._matrix, self._x.value, self._y.value)
        self._base = {0: y, 90: x, 180: -y, 270: -x}[self._face.turn]

    def space(self) -> None:
        """White space: the word ends, and the next one does not join it."""
        self.finish()
        self._joins = False

    def finish(self) -> None:
        """Keep the word under way, if any."""
        if not self._letters:
            return
        face, start, end = self._face, self._starts[0], self._end
        above, below = self._base - ASCENT * face.size, self._base + DESCENT * face.size
        left, top, right, bottom = {
            0: (start, above, end, below),
            90: (above, -end, below, -start),
            180: (-end, -below, -start, -above),
            270: (-below, start, -above, end),
        }[face.turn]
        edges = (*self._starts, end)
        text = "".join(self._letters)
        look = face.size, face.is_bold, face.turn, self._joins, face.is_visible
        self.words.append(Word(text, left, top, right, bottom, *look, edges, face.font, face.is_white))
        self._letters, self._starts = [], []
        self._joins = True


def words_of(text: Handle, count: int, frame: Frame) -> tuple[Word, ...]:
    """Return the words of an open text page, in the order of the file."""
    gatherer = _Gatherer(text, frame)
    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    code_of, box_of, add, space = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, gatherer.add, gatherer.space
    high = 0
    for index in range(count):
        code = code_of(text, index)
        if code in SURROGATES:
            # A character beyond U+FFFF comes in two halves.
            if code < 0xDC00:
                high = code
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if code == LINE_END_HYPHEN:
            code = 0x2D
        if code <= 32 or code in (0xA0, 0x3000, 0x200B, 0xFEFF) or 0x2000 <= code <= 0x200A:
            space()
        elif box_of(text, index, pointer):
            add(index, chr(code), box)
    gatherer.finish()
    return tuple(gatherer.words)
