"""The tools measured: where each is installed, and a process of it that answers within a time limit.

Peers are never dependencies of the project. Those that amc-docs itself needs run in the current environment; each of
the others is installed from the package registry into an environment of its own under `build/`.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ENVIRONMENTS = HERE.parent / "build" / "bench"
OURS, PDF_TEXT, WORD_TEXT = "amc-docs", "PDFium, solo texto", "XML, solo texto"
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
ENVIRONMENT = {"PYTHONWARNINGS": "ignore", "HF_HUB_OFFLINE": "1", "OMP_THREAD_LIMIT": "1"}
"""Of each worker: no network, one thread; and a cache of its own, so that nothing read before helps."""
ALL, NONE = "todos", "ninguno"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A reader, and the package that holds it."""

    name: str
    """As in `worker.TOOLS` and on the page."""
    package: str
    """Distribution; several tools may share one."""
    requirement: str | None = None
    """What pip installs; None runs in the current environment."""
    program: str | None = None
    """What it needs besides Python."""
    is_line_reader: bool = False
    """Finds tables by their ruling lines only."""


LOWER_BOUNDS = (Tool(name=PDF_TEXT, package="pypdfium2"), Tool(name=WORD_TEXT, package="lxml"))
OWN = Tool(name=OURS, package="amc-docs")
PEERS = (
    Tool(name="pdfplumber", package="pdfplumber", is_line_reader=True),
    Tool(name="camelot lattice", package="camelot-py", requirement="camelot-py[base]", is_line_reader=True),
    Tool(name="camelot hybrid", package="camelot-py", requirement="camelot-py[base]"),
    Tool(name="camelot auto", package="camelot-py", requirement="camelot-py[base]"),
    Tool(name="img2table", package="img2table", requirement="img2table"),
    Tool(name="tabula", package="tabula-py", requirement="tabula-py[jpype]", program="java", is_line_reader=True),
    Tool(name="docling", package="docling-slim", requirement="docling-slim[format-docx]"),
    Tool(name="python-docx", package="python-docx"),
    Tool(name="docx2python", package="docx2python", requirement="docx2python"),
    Tool(name="mammoth", package="mammoth", requirement="mammoth"),
    Tool(name="Tesseract", package="tesseract", program="tesseract"),
)


def choose(wanted: str) -> list[Tool]:
    """Return the peers that a list of names or packages means; those already at hand where it is empty.

    Raises:
        ValueError: a name that no peer has.
    """
    if wanted in ("", ALL):
        return [p for p in PEERS if wanted == ALL or (p.requirement is None and p.program is None)]
    names = [] if wanted == NONE else [name.strip().lower() for name in wanted.split(",")]
    known = {word for p in PEERS for word in _words(p)}
    if unknown := [n for n in names if n not in known]:
        raise ValueError(f"{', '.join(unknown)}: no es ninguno de {', '.join(sorted(known))}, {ALL}, {NONE}")
    return [p for p in PEERS if _words(p) & set(names)]


def _words(peer: Tool) -> set[str]:
    return {peer.name.lower(), peer.name.lower().split()[0], peer.package.lower()}


@dataclass(slots=True)
class Installed:
    """Where the tools run, and why some do not."""

    pythons: dict[str, str] = field(default_factory=dict)
    """Name → interpreter."""
    versions: dict[str, str] = field(default_factory=dict)
    """Name → version of its package."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Name → why it does not run here."""


def install(tools: list[Tool]) -> Installed:
    """Install what is missing; a package that does not install is a reason, not a failure."""
    installed = Installed()
    failures: dict[str, str | None] = {}
    for tool in tools:
        python = sys.executable
        if tool.program and not shutil.which(tool.program):
            installed.reasons[tool.name] = f"no corre aquí: falta el programa {tool.program}"
            continue
        if tool.requirement:
            folder = ENVIRONMENTS / tool.package
            python = str(folder / "bin" / "python")
            if tool.package not in failures:
                failures[tool.package] = _install(folder, tool.requirement)
            if failure := failures[tool.package]:
                installed.reasons[tool.name] = failure
                continue
        installed.pythons[tool.name] = python
        installed.versions[tool.name] = _version(python, tool)
    return installed


def _install(folder: Path, requirement: str) -> str | None:
    """Return why the requirement does not install; None where it does, or did before."""
    stamp = folder / ".installed"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == requirement:
        return None
    print(f"instalando {requirement} …", file=sys.stderr)
    python = str(folder / "bin" / "python")
    commands = (
        [sys.executable, "-m", "venv", "--clear", "--without-pip", str(folder)],
        [*PIP, "--python", python, "install", "-q", requirement],
    )
    for command in commands:
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            return "no se pudo instalar: " + (run.stderr.strip().splitlines() or ["sin mensaje"])[-1][:200]
    stamp.write_text(requirement, encoding="utf-8")
    return None


def _version(python: str, tool: Tool) -> str:
    """Return the version of a tool's package, or of the program that it is."""
    command = [python, "-c", f"import importlib.metadata as m; print(m.version({tool.package!r}))"]
    if tool.program == tool.package:
        command = [tool.program, "--version"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return next(iter(re.findall(r"\d+(?:\.\d+)+", run.stdout)), "")


class Worker:
    """A process of one tool. One that takes too long is ended, and begins anew when it is asked again."""

    def __init__(self, name: str, python: str, *, limit: float) -> None:
        self.name, self.python, self.limit = name, python, limit
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, task: str, path: Path, *, quiet: bool = False) -> dict[str, Any]:
        """Return the answer of `worker.answer`; `error` too where the process died or went over the limit."""
        process = self._process or self._start()
        request = json.dumps({"task": task, "path": str(path), "quiet": quiet})
        try:
            process.stdin.write(request.encode() + b"\n")
            process.stdin.flush()
            line = self._line(process)
        except BrokenPipeError:
            line = b""
        if line is None:
            self.close()
            return {"error": f"más de {self.limit:.0f} s", "late": True}
        if not line:
            self.close()
            return {"error": "el proceso terminó solo"}
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        self._cache = tempfile.TemporaryDirectory(prefix="bench-")
        environment = {**os.environ, **ENVIRONMENT, "XDG_CACHE_HOME": self._cache.name}
        self._process = subprocess.Popen(
            [self.python, str(HERE / "worker.py"), self.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        return self._process

    def _line(self, process: subprocess.Popen[bytes]) -> bytes | None:
        """Return the next line, empty where the process ended, None where the time is over."""
        end, parts = time.monotonic() + self.limit, bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while not parts.endswith(b"\n"):
                if not selector.select(max(end - time.monotonic(), 0)):
                    return None
                block = os.read(process.stdout.fileno(), 1 << 20)
                if not block:
                    return b""
                parts += block
        return bytes(parts)

    def close(self) -> None:
        """End the process and what it started."""
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.communicate()
            self._cache.cleanup()
            self._process = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def shown_reason(error: str) -> str:
    """Return a tool's error as one short line for the page, without the folders of this machine."""
    return re.sub(r"(/[\w.+-]+)+/", "", " ".join(error.split()))[:160]
