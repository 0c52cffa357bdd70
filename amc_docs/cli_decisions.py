"""Writing the file in which the reviewer decides, beside each document that is reviewed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amc_docs.cli_files import STANDARD
from amc_docs.cli_options import Choices
from amc_docs.cli_output import say
from amc_docs.judgements import beside
from amc_docs.writers.output import write

if TYPE_CHECKING:
    from amc_docs.findings import Report


def keeper(paths: Sequence[Path], options: Choices, *, wanted: bool) -> Callable[[Path, Report], None]:
    """Return what writes the file of decisions about a document once it is reviewed; nothing where it is not `wanted`.

    UsageError where the options cannot go together.
    """
    named = options["decisiones_de"]
    if named and len(paths) > 1:
        raise click.UsageError(f"Son {len(paths)} documentos y un solo archivo de decisiones. Revíselos de uno en uno.")
    if not wanted:
        return _nothing
    if options["sin_decisiones"]:
        raise click.UsageError("--decisiones y --sin-decisiones no van juntas. Deje una de las dos.")
    if any(str(path) == STANDARD for path in paths):
        raise click.UsageError("La entrada estándar no tiene carpeta para sus decisiones. Indique el archivo.")

    def keep(path: Path, report: Report) -> None:
        from amc_docs.writers import decisions_yaml

        target = Path(named) if named else beside(path)
        existing = target.read_text(encoding="utf-8-sig") if target.is_file() else None
        content = decisions_yaml.render(report, existing, target.name)
        if content != existing:
            write(target, content)
        say(f"Decisiones: {target}", options)

    return keep


def _nothing(_path: Path, _report: Report) -> None:
    pass
