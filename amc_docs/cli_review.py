"""What the commands that review a document share: which file, against which other one, for which office."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amc_docs.cli_files import WrongNameError, expand
from amc_docs.cli_options import Choices, Function, decided, terms_of
from amc_docs.cli_run import Run
from amc_docs.watch import Terms

if TYPE_CHECKING:
    from amc_docs.record import Record
    from amc_docs.writers import Extraction, Review


def contra(function: Function) -> Function:
    """Add the option that names the other document."""
    text = "Otro documento con el que comparar, por ejemplo el Anexo 1 del que se informa."
    return click.option("--contra", metavar="ARCHIVO", help=text)(function)


def only(name: str) -> Path:
    """Return the one file that a command takes; WrongNameError where there is none, or several."""
    paths = expand([name])
    if len(paths) > 1:
        raise WrongNameError(f"«{name}» nombra {len(paths)} archivos. Indique uno solo.")
    return paths[0]


def run_of(paths: list[Path], options: Choices) -> Run:
    """Return the run over some files, as the user wants it."""
    return Run(paths, terms_of(options), quiet=options["silencioso"], detail=options["detallado"])


def other(name: str | None, options: Choices) -> Record | None:
    """Return the document that `--contra` names, understood; the command ends where it cannot be read."""
    if name is None:
        return None
    run = run_of(expand([name]), options)
    if len(run.paths) > 1:
        raise WrongNameError(f"«{name}» nombra {len(run.paths)} archivos. Indique uno solo con --contra.")
    own: Choices = {**options, "tipo": None, "paginas": None}
    found = next(run.each(partial(understood, own)), None)
    if found is None:
        click.get_current_context().exit(run.code())
    return found[1].record


def understood(options: Choices, path: Path, terms: Terms) -> Extraction:
    """Return one file understood; done in a process of its own."""
    from amc_docs import pipeline

    ocr = not options["sin_ocr"]
    return pipeline.understand(path, wanted=options["tipo"], pages=options["paginas"], ocr=ocr, terms=terms)


def reviewed(options: Choices, against: Record | None, path: Path, terms: Terms) -> Review:
    """Return one file reviewed, with the reviewer's decisions; done in a process of its own."""
    from amc_docs import pipeline

    return pipeline.review(
        path,
        wanted=options["tipo"],
        pages=options["paginas"],
        ocr=not options["sin_ocr"],
        terms=terms,
        against=against,
        decided=decided(options),
    )
