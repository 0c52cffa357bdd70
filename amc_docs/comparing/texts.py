"""What changed between two texts, in words: short stretches with a little of what stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz.distance import LCSseq

from amc_docs.comparison import TextChange
from amc_docs.wording import sentences

_AROUND = 4
"""Words of context on each side."""
_APART = 3
"""Words in common that keep two changes apart; with fewer between them they are told as one."""
_HEAVIEST = 25_000_000
"""Words times words up to which two stretches are compared word by word: a second of work, some megabytes."""
_SIGNS = " .,;:()[]{}«»\"“”'‘’`´•●▪·*_¿?¡!…–—-"
"""What stands around words: percent signs and currencies belong to them."""


def differences(first: str, second: str) -> tuple[TextChange, ...]:
    """Return what changed, in order. Line breaks, bullets and signs around a word are no change."""
    old, new = sentences(first), sentences(second)
    found: list[TextChange] = []
    for left, a, b, right in _stretches(old, new):
        found += _of_words(" ".join(a), " ".join(b), left, right)
    return _moved(found)


def _moved(changes: list[TextChange]) -> tuple[TextChange, ...]:
    """Return the changes with what only went elsewhere told once."""
    added = {_key(c.after): n for n, c in enumerate(changes) if not c.before}
    taken = {_key(c.before): n for n, c in enumerate(changes) if not c.after}
    there = {added[key]: taken[key] for key in added.keys() & taken.keys()}
    return tuple(
        replace(change, before=changes[there[n]].before, is_moved=True) if n in there else change
        for n, change in enumerate(changes)
        if n not in there.values()
    )


def _stretches(old: list[str], new: list[str]) -> Iterator[tuple[str, list[str], list[str], str]]:
    """Yield the runs of sentences that differ, with the sentence before and after."""
    for a, b, c, d in _changed([_key(s) for s in old], [_key(s) for s in new], apart=1):
        yield old[a - 1] if a else "", old[a:b], new[c:d], old[b] if b < len(old) else ""


def _of_words(first: str, second: str, left: str, right: str) -> Iterator[TextChange]:
    old, new = _words(first), _words(second)
    if len(old) * len(new) > _HEAVIEST:
        yield TextChange(before=" ".join(old), after=" ".join(new), left=_tail(left), right=_head(right))
        return
    for a, b, c, d in _changed([_plain(w) for w in old], [_plain(w) for w in new], apart=_APART):
        around = " ".join(old[max(0, a - _AROUND) : a]) or _tail(left)
        beyond = " ".join(old[b : b + _AROUND]) or _head(right)
        yield TextChange(before=" ".join(old[a:b]), after=" ".join(new[c:d]), left=around, right=beyond)


def _changed(old: list[str], new: list[str], *, apart: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches that differ, begin and end in both; those with fewer than `apart` in common between join."""
    open_: tuple[int, int, int, int] | None = None
    for block in LCSseq.opcodes(old, new):
        if block.tag != "equal":
            start = open_[::2] if open_ else (block.src_start, block.dest_start)
            open_ = (start[0], block.src_end, start[1], block.dest_end)
        elif open_ and block.src_end - block.src_start >= apart:
            yield open_
            open_ = None
    if open_:
        yield open_


def _words(text: str) -> list[str]:
    """Return the words with their signs; bullets and dashes alone are none."""
    return [word for word in text.split() if _plain(word)]


def _plain(word: str) -> str:
    return word.strip(_SIGNS)


def _key(sentence: str) -> str:
    return " ".join(map(_plain, _words(sentence)))


def _tail(text: str) -> str:
    return " ".join(text.split()[-_AROUND:])


def _head(text: str) -> str:
    return " ".join(text.split()[:_AROUND])
