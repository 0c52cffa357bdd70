"""The README is a test: each `$ amc-docs …` prints what the page shows. A line `…` stands for lines left out."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from amc_docs.cli import main

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
EXAMPLE = re.compile(r"(?<=```\n)\$ amc-docs (?P<arguments>.+)\n(?P<output>(?:(?!```).*\n)*)(?=```)")
EXAMPLES = [m["arguments"] for m in EXAMPLE.finditer(README.read_text(encoding="utf-8"))]
GAP = "…\n"


def _printed(arguments):
    output = CliRunner().invoke(main, shlex.split(arguments), prog_name="amc-docs").output
    return "".join(f"{line.rstrip()}\n" for line in output.splitlines())


def _pattern(shown):
    """Return the page's text as a pattern, in which a gap is any number of lines."""
    return r"(?:.*\n)*?".join(re.escape(part) for part in re.split(rf"^{GAP}", shown, flags=re.MULTILINE))


def _renewed(shown, printed):
    """Return the printed lines with each gap of the page where it was, found by the lines around it."""
    kept = [(part.splitlines() or [""]) for part in re.split(rf"^{GAP}", shown, flags=re.MULTILINE)]
    lines, found = printed.splitlines(), []
    for part in kept:
        start = lines.index(part[0]) if part[0] in lines else 0
        found.append("".join(f"{line}\n" for line in lines[start : start + len(part)]) if part != [""] else "")
    return GAP.join(found) if len(kept) > 1 else printed


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    """Run where outputs do no harm and the samples have the names that the page gives them."""
    (tmp_path / "samples").symlink_to(ROOT / "samples", target_is_directory=True)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("arguments", EXAMPLES)
def test_examples_print_what_the_readme_shows(arguments, regenerate):
    page = README.read_text(encoding="utf-8")
    example = next(m for m in EXAMPLE.finditer(page) if m["arguments"] == arguments)
    shown, printed = example["output"], _printed(arguments)
    matches = re.fullmatch(_pattern(shown), printed)
    if regenerate and not matches:
        start, end = example.span("output")
        README.write_text(page[:start] + _renewed(shown, printed) + page[end:], encoding="utf-8")
        return

    assert matches or printed == shown


def test_every_command_has_an_example():
    assert {shlex.split(arguments)[0] for arguments in EXAMPLES} == set(main.commands)


def test_links_lead_to_files():
    links = re.findall(r"\]\((?!https?:|#)([^)]+)\)", README.read_text(encoding="utf-8"))

    assert [link for link in links if not (ROOT / link).exists()] == []
