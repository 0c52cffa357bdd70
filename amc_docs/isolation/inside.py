"""The process that does the work: shut in, then at it, telling the other one as it goes."""

from __future__ import annotations

import gc
import os
import queue
import shutil
import signal
import sys
import tempfile
import threading
import traceback
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

from amc_docs.isolation.messages import Failed, Job, Message, OutOfMemory, Page, Progress, Result, receive, send
from amc_docs.isolation.network import cut_off
from amc_docs.limits import PageLimitError
from amc_docs.processes import kill_descendants
from amc_docs.watch import Watch

_SPARE = 10.0
"""Seconds of computing beyond the time allowed: the other process ends this one before, if it lives."""
_SELDOM = (50_000, 20, 20)
"""New objects, and times, after which Python looks for those that only hold each other; by default 700, 10, 10."""
_WORN = 300_000_000
"""Bytes that this process may hold more than at first before another one takes its place."""


def work(job: Job, told: IO[bytes], lifeline: IO[bytes]) -> NoReturn:
    """Do the job, and those that come through `lifeline` after it; send what comes of each to `told`.

    `lifeline` ends when the other process does; then nobody waits any more, and this one ends.
    """
    cut_off()
    inbox: queue.SimpleQueue[Job] = queue.SimpleQueue()
    inbox.put(job)
    folders = {job.folder}
    # While there is memory enough: a thread that cannot begin keeps the one that starts it waiting for ever.
    threading.Thread(target=_listen, args=(lifeline, inbox, folders), daemon=True).start()
    _shut_in()
    # Reading makes millions of objects that live as long as the file: looking through them often finds nothing.
    gc.set_threshold(*_SELDOM)
    at_first = _held_now()
    try:
        while _goes_on(inbox.get(), told, at_first):
            pass
    finally:
        kill_descendants(os.getpid())
        # What libraries clean up at the end of a program may hang as well as anything else.
        os._exit(0)


def _goes_on(job: Job, told: IO[bytes], at_first: int) -> bool:
    """Do a job; return whether this process is fit for another one."""
    _confine(job)
    try:
        value = job.action(replace(job.terms, watch=_Telling(told, job)))
        kill_descendants(os.getpid())  # the next file begins with nothing of this one
        message: Message = Result(value, is_worn=_held_now() > at_first + _WORN)
    except MemoryError:
        message = OutOfMemory()
    except BaseException as error:
        message = _failed(error)
    _deliver(told, message)
    return isinstance(message, Result) and not message.is_worn


class _Telling(Watch):
    """Sends on what the readers tell."""

    def __init__(self, told: IO[bytes], job: Job) -> None:
        self._told = told
        self._given_up = job.given_up
        self._limits = job.terms.limits
        self._more = 0.0

    def page(self, number: int, *, is_picture: bool = False) -> None:
        self._more += self._limits.more_seconds
        _allow_seconds(max(self._limits.seconds + self._more, self._limits.scan_seconds))
        send(self._told, Page(number, is_picture))
        if number in self._given_up:
            raise PageLimitError(self._given_up[number])

    def rest(self) -> None:
        _allow_seconds(self._limits.seconds + self._more)
        send(self._told, Page(0))

    def done(self, count: int, total: int) -> None:
        send(self._told, Progress(count, total))


def _deliver(told: IO[bytes], message: Message) -> None:
    try:
        send(told, message)
    except MemoryError:
        del message
        send(told, OutOfMemory())
    except OSError:
        pass  # nobody waits any more
    except Exception as error:  # a result that cannot be pickled is a fault of ours, to be told as such
        send(told, _failed(error))


def _failed(error: BaseException) -> Failed:
    frames = traceback.extract_tb(error.__traceback__)[1:]
    steps = tuple(f"{Path(f.filename).name}:{f.lineno}:{f.name}" for f in frames)
    trace = "".join(traceback.format_exception(error))
    # The text tells all of them. Some libraries teach pickle to take along what an error came from, which may not go.
    error.__traceback__ = error.__cause__ = error.__context__ = None
    return Failed(error if _can_be_sent(error) else RuntimeError(f"{type(error).__name__}: {error}"), steps, trace)


def _can_be_sent(error: BaseException) -> bool:
    import pickle

    try:
        return type(pickle.loads(pickle.dumps(error))) is type(error)  # noqa: S301 - of our own making, just now
    except Exception:  # an error may take part in anything
        return False


def _shut_in() -> None:
    """Leave this process without a voice on the screen, and let it end cleanly when told to."""
    _silence()
    if sys.platform == "win32":
        return
    # Ctrl-C is the other process's affair; so that it can end this one with all that it started.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)
    import resource

    _at_most(resource.RLIMIT_CORE, 0)


def _confine(job: Job) -> None:
    """Give a job a place of its own for files, and limits that the system enforces."""
    tempfile.tempdir = os.environ["TMPDIR"] = job.folder
    if sys.platform == "win32":
        return
    import resource

    limits = job.terms.limits
    _at_most(resource.RLIMIT_FSIZE, 2 * limits.size + (100 << 20))
    _allow_seconds(max(limits.seconds, limits.scan_seconds))
    if sys.platform == "linux":
        _at_most(resource.RLIMIT_AS, _memory_now() + limits.memory)


def _silence() -> None:
    """Lead all streams nowhere: the C libraries write their complaints to the screen, and a child must not read it."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    sys.stdin = sys.stdout = sys.stderr = Path(os.devnull).open("r+", encoding="utf-8")  # noqa: SIM115 - to the end


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit


def _allow_seconds(seconds: float) -> None:
    """Let the system end this process where it goes on computing so much longer and nobody is there to end it."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _at_most(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds + _SPARE))


def _at_most(kind: int, value: int) -> None:
    """Set a limit for this process and what it starts; what it starts may raise it again, up to what was before."""
    import resource

    _, hard = resource.getrlimit(kind)
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _memory_now() -> int:
    """Return the bytes of address space that this process takes, the program's own among them."""
    return _pages_of_memory()[0] * os.sysconf("SC_PAGE_SIZE")


def _held_now() -> int:
    """Return the bytes of memory that this process holds; 0 where the system does not tell (not Linux)."""
    return _pages_of_memory()[1] * os.sysconf("SC_PAGE_SIZE") if sys.platform == "linux" else 0


def _pages_of_memory() -> tuple[int, int]:
    size, held, *_ = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(size), int(held)


def _listen(lifeline: IO[bytes], inbox: queue.SimpleQueue[Job], folders: set[str]) -> None:
    """Pass on the jobs that come; end this process, and all that it started, when the other one is gone.

    So too where a job cannot be taken in: the other one would wait for it until its time is up.
    """
    try:
        while (job := receive(lifeline)) is not None:
            folders.add(job.folder)
            inbox.put(job)
    finally:
        kill_descendants(os.getpid())
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)


def main() -> None:
    """Do the job that comes through standard input; the results leave through standard output."""
    lifeline = os.fdopen(os.dup(0), "rb")
    told = os.fdopen(os.dup(1), "wb")
    job = receive(lifeline)
    if isinstance(job, Job):
        work(job, told, lifeline)


if __name__ == "__main__":
    main()
