"""Every hostile file through the real command: a documented end, one plain line, nothing left behind."""

from __future__ import annotations

import os
import re
import sys

import pytest
from click.testing import CliRunner

from amc_docs.cli import main
from amc_docs.errors import ExitCode
from amc_docs.processes import descendants
from tests import hostile_texts  # noqa: F401 - adds its cases
from tests.hostile import CASES, state_of

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="made of names and files that Windows does not have"),
    pytest.mark.usefixtures("readers_loaded"),
]


@pytest.mark.parametrize("title", CASES)
def test_hostile_files_come_to_a_documented_end(title, tmp_path, monkeypatch):
    case = CASES[title]
    folder, temporary = tmp_path / "caso", tmp_path / "tmp"
    folder.mkdir()
    temporary.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    path = folder / case.name
    case.make(path)
    before = state_of(path)

    limits = [word for limit in case.limits for word in ("--limite", limit)]
    result = CliRunner().invoke(main, ["revisar", *limits, "--", case.name], prog_name="amc-docs")

    shown = result.stderr + result.stdout
    assert result.exit_code in case.codes, shown
    assert case.says in " ".join(shown.split())
    assert "Traceback" not in shown
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", shown), "control signs reach the screen"
    if result.exit_code == ExitCode.ILEGIBLE:
        assert (len(result.stderr.splitlines()), result.stdout) == (1, "")
        assert re.search(r"\. \S.*\.$", result.stderr.strip()), "what happened, and what to do"
    assert state_of(path) == before
    assert ([case.name], []) == (os.listdir(folder), os.listdir(temporary))  # noqa: PTH208 - names as the system has them
    assert [] == list(descendants(os.getpid()))
