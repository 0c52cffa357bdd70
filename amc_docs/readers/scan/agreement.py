"""Running headers and footers read alike on all pages: what one page misreads, the others mend.

Only so can they be told from the body by what repeats.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import mean

from rapidfuzz.fuzz import ratio

from amc_docs.readers.pdf.items import Grid, Item, PageLayout
from amc_docs.readers.pdf.lines import Line
from amc_docs.readers.pdf.running import FOOT_ZONE, HEAD_ZONE
from amc_docs.readers.scan.bands import banded
from amc_docs.wording import fold

SAME_PLACE = 8.0
"""Points by which a line may lie lower or higher from page to page."""
SLACK = 12.0
"""Points by which a line may stand out of the header: signs of a picture beside it are often taken for part of it."""
SAME_TEXT = 70.0
"""Likeness (0–100) from which two lines, or words, say the same."""
SHARE, LEAST = 0.4, 3
"""Share of the pages, or number of them, that must agree."""
VARIANT = 0.6
"""Share of a line's letters in words known from other pages, from which it is the same line misread."""
WHOLE = 0.95
"""Share of a line's letters that the line must have which stands for it."""
SURE = 0.93
"""Confidence from which a line has no misread words."""
TELLING = 3
"""Letters from which a word is not like another one by chance."""


@dataclass(slots=True)
class _Group:
    """Lines of several pages that seem to say the same at the same place."""

    lines: list[Line]

    def takes(self, line: Line) -> bool:
        """Tell whether a line belongs here."""
        first = self.lines[0]
        is_near = abs(first.box.top - line.box.top) <= SAME_PLACE and abs(first.left - line.left) <= 2 * SAME_PLACE
        return is_near and ratio(first.text.casefold(), line.text.casefold()) >= SAME_TEXT

    def best(self) -> Line:
        """Return the line that says what most of them say; of several, the one read most surely."""
        counts = Counter(line.text for line in self.lines)
        return max(self.lines, key=lambda line: (counts[line.text], line.confidence or 0.0))

    def voted(self) -> Line:
        """Return what most lines say, as sure as they are of it and as many of them agree."""
        best = self.best()
        agreeing = [line.confidence or 0.0 for line in self.lines if line.text == best.text]
        return replace(best, confidence=mean(agreeing) * len(agreeing) / len(self.lines))


def agreed(pages: Mapping[int, PageLayout], recognised: Sequence[int]) -> dict[int, PageLayout]:
    """Return all pages, the recognised ones with their running lines and tables mended."""
    pages = banded(pages, recognised)
    groups: list[_Group] = []
    for number in recognised:
        for line in running(pages[number]):
            group = next((g for g in groups if g.takes(line)), None)
            if group:
                group.lines.append(line)
            else:
                groups.append(_Group([line]))
    enough = max(2, min(LEAST, SHARE * len(recognised)))
    common = [g for g in groups if len({line.page for line in g.lines}) >= enough]
    scans = {number: _mended(pages[number], common) for number in recognised}
    for is_head in (True, False):
        scans = _headed(scans, common, is_head)
    return {**pages, **scans}


def running(page: PageLayout) -> Iterator[Line]:
    """Yield the lines near the page's edges, those in tables too."""
    for line in _lines(page.items):
        if line.box.bottom < HEAD_ZONE * page.height or line.box.top > FOOT_ZONE * page.height:
            yield line


def _lines(items: Sequence[Item]) -> Iterator[Line]:
    for item in items:
        if isinstance(item, Line):
            yield item
        elif isinstance(item, Grid):
            for cell in item.cells:
                yield from _lines(cell.items)


def _mended(page: PageLayout, common: Sequence[_Group]) -> PageLayout:
    """Return a page with its running lines as most pages have them; lines with numbers differ rightly."""
    texts: dict[int, Line] = {}
    for group in common:
        voted = group.voted()
        for line in group.lines:
            # No word is lost that stands on this page alone.
            is_same = not _figures(voted) and _known(_words(line), voted.text) >= WHOLE
            if line.page == page.number and is_same and _is_told(line, voted.text):
                texts[id(line)] = voted
    return replace(page, items=_items(page.items, texts))


def _headed(pages: Mapping[int, PageLayout], common: Sequence[_Group], is_head: bool) -> dict[int, PageLayout]:
    """Return the pages with the lines of their header, or footer, as that page reads them that reads them best."""
    found = dict(pages)
    blocks = {n: block for n, page in pages.items() if (block := _block(page, common, is_head))}
    support = Counter(sign for block in blocks.values() for sign in _counted(block))
    best = max(blocks, key=lambda n: _worth(blocks[n], support, len(blocks)), default=0)
    if len(blocks) < 2:
        return found
    # What but few pages have, in a line without a word, is dirt.
    clean = [i for i in blocks[best] if _words(i) or all(support[s, 1] > len(blocks) / 2 for s in _signs(i))]
    if not (words := [word for line in clean for word in _words(line)]):
        return found
    agreeing = mean(support[word, 1] for word in words) / len(blocks)
    text = " ".join(line.text for line in clean)
    for number, block in blocks.items():
        own = " ".join(line.text for line in block)
        told = [word for line in block for word in _words(line)]
        is_same = _known(told, text) >= VARIANT and _known(words, own) >= VARIANT
        if own != text and is_same and all(_is_told(line, text) for line in block):
            lines = [replace(i, page=number, confidence=(i.confidence or 0.0) * agreeing) for i in clean]
            found[number] = _with(found[number], block, lines)
    return found


def _with(page: PageLayout, old: Sequence[Line], new: Sequence[Line]) -> PageLayout:
    """Return a page with other lines in place of some."""
    kept = [item for item in page.items if not any(item is line for line in old)]
    place = next(i for i, item in enumerate(page.items) if any(item is line for line in old))
    return replace(page, items=(*kept[:place], *new, *kept[place:]))


def _worth(block: Sequence[Line], support: Mapping[tuple[str, int], int], count: int) -> tuple[float, float]:
    """Return how well a page reads its header: signs that most pages have count for it, all others against it."""
    worth = sum(len(sign[0]) * (support[sign] / count - 0.5) for sign in _counted(block))
    return worth, mean(line.confidence or 0.0 for line in block)


def _counted(block: Sequence[Line]) -> set[tuple[str, int]]:
    """Return the signs of some lines, each with which one of its kind it is: the same word may stand there twice."""
    counts = Counter(sign for line in block for sign in _signs(line))
    return {(sign, number) for sign, count in counts.items() for number in range(1, count + 1)}


def _block(page: PageLayout, common: Sequence[_Group], is_head: bool) -> list[Line]:
    """Return the lines of a page's header or footer outside tables, those with numbers left out."""
    loose = [line for line in page.items if isinstance(line, Line)]
    limit = page.height * (HEAD_ZONE if is_head else FOOT_ZONE)
    running = [line for group in common for line in group.lines]
    zone = [line for line in running if (line.box.bottom < limit if is_head else line.box.top > limit)]
    return [line for line in loose if not _figures(line) and _is_variant(line, zone)]


def _is_variant(line: Line, running: Sequence[Line]) -> bool:
    """Tell whether a line says, misread or in other order, what stands at its place on other pages: or is dirt."""
    around = [r for r in running if r.box.top - SLACK <= line.box.bottom and line.box.top <= r.box.bottom + SLACK]
    top, bottom = min((r.box.top for r in around), default=0.0), max((r.box.bottom for r in around), default=0.0)
    if not around or line.box.top < top - SLACK or line.box.bottom > bottom + SLACK:
        return False
    words = _words(line)
    return not words or _known(words, " ".join(other.text for other in around)) >= VARIANT


def _is_told(line: Line, text: str) -> bool:
    """Tell whether a text has all words of a line that was read surely: these are not misread, but other words."""
    if line.confidence is None or line.confidence < SURE:
        return True
    known = sorted({w for w in fold(text).split() if len(w) > 1}, key=lambda w: (-len(w), w))
    return all(len(_without(word, known)) <= TELLING for word in fold(line.text).split())


def _known(words: Sequence[str], text: str) -> float:
    """Return the share of the letters of some words that stand in a text, misread or run together."""
    others = _telling(text.casefold())
    met = 0
    for word in words:
        is_misread = any(ratio(word, other) >= SAME_TEXT or word in other for other in others)
        met += len(word) if is_misread else len(word) - len(_without(word, others))
    return met / max(1, sum(map(len, words)))


def _telling(text: str) -> list[str]:
    """Return the words of a text that are not alike by chance, the longest first."""
    return sorted({w for w in re.findall(r"\w+", text) if len(w) >= TELLING}, key=lambda w: (-len(w), w))


def _without(word: str, known: Sequence[str]) -> str:
    """Return what is left of a word once the words that run together in it are taken out."""
    for other in known:
        word = word.replace(other, "")
    return word


def _words(line: Line) -> list[str]:
    """Return the words of three letters and more."""
    return [w for w in re.findall(r"\w+", line.text.casefold()) if len(w) >= TELLING]


def _signs(line: Line) -> list[str]:
    """Return the words of a line as written and without accents, short ones and lone signs too."""
    written = re.findall(r"\w+|[^\w\s]", line.text.casefold())
    return [*written, *(plain for sign in written if (plain := fold(sign)) != sign)]


def _figures(line: Line) -> list[str]:
    return re.findall(r"(?<![^\s\w(/.,-])\d+", line.text)


def _items(items: Sequence[Item], texts: Mapping[int, Line]) -> tuple[Item, ...]:
    found: list[Item] = []
    for item in items:
        if isinstance(item, Line):
            best = texts.get(id(item), item)
            is_same = best.text == item.text
            found.append(item if is_same else replace(item, text=best.text, confidence=best.confidence))
        elif isinstance(item, Grid):
            cells = tuple(replace(cell, items=_items(cell.items, texts)) for cell in item.cells)
            found.append(replace(item, cells=cells))
        else:
            found.append(item)
    return tuple(found)
