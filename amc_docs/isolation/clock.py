"""How long the work may still go on, told from the pages that it is at."""

from __future__ import annotations

import time

from amc_docs.isolation.messages import Page
from amc_docs.limits import Limits

_GRACE = 3.0
"""Seconds that a scanned page has beyond its limit: Tesseract is stopped at the limit by whoever called it, which costs
less than beginning anew."""


class Clock:
    """The time of a file, of which its scanned pages take nothing, and the time of the page at hand."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._left = self._allowed = limits.seconds
        self._farthest = 0
        self._page = Page(0)
        self._begun = self._seen = time.monotonic()

    @property
    def page(self) -> int:
        """The page at hand, from 1; 0 where none is."""
        return self._page.number

    @property
    def page_limit(self) -> str:
        """The name of the limit that the page at hand is under."""
        return "scan_seconds" if self._page.is_picture else "page_seconds"

    @property
    def allowed(self) -> float:
        """The seconds that the file has in all: what it has from the start, and what its pages added."""
        return self._allowed

    def turn(self, page: Page) -> None:
        """Begin a page; the one at hand is read, and adds to the file's time, once however often it is read."""
        self._count()
        if not self._page.is_picture and self._page.number > self._farthest and page.number != self._page.number:
            self._farthest = self._page.number
            self._allowed += self._limits.more_seconds
            self._left += self._limits.more_seconds
        self._page, self._begun = page, self._seen

    def wait(self) -> float:
        """Return the seconds until some time is up; nothing or less where it is."""
        self._count()
        left = self._page_left() if self.page else self._left
        return left if self._page.is_picture else min(left, self._left)

    def is_over(self) -> bool:
        """Return whether it is the file's time that is up, not just the page's."""
        self._count()
        return self._left <= 0

    def _page_left(self) -> float:
        allowed = self._limits.scan_seconds + _GRACE if self._page.is_picture else self._limits.page_seconds
        return allowed - (self._seen - self._begun)

    def _count(self) -> None:
        now = time.monotonic()
        if not self._page.is_picture:
            self._left -= now - self._seen
        self._seen = now
