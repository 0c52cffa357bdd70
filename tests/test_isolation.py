"""Work in a process of its own: whatever becomes of that process, this one gets a result or a plain sentence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from amc_docs import isolation
from amc_docs.errors import LimitExceededError, UnreadableFileError
from amc_docs.isolation import process
from amc_docs.isolation.clock import Clock
from amc_docs.isolation.messages import Page
from amc_docs.limits import Limits, PageLimitError
from amc_docs.processes import descendants
from amc_docs.watch import FREE, Terms, Watch

posix = pytest.mark.skipif(os.name == "nt", reason="the process is a copy only where the system can copy")
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory and tells a process's children")


def run(action, watch=FREE.watch, **limits):
    return isolation.run(action, Terms(limits=Limits(**limits), watch=watch), name="a.pdf")


class Noted(Watch):
    """Keeps what it is told."""

    def __init__(self):
        self.told = []

    def done(self, count, total):
        """Keep it."""
        self.told.append((count, total))


def counting(terms):
    terms.watch.page(1)
    terms.watch.done(1, 2)
    terms.watch.rest()
    terms.watch.done(2, 2)
    return "hecho", os.getpid()


@posix
def test_the_result_and_the_progress_come_back_from_another_process():
    noted = Noted()
    word, pid = run(counting, noted)

    assert word == "hecho"
    assert pid != os.getpid()
    assert noted.told == [(1, 2), (2, 2)]


def test_a_new_interpreter_does_where_nothing_can_be_copied(monkeypatch):
    monkeypatch.setattr(isolation, "start", partial(process.start, fork=False))
    noted = Noted()
    word, pid = run(counting, noted)

    assert (word, pid != os.getpid(), noted.told) == ("hecho", True, [(1, 2), (2, 2)])
    with pytest.raises(ZeroDivisionError) as caught:
        run(dividing)
    assert "dividing" in str(caught.value.__cause__)
    with pytest.raises(LimitExceededError, match="segundos=1"):
        run(sleeping, seconds=0.5)


def dividing(_terms):
    return 1 / 0


def sleeping(_terms):
    time.sleep(60)


@posix
def test_a_large_result_comes_back_whole():
    assert len(run(lambda _terms: b"x" * 5_000_000)) == 5_000_000


class OddError(Exception):
    """Cannot be pickled: its argument is not what it was made from."""

    def __init__(self, one, two):
        super().__init__(f"{one} y {two}")


def failing(_terms):
    raise OddError(1, 2)


@posix
def test_errors_come_back_with_the_place_where_they_were_raised():
    with pytest.raises(UnreadableFileError, match="dañado") as caught:
        run(refusing)
    assert caught.value.__cause__.steps[-1].endswith(":refusing")

    # Where Dask was imported before, pickle has learnt to take even such an error along.
    with pytest.raises((RuntimeError, OddError), match="1 y 2") as caught:
        run(failing)
    assert "raise OddError(1, 2)" in str(caught.value.__cause__)


def refusing(_terms):
    raise UnreadableFileError("«a.pdf» está dañado. Vuelva a generarlo.")


@posix
def test_a_result_that_cannot_be_sent_is_an_error_of_ours():
    with pytest.raises(Exception, match=r"pickle|local object"):
        run(lambda _terms: lambda: None)


@posix
def test_a_file_that_takes_too_long_is_refused():
    start = time.monotonic()
    with pytest.raises(LimitExceededError, match=r"más de 0.5 segundos en revisarse.*--limite segundos=1\."):
        run(sleeping, seconds=0.5)

    assert time.monotonic() - start < 15


def slow_pages(terms):
    read = []
    for number in range(1, 5):
        try:
            terms.watch.page(number)
        except PageLimitError as error:
            read.append(str(error))
            continue
        if number in (2, 4):
            time.sleep(60)
        read.append(number)
    return read


@posix
def test_a_page_that_takes_too_long_costs_that_page_alone():
    reason = "tarda más de 0.5 segundos (--limite segundos-pagina)"

    assert run(slow_pages, seconds=30, page_seconds=0.5) == [1, reason, 3, reason]


def slow_for_ever(terms):
    for number in range(1, 50):
        try:
            terms.watch.page(number)
        except PageLimitError:
            continue
        time.sleep(60)


@posix
def test_a_file_of_slow_pages_is_refused():
    with pytest.raises(LimitExceededError, match="más de 5 páginas que tardan"):
        run(slow_for_ever, seconds=60, page_seconds=0.1)


def test_scanned_pages_take_nothing_of_the_time_of_their_file(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    clock = Clock(Limits(seconds=50, more_seconds=0, page_seconds=20, scan_seconds=45))
    assert clock.wait() == 50

    now[0] = 10
    clock.turn(Page(1))
    assert (clock.wait(), clock.page_limit) == (20, "page_seconds")
    for number in range(2, 9):
        clock.turn(Page(number, True))
        now[0] += 40
        assert (clock.page_limit, clock.is_over()) == ("scan_seconds", False)
    clock.turn(Page(0))
    assert (clock.wait(), clock.page) == (40, 0)

    now[0] += 30
    clock.turn(Page(9))
    assert clock.wait() == 10
    now[0] += 11
    assert clock.is_over()


def test_each_page_of_text_adds_to_the_time_of_its_file_once(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    clock = Clock(Limits(seconds=10, more_seconds=2, page_seconds=5, scan_seconds=45))
    for _ in range(2):  # the file is begun anew where a page takes too long
        for number in (1, 2, 3):
            clock.turn(Page(number))
        clock.turn(Page(4, True))
        clock.turn(Page(0))
    assert (clock.allowed, clock.wait()) == (16, 16)

    now[0] = 15
    assert not clock.is_over()
    now[0] = 17
    assert clock.is_over()


def slow_after_its_pages(terms):
    for number in range(1, 5):
        terms.watch.page(number)
    terms.watch.rest()
    time.sleep(30)


def test_the_time_that_a_file_of_pages_may_take_is_told_with_what_they_added():
    with pytest.raises(LimitExceededError, match=r"más de 0\.6 segundos.*--limite segundos=1\.2"):
        run(slow_after_its_pages, seconds=0.2, more_seconds=0.1)


def hungry(_terms):
    held = [bytearray(50_000_000) for _ in range(40)]
    return len(held)


@linux
def test_a_file_that_eats_memory_is_refused():
    with pytest.raises(LimitExceededError, match=r"400 MB de memoria.*--limite memoria=800M"):
        run(hungry, memory=400_000_000)


def crashing(terms):
    terms.watch.page(3)
    os.abort()


@posix
def test_a_crash_is_one_plain_sentence_that_names_the_page():
    with pytest.raises(UnreadableFileError, match=r"al leer su página 3 \(señal 6\)\. Pida .*--paginas\.$"):
        run(crashing)


@posix
def test_a_process_that_ends_without_a_word_or_in_the_middle_of_one_is_a_crash(monkeypatch):
    with pytest.raises(UnreadableFileError, match="hizo fallar"):
        run(lambda _terms: os._exit(0))
    with pytest.raises(UnreadableFileError, match="hizo fallar"):
        run(half_a_word)


def half_a_word(terms):
    terms.watch._told.write((10_000).to_bytes(8, "big") + b"abc")
    terms.watch._told.flush()
    os._exit(0)


@posix
def test_it_writes_nothing_on_the_screen_and_leaves_no_file(capfd, tmp_path, monkeypatch):
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = Path(run(untidy))

    assert folder.parent.parent == tmp_path
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def untidy(_terms):
    import tempfile

    os.write(1, b"a")
    os.write(2, b"b")
    print("c")  # noqa: T201 - as a library would
    return tempfile.mkdtemp()


def with_children(terms, note):
    child = subprocess.Popen(["sleep", "61.5"], start_new_session=True)  # noqa: S607
    Path(note).write_text(f"{os.getpid()} {child.pid}")
    time.sleep(60)


@linux
def test_what_the_process_started_ends_with_it(tmp_path):
    note = tmp_path / "pids"
    with pytest.raises(LimitExceededError):
        run(partial(with_children, note=note), seconds=1)

    assert [pid for pid in map(int, note.read_text().split()) if is_running(pid)] == []


@linux
def test_an_interrupted_run_leaves_no_process_and_no_file(tmp_path, monkeypatch):
    note = tmp_path / "pids"
    program = (
        "import sys; sys.path[:0] = ['.']; from functools import partial\n"
        "from tests.test_isolation import run, with_children\n"
        f"run(partial(with_children, note={str(note)!r}), seconds=40)"
    )
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    for sign in (signal.SIGINT, signal.SIGKILL):
        note.unlink(missing_ok=True)
        parent = subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            pids = wait_for(lambda: note.exists() and note.read_text().split())
            parent.send_signal(sign)
            parent.wait(20)
        finally:
            parent.kill()
            parent.wait()

        assert wait_for(lambda pids=pids: not any(is_running(int(pid)) for pid in pids)), sign
        assert wait_for(lambda: not list((tmp_path / "tmp").iterdir())), sign


def wait_for(condition):
    for _ in range(300):
        if found := condition():
            return found
        time.sleep(0.1)
    return None


def is_running(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return state.rsplit(")", 1)[1].split()[0] != "Z"


@linux
def test_no_process_and_no_open_file_is_left_over():
    before = open_files()
    for _ in range(3):
        run(counting)
        with pytest.raises(UnreadableFileError):
            run(crashing)

    assert open_files() == before
    assert [] == [pid for pid in descendants(os.getpid()) if "isolation" in command_of(pid)]


def open_files():
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


@posix
def test_the_interrupt_of_an_action_is_passed_on():
    with pytest.raises(KeyboardInterrupt):
        run(interrupted)


def interrupted(_terms):
    raise KeyboardInterrupt
