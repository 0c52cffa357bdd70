"""Processes that examine files side by side; each does so in a further process, shut in (see `isolation`).

The one that asks is told of a worker that dies, whatever kills it, and starts another in its place.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol

from amc_docs import isolation
from amc_docs.audit.outcome import Outcome
from amc_docs.audit.reading import FILES_A_ROOM, Choices, examine, unreadable
from amc_docs.audit.sources import Source
from amc_docs.audit.store import Key
from amc_docs.errors import ExitCode
from amc_docs.processes import die_with_parent, kill_descendants

_TO_END = 3.0
"""Seconds that a process with nothing to do has to end."""
TRIES = 2
"""Workers that one file may take down before it is put down to the file."""


@dataclass(frozen=True, slots=True)
class Job:
    """A file to examine."""

    order: int
    source: Source
    key: Key
    tries: int = 1


class Hands(Protocol):
    """Those who examine files, wherever they are; a context manager, at whose end nobody works any more."""

    def __enter__(self) -> Hands: ...

    def __exit__(self, *details: object) -> None: ...

    @property
    def is_free(self) -> bool:
        """Whether a file may be given."""

    @property
    def is_idle(self) -> bool:
        """Whether no file is in hand."""

    def give(self, job: Job) -> None:
        """Give a file to one who is free."""

    def results(self, seconds: float) -> Iterator[tuple[Job, Outcome]]:
        """Yield what arrives within some time; nothing where nothing does."""


class Crew:
    """Some workers; a context manager, at whose end they are gone with all that they started."""

    def __init__(self, size: int, choices: Choices) -> None:
        self._context: Any = multiprocessing.get_context("spawn" if sys.platform == "win32" else "fork")
        self._choices = choices
        self._size = size
        self._workers: list[_Worker] = []

    def __enter__(self) -> Crew:
        self._workers = [_Worker(self._context, self._choices) for _ in range(self._size)]
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()

    @property
    def is_free(self) -> bool:
        """Whether some worker has nothing to do."""
        return any(worker.job is None for worker in self._workers)

    @property
    def is_idle(self) -> bool:
        """Whether none has."""
        return all(worker.job is None for worker in self._workers)

    def give(self, job: Job) -> None:
        """Give a free worker a file."""
        next(worker for worker in self._workers if worker.job is None).take(job)

    def results(self, seconds: float) -> Iterator[tuple[Job, Outcome]]:
        """Yield what arrives within some time; nothing where nothing does."""
        busy = {worker.pipe: worker for worker in self._workers if worker.job}
        for pipe in wait(list(busy), seconds):
            worker = busy[pipe]
            job = worker.job
            assert job is not None  # noqa: S101 - busy
            found = worker.answer()
            if found is not None:
                yield job, found
            elif (again := self._replaced(worker, job)) is not None:
                yield job, again

    def _replaced(self, worker: _Worker, job: Job) -> Outcome | None:
        """Put another worker in the place of one that died; return an outcome where its file is given up."""
        worker.end()
        fresh = _Worker(self._context, self._choices)
        self._workers[self._workers.index(worker)] = fresh
        if job.tries < TRIES:
            fresh.take(Job(job.order, job.source, job.key, job.tries + 1))
            return None
        return given_up(job.source)


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, context: Any, choices: Choices) -> None:  # noqa: ANN401 - a context of multiprocessing
        self._choices = choices
        self.pipe, theirs = context.Pipe()
        self.job: Job | None = None
        self._process = context.Process(
            target=_serve, args=(theirs, self.pipe if context.get_start_method() == "fork" else None), daemon=False
        )
        self._process.start()
        theirs.close()

    def take(self, job: Job) -> None:
        self.job = job
        with suppress(OSError):  # where it is dead, that shows when its answer is waited for
            self.pipe.send((job.source, self._choices))

    def answer(self) -> Outcome | None:
        """Return the answer; None where the process is gone."""
        try:
            found: Outcome = self.pipe.recv()
        except (EOFError, OSError):
            return None
        self.job = None
        return found

    def end(self) -> None:
        """End the process: one with no file in hand by itself, so that what it used is counted."""
        self.pipe.close()
        if self.job is None:
            self._process.join(_TO_END)
        if self._process.pid:
            kill_descendants(self._process.pid)
        self._process.kill()
        self._process.join()


def _serve(pipe: Connection, theirs: Connection | None) -> None:
    """Examine one file after the other, until nobody asks any more; `theirs` is the other end, where it was copied."""
    # Ctrl-C is the business of the one that asks: files in hand are finished.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    if theirs is not None:
        theirs.close()
    with suppress(EOFError, OSError), isolation.Room(files=FILES_A_ROOM) as room:
        while True:
            source, choices = pipe.recv()
            pipe.send(examine(source, choices, room))
    kill_descendants(os.getpid())
    os._exit(0)


def given_up(source: Source) -> Outcome:
    """Return the outcome of a file that took down whoever read it, each time."""
    message = "Dos veces terminó de golpe el proceso que lo leía. Revíselo aparte con «revisar»."
    return unreadable(source, message, ExitCode.ILEGIBLE)
