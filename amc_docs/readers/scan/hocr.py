"""Tesseract's answer (hOCR) as words with boxes, still in pixels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree import ElementTree

NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
PLACE = "{http://www.w3.org/1999/xhtml}span"


class Seen(NamedTuple):
    """One word as it was recognised; measures are pixels from the picture's top-left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    """0–1."""
    size: float
    """Font size, as its line tells it."""
    base: float
    """Height of the base line under the word."""
    edges: tuple[float, ...]
    """Where each character begins, and where the last one ends."""
    line: int
    """Number of its line in Tesseract's reading order."""
    turn: int = 0
    """Degrees that it is turned against the reading direction, anticlockwise."""


def letters(words: Sequence[Seen]) -> float:
    """Return the number of characters, each for as much as it is sure."""
    return sum(w.confidence * len(w.text) for w in words)


def sureness(words: Sequence[Seen]) -> float:
    """Return the mean confidence of all characters, 0–1; 0 where there are none."""
    return letters(words) / max(1, sum(len(w.text) for w in words))


def words(answer: bytes) -> list[Seen]:
    """Return the words of an answer, in Tesseract's reading order."""
    try:
        root = ElementTree.fromstring(answer)  # noqa: S314 - written by our own subprocess, entities unused
    except ElementTree.ParseError:
        return []
    lines = (span for span in root.iter(PLACE) if span.get("class", "").startswith("ocr_"))
    return [word for number, line in enumerate(lines) for word in _words_of(line, number)]


def _words_of(line: ElementTree.Element, number: int) -> Iterator[Seen]:
    title = line.get("title", "")
    left, _, _, bottom = _values(title, "bbox")[:4]
    slope, offset = (*_values(title, "baseline"), 0.0, 0.0)[:2]
    size = (*_values(title, "x_size"), 0.0)[0]
    turn = int((*_values(title, "textangle"), 0.0)[0])
    for span in line.iter(PLACE):
        if span.get("class") != "ocrx_word":
            continue
        text = "".join("".join(span.itertext()).split())
        told = span.get("title", "")
        box = _values(told, "bbox")
        if not text or len(box) != 4:
            continue
        base = bottom + offset + slope * ((box[0] + box[2]) / 2 - left)
        sure = (*_values(told, "x_wconf"), 0.0)[0] / 100
        yield Seen(text, box[0], box[1], box[2], box[3], sure, size, base, _edges(span, text, box), number, turn)


def _edges(span: ElementTree.Element, text: str, box: list[float]) -> tuple[float, ...]:
    """Return the characters' borders: where Tesseract saw them, otherwise evenly spread."""
    signs = [s for s in span.iter(PLACE) if s.get("class") == "ocrx_cinfo"]
    starts = [_values(s.get("title", ""), "x_bboxes")[0] for s in signs]
    if len(starts) != len(text) or starts != sorted(starts):
        width = (box[2] - box[0]) / len(text)
        starts = [box[0] + i * width for i in range(len(text))]
    return (*starts, box[2])


def _values(title: str, name: str) -> list[float]:
    """Return the numbers of one property of a title such as `bbox 1 2 3 4; x_wconf 96`."""
    for part in title.split(";"):
        key, _, rest = part.strip().partition(" ")
        if key == name:
            return [float(v) for v in NUMBERS.findall(rest)]
    return []
