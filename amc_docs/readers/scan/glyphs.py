"""The letters of a page as patterns: what was read surely in common words shows what the same ink is elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from amc_docs.readers.scan.hocr import Seen

Grey = NDArray[np.uint8]
Vector = NDArray[np.float32]

INK = 150
SURE = 0.9
"""Confidence from which a word's letters are patterns."""
ACROSS, DOWN = 10, 14
"""Squares that a letter is reduced to."""
WEIGHT = 6.0
"""How much a letter's height, width and place on the line count against the shade of a square."""
MOST = 30
"""Patterns kept of each letter."""
NEAREST, APART = 1.7, 1.2
"""Distance from its pattern up to which a letter is recognised, and how many times farther any other letter is."""
STRAY = 2.0
"""Distance within which a pattern is nearer to other letters than to its own where its word was misread."""
TALL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789bdfhklÁÉÍÓÚÑ")
"""Letters as high as capitals: a word without one does not tell how high its letters are."""
TALLEST = 0.75
"""Share of the highest letter's height from which one is tall."""
LEAST_HEIGHT = 8
ONE = str.maketrans("cosuvwxzl|0", "COSUVWXZIIO")
"""Letters that look alike, or alike but for their height, as one."""
SAME = 0.1
"""Distance within which letters are the same ink."""
FEW = 3
"""Patterns of a letter up to which none of them is a stray."""


class Told(NamedTuple):
    """What some ink is."""

    text: str
    """Empty where a letter is in doubt. What looks alike (`ONE`) may be told for one another."""
    margin: float
    """How many times farther than its own pattern that of any other letter lies, for the least clear of the letters."""


NOTHING = Told("", 0.0)


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The letters of one page."""

    letters: tuple[str, ...]
    patterns: Vector
    names: NDArray[np.str_]
    """The letters, those that look alike as one."""

    def read(self, words: Sequence[Sequence[Vector]]) -> list[Told]:
        """Return for each word what letters its ink shows."""
        every = [vector for word in words for vector in word]
        if not every or len(set(self.names.tolist())) < 2:
            return [NOTHING for _ in words]
        apart = _apart(np.array(every, np.float32), self.patterns)
        nearest, least = apart.argmin(axis=1), apart.min(axis=1)
        is_other = self.names[None, :] != self.names[nearest][:, None]
        margins = np.where(is_other, apart, np.inf).min(axis=1) / np.maximum(least, SAME)
        margins[least > NEAREST] = 0.0
        ends = np.cumsum([len(word) for word in words]).tolist()
        spans = [slice(start, end) for start, end in zip([0, *ends], ends, strict=False)]
        return [self._told(nearest[span].tolist(), margins[span].tolist()) for span in spans]

    def _told(self, nearest: Sequence[int], margins: Sequence[float]) -> Told:
        margin = min(margins, default=0.0)
        return Told("".join(self.letters[n] for n in nearest), margin) if margin >= APART else NOTHING


UNKNOWN = Alphabet((), np.zeros((0, 0), np.float32), np.zeros(0, np.str_))
"""Nothing is known of a page's letters."""


def _apart(some: Vector, others: Vector) -> Vector:
    """Return the distance of each vector from each of the others."""
    squares = (some**2).sum(axis=1)[:, None] + (others**2).sum(axis=1) - 2 * some @ others.T
    found: Vector = np.sqrt(np.maximum(squares, 0))
    return found


def alphabet(words: Iterable[Seen], bare: Grey) -> Alphabet:
    """Return the letters of the words that were read surely."""
    found: dict[str, list[Vector]] = defaultdict(list)
    for word in words:
        if word.confidence < SURE or word.turn or not TALL.intersection(word.text):
            continue
        if all(len(found[letter]) >= MOST for letter in word.text):
            continue
        ink = inked(word, bare)
        if len(ink) == len(word.text):
            for letter, vector in zip(word.text, ink, strict=True):
                if len(found[letter]) < MOST:
                    found[letter].append(vector)
    return _without_strays([(letter, vector) for letter, vectors in found.items() for vector in vectors])


def _without_strays(known: Sequence[tuple[str, Vector]]) -> Alphabet:
    """Return the patterns but those of misread words, which lie among another letter's."""
    if not known:
        return UNKNOWN
    vectors = np.array([vector for _, vector in known], np.float32).reshape(len(known), -1)
    apart = _apart(vectors, vectors)
    np.fill_diagonal(apart, np.inf)
    names = np.array([letter.translate(ONE) for letter, _ in known])
    same = names[:, None] == names
    own = np.where(same, apart, np.inf).min(axis=1, initial=np.inf)
    other = np.where(same, np.inf, apart).min(axis=1, initial=np.inf)
    kept = ~((other < own) & (other < STRAY) & (same.sum(axis=1) > FEW))
    letters = tuple(letter for (letter, _), is_kept in zip(known, kept, strict=True) if is_kept)
    return Alphabet(letters, vectors[kept], names[kept])


def inked(word: Seen, bare: Grey) -> list[Vector]:
    """Return the letters of a word by their ink, parted by the white columns between them."""
    top, left = max(0, int(word.top) - 3), max(0, int(word.left) - 2)
    part = bare[top : int(word.bottom) + 4, left : int(word.right) + 3]
    dark = part < INK
    steps = np.diff(np.pad(dark.any(axis=0), 1).astype(np.int8))
    spans = []
    for start, end in zip(np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True):
        rows = np.flatnonzero(dark[:, start:end].any(axis=1))
        spans.append((start, end, int(rows[0]), int(rows[-1]) + 1))
    height = max((low - high for *_, high, low in spans), default=0)
    if height < LEAST_HEIGHT:
        return []
    # The middle one of the tall letters, so that an accent on a capital does not count.
    tall = [(high, low) for *_, high, low in spans if low - high >= TALLEST * height]
    head, foot = float(np.median([high for high, _ in tall])), float(np.median([low for _, low in tall]))
    return [_vector(part, span, foot, foot - head) for span in spans]


def _vector(part: Grey, span: tuple[int, int, int, int], foot: float, height: float) -> Vector:
    start, end, high, low = span
    image = Image.fromarray(255 - part[high:low, start:end]).resize((ACROSS, DOWN), Image.Resampling.BOX)
    shape = np.asarray(image, np.float32).ravel() / 255
    place = np.array([low - high, end - start, foot - low], np.float32) / height
    return np.concatenate([shape, WEIGHT * place]).astype(np.float32)
