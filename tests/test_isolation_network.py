"""What reads a foreign file has no network, nor has anything that it starts."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from amc_docs import isolation
from amc_docs.isolation.network import cut_off
from amc_docs.watch import FREE


def reach(port: int) -> str:
    """Try to connect to a port of this computer; return what came of it."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            return "connected"
    except OSError as error:
        return type(error).__name__


def allowed() -> bool:
    """Return whether this system lets a process do without network; tried in a copy, which it would stay true for."""
    pid = os.fork()
    if pid == 0:
        os._exit(0 if cut_off() else 1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


@pytest.fixture
def port():
    """Return a port of this computer that somebody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.skipif(sys.platform != "linux", reason="solo Linux puede quitarle la red a un proceso")
def test_what_reads_a_file_and_what_it_starts_have_no_network(port):
    command = [sys.executable, "-c", f"import socket; socket.create_connection(('127.0.0.1', {port}), timeout=5)"]

    def action(_terms):
        return reach(port), subprocess.run(command, capture_output=True, check=False).returncode

    assert reach(port) == "connected"
    own, started = isolation.run(action, FREE, name="a.docx")
    if allowed():
        assert own != "connected"
        assert started != 0
    else:
        assert (own, started) == ("connected", 0), "the system does not allow it"
