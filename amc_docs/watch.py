"""The terms on which a file is read: how much of it at most, who is told of the work, what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from amc_docs.limits import DEFAULT, Limits


class Watch:
    """Told what a reader is about, so that whoever waits knows what takes its time; this one tells nobody."""

    def page(self, number: int, *, is_picture: bool = False) -> None:
        """Note that a page (from 1) is about to be read; `is_picture`: optically.

        Raises:
            PageLimitError: an earlier attempt at the file showed that this page takes too long: leave it unread.
        """

    def rest(self) -> None:
        """Note that what follows is not about one page."""

    def done(self, count: int, total: int) -> None:
        """Note how many pages of how many are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What every reader of pages is given."""

    limits: Limits = DEFAULT
    watch: Watch = Watch()
    cache: Path | None = None
    """Folder that keeps what is recognised optically; None keeps nothing."""


FREE = Terms()
