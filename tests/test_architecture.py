"""The house rules that a reviewer would otherwise have to remember."""

from __future__ import annotations

import ast
import configparser
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from amc_docs import doctype
from amc_docs.errors import ExitCode

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "amc_docs").rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 300, 50
NO_NAMES = {"utils", "helpers", "common", "core", "base", "manager", "misc"}

all_modules = pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))


def test_imports_point_one_way():
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=_environment())

    assert run.returncode == 0, run.stdout + run.stderr


def _environment():
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


@all_modules
def test_files_are_short_and_named_for_what_they_hold(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    assert path.stem not in NO_NAMES


@all_modules
def test_functions_are_short(path):
    long = {
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(TREES[path])
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.end_lineno - node.lineno >= MOST_LINES_OF_A_FUNCTION
    }
    assert long == set()


@all_modules
def test_everything_public_says_what_it_is(path):
    tree = TREES[path]
    named = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    public = [n for n in tree.body if isinstance(n, named) and not n.name.startswith("_")]
    methods = [
        m
        for c in public
        if isinstance(c, ast.ClassDef)
        for m in c.body
        if isinstance(m, named) and not m.name.startswith("_")
    ]
    assert {n.name for n in public + methods if not ast.get_docstring(n)} == set()
    assert not tree.body or ast.get_docstring(tree), "the module says nothing of itself"


@all_modules
def test_no_code_names_a_document_type(path):
    types = {name for name in doctype.available() if name != doctype.UNKNOWN}
    # A type that goes by an everyday word («oficio») is named only where the word stands for itself.
    everyday = {name for name in types if name.isalpha()}
    texts = {n.value for n in ast.walk(TREES[path]) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    words = {word for text in texts for word in re.findall(r"[a-z0-9_]+", text)}
    identifiers = {n.id for n in ast.walk(TREES[path]) if isinstance(n, ast.Name)}

    assert (words & (types - everyday)) | ((texts | identifiers) & types) == set()


def test_every_package_is_installed():
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = set(settings["options"]["packages"].split())

    assert {".".join(p.parent.relative_to(ROOT).parts) for p in MODULES} <= listed


def test_readme_tells_the_exit_codes():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d) \| `?([a-z_ ]+)`? \|", readme, re.MULTILINE)

    assert {(int(code), name.replace(" ", "_")) for code, name in rows} == {
        (int(code), code.name.lower()) for code in ExitCode
    }
