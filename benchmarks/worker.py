"""A process that reads documents with one tool: a JSON line asks, a JSON line answers.

    python worker.py TOOL        asked: {"task": "tables", "path": "…", "quiet": false}

It runs in the tool's own environment, so it and the modules of tools import only the standard library at the top.
The answer holds `value` or `error`, `cpu` (seconds, children that ended included) and `peak` (MB at most, so far).
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any, TextIO

import pdf_tools
import word_tools

NAMES = (*pdf_tools.TOOLS, *word_tools.TOOLS)
TOOLS = {name: {**pdf_tools.TOOLS.get(name, {}), **word_tools.TOOLS.get(name, {})} for name in NAMES}
"""Name → task → function of the path."""


def cpu() -> float:
    """Return the CPU seconds of this process and of its children that ended."""
    usages = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in usages)


def peak() -> float:
    """Return the most memory that this process, or one of its children that ended, ever held, in MB."""
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
        own = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return max(own, child) / 1024


def answer(tool: str, request: dict[str, Any]) -> dict[str, Any]:
    """Do what is asked; a tool's own failure is an answer too."""
    before = cpu()
    try:
        value: Any = TOOLS[tool][request["task"]](Path(request["path"]))
    except Exception as error:  # what another's code raises cannot be foreseen
        return {"error": f"{type(error).__name__}: {error}"[:300], "cpu": cpu() - before, "peak": peak()}
    return {"cpu": cpu() - before, "peak": peak(), "value": None if request.get("quiet") else value}


def main() -> None:
    """Answer until the input ends; what the tool itself prints goes to the error output."""
    channel: TextIO = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        print(json.dumps(answer(sys.argv[1], json.loads(line))), file=channel, flush=True)


if __name__ == "__main__":
    main()
