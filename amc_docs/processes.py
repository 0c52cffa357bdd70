"""Ending other programs with all that they started."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PARENT_DEATH_SIGNAL = 1
"""`PR_SET_PDEATHSIG` of Linux's `prctl`."""


def descendants(pid: int) -> Iterator[int]:
    """Yield what a process started, and what that started; nothing where the system does not tell (not Linux)."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield int(child)
        yield from descendants(int(child))


def kill_descendants(pid: int) -> None:
    """End what a process started, the last first: each parent can then take note of its child's end."""
    for child in reversed(list(descendants(pid))):
        kill(child)


def kill(pid: int) -> None:
    """End a process at once; one that is gone is no error."""
    with suppress(OSError):
        os.kill(pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)


def die_with_parent() -> None:
    """Let Linux end this process with the one that started it; elsewhere it ends when it notices."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
