"""An audit from its folder's point of view: what is kept there, the run at hand, its outputs, its exit code."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from amc_docs import pipeline
from amc_docs.audit.edition import edition
from amc_docs.audit.holding import hold
from amc_docs.audit.reading import Choices
from amc_docs.audit.running import Run, Tally, audit
from amc_docs.audit.sources import gather
from amc_docs.audit.store import DONE, NAME, STOPPED, Store
from amc_docs.audit.workers import Crew, Hands
from amc_docs.errors import ExitCode, NothingToAuditError
from amc_docs.findings import Verdict
from amc_docs.readers import READERS
from amc_docs.wording import shown
from amc_docs.writers.json import TOOL
from amc_docs.writers.output import make_folder

_FEW = 200
"""Files below which other processes for the outputs cost more than they save."""
_WORST = (ExitCode.ERROR_INTERNO, ExitCode.ILEGIBLE, ExitCode.CON_OBSERVACIONES, ExitCode.NO_VERIFICABLE)
"""Of several files the first of these wins."""
_BELOW = {
    "error": "errores = 0",
    "advertencia": "errores + advertencias = 0",
    "nota": "errores + advertencias + notas = 0",
}
"""Severity → what documents have that do not reach it."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that is about to go on."""

    kept: int
    """Files that have a result from before it was interrupted."""
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Crews:
    """Who does the work."""

    size: int | None = None
    """Processes at once; None: as many as this process may use cores."""
    cluster: str = ""
    """Address of a Dask scheduler, or `local`; empty: processes of this machine, without Dask."""
    shared: bool = False
    """The cluster's machines see the files under the same paths."""

    def here(self) -> int:
        """Return how many processes of this machine may work at once: with a cluster, this one, which has threads."""
        return 1 if self.cluster else self.size or _cores()

    def of(self, files: int, choices: Choices) -> Hands:
        """Return those who do so many files; ClusterError where they cannot be had."""
        size = self.size or _cores()
        if self.cluster:
            from amc_docs.audit.cluster import Cluster

            return Cluster(self.cluster, choices, shared=self.shared or self.cluster == "local", size=size)
        # What every file needs is loaded once, before the workers are made of this process.
        pipeline.prepare(READERS)
        return Crew(min(size, files), choices)


class Session:
    """The folder of an audit, opened; a context manager."""

    def __init__(self, folder: Path, choices: Choices) -> None:
        make_folder(folder)
        self.folder = folder
        self._choices = choices
        self._held = hold(folder)
        try:
            self._store = Store(folder / NAME)
        except BaseException:
            self._held.close()
            raise
        self._run = self._store.last()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()
        self._held.close()

    def begin(self, names: Sequence[str], *, again: bool = False) -> Begun:
        """Begin a run over the files behind some names, or take up the same one where it was interrupted.

        `again`: files that could not be read before are read again.
        """
        facts = {
            "inicio": _now(),
            "herramienta": TOOL,
            "edicion": edition(),
            "ajustes": self._settings(),
            "rutas": json.dumps([shown(name) for name in names], ensure_ascii=False),
        }
        if again:
            self._store.forget_unreadable()
        unfinished = self._store.unfinished(facts)
        self._run = unfinished or self._store.begin(facts, gather(names, self.folder))
        return Begun(*self._store.count(self._run))

    def run(self, crew: Crews, told: Callable[[Tally], None]) -> Tally:
        """Examine what has no result yet."""
        assert self._run is not None  # noqa: S101 - begun
        run = Run(
            store=self._store,
            number=self._run,
            edition=edition(),
            settings=self._settings(),
            limits=self._choices.terms.limits,
            decided=self._choices.decided,
        )
        tally = audit(run, lambda files: crew.of(files, self._choices), told)
        self._store.end(self._run, _now(), STOPPED if tally.is_stopped else DONE)
        return tally

    def _settings(self) -> str:
        return json.dumps(self._choices.facts(), sort_keys=True, default=str)

    def write(self, crew: Crews, *, anew: bool = False) -> Iterator[Path]:
        """Write all outputs of the last run, each whole or not at all; yield where.

        Where they would be those of the run before, which are still there, only the page on the runs is written; all
        of them where `anew`.

        Raises:
            NothingToAuditError: there is no run yet.
        """
        if self._run is None:
            raise NothingToAuditError(f"{self.folder}: todavía no hay nada auditado. Quite --solo-informes.")
        from amc_docs.audit import outputs

        state = f"{edition()} {self._store.digest(self._run)}"
        is_same = not anew and state == self._store.written() and outputs.are_there(self.folder)
        if not is_same:
            # Until all are written they are of no run: whoever breaks off now leaves some old and some new.
            self._store.note_written(self._run, None)
        processes = 1 if self._store.count(self._run)[1] < _FEW else crew.here()
        yield from outputs.write(self._store, self._run, self.folder, only_runs=is_same, processes=processes)
        self._store.note_written(self._run, state)

    def code(self, threshold: str) -> ExitCode:
        """Return the exit code of the last run; observations count from a severity on."""
        query = (
            "SELECT DISTINCT CASE WHEN dictamen = ? AND " + _BELOW[threshold] + " THEN 0 ELSE codigo END AS c "
            "FROM archivos JOIN documentos ON documento = documentos.id WHERE ejecucion = ?"
        )
        found = {row["c"] for row in self._store.rows(query, str(Verdict.CON_OBSERVACIONES), self._run)}
        notes = threshold == "nota" and self._has_notes()
        codes = found | ({int(ExitCode.CON_OBSERVACIONES)} if notes else set())
        return next((code for code in _WORST if code in codes), ExitCode.CONFORME)

    def _has_notes(self) -> bool:
        query = "SELECT 1 FROM archivos JOIN documentos ON documento = documentos.id WHERE ejecucion = ? AND notas > 0"
        return any(True for _ in self._store.rows(query, self._run))


def _cores() -> int:
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))  # what this process may use, not what the machine has
    return os.cpu_count() or 1


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
