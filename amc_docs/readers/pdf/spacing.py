"""Letters set apart for effect (P L A N) made words again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from amc_docs.readers.pdf.content import Word

MIN_LETTERS = 4
WIDEST = 1.6
"""Font sizes between two words of such a title, at most."""
TYPED = (0.2, 0.32)
"""Font sizes of the space that people type: letters that stand so far apart may have been typed so (L M M J V)."""
LOOSEST = 0.6
"""Font sizes between two letters of a word, at most."""
STEP = 1.6
"""Times the space between letters from which a space parts words."""


def respaced(words: Sequence[Word]) -> list[Word]:
    """Return the words in the order of the file, single letters in a row with equal small spaces joined."""
    found: list[Word] = []
    run: list[Word] = []
    for word in words:
        if run and not _is_beside(run[-1], word):
            found += _joined(run)
            run = []
        if len(word.text) == 1:
            run.append(word)
        else:
            found += [*_joined(run), word]
            run = []
    return found + _joined(run)


def _is_beside(before: Word, word: Word) -> bool:
    """Tell whether a word is the next on the same line, in the same type."""
    gap = word.left - before.right
    is_same = word.turn == before.turn == 0 and word.font == before.font and abs(word.size - before.size) < 0.1
    return is_same and abs(word.bottom - before.bottom) < 0.1 * word.size and -0.1 < gap / word.size < WIDEST


def _joined(run: list[Word]) -> list[Word]:
    if len(run) < MIN_LETTERS or not all(w.text.isalnum() for w in run):
        return run
    gaps = sorted(b.left - a.right for a, b in pairwise(run))
    usual = gaps[len(gaps) // 4]
    if not 0 < usual <= LOOSEST * run[0].size:
        return run
    groups = [[run[0]]]
    for before, word in pairwise(run):
        if word.left - before.right > STEP * usual:
            groups.append([])
        groups[-1].append(word)
    is_typed = TYPED[0] <= usual / run[0].size <= TYPED[1] and (len(groups) == 1 or len(run) < 3 * len(groups))
    if is_typed or max(map(len, groups)) < MIN_LETTERS:
        return run
    return [_one(group) for group in groups]


def _one(letters: list[Word]) -> Word:
    first, last = letters[0], letters[-1]
    edges = (*(w.left for w in letters), last.right)
    return first._replace(text="".join(w.text for w in letters), right=last.right, edges=edges)
