"""The command that audits an archive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from amc_docs.cli_options import Choices, common, doctype_name, limits_help, reading_any, terms_of
from amc_docs.cli_output import say
from amc_docs.cli_progress import Progress, counts, of_files
from amc_docs.cli_run import INTERRUPTED
from amc_docs.errors import NothingToAuditError
from amc_docs.folders import AUDIT

if TYPE_CHECKING:
    from amc_docs.audit.session import Crews, Session

SEVERITIES = ("error", "advertencia", "nota")


@click.command(
    options_metavar="[OPCIONES]", epilog=limits_help(),
    short_help="Revisa miles de documentos y resume lo que encuentra.",
)
@click.argument("rutas", nargs=-1, metavar="[RUTA…]")
@click.option("--salida", metavar="CARPETA", required=True, help="Carpeta del almacén y de los resultados.")
@click.option(
    "--lista", metavar="ARCHIVO", multiple=True, help="Archivo de texto con una ruta por línea; se puede repetir."
)
@click.option(
    "--trabajadores", type=click.IntRange(1, 256), metavar="N", help="Procesos a la vez; si no, uno por núcleo."
)
@click.option(
    "--dask", metavar="DIRECCIÓN", help="Reparte los archivos en un clúster de Dask (tcp://MÁQUINA:8786), o «local»."
)
@click.option(
    "--carpeta-compartida",
    is_flag=True,
    help="Con --dask: las máquinas ven los archivos en las mismas rutas; no se envían.",
)
@click.option("--vigilar", is_flag=True, help="No termina: audita otra vez cuando algo cambia. Se detiene con Ctrl-C.")
@click.option(
    "--cada",
    type=click.FloatRange(1, 86400),
    default=15,
    metavar="SEGUNDOS",
    help="Con --vigilar: cada cuánto mira si algo cambió; 15 si no se indica.",
)
@click.option("--tipo", metavar="TIPO", callback=doctype_name, help="Tipo de todos los documentos; si no, se reconoce.")
@click.option("--reintentar", is_flag=True, help="Lee otra vez los archivos que antes no se pudieron leer.")
@click.option("--solo-informes", is_flag=True, help="No lee nada: escribe otra vez los resultados de lo ya auditado.")
@click.option(
    "--umbral", type=click.Choice(SEVERITIES), default="advertencia", help="Desde qué severidad el código es 1."
)
@click.option("--sin-decisiones", is_flag=True, help="No toma en cuenta las decisiones del revisor (.revision.yaml).")
@reading_any
@common
def auditar(
    rutas: tuple[str, ...],
    lista: tuple[str, ...],
    trabajadores: int | None,
    dask: str | None,
    carpeta_compartida: bool,
    vigilar: bool,
    cada: float,
    reintentar: bool,
    solo_informes: bool,
    umbral: str,
    **options: Unpack[Choices],
) -> None:
    """Revisa miles de documentos: carpetas, patrones, listas y archivos ZIP.

    Cada RUTA es una carpeta (con sus subcarpetas), un archivo, un ZIP o un patrón (*.docx). Cada resultado se guarda
    en CARPETA en cuanto está: si algo interrumpe la auditoría, la misma orden continúa donde quedó, y un archivo que
    no cambió no se lee otra vez.

    \b
    Código de salida, el primero que valga:
      130  se interrumpió            1  hay observaciones (vea --umbral)
        5  hubo un error interno     4  falta que una persona verifique
        3  hay archivos ilegibles    0  todo conforme
    """  # noqa: D301 (click's mark must be the sign itself)
    from amc_docs.audit.reading import Choices as Reading
    from amc_docs.audit.session import Crews, Session
    from amc_docs.audit.sources import listed

    folder = Path(options["salida"] or "")
    names = [*rutas, *(name for path in lista for name in listed(Path(path)))]
    _refuse_contradictions(names, folder, solo_informes)
    reading = Reading(
        wanted=options["tipo"],
        ocr=not options["sin_ocr"],
        decided=not options["sin_decisiones"],
        terms=terms_of(options),
    )
    crews = Crews(size=trabajadores, cluster=dask or "", shared=carpeta_compartida)
    with Session(folder, reading) as session:
        is_whole = True
        for _change in _occasions(names, folder, cada if vigilar else None, options):
            if not solo_informes:
                is_whole = _audit(session, names, crews, reintentar, options)
            for path in session.write(crews, anew=solo_informes):
                say(f"Escrito: {path}", options)
            if not is_whole:
                break
        click.get_current_context().exit(session.code(umbral) if is_whole else INTERRUPTED)


def _refuse_contradictions(names: list[str], folder: Path, is_done: bool) -> None:
    """Raise UsageError, or NothingToAuditError, for what cannot be done, before anything is written.

    `is_done`: nothing is to be read; the results of an earlier run are written again.
    """
    if not names and not is_done:
        raise click.UsageError("Falta qué auditar. Indique al menos una carpeta o archivo, o una lista con --lista.")
    # What os.path cannot make sense of it calls no folder; Path raises.
    if any(os.path.isdir(name) and folder.is_dir() and folder.samefile(name) for name in names):  # noqa: PTH112
        raise click.UsageError("Los resultados no pueden ir a la carpeta que se audita. Indique otra en --salida.")
    if is_done and not (folder / AUDIT).is_file():
        raise NothingToAuditError(f"{folder}: todavía no hay nada auditado. Quite --solo-informes.")


def _occasions(names: list[str], folder: Path, every: float | None, options: Choices) -> Iterator[None]:
    """Yield once; where the archive is watched, again whenever it has changed, until Ctrl-C, as the user is told."""
    from amc_docs.audit.watching import changes

    if every is None:
        yield
        return
    say(f"Se audita ahora y cada vez que algo cambie; se mira cada {every:g} s. Se detiene con Ctrl-C.", options)
    with suppress(KeyboardInterrupt):
        yield from changes(names, folder, every)


def _audit(session: Session, names: list[str], crews: Crews, again: bool, options: Choices) -> bool:
    """Examine what there is to examine; return whether it was all."""
    found = session.begin(names, again=again)
    if found.kept:
        say(f"Continúa la auditoría interrumpida, con {of_files(found.kept, found.total)} ya revisados.", options)
    with Progress(quiet=options["silencioso"]) as progress:
        tally = session.run(crews, progress.told)
    say(f"{of_files(tally.done, tally.total)}: {counts(tally)}.", options)
    if tally.known:
        known = "ya se conocía y no se leyó" if tally.known == 1 else "ya se conocían y no se leyeron"
        say(f"{tally.known:,} {known} otra vez.", options)
    if tally.is_stopped:
        say("Interrumpida. La misma orden continúa donde quedó.", options)
    return not tally.is_stopped
