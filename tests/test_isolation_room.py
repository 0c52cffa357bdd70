"""A process that reads one file after the other: what one file does is nothing to the next."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import pytest

from amc_docs import isolation
from amc_docs.errors import LimitExceededError
from amc_docs.limits import Limits
from amc_docs.watch import FREE, Terms

posix = pytest.mark.skipif(os.name == "nt", reason="a new interpreter would have to find this module")
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process holds and has started")
SEEN: list[str] = []
"""What the process at hand has worked on."""


def noting(name, _terms):
    SEEN.append(name)
    return os.getpid(), tuple(SEEN), tempfile.gettempdir()


def spoilt(name, terms):
    """Fail where another file was worked on before."""
    if SEEN:
        raise ValueError("usado")
    return noting(name, terms)


def failing(_terms):
    raise ValueError("siempre")


def sleeping(note, _terms):
    with note.open("a", encoding="utf-8") as file:
        file.write("x")
    time.sleep(60)


def eating(_terms):
    SEEN.append("x" * 400_000_000)
    return os.getpid()


class OnlyHere:
    """An action that no other process can take in."""

    def __call__(self, _terms):
        """Return the process that does it."""
        return os.getpid()

    def __reduce__(self):
        return taken_in, (os.getpid(),)


def taken_in(pid):
    assert os.getpid() == pid
    return OnlyHere()


def leaving_a_child(_terms):
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]).pid


def outlives(pid, _terms):
    """Return whether a process is there after all the time that its end may take on a busy machine."""
    latest = time.monotonic() + 20
    while is_running(pid) and time.monotonic() < latest:
        time.sleep(0.01)
    return is_running(pid)


def is_running(pid):
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return False


@posix
def test_one_process_reads_one_file_after_the_other_each_in_a_folder_of_its_own():
    with isolation.Room(files=2) as room:
        first, second, third = (room.run(partial(noting, name), FREE, name=name) for name in "abc")

    assert first[0] == second[0] != third[0]
    assert (second[1], third[1]) == (("a", "b"), ("c",))
    folders = {first[2], second[2], third[2]}
    assert len(folders) == 3
    assert not any(Path(folder).exists() for folder in folders)


@posix
def test_what_fails_in_a_used_process_is_tried_in_a_fresh_one():
    with isolation.Room(files=9) as room:
        room.run(partial(noting, "a"), FREE, name="a")

        assert room.run(partial(spoilt, "b"), FREE, name="b")[1] == ("b",)


@posix
def test_what_fails_in_a_fresh_process_has_failed_and_the_next_file_gets_another():
    with isolation.Room(files=9) as room:
        with pytest.raises(ValueError, match="siempre"):
            room.run(failing, FREE, name="a")

        assert room.run(partial(noting, "b"), FREE, name="b")[1] == ("b",)


@posix
def test_time_that_is_up_is_not_given_twice(tmp_path):
    note = tmp_path / "veces"
    with isolation.Room(files=9) as room:
        room.run(partial(noting, "a"), FREE, name="a")
        with pytest.raises(LimitExceededError):
            room.run(partial(sleeping, note), Terms(limits=Limits(seconds=0.4)), name="b")

    assert note.read_text(encoding="utf-8") == "x"


@linux
def test_a_process_that_holds_too_much_reads_no_further_file():
    with isolation.Room(files=9) as room:
        one = room.run(eating, FREE, name="a")
        other = room.run(partial(noting, "b"), FREE, name="b")

    assert one != other[0]


@linux
def test_nothing_that_a_file_started_is_there_for_the_next_one():
    with isolation.Room(files=9) as room:
        child = room.run(leaving_a_child, FREE, name="a")

        assert not room.run(partial(outlives, child), FREE, name="b")


@posix
def test_a_process_that_cannot_take_a_job_in_ends_and_a_fresh_one_does_it():
    with isolation.Room(files=9) as room:
        first = room.run(partial(noting, "a"), FREE, name="a")[0]

        assert room.run(OnlyHere(), Terms(limits=Limits(seconds=5)), name="b") not in (first, os.getpid())
