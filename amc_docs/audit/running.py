"""The run itself: each file that is not known yet is given to a worker, each result is kept as it arrives."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from types import FrameType
from typing import IO

from amc_docs.audit.archives import member_of
from amc_docs.audit.outcome import Outcome
from amc_docs.audit.reading import unreadable
from amc_docs.audit.sources import Source, not_unpacked
from amc_docs.audit.store import Key, Store
from amc_docs.audit.workers import Hands, Job
from amc_docs.errors import ExitCode
from amc_docs.judgements import beside
from amc_docs.limits import Limits

_PATIENCE = 0.5
"""Seconds between two looks at whether the user wants to stop."""
_STEP = 1 << 20


@dataclass(slots=True)
class Tally:
    """How far a run is."""

    total: int
    done: int = 0
    known: int = 0
    """Of those done, the files whose content was known: nothing was read."""
    verdicts: Counter[str] = field(default_factory=Counter)
    is_stopped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run over an archive."""

    store: Store
    number: int
    edition: str
    settings: str
    limits: Limits
    decided: bool = True
    """The reviewer's decisions beside a document count."""


def audit(run: Run, crew_of: Callable[[int], Hands], told: Callable[[Tally], None]) -> Tally:
    """Examine every file of a run that has no result; `told` hears of each that is done.

    `crew_of` gives those who examine so many files at most; nobody is called where everything is known.

    Ctrl-C lets the files in hand be finished and stops; a second one stops at once. What is kept stays kept.
    """
    kept, total = run.store.count(run.number)
    tally = Tally(total, done=kept, known=kept, verdicts=Counter(run.store.verdicts(run.number)))
    work = _Work(run, tally, told)
    with _interruptible(tally):
        jobs = _unknown(work)
        if (first := next(jobs, None)) is not None:
            with crew_of(total - tally.done) as crew:
                _examine(chain((first,), jobs), work, crew)
    return tally


def _examine(jobs: Iterator[Job], work: _Work, crew: Hands) -> None:
    for job in jobs:
        while not crew.is_free:
            work.keep(crew)
        if work.tally.is_stopped:
            break
        work.begun(job)
        crew.give(job)
        work.keep(crew, 0)
    while not crew.is_idle:
        work.keep(crew)


class _Work:
    """What is in hand, and where results go."""

    def __init__(self, run: Run, tally: Tally, told: Callable[[Tally], None]) -> None:
        self.run = run
        self.tally = tally
        self._told = told
        self._waiting: dict[Key, list[int]] = {}
        """What is being examined → further files of which it is all the same."""

    def begun(self, job: Job) -> None:
        self._waiting[job.key] = []

    def is_settled(self, order: int, key: Key) -> bool:
        """Return whether a file needs no worker: its content is known, or in hand already."""
        if key in self._waiting:
            self._waiting[key].append(order)
            return True
        run = self.run
        known = run.store.known(key, run.edition, run.settings)
        if known is None:
            return False
        run.store.link(run.number, order, known[0], 0.0)
        self.tally.known += 1
        self._count(known[1])
        return True

    def keep(self, crew: Hands, seconds: float = _PATIENCE) -> None:
        """Keep the results that arrive within some time."""
        for job, found in crew.results(seconds):
            self.settle(job.order, job.key, found)

    def settle(self, order: int, key: Key, found: Outcome) -> None:
        """Keep one result, and link to it the files with the same content that waited for it."""
        self.run.store.keep(self.run.number, order, key, found, self.run.edition, self.run.settings)
        self._count(found.verdict)
        for other in self._waiting.pop(key, ()):
            self.is_settled(other, key)

    def _count(self, verdict: str) -> None:
        self.tally.done += 1
        self.tally.verdicts[verdict] += 1
        self._told(self.tally)


def _unknown(work: _Work) -> Iterator[Job]:
    """Yield the files that a worker must examine."""
    for order, source in work.run.store.pending(work.run.number):
        if work.tally.is_stopped:
            return
        sha256 = _digest(source, work.run.limits)
        if sha256 is None:
            # Its name stands for it: there is no content to know it by.
            own = hashlib.sha256(f"{source.path}\0{source.member}".encode("utf-8", "surrogatepass")).hexdigest()
            key = Key(f"sin-leer:{own}")
            if not work.is_settled(order, key):
                work.settle(order, key, unreadable(source, _why_not(source), ExitCode.ILEGIBLE))
            continue
        key = Key(sha256, _decisions(source) if work.run.decided else "")
        if not work.is_settled(order, key):
            yield Job(order, source, key)


def _decisions(source: Source) -> str:
    """Return the digest of what the reviewer decided about a file; empty where there are no decisions."""
    if source.member is not None:
        return ""
    try:
        return hashlib.sha256(beside(Path(source.path)).read_bytes()).hexdigest()
    except OSError:
        return ""


def _digest(source: Source, limits: Limits) -> str | None:
    """Return the digest of a file's content; None where the disk does not give it, or its archive is damaged.

    Over the limit the beginning stands for it: its worker refuses it, whatever follows.
    """
    try:
        if source.member is not None:
            with member_of(source.path, source.member) as member:
                return _of(member, limits)
        # A pipe would keep whoever opens it waiting, and a device may never end.
        if not stat.S_ISREG(os.stat(source.path).st_mode):  # noqa: PTH116 - a million paths would cost a second
            return None
        with open(source.path, "rb") as file:  # noqa: PTH123 - likewise
            return _of(file, limits)
    except Exception:  # zipfile raises a dozen kinds for what is damaged, encrypted or unknown to it
        return None


def _of(file: IO[bytes], limits: Limits) -> str:
    digest, left = hashlib.sha256(), limits.size + 1
    while left > 0 and (piece := file.read(min(_STEP, left))):
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest()


def _why_not(source: Source) -> str:
    """Return why a file could not even be looked at, in Spanish; a worker would fail in the same way."""
    path = Path(source.path)
    with suppress(OSError):
        if source.member is not None and path.is_file():
            return str(not_unpacked(source))
        if path.is_symlink() and not path.exists():
            return "Es un enlace a un archivo que ya no existe. Indique el archivo mismo."
        if path.is_dir():
            return "No se pudo abrir la carpeta. Pida permiso para verla y vuelva a auditar."
        if path.exists() and not path.is_file():
            return "No es un archivo corriente. Indique documentos guardados en el disco."
    return "No se pudo leer del disco. Compruebe que la unidad está conectada y vuelva a auditar."


@contextmanager
def _interruptible(tally: Tally) -> Iterator[None]:
    """Take the first Ctrl-C as a wish to stop; the second one stops as always."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if tally.is_stopped:
            raise KeyboardInterrupt
        tally.is_stopped = True

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
