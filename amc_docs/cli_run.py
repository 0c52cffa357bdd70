"""How a command runs: streams, errors as one line, the exit code of several files, progress."""

from __future__ import annotations

import errno
import gc
import os
import re
import shutil
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from amc_docs import isolation
from amc_docs.cli_files import SPOOLED, called, opened
from amc_docs.errors import AmcDocsError, ExitCode
from amc_docs.watch import Terms, Watch

RANK = (
    ExitCode.ERROR_INTERNO,
    ExitCode.USO_INCORRECTO,
    ExitCode.ILEGIBLE,
    ExitCode.CON_OBSERVACIONES,
    ExitCode.NO_VERIFICABLE,
    ExitCode.CONFORME,
)
"""Of several files the first of these wins."""
INTERRUPTED = 130
PATIENCE = 1.0
"""Seconds of work before a progress bar appears."""
WIDEST = 100
MAX_DETAIL = 2
"""`-vv` shows tracebacks."""

Result = TypeVar("Result")


class Program(click.Group):
    """The group of commands: no run ends in a traceback, unless `-vv` asks for it."""

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 (click's own signature)
        """Prepare the streams for Spanish text and run."""
        for stream in (sys.stdout, sys.stderr):
            # A pipe on Windows is cp1252, and a file name may hold bytes that are no text.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8", errors="replace")
        if not args and "args" not in extra:
            # A library's warning to programmers means nothing to a reviewer.
            warnings.simplefilter("ignore")
            # A document is many small values without cycles: looking for garbage among them all the time costs a tenth.
            gc.set_threshold(200_000, 20, 50)
        # Wildcards are expanded where a file is expected, not in every argument.
        return super().main(*args, windows_expand_args=False, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (click's own signature)
        """Run a command; what nobody foresaw becomes one line and a code."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("\nInterrumpido.", err=True)
            ctx.exit(INTERRUPTED)
        except AmcDocsError as error:
            click.echo(_one_line(str(error)), err=True)
            ctx.exit(error.exit_code)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
                click.echo("amc-docs: no queda espacio en el disco. Libere espacio y vuelva a intentarlo.", err=True)
                ctx.exit(ExitCode.USO_INCORRECTO)
            if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
                click.echo("amc-docs: un nombre de archivo es demasiado largo. Compruébelo o acórtelo.", err=True)
                ctx.exit(ExitCode.USO_INCORRECTO)
            click.echo(f"amc-docs: {isolation.told(error)}", err=True)
            if "-vv" in sys.argv:
                click.echo(traceback.format_exc(), err=True)
            ctx.exit(ExitCode.ERROR_INTERNO)


class Run:
    """The files of one command, one after the other; remembers the code that wins."""

    def __init__(self, paths: Sequence[Path], terms: Terms, *, quiet: bool = False, detail: int = 0) -> None:
        self.paths = paths
        self.terms = terms
        self.quiet = quiet
        self.detail = detail
        self.codes: list[ExitCode] = []
        self.failures: list[tuple[Path, str]] = []
        """The files that failed, each with what the user was told."""

    def each(self, action: Callable[[Path, Terms], Result]) -> Iterator[tuple[Path, Result]]:
        """Yield each file with the action's result; a file that fails is reported and the next one follows.

        The action is done in a process of its own, which no file can take this one down with; see `isolation`.
        """
        for path in self.paths:
            try:
                limits = self.terms.limits
                with opened(path, limits) as readable, _progress(path, quiet=self.quiet) as watch:
                    terms = replace(self.terms, watch=watch)
                    result = isolation.run(partial(action, readable), terms, name=readable.name)
            except AmcDocsError as error:
                self._failed(path, str(error), error.exit_code)
            except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
                raise
            except Exception as error:
                self._failed(path, isolation.told(error), ExitCode.ERROR_INTERNO)
            else:
                yield path, result

    def code(self) -> ExitCode:
        """Return the exit code of the whole run."""
        return next((code for code in RANK if code in self.codes), ExitCode.CONFORME)

    def _failed(self, path: Path, message: str, code: ExitCode) -> None:
        self.codes.append(code)
        self.failures.append((path, message))
        click.echo(about(called(path), message), err=True)
        if self.detail >= MAX_DETAIL:
            click.echo(traceback.format_exc(), err=True)


def about(name: str, message: str) -> str:
    """Return `archivo.docx: está dañado. …`, whether or not the message names the file itself."""
    from amc_docs.wording import shown

    line, name = _one_line(message), shown(name)
    for said in (re.escape(name), rf"{SPOOLED}[.\w]*"):
        line = re.sub(rf"^(«{said}» |{said}:? )", "", line)
    return f"{name}: {line}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def wants_color(choice: bool | None) -> bool:
    """Return whether to colour the output: as asked, otherwise on a terminal without NO_COLOR."""
    if choice is not None:
        return choice
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Return the columns to write in: 80 in a pipe, the terminal's up to a readable measure."""
    return max(40, min(shutil.get_terminal_size().columns, WIDEST)) if sys.stdout.isatty() else 80


@contextmanager
def _progress(path: Path, *, quiet: bool) -> Iterator[Watch]:
    """Give whom to tell progress to; it draws on a terminal's stderr only, and only when work is long."""
    if quiet or not sys.stderr.isatty():
        yield Watch()
        return
    bar = _Bar(path.name)
    try:
        yield bar
    finally:
        bar.close()


class _Bar(Watch):
    def __init__(self, name: str) -> None:
        self.name = name
        self.start = time.monotonic()
        self.progress: Any = None
        self.task: Any = None

    def done(self, count: int, total: int) -> None:
        if self.progress is None:
            if time.monotonic() - self.start < PATIENCE:
                return
            self._open()
        self.progress.update(self.task, completed=count, total=total)

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("páginas"))
        self.progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self.task = self.progress.add_task(self.name)
        self.progress.start()

    def close(self) -> None:
        if self.progress is not None:
            self.progress.stop()
