"""Work on a foreign file in a process of its own, which may hang, crash or run out of memory without harm to this one.

`run` starts the process, passes on what it tells of its pages, and ends it with all that it started where it takes too
long. A page that takes too long costs that page: the work begins anew and leaves it out. Anything else costs the file.

On Linux and macOS the process is a copy of this one (some 10 ms), on Windows a new interpreter, which needs an action
that can be pickled. Memory is limited on Linux alone. What comes back is unpickled: it is the word of our own program,
which a crafted file would first have to take over. A copy has one thread: call `run` where no other holds a lock.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Self, TypeVar

from amc_docs.errors import AmcDocsError, LimitExceededError, UnreadableFileError
from amc_docs.isolation.clock import Clock
from amc_docs.isolation.messages import Failed, Job, OutOfMemory, Page, Progress, RemoteError, Result
from amc_docs.isolation.process import Ended, Process, start
from amc_docs.limits import Limits
from amc_docs.watch import Terms, Watch

__all__ = ["RemoteError", "Room", "run", "told"]

Value = TypeVar("Value")
MOST_GIVEN_UP = 5
"""Pages of one file that may take too long before the file is refused."""
_NEARLY = 0.6
"""Share of the memory allowed from which a crash is put down to it."""


def run(action: Callable[[Terms], Value], terms: Terms, *, name: str) -> Value:
    """Return what `action` returns, done in a process that does nothing else; `name` is the file's, for messages.

    The action is given the terms with a watch that reports to this process, where `terms.watch` is told in turn.

    Raises:
        LimitExceededError: the file takes too long, too much memory, or too many of its pages take too long.
        UnreadableFileError: the process crashed.
        Exception: what the action raised, with a `RemoteError` as its cause that tells where.
    """
    with Room(files=1) as room:
        return room.run(action, terms, name=name)


class Room:
    """A process that works on one file after the other; a context manager, at whose end it is gone.

    What it has worked out once serves the files that follow, which saves a third of the time. Each file has its own
    time, memory and folder. Whatever is wrong with a file is the word of a process that has seen no other: where
    another one fails, a new one takes its place and tries again, only time that is up is not given twice.
    """

    def __init__(self, *, files: int) -> None:
        """Keep a process for so many files at most."""
        self._most = files
        self._done = 0
        self._process: Process | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def run(self, action: Callable[[Terms], Value], terms: Terms, *, name: str) -> Value:
        """Do what the function `run` does; after the first file the action must be one that can be pickled."""
        folder = tempfile.mkdtemp(prefix="amc-docs-")
        try:
            return self._tried(action, terms, folder, name)
        except BaseException:
            self._end()
            raise
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _tried(self, action: Callable[[Terms], Value], terms: Terms, folder: str, name: str) -> Value:
        clock = Clock(terms.limits)
        given_up: dict[int, str] = {}
        while True:
            is_fresh = self._process is None
            try:
                result: Value = self._asked(
                    Job(action, replace(terms, watch=Watch()), given_up, folder), clock, terms, name
                )
                return result
            except TimeoutError:
                if clock.is_over() or not clock.page:
                    allowed = replace(terms.limits, seconds=clock.allowed)
                    raise allowed.exceeded("seconds", name, "tarda {} en revisarse") from None
                given_up[clock.page] = str(terms.limits.too_slow(clock.page_limit))
                if len(given_up) > MOST_GIVEN_UP:
                    raise _slow(terms.limits, clock.page_limit, name) from None
                clock.turn(Page(0))
            except Exception:
                if is_fresh:
                    raise
                clock = Clock(terms.limits)
            self._end()

    def _asked(self, job: Job, clock: Clock, terms: Terms, name: str) -> Any:  # noqa: ANN401 - the action's own
        if self._process is None:
            self._process, self._done = start(job), 0
        else:
            self._process.give(job)
        result = _heard(self._process, clock, terms, name)
        self._done += 1
        if result.is_worn or self._done >= self._most:
            self._end()
        return result.value

    def _end(self) -> None:
        if self._process is not None:
            self._process.end()
            self._process = None


def told(error: BaseException) -> str:
    """Return what the user is told of an error nobody foresaw, with a reference that is the same for the same fault."""
    if isinstance(error.__cause__, RemoteError):
        steps = list(error.__cause__.steps)
    else:
        steps = [f"{Path(f.filename).name}:{f.lineno}:{f.name}" for f in traceback.extract_tb(error.__traceback__)]
    reference = hashlib.sha256("|".join([type(error).__name__, *steps]).encode()).hexdigest()[:8]
    return f"error interno, referencia {reference}. Repita con -vv y envíe el resultado a quien mantiene el programa."


def _heard(process: Process, clock: Clock, terms: Terms, name: str) -> Result:
    """Return the result of a process; TimeoutError where some time is up before."""
    while True:
        match process.hear(clock.wait()):
            case Page() as page:
                clock.turn(page)
            case Progress(count, total):
                terms.watch.done(count, total)
            case Result() as result:
                return result
            case Failed() as failed:
                raise failed.error from RemoteError(failed)
            case OutOfMemory():
                raise _no_memory(terms.limits, name)
            case None:
                raise _crash(process.ended(), clock.page, terms.limits, name)


def _no_memory(limits: Limits, name: str) -> LimitExceededError:
    return limits.exceeded("memory", name, "necesita {} de memoria")


def _slow(limits: Limits, field: str, name: str) -> LimitExceededError:
    return limits.exceeded(field, name, f"tiene más de {MOST_GIVEN_UP} páginas que tardan {{}} cada una")


def _crash(ended: Ended, page: int, limits: Limits, name: str) -> AmcDocsError:
    from amc_docs.wording import shown  # it brings libraries that nobody needs before

    if ended.memory > _NEARLY * limits.memory:
        return _no_memory(limits, name)
    how = f" (señal {ended.signal})" if ended.signal else ""
    where = f" al leer su página {page}" if page else ""
    way_out = ", o indique las demás páginas con --paginas" if page else ""
    return UnreadableFileError(
        f"«{shown(name)}» hizo fallar al programa que lo lee{where}{how}. "
        f"Pida que lo generen de nuevo desde el documento original{way_out}."
    )
