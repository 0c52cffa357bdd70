"""The outputs of an audit, all made from its store: they can be made again at any time, and two runs make the same.

What depends on the clock (when a run was made, how long a file took) stands in `ejecuciones.html` alone.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from amc_docs.audit.outputs import lines, pages, summary, tabular, workbook
from amc_docs.audit.outputs.reading import Archive
from amc_docs.audit.store import Store
from amc_docs.processes import die_with_parent
from amc_docs.whole_files import clear_away

_MAKERS: dict[str, Callable[[Archive, Path], Path]] = {
    maker.NAME: maker.write for maker in (summary, pages, workbook, tabular, lines)
}
"""Output → what writes it; in the order in which they are told."""
_TOGETHER = ((pages.NAME,), (summary.NAME, tabular.NAME), (workbook.NAME,), (lines.NAME,))
"""The outputs that one process writes, those that take longest first: the two that tell versions find them once."""


def are_there(folder: Path) -> bool:
    """Return whether the outputs of an earlier run stand in the folder."""
    return all((folder / name).exists() for name in _MAKERS)


def write(store: Store, run: int, folder: Path, *, only_runs: bool = False, processes: int = 1) -> Iterator[Path]:
    """Write every output of a run, each whole or not at all; yield where, the page to begin with first.

    Args:
        store: where everything is.
        run: its number.
        folder: for the outputs.
        only_runs: the others would be as they are.
        processes: how many are written at a time, each in a process of its own; with 1 all are in this one.
    """
    for place in (folder, folder / tabular.NAME, folder / pages.NAME):
        clear_away(place)
    archive = Archive(store, run)
    if only_runs:
        pass
    elif processes == 1:
        yield from (maker(archive, folder) for maker in _MAKERS.values())
    else:
        yield from _side_by_side(store.path, run, folder, processes)
    yield summary.write_runs(archive, folder)


def _side_by_side(store: Path, run: int, folder: Path, processes: int) -> Iterator[Path]:
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(min(processes, len(_TOGETHER)), context, _as_helper) as pool:
        jobs = {names: pool.submit(_some, names, store, run, folder) for names in _TOGETHER}
        yield from (job.result()[name] for name in _MAKERS for names, job in jobs.items() if name in names)


def _as_helper() -> None:
    """Leave Ctrl-C to the process that asks, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()


def _some(names: Sequence[str], place: Path, run: int, folder: Path) -> dict[str, Path]:
    with Store(place) as store:
        archive = Archive(store, run)
        return {name: _MAKERS[name](archive, folder) for name in names}
