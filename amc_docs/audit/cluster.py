"""Files examined by the workers of a Dask cluster, on other machines too; the store and its outputs stay here.

Start it with Dask's own commands: `dask scheduler` on one machine, `dask worker tcp://MACHINE:8786 --nthreads 1` on
each of the others, with the same amc-docs installed. Files are sent unless the workers see the same folders.
"""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from amc_docs.audit.edition import edition
from amc_docs.audit.outcome import Outcome
from amc_docs.audit.reading import Choices
from amc_docs.audit.solo import Solo
from amc_docs.audit.sources import Source, name_of, opened
from amc_docs.audit.workers import Job, given_up
from amc_docs.errors import AmcDocsError, ClusterError
from amc_docs.judgements import beside

_AHEAD = 2
"""Files that each thread of the cluster has in hand or on the way: none waits for the next to arrive."""
_TO_CONNECT = 20.0
_ALONE = 120.0
"""Seconds without any worker after which nobody is waited for any more."""


class Cluster:
    """The workers of a cluster, as `workers.Crew` is those of this machine; a context manager."""

    def __init__(self, address: str, choices: Choices, *, shared: bool, size: int | None = None) -> None:
        """Connect; `address` is the scheduler's, or `local` for a cluster of `size` processes on this machine.

        `shared`: the workers see files under the same paths, so that they need not be sent.

        Raises:
            ClusterError: Dask is not installed, there is no scheduler at the address, or a worker has another edition.
        """
        self._choices = choices if shared else replace(choices, terms=replace(choices.terms, cache=None))
        self._shared = shared
        self._jobs: dict[Any, Job] = {}
        self._alone_since: float | None = None
        self._client = _connected(address, size)
        self._check()

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.cancel(list(self._jobs), force=True)
        cluster = self._client.cluster
        self._client.close()
        if cluster is not None:
            cluster.close()

    @property
    def is_free(self) -> bool:
        """Whether some worker would wait for a file."""
        threads: int = sum(self._client.nthreads().values())
        return len(self._jobs) < _AHEAD * max(1, threads)

    @property
    def is_idle(self) -> bool:
        """Whether no file is with the cluster."""
        return not self._jobs

    def give(self, job: Job) -> None:
        """Send a file."""
        sent = None if self._shared else self._sent(job)
        future = self._client.submit(_examine, job.source, sent, self._choices, edition(), pure=False, retries=0)
        self._jobs[future] = job

    def _sent(self, job: Job) -> tuple[bytes, bytes | None]:
        """Return the content of a file and of the decisions about it; None where there are none."""
        try:
            with opened(job.source, self._choices.terms.limits) as path:
                decisions = beside(Path(job.source.path)) if job.key.decisions else None
                return path.read_bytes(), decisions.read_bytes() if decisions else None
        except (AmcDocsError, OSError):
            return b"", None  # the worker says of an empty file what it says of none: this one is gone or damaged

    def results(self, seconds: float) -> Iterator[tuple[Job, Outcome]]:
        """Yield what arrives within some time; ClusterError where there has been nobody to work for too long."""
        from distributed import wait

        if not self._jobs:
            return
        try:
            done = wait(list(self._jobs), timeout=max(seconds, 0.01), return_when="FIRST_COMPLETED").done
        except TimeoutError:
            self._look_around()
            return
        self._alone_since = None
        for future in done:
            job = self._jobs.pop(future)
            yield job, self._outcome(future, job)

    def _outcome(self, future: Any, job: Job) -> Outcome:  # noqa: ANN401 - Dask has no types
        from distributed import KilledWorker

        error = future.exception()
        if error is None:
            found: Outcome = future.result()
            return found
        if isinstance(error, KilledWorker):
            return given_up(job.source)
        if isinstance(error, ClusterError):
            raise error
        # Whatever is wrong with the cluster is no fault of the file: it must not be called unreadable for that.
        raise ClusterError(
            f"Un trabajador de Dask falló ({type(error).__name__}: {error}). "
            "Vea su registro, corríjalo y repita la orden: continúa donde quedó."
        ) from error

    def _look_around(self) -> None:
        """Note since when there is no worker."""
        if self._client.status != "running":
            raise ClusterError(
                "Se perdió la conexión con el planificador de Dask. "
                "Compruebe que sigue en marcha y repita la orden: continúa donde quedó."
            )
        if self._client.nthreads():
            self._alone_since = None
            return
        self._alone_since = self._alone_since or time.monotonic()
        if time.monotonic() - self._alone_since > _ALONE:
            raise ClusterError(
                f"Hace {_ALONE:.0f} segundos que el planificador de Dask no tiene trabajadores. "
                "Inícielos con «dask worker» y repita la orden: continúa donde quedó."
            )

    def _check(self) -> None:
        """Refuse workers with another edition of the program: their results would not be those of this one."""
        found = self._client.run(_edition, on_error="return")
        lost = [error for error in found.values() if isinstance(error, Exception) and not isinstance(error, OSError)]
        if lost:  # an OSError is a worker that went away meanwhile
            raise ClusterError(
                "Los trabajadores de Dask no tienen instalado este programa. Instale en cada máquina la misma versión."
            ) from lost[0]
        other = sorted(worker for worker, theirs in found.items() if isinstance(theirs, str) and theirs != edition())
        if other:
            raise _mismatch(", ".join(other))


def _connected(address: str, size: int | None) -> Any:  # noqa: ANN401 - Dask has no types
    # What Dask tells of lost connections is for its own log; what users need to know, they are told here.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise ClusterError("Falta Dask. Instálelo con: pip install «amc-docs[dask]».") from error
    try:
        if address == "local":
            cluster = LocalCluster(n_workers=size, threads_per_worker=1, dashboard_address=None)
            return Client(cluster)
        return Client(address, timeout=_TO_CONNECT)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(
            f"No hay un planificador de Dask en {address}. Compruebe la dirección y que está en marcha."
        ) from error


def _mismatch(who: str) -> ClusterError:
    return ClusterError(
        f"Tienen otra versión de este programa o de sus normas: {who}. Instale en todas las máquinas la misma."
    )


# -- on the worker's side --------------------------------------------------------------------------------------------


def _edition() -> str:
    return edition()


@cache
def _solo() -> Solo:
    """Return the process that reads files for this worker, which has threads and cannot be copied safely."""
    return Solo()


def _examine(source: Source, sent: tuple[bytes, bytes | None] | None, choices: Choices, wanted: str) -> Outcome:
    """Examine a file on a worker; `sent`: its content and that of the decisions about it."""
    from distributed import get_worker

    if edition() != wanted:
        raise _mismatch(get_worker().address)
    if sent is None:
        return _solo().examine(source, choices)
    content, decisions = sent
    with tempfile.TemporaryDirectory(prefix="amc-docs-") as folder:
        path = Path(folder) / name_of(source)
        path.write_bytes(content)
        if decisions is not None:
            beside(path).write_bytes(decisions)
        here = Source(name=source.name, path=str(path), size=len(content))
        return _solo().examine(here, choices)
