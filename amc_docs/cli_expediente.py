"""The command that judges a whole folder of documents."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from amc_docs.cli_files import WrongNameError, format_of
from amc_docs.cli_options import Choices, common, limits_help, output, reading_any, terms_of
from amc_docs.cli_output import deliver, style_of, target_of
from amc_docs.cli_run import Run
from amc_docs.folders import AUDIT, DOSSIER, is_junk, is_ours
from amc_docs.watch import Terms
from amc_docs.writers import DOSSIERS
from amc_docs.writers.output import claim

if TYPE_CHECKING:
    from amc_docs.dossier import Filing


@click.command(
    options_metavar="[OPCIONES]", epilog=limits_help(),
    short_help="Dice qué fases tienen su evidencia en una carpeta.",
)
@click.argument("carpeta", metavar="CARPETA")
@output(
    tuple(DOSSIERS),
    "texto, o el que indique la extensión de --salida",
    "Archivo del informe. Si no se indica, la pantalla; para html, CARPETA.expediente.html en la carpeta actual.",
)
@reading_any
@common
def expediente(carpeta: str, formato: str | None, **options: Unpack[Choices]) -> None:
    """Dice qué fases de la ruta metodológica tienen su evidencia en una carpeta.

    Lee todos los documentos de CARPETA y de sus subcarpetas, reconoce cada uno, y busca la evidencia de las nueve fases
    (RSD 009-2015-PCM/SD, numeral 7.1), lo que los oficios dicen remitir y lo que no concuerda entre los documentos.

    \b
    Código de salida:
      0  las nueve fases tienen su evidencia y nada se contradice
      1  falta la evidencia de una fase anterior a otra que sí la tiene, o algo
         se contradice
      3  un archivo no se pudo leer (los demás se leen)
      4  falta que una persona verifique: fases todavía sin evidencia, o
         remisiones que no están en la carpeta
      5  error interno
    """  # noqa: D301 (click's mark must be the sign itself)
    from amc_docs import expediente as dossiers
    from amc_docs.writers.arrangement import EXIT_CODES

    root = Path(carpeta)
    kind = formato or format_of(options["salida"], DOSSIERS, "texto")
    target = _target(root, kind, options)
    run = Run(_files(root, target), terms_of(options), quiet=options["silencioso"], detail=options["detallado"])
    found: list[Filing] = []
    for _path, filings in run.each(partial(_read, root, not options["sin_ocr"])):
        found += filings
    unread = [(path.relative_to(root).as_posix(), " ".join(message.split())) for path, message in run.failures]
    dossier = dossiers.judge(root.resolve().name, found, unread)
    run.codes.append(EXIT_CODES[dossier.verdict])
    deliver(DOSSIERS[kind].render([dossier], style_of(options)), target, options)
    click.get_current_context().exit(run.code())


def _read(root: Path, ocr: bool, path: Path, terms: Terms) -> tuple[Filing, ...]:
    from amc_docs import expediente as dossiers

    return dossiers.filings(path, path.relative_to(root).as_posix(), ocr=ocr, terms=terms)


def _files(root: Path, target: Path | None) -> list[Path]:
    """Return the files below a folder, always in the same order; WrongNameError where there is no folder.

    Hidden files, those that an office program leaves beside an open document, and what this program wrote about the
    folder or a document are no documents. What is neither file nor folder cannot be read, and reading it says so.
    """
    if not root.exists():
        raise WrongNameError(f"No existe la carpeta «{root}». Compruebe el nombre.")
    if not root.is_dir():
        raise WrongNameError(f"«{root}» es un archivo. Indique la carpeta del expediente, o use «revisar».")
    files = [
        path
        for path in root.rglob("*")
        if not path.is_dir() and not any(is_junk(part) for part in path.relative_to(root).parts)
    ]
    found = [
        path for path in _documents(root, files) if not (target and target.exists() and _is(path, target))
    ]
    if not found:
        raise WrongNameError(f"La carpeta «{root}» no contiene ningún archivo. Indique la carpeta del expediente.")
    return sorted(found, key=lambda path: path.relative_to(root).as_posix().casefold())


def _is(path: Path, target: Path) -> bool:
    """Return whether a place is the report's own; a link to nothing is not."""
    return path.exists() and path.samefile(target)


def _documents(root: Path, files: list[Path]) -> Iterator[Path]:
    """Yield the files that this program did not write about a document, about the folder, or as results of an audit."""
    audits = {path.parent for path in files if path.name == AUDIT and path.parent != root}
    beside: dict[Path, set[str]] = {}
    for path in files:
        # The report on a folder stands in it where it is the current one.
        beside.setdefault(path.parent, {path.parent.resolve().name}).add(path.name)
    for path in files:
        if audits.isdisjoint(path.parents) and not is_ours(path.name, beside[path.parent]):
            yield path


def _target(root: Path, kind: str, options: Choices) -> Path | None:
    """Return where the report goes, None for the screen; OutputError where it may not be written."""
    target = target_of(options)
    if target is None and options["salida"] is None and DOSSIERS[kind].to_file:
        target = Path(f"{root.resolve().name}{DOSSIER}{DOSSIERS[kind].suffix}")
    if target:
        claim(target, overwrite=options["forzar"])
    return target
