"""One process that examines files for a program that has threads and cannot be copied safely: a new interpreter."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress

from amc_docs import isolation, pipeline
from amc_docs.audit.outcome import Outcome
from amc_docs.audit.reading import FILES_A_ROOM, Choices, examine
from amc_docs.audit.sources import Source
from amc_docs.audit.workers import TRIES, given_up
from amc_docs.isolation.messages import receive, send
from amc_docs.processes import kill_descendants
from amc_docs.readers import READERS


class Solo:
    """The process, started when first needed, and again where it dies; one file at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def examine(self, source: Source, choices: Choices) -> Outcome:
        """Return what is kept of a file."""
        with self._lock:
            for _ in range(TRIES):
                found = self._asked(source, choices)
                if found is not None:
                    return found
                self._end()
        return given_up(source)

    def _asked(self, source: Source, choices: Choices) -> Outcome | None:
        """Return the answer; None where the process died."""
        process = self._process or _started()
        self._process = process
        assert process.stdin is not None and process.stdout is not None  # noqa: S101 - as it was started
        try:
            send(process.stdin, (source, choices))
            found: Outcome | None = receive(process.stdout)
        except OSError:
            return None
        return found

    def _end(self) -> None:
        if self._process is not None:
            kill_descendants(self._process.pid)
            self._process.kill()
            self._process.wait()
            self._process = None


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "amc_docs.audit.solo"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
    )


def main() -> None:
    """Examine the files that come through standard input, until it ends; the results leave through standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # What a library prints must not get between the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    pipeline.prepare(READERS)
    with suppress(OSError), isolation.Room(files=FILES_A_ROOM) as room:
        while (job := receive(asked)) is not None:
            source, choices = job
            send(told, examine(source, choices, room))
    kill_descendants(os.getpid())
    os._exit(0)


if __name__ == "__main__":
    main()
