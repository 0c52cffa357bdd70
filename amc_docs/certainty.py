"""How sure the words of a place are, where they were recognised on a picture: doubt is never a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from amc_docs.document import Block, Document, Location, Paragraph, tables_in
from amc_docs.record import Point

SURE = 0.85
"""Confidence (0–1) below which a fault seen on a recognised page is only `por_verificar`."""
LEGIBLE = 0.75
"""Mean confidence below which a recognised point cannot be said to comply."""


class Certainty:
    """The confidence of a document's places; every place is exact (None) where no page was recognised."""

    def __init__(self, document: Document) -> None:
        self._unread = frozenset(document.unread_cells)
        self._pages: dict[int, list[tuple[float, int]]] = {}
        self._places: dict[Location, float] = {}
        if document.ocr_pages:
            for location, confidence, length in _readings(document.blocks):
                self._places[location] = confidence
                if location.page:
                    self._pages.setdefault(location.page, []).append((confidence, length))

    def is_unread(self, places: Iterable[Location | None]) -> bool:
        """Return whether one of the places is a cell that could not be read."""
        return any(place in self._unread for place in places)

    def of(self, location: Location | None) -> float | None:
        """Return the confidence of a place, its page's where its own is unknown; None where the words are exact.

        Of what has no place, or of what is missing, no more is known than of the worst page.
        """
        if not self._pages:
            return None
        if location is None or location.page is None:
            return min(_mean(readings) for readings in self._pages.values())
        if location.page not in self._pages:
            return None
        page = _mean(self._pages[location.page])
        return min(page, self._places.get(location, page))

    def of_point(self, point: Point) -> float | None:
        """Return the mean confidence of a point's recognised words; None where all are exact."""
        readings = [(confidence, length) for _, confidence, length in _readings(point.blocks)] if self._pages else []
        return _mean(readings) if readings else None


def _readings(blocks: tuple[Block, ...]) -> Iterator[tuple[Location, float, int]]:
    """Yield place, confidence and length of everything that was recognised."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.confidence is not None:
            yield block.location, block.confidence, len(block.text)
    for table in tables_in(blocks):
        for cell in table.cells:
            if cell.confidence is not None and cell.text:
                yield cell.location, cell.confidence, len(cell.text)


def _mean(readings: list[tuple[float, int]]) -> float:
    length = sum(n for _, n in readings)
    return sum(c * n for c, n in readings) / length if length else 1.0
