"""Commands and options. What runs them is in `cli_run`, what the user names in `cli_files`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import click

from amc_docs import __version__, cli_spanish
from amc_docs.cli_anotar import anotar
from amc_docs.cli_auditar import auditar
from amc_docs.cli_comparar import comparar
from amc_docs.cli_decisions import keeper
from amc_docs.cli_expediente import expediente
from amc_docs.cli_files import WrongNameError, expand, format_of, targets_of
from amc_docs.cli_forms import generar, plantilla
from amc_docs.cli_observaciones import observaciones
from amc_docs.cli_options import (
    Choices,
    common,
    deciding,
    doctype_name,
    limits_help,
    output,
    reading,
)
from amc_docs.cli_output import deliver, say, style_of, target_of
from amc_docs.cli_review import contra as contra_option
from amc_docs.cli_review import only, other, reviewed, run_of, understood
from amc_docs.cli_run import Program, Run
from amc_docs.cli_subsanar import subsanar
from amc_docs.folders import RECORD, REVIEW
from amc_docs.watch import Terms
from amc_docs.writers import RECORDS, REPORTS, Options, Review, Writer
from amc_docs.writers.output import claim, claim_folder, write_folder

if TYPE_CHECKING:
    from amc_docs.findings import Report
    from amc_docs.long_text import LongText
    from amc_docs.record import Record

cli_spanish.install()

SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--ayuda"], "max_content_width": 100}
CATALOGUE = {".txt": "texto", ".json": "json", ".md": "markdown"}
"""Formats of `reglas`, by ending."""


@click.group(
    cls=Program,
    context_settings=SETTINGS,
    options_metavar="[OPCIONES]",
    subcommand_metavar="ORDEN [ARGUMENTOS]…",
    epilog="Cada orden explica sus opciones con --ayuda, por ejemplo: amc-docs revisar --ayuda",
)
@click.version_option(__version__, prog_name="amc-docs")
def main() -> None:
    """Revisa los documentos de las Acciones de Mejora Continua (RSD 009-2015-PCM/SD).

    Lee el documento presentado, comprueba lo que exige la norma y dice qué observar, dónde está y qué hacer.
    Los archivos no salen de esta computadora y nunca se modifican.
    """


@main.command(options_metavar="[OPCIONES]", epilog=limits_help())
@click.argument("archivos", nargs=-1, required=True, metavar="ARCHIVO…")
@output(
    tuple(REPORTS),
    "texto, o el que indique la extensión de --salida",
    "Archivo del informe; carpeta, si son varios informes html o xlsx. Si no se indica, la pantalla; "
    "para html y xlsx, ARCHIVO.revision.html o .xlsx en la carpeta actual.",
)
@contra_option
@click.option(
    "--decisiones", is_flag=True,
    help="Escribe o actualiza ARCHIVO.revision.yaml, junto al documento, donde el revisor decide sobre cada hallazgo.",
)
@deciding
@reading
@common
def revisar(
    archivos: tuple[str, ...],
    formato: str | None,
    contra: str | None,
    decisiones: bool,
    **options: Unpack[Choices],
) -> None:
    """Revisa documentos y muestra las observaciones.

    Cada ARCHIVO es un documento de Word o PDF; «-» es la entrada estándar y se admiten comodines (*.docx).

    \b
    Código de salida:
      0  conforme              3  no se pudo leer
      1  con observaciones     4  falta que una persona verifique
      2  orden mal escrita     5  error interno
    Con varios archivos vale el primero que aparezca de: 5, 3, 1, 4, 0.
    """  # noqa: D301 (click's mark must be the sign itself)
    paths = expand(archivos)
    writer = REPORTS[formato or format_of(options["salida"], REPORTS, "texto")]
    targets = targets_of(paths, writer, options["salida"], REVIEW, overwrite=options["forzar"])
    keep = keeper(paths, options, wanted=decisiones)
    run = run_of(paths, options)
    _review_all(run, writer, targets, options, other(contra, options), keep)
    click.get_current_context().exit(run.code())


def _review_all(
    run: Run,
    writer: Writer,
    targets: dict[Path, Path | None],
    options: Choices,
    against: Record | None,
    keep: Callable[[Path, Report], None],
) -> None:
    """Review each file; deliver each result, or all of them together at the end."""
    from amc_docs.writers.arrangement import EXIT_CODES, summary

    if len(run.paths) > 1:
        from amc_docs import pipeline

        pipeline.prepare()
    style = style_of(options, several=len(run.paths) > 1)
    alone = len(run.paths) == 1 or not writer.joins or (writer.streams and targets[run.paths[0]] is None)

    kept: list[Review] = []
    notes: list[str] = []
    for path, (report, content) in run.each(partial(_reviewed, writer if alone else None, style, options, against)):
        run.codes.append(EXIT_CODES[report.verdict])
        notes.append(summary(report))
        keep(path, report)
        if not isinstance(content, Review):
            deliver(content, targets[path], options, note=notes[-1])
            if writer.streams and style.several and not style.quiet:
                click.echo("\n")
        else:
            kept.append(content)
    if kept:
        deliver(writer.render(kept, style), targets[run.paths[0]], options, note="\n".join(notes))
    elif writer.streams and len(notes) > 1 and not style.quiet:
        click.echo("RESUMEN\n" + "\n".join(notes))


def _reviewed(
    writer: Writer | None, style: Options, options: Choices, against: Record | None, path: Path, terms: Terms
) -> tuple[Report, str | bytes | LongText | Review]:
    """Return the report on a file, and how the writer shows it; without one all that went into it."""
    review = reviewed(options, against, path, terms)
    return review.report, writer.render([review], style) if writer else review


@main.command(options_metavar="[OPCIONES]", epilog=limits_help())
@click.argument("archivo", metavar="ARCHIVO")
@output((*RECORDS, "csv"), "json, o el que indique la extensión de --salida",
    "Archivo del resultado; con csv, la carpeta. Si no se indica, la pantalla; para html y xlsx, "
    "ARCHIVO.extraccion.html o .xlsx en la carpeta actual.",
)
@click.option("--tabla", type=int, metavar="N", help="Con csv: muestra solo esta tabla, sin crear la carpeta.")
@reading
@common
def extraer(archivo: str, formato: str | None, tabla: int | None, **options: Unpack[Choices]) -> None:
    """Extrae los datos y todas las tablas de un documento.

    ARCHIVO es un documento de Word o PDF; «-» es la entrada estándar. Con csv se crea una carpeta con puntos.csv y
    un archivo por tabla; con html, una página para leer e imprimir, con el flujo de las actividades dibujado.

    \b
    Código de salida:
      0  se extrajo            3  no se pudo leer
      2  orden mal escrita     5  error interno
    """  # noqa: D301 (click's mark must be the sign itself)
    paths = [only(archivo)]
    is_csv = tabla is not None or (options["salida"] or "").lower().endswith(".csv")
    kind = formato or ("csv" if is_csv else format_of(options["salida"], RECORDS, "json"))
    if tabla is not None and kind != "csv":
        raise click.UsageError("--tabla solo vale con --formato csv.")
    run = run_of(paths, options)
    if kind == "csv":
        _extract_csv(run, tabla, options)
    else:
        _extract_file(run, RECORDS[kind], options)
    click.get_current_context().exit(run.code())


def _extract_file(run: Run, writer: Writer, options: Choices) -> None:
    targets = targets_of(run.paths, writer, options["salida"], RECORD, overwrite=options["forzar"])
    for _path, content in run.each(partial(_extracted, writer, options)):
        deliver(content, targets[run.paths[0]], options)


def _extract_csv(run: Run, tabla: int | None, options: Choices) -> None:
    """Write the folder of CSV files, or one table."""
    from amc_docs.writers import record_csv

    target = target_of(options)
    if tabla is None and (target is None or target.suffix.lower() == ".csv"):
        raise click.UsageError("Con csv se escribe un archivo por tabla. Indique una carpeta en --salida, o --tabla N.")
    folder = target if tabla is None else None
    if folder:
        claim_folder(folder, overwrite=options["forzar"])
    elif target:
        claim(target, overwrite=options["forzar"], inputs=run.paths)
    for _path, extraction in run.each(partial(understood, options)):
        if folder:
            write_folder(folder, record_csv.files(extraction))
            say(f"Escrito: {folder}", options)
        elif (content := record_csv.table(extraction, tabla or 0)) is not None:
            deliver(content, target, options)
        else:
            total = sum(1 for _ in extraction.document.tables())
            has = f"Indique una del 1 al {total}" if total else "No tiene ninguna: quite --tabla"
            raise WrongNameError(f"El documento no tiene la tabla {tabla}. {has}.")


def _extracted(writer: Writer, options: Choices, path: Path, terms: Terms) -> str | bytes | LongText:
    return writer.render([understood(options, path, terms)])


@main.command(options_metavar="[OPCIONES]", short_help="Muestra qué se comprueba, y con qué sustento.")
@click.argument("clave", required=False, metavar="[ID]")
@click.option("--cobertura", is_flag=True, help="Muestra cada obligación, sus reglas y cómo se comprueba.")
@output(
    tuple(CATALOGUE.values()),
    "texto, o el que indique la extensión de --salida",
    "Archivo del resultado. Si no se indica, la pantalla.",
)
@click.option("--tipo", metavar="TIPO", callback=doctype_name, help="Solo las reglas de este tipo de documento.")
@common
def reglas(clave: str | None, cobertura: bool, formato: str | None, **options: Unpack[Choices]) -> None:
    """Muestra qué se comprueba, con qué sustento y cómo se subsana.

    Sin ID: todas las reglas, por obligación. Con el ID de una regla o de una obligación: su explicación.
    """
    from amc_docs import doctype
    from amc_docs.writers import catalogue

    types = [t for name, t in doctype.available().items() if options["tipo"] in (None, name)]
    target = target_of(options)
    if target:
        claim(target, overwrite=options["forzar"])
    style = style_of(options)
    form = formato or CATALOGUE.get(target.suffix.lower() if target else "", "texto")
    try:
        content = catalogue.render(types, form, style, key=clave, coverage=cobertura)
    except KeyError as error:
        raise WrongNameError(str(error.args[0])) from None
    deliver(content, target, options)


main.add_command(auditar)
main.add_command(expediente)
main.add_command(observaciones)
main.add_command(anotar)
main.add_command(subsanar)
main.add_command(generar)
main.add_command(plantilla)
main.add_command(comparar)
