"""How far an audit is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, Self

import click

if TYPE_CHECKING:
    from amc_docs.audit.running import Tally

_EVERY = 30.0
"""Seconds between two lines where there is no terminal."""
_ORDER = ("conforme", "con_observaciones", "no_verificable", "ilegible")


def counts(tally: Tally) -> str:
    """Return the counts by verdict, in Spanish; empty where there is none yet."""
    from amc_docs.writers.arrangement import AMONG_MANY

    found = ((tally.verdicts[verdict], *AMONG_MANY[verdict]) for verdict in _ORDER)
    return " · ".join(f"{count:,} {one if count == 1 else more}" for count, one, more in found if count)


def of_files(count: int, total: int) -> str:
    """Return `3 de 8 archivos`."""
    return f"{count:,} de {total:,} {'archivo' if total == 1 else 'archivos'}"


class Progress:
    """Tells on stderr how far a run is; a context manager."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._start = self._last = time.monotonic()
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            columns = (
                BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TextColumn("queda"),
                TimeRemainingColumn(), TextColumn("{task.fields[counts]}"),
            )  # fmt: skip
            self._bar = Bar(*columns, console=Console(stderr=True))
            self._task = self._bar.add_task("", total=None, rate="", counts="")
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def told(self, tally: Tally) -> None:
        """Show how far it is."""
        if self._quiet:
            return
        if self._bar is not None:
            rate, shown = self._rate(tally), counts(tally)
            self._bar.update(self._task, total=tally.total, completed=tally.done, rate=rate, counts=shown)
        elif time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            click.echo(f"{of_files(tally.done, tally.total)}, {self._rate(tally)}. {counts(tally)}", err=True)

    def _rate(self, tally: Tally) -> str:
        read = tally.done - tally.known
        seconds = time.monotonic() - self._start
        return f"{read / seconds:.1f} archivos/s" if read and seconds > 1 else ""
