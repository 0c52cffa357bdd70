"""What the two processes say to each other, and how it goes through a pipe."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, Any

from amc_docs.watch import Terms

_LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Job:
    """What there is to do."""

    action: Callable[[Terms], Any]
    terms: Terms
    given_up: Mapping[int, str]
    """Pages that took too long before → why they are left unread now, in Spanish."""
    folder: str
    """For temporary files; removed by whoever asks."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page is begun; with 0, what follows is not about one page."""

    number: int
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """Pages done, of how many."""

    count: int
    total: int


@dataclass(frozen=True, slots=True)
class Result:
    """The work is done."""

    value: Any
    is_worn: bool = False
    """The process holds much more than when it began: another one shall take the next file."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The action raised an error."""

    error: BaseException
    """The error itself, or a RuntimeError in its words where it cannot be sent."""
    steps: tuple[str, ...]
    """`file:line:function` from the action down to where it was raised."""
    trace: str
    """The traceback as Python writes it."""


@dataclass(frozen=True, slots=True)
class OutOfMemory:
    """The memory allowed is not enough."""


Message = Page | Progress | Result | Failed | OutOfMemory


class RemoteError(Exception):
    """Where an error was raised in the other process; the cause of the error that `run` raises."""

    def __init__(self, failed: Failed) -> None:
        super().__init__(failed.trace)
        self.steps = failed.steps

    def __str__(self) -> str:
        return f"\n{self.args[0]}"


def send(pipe: IO[bytes], message: object) -> None:
    """Send a message as a whole; what pickle raises where it cannot be sent."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:  # noqa: ANN401 - each side knows what it waits for
    """Return the next message; None where the other side is gone, whatever part of a message it left."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    return pickle.loads(data) if len(data) == length else None  # noqa: S301 - the word of our own program
