"""Options and fixtures of all tests."""

from __future__ import annotations

import os
import signal

import pytest

from amc_docs import pipeline

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell's background job ignores Ctrl-C, and so would every program that the tests start and interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="rewrite the expected outputs beside samples and README")


@pytest.fixture(name="regenerate")
def _regenerate(request: pytest.FixtureRequest) -> bool:
    """Whether expected outputs are rewritten; never in CI."""
    wanted = bool(request.config.getoption("--regenerate"))
    assert not (wanted and os.environ.get("CI")), "expected outputs are not rewritten in CI"
    return wanted


@pytest.fixture(scope="session")
def readers_loaded() -> None:
    """Load what the readers need once, and not in each of the processes that read."""
    pipeline.prepare(("docx", "pdf"))
