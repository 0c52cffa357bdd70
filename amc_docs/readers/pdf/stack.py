"""The pages of a file between reading and joining; those of a long one are packed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping

from amc_docs.document import Box
from amc_docs.packing import Packing
from amc_docs.readers.pdf.content import Area, Rule
from amc_docs.readers.pdf.items import Figure, Grid, GridCell, PageLayout
from amc_docs.readers.pdf.lines import Line, Piece
from amc_docs.spool import Spool, Spooled

MOST_PAGES = 50
"""Pages that are kept as they are; what stands on those that follow is packed."""

_PACKING = Packing(Box, Piece, Line, Figure, GridCell, Grid, Rule, Area, PageLayout)


class Stack(MutableMapping[int, PageLayout]):
    """Pages by number, in the order in which they came. A page put in again is another object, equal to the one."""

    def __init__(self, pages: Mapping[int, PageLayout] | None = None) -> None:
        self._pages: dict[int, PageLayout | Spooled] = {}
        self._spool = Spool()
        self.update(pages or {})

    def __getitem__(self, number: int) -> PageLayout:
        page = self._pages[number]
        if isinstance(page, PageLayout):
            return page
        found: PageLayout = _PACKING.unpacked(page.data)
        return found

    def __setitem__(self, number: int, page: PageLayout) -> None:
        was = self._pages.get(number)
        is_plain = isinstance(was, PageLayout) if was else len(self._pages) < MOST_PAGES
        self._pages[number] = page if is_plain else self._spool.put(_PACKING.packed(page))

    def __delitem__(self, number: int) -> None:
        del self._pages[number]

    def __iter__(self) -> Iterator[int]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)

    def taken(self) -> Iterator[PageLayout]:
        """Yield the pages, each taken off: a long document fits only once in memory."""
        for number in tuple(self._pages):
            yield self.pop(number)
