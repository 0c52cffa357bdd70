"""The pages that are pictures: told from the others, recognised, and put in their place among them.

The recognition itself is `readers.scan`, imported only where a page needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from amc_docs.document import Block, Furniture
from amc_docs.errors import MissingToolError
from amc_docs.readers.pdf.content import PageContent
from amc_docs.readers.pdf.furniture import without_furniture
from amc_docs.readers.pdf.items import PageLayout
from amc_docs.readers.pdf.layout import laid_out
from amc_docs.readers.pdf.verdicts import Reading, may_be_picture
from amc_docs.watch import Terms

if TYPE_CHECKING:
    from amc_docs.readers.scan.frames import Frame

NOT_WANTED = "Las páginas escaneadas no se leyeron porque se pidió así (--sin-ocr)."


class Counter:
    """Tells progress, one page at a time."""

    def __init__(self, total: int, tell: Callable[[int, int], None] | None) -> None:
        self._total = total
        self._tell = tell
        self._done = 0

    def step(self) -> None:
        """Count a page as done; more than there are do not count."""
        if self._done < self._total:
            self._done += 1
            if self._tell:
                self._tell(self._done, self._total)


def pictures(pages: Collection[PageLayout]) -> list[int]:
    """Return the numbers of the pages without readable text of their own."""
    trial = Reading(None)
    if not any(map(may_be_picture, pages)):
        return []
    for body, _ in without_furniture(pages):
        trial.judged(body)
    return sorted(trial.unread)


def recognised_into(
    layouts: MutableMapping[int, PageLayout],
    path: Path,
    content: Callable[[int], PageContent],
    reading: Reading,
    counter: Counter,
    terms: Terms | None,
) -> Mapping[int, Frame]:
    """Put what is recognised on pictures in place of their pages; return how those pages were turned for it.

    `terms` are those to recognise on, None where it is not wanted.
    """
    numbers = pictures(layouts.values())
    if not numbers:
        return {}
    if terms is None:
        reading.remark(NOT_WANTED)
        return {}
    from amc_docs.readers.scan.agreement import agreed
    from amc_docs.readers.scan.pages import recognise
    from amc_docs.readers.scan.registering import registered

    frames: dict[int, Frame] = {}
    try:
        for number, found in recognise(path, numbers, content, terms):
            if isinstance(found, str):
                reading.refuse(number, found)
            else:
                layouts[number] = laid_out(found.content)
                frames[number] = found.frame
                reading.recognise(number, found.confidence)
            counter.step()
    except MissingToolError as error:
        reading.remark(str(error))
    terms.watch.rest()
    alike, placed = registered(layouts, frames)
    layouts.update(agreed(alike, list(placed)))
    return placed


def on_display(blocks: tuple[Block, ...], frames: Mapping[int, Frame]) -> tuple[Block, ...]:
    """Return the blocks with their places on the pages as displayed."""
    if not frames:
        return blocks
    from amc_docs.readers.scan.frames import restored

    return restored(blocks, frames)


def furniture_on_display(furniture: Sequence[Furniture], frames: Mapping[int, Frame]) -> tuple[Furniture, ...]:
    """Return running headers and the like with their places on the pages as displayed."""
    if not frames:
        return tuple(furniture)
    from amc_docs.readers.scan.frames import restored_furniture

    return restored_furniture(furniture, frames)
