"""Starting the process that does the work, hearing it out, and ending it."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import IO

from amc_docs.isolation.inside import work
from amc_docs.isolation.messages import Job, Message, receive, send
from amc_docs.processes import kill, kill_descendants

CAN_FORK = sys.platform != "win32"
_SLICE = 0.5
"""Seconds between two looks at the keyboard: Windows does not interrupt a longer wait."""
_TO_TIDY_UP = 0.7
"""Seconds that a process has to stop what it started, once it is told to end."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How the process ended."""

    signal: int = 0
    """0 where no signal ended it, or the system has none."""
    memory: int = 0
    """Bytes that it held at most; 0 where the system does not tell."""


class Process:
    """A process at work."""

    def __init__(self, pid: int, told: IO[bytes], lifeline: IO[bytes], wait: Callable[[], Ended]) -> None:
        self.pid = pid
        self._lifeline = lifeline
        self._wait = wait
        self._ended: Ended | None = None
        self._inbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, args=(told,), daemon=True)
        self._listener.start()

    def give(self, job: Job) -> None:
        """Give it the next job; whether it is still there shows when it is heard."""
        with suppress(OSError):
            send(self._lifeline, job)

    def end(self) -> None:
        """End it with all that it started, whatever it is at."""
        if self._ended is None:
            self._stop()
        self._listener.join(_TO_TIDY_UP)

    def hear(self, seconds: float) -> Message | None:
        """Return the next message, None where the process is gone; TimeoutError where nothing is said for so long."""
        until = time.monotonic() + seconds
        while True:
            left = until - time.monotonic()
            try:
                return self._inbox.get(timeout=max(0.0, min(left, _SLICE)))
            except queue.Empty:
                if left <= 0:
                    raise TimeoutError from None

    def ended(self) -> Ended:
        """Return how the process ended; to be asked once it is gone."""
        if self._ended is None:
            kill_descendants(self.pid)
            self._ended = self._wait()
            self._hang_up()
        return self._ended

    def _stop(self) -> None:
        """End the process: asked first, so that it can clear away what it started, then forced."""
        if CAN_FORK:
            with suppress(OSError):
                os.kill(self.pid, signal.SIGTERM)
            self._listener.join(_TO_TIDY_UP)
        kill_descendants(self.pid)
        kill(self.pid)
        self._ended = self._wait()
        self._hang_up()

    def _hang_up(self) -> None:
        with suppress(OSError):
            self._lifeline.close()

    def _listen(self, told: IO[bytes]) -> None:
        with told:
            while True:
                try:
                    message = receive(told)
                except Exception:  # a process that is ended in the middle of a word, or has lost its mind
                    message = None
                self._inbox.put(message)
                if message is None:
                    return


def start(job: Job, *, fork: bool = CAN_FORK) -> Process:
    """Start a process on a job: a copy of this one where the system can, else a new interpreter."""
    return _forked(job) if fork else _spawned(job)


def _forked(job: Job) -> Process:
    heard, told = os.pipe()
    lifeline, held = os.pipe()
    # Nothing that waits to be written may be written twice.
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():
        # The copy does nothing that another thread's lock could hold up.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        try:
            os.setpgid(0, 0)
            for first, last in _others(told, lifeline):
                os.closerange(first, last)
            work(job, os.fdopen(told, "wb"), os.fdopen(lifeline, "rb"))
        finally:
            os._exit(1)
    os.close(told)
    os.close(lifeline)

    def wait() -> Ended:
        _, status, usage = os.wait4(pid, 0)
        unit = 1 if sys.platform == "darwin" else 1024
        return Ended(os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, usage.ru_maxrss * unit)

    return Process(pid, os.fdopen(heard, "rb"), os.fdopen(held, "wb"), wait)


def _others(*kept: int) -> list[tuple[int, int]]:
    """Return the ranges of open files beside the standard streams and those kept: a copy holds no one's files open."""
    ends = [2, *sorted(kept), os.sysconf("SC_OPEN_MAX")]
    return [(a + 1, b) for a, b in pairwise(ends)]


def _spawned(job: Job) -> Process:
    process = subprocess.Popen(
        [sys.executable, "-m", "amc_docs.isolation.inside"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        # Ctrl-C is for this process alone.
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )
    assert process.stdin is not None and process.stdout is not None  # noqa: S101 - as asked for above
    with suppress(OSError):
        send(process.stdin, job)

    def wait() -> Ended:
        return Ended(signal=max(0, -process.wait()))

    return Process(process.pid, process.stdout, process.stdin, wait)
