"""The outputs of an audit, all made from its store: they can be made again at any time, and two runs make the same.

What depends on the clock (when a run was made, how long a file took) stands in `ejecuciones.html` alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from amc_docs.audit.outputs import lines, pages, summary, tabular, workbook
from amc_docs.audit.outputs.reading import Archive
from amc_docs.audit.store import Store
from amc_docs.whole_files import clear_away


def are_there(folder: Path) -> bool:
    """Return whether the outputs of an earlier run stand in the folder."""
    names = (summary.NAME, pages.FOLDER, workbook.NAME, tabular.FOLDER, lines.NAME)
    return all((folder / name).exists() for name in names)


def write(store: Store, run: int, folder: Path, *, only_runs: bool = False) -> Iterator[Path]:
    """Write every output of a run, each whole or not at all; yield where, the page to begin with first.

    `only_runs`: the others would be as they are.
    """
    archive = Archive(store, run)
    for place in (folder, folder / tabular.FOLDER, folder / pages.FOLDER):
        clear_away(place)
    if not only_runs:
        yield summary.write(archive, folder)
        yield pages.write(archive, folder)
        yield workbook.write(archive, folder)
        yield tabular.write(archive, folder)
        yield lines.write(archive, folder)
    yield summary.write_runs(archive, folder)
