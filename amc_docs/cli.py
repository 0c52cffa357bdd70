"""Commands and options. What runs them is in `cli_run`, what the user names in `cli_files`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, Unpack

import click

from amc_docs import __version__, cli_spanish
from amc_docs.cli_files import STANDARD, WrongNameError, expand, format_of, output_name, page_numbers, targets_of
from amc_docs.cli_run import Program, Run, Tell, wants_color, width
from amc_docs.writers import RECORDS, REPORTS, Options, Writer
from amc_docs.writers.output import claim, claim_folder, write, write_folder

if TYPE_CHECKING:
    from amc_docs.writers import Extraction, Review

cli_spanish.install()

SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--ayuda"], "max_content_width": 100}
CATALOGUE = {".txt": "texto", ".json": "json", ".md": "markdown"}
"""Formats of `reglas`, by ending."""
Function = TypeVar("Function", bound=Callable[..., None])


class Choices(TypedDict, total=False):
    """The options that several commands share."""

    salida: str | None
    forzar: bool
    tipo: str | None
    paginas: frozenset[int] | None
    sin_ocr: bool
    silencioso: bool
    detallado: int
    color: bool | None


def _pages(_context: click.Context, _option: click.Parameter, value: str | None) -> frozenset[int] | None:
    return page_numbers(value)


def _doctype(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from amc_docs import doctype

    if value not in doctype.available():
        raise click.BadParameter(f"«{value}» no es un tipo conocido. Use uno de: {', '.join(doctype.available())}.")
    return value


def _output(formats: tuple[str, ...], default: str, where: str) -> Callable[[Function], Function]:
    """Add the options of a command that writes something."""

    def add(function: Function) -> Function:
        options = (
            click.option("--formato", type=click.Choice(formats), help=f"Formato; si no se indica, {default}."),
            click.option("--salida", metavar="RUTA", callback=output_name, help=where),
            click.option("--forzar", is_flag=True, help="Reemplaza la salida si ya existe."),
        )
        for option in reversed(options):
            function = option(function)
        return function

    return add


def _reading(function: Function) -> Function:
    """Add the options of a command that reads a submitted file."""
    options = (
        click.option("--tipo", metavar="TIPO", callback=_doctype, help="Tipo de documento; normalmente se reconoce."),
        click.option("--paginas", metavar="LISTA", callback=_pages, help="Lee solo estas páginas, por ejemplo 1-3,7."),
        click.option("--sin-ocr", is_flag=True, help="No lee las páginas escaneadas."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def _common(function: Function) -> Function:
    """Add the options of every command."""
    options = (
        click.option("--silencioso", "-q", is_flag=True, help="Muestra solo lo indispensable."),
        click.option("--detallado", "-v", count=True, help="Muestra más; -vv, también el detalle de los errores."),
        click.option("--color/--sin-color", default=None, help="Con o sin color. Si no se indica, según la pantalla."),
        click.version_option(__version__, prog_name="amc-docs", hidden=True),
    )
    for option in reversed(options):
        function = option(function)
    return function


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


@main.command(options_metavar="[OPCIONES]")
@click.argument("archivos", nargs=-1, required=True, metavar="ARCHIVO…")
@_output(
    tuple(REPORTS),
    "texto, o el que indique la extensión de --salida",
    "Archivo del informe; carpeta, si son varios informes html o xlsx. Si no se indica, la pantalla; "
    "para html y xlsx, ARCHIVO.revision.html o .xlsx en la carpeta actual.",
)
@_reading
@_common
def revisar(archivos: tuple[str, ...], formato: str | None, **options: Unpack[Choices]) -> None:
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
    targets = targets_of(paths, writer, options["salida"], ".revision", overwrite=options["forzar"])
    run = Run(paths, quiet=options["silencioso"], detail=options["detallado"])
    _review_all(run, writer, targets, options)
    click.get_current_context().exit(run.code())


def _review_all(run: Run, writer: Writer, targets: dict[Path, Path | None], options: Choices) -> None:
    """Review each file; deliver each result, or all of them together at the end."""
    from amc_docs import pipeline
    from amc_docs.writers.arrangement import EXIT_CODES, summary

    style = _style(options, several=len(run.paths) > 1)
    alone = not writer.joins or (writer.streams and targets[run.paths[0]] is None)

    def act(path: Path, tell: Tell) -> tuple[Review, str | bytes]:
        ocr = not options["sin_ocr"]
        review = pipeline.review(path, wanted=options["tipo"], pages=options["paginas"], progress=tell, ocr=ocr)
        return review, writer.render([review], style) if alone else ""

    kept: list[Review] = []
    notes: list[str] = []
    for path, (review, content) in run.each(act):
        run.codes.append(EXIT_CODES[review.report.verdict])
        notes.append(summary(review.report))
        if alone:
            _deliver(content, targets[path], options, note=notes[-1])
            if writer.streams and style.several and not style.quiet:
                click.echo("\n")
        else:
            kept.append(review)
    if kept:
        _deliver(writer.render(kept, style), targets[run.paths[0]], options, note="\n".join(notes))
    elif writer.streams and len(notes) > 1 and not style.quiet:
        click.echo("RESUMEN\n" + "\n".join(notes))


@main.command(options_metavar="[OPCIONES]")
@click.argument("archivo", metavar="ARCHIVO")
@_output((*RECORDS, "csv"), "json, o el que indique la extensión de --salida",
    "Archivo del resultado; con csv, la carpeta. Si no se indica, la pantalla; para xlsx, ARCHIVO.extraccion.xlsx.",
)
@click.option("--tabla", type=int, metavar="N", help="Con csv: muestra solo esta tabla, sin crear la carpeta.")
@_reading
@_common
def extraer(archivo: str, formato: str | None, tabla: int | None, **options: Unpack[Choices]) -> None:
    """Extrae los datos y todas las tablas de un documento.

    ARCHIVO es un documento de Word o PDF; «-» es la entrada estándar. Con csv se crea una carpeta con puntos.csv y
    un archivo por tabla.
    """
    paths = expand([archivo])
    if len(paths) > 1:
        raise WrongNameError(f"«{archivo}» nombra {len(paths)} archivos. Indique uno solo.")
    is_csv = tabla is not None or (options["salida"] or "").lower().endswith(".csv")
    kind = formato or ("csv" if is_csv else format_of(options["salida"], RECORDS, "json"))
    if tabla is not None and kind != "csv":
        raise click.UsageError("--tabla solo vale con --formato csv.")
    run = Run(paths, quiet=options["silencioso"], detail=options["detallado"])
    if kind == "csv":
        _extract_csv(run, tabla, options)
    else:
        _extract_file(run, RECORDS[kind], options)
    click.get_current_context().exit(run.code())


def _extract_file(run: Run, writer: Writer, options: Choices) -> None:
    targets = targets_of(run.paths, writer, options["salida"], ".extraccion", overwrite=options["forzar"])
    for _path, content in run.each(lambda path, tell: writer.render([_understood(path, tell, options)])):
        _deliver(content, targets[run.paths[0]], options)


def _extract_csv(run: Run, tabla: int | None, options: Choices) -> None:
    """Write the folder of CSV files, or one table."""
    from amc_docs.writers import record_csv

    target = _target(options)
    if tabla is None and (target is None or target.suffix.lower() == ".csv"):
        raise click.UsageError("csv son varios archivos. Indique una carpeta con --salida, o una tabla con --tabla N.")
    folder = target if tabla is None else None
    if folder:
        claim_folder(folder, overwrite=options["forzar"])
    elif target:
        claim(target, overwrite=options["forzar"], inputs=run.paths)
    for _path, extraction in run.each(lambda path, tell: _understood(path, tell, options)):
        if folder:
            write_folder(folder, record_csv.files(extraction))
            _say(f"Escrito: {folder}", options)
        elif (content := record_csv.table(extraction, tabla or 0)) is not None:
            _deliver(content, target, options)
        else:
            total = sum(1 for _ in extraction.document.tables())
            has = f"tiene {total}, numeradas desde 1" if total else "no tiene ninguna"
            raise WrongNameError(f"El documento no tiene la tabla {tabla}: {has}.")


def _understood(path: Path, tell: Tell, options: Choices) -> Extraction:
    from amc_docs import pipeline

    ocr = not options["sin_ocr"]
    return pipeline.understand(path, wanted=options["tipo"], pages=options["paginas"], progress=tell, ocr=ocr)


@main.command(options_metavar="[OPCIONES]")
@click.argument("clave", required=False, metavar="[ID]")
@click.option("--cobertura", is_flag=True, help="Muestra cada obligación, sus reglas y cómo se comprueba.")
@_output(
    tuple(CATALOGUE.values()),
    "texto, o el que indique la extensión de --salida",
    "Archivo del resultado. Si no se indica, la pantalla.",
)
@click.option("--tipo", metavar="TIPO", callback=_doctype, help="Solo las reglas de este tipo de documento.")
@_common
def reglas(clave: str | None, cobertura: bool, formato: str | None, **options: Unpack[Choices]) -> None:
    """Muestra qué se comprueba, con qué sustento y cómo se subsana.

    Sin ID: todas las reglas, por obligación. Con el ID de una regla o de una obligación: su explicación.
    """
    from amc_docs import doctype
    from amc_docs.writers import catalogue

    types = [t for name, t in doctype.available().items() if options["tipo"] in (None, name)]
    target = _target(options)
    if target:
        claim(target, overwrite=options["forzar"])
    style = _style(options)
    form = formato or CATALOGUE.get(target.suffix.lower() if target else "", "texto")
    try:
        content = catalogue.render(types, form, style, key=clave, coverage=cobertura)
    except KeyError as error:
        raise WrongNameError(str(error.args[0])) from None
    _deliver(content, target, options)


def _target(options: Choices) -> Path | None:
    """Return the file or folder that `--salida` names; None for the screen."""
    name = options["salida"]
    return Path(name) if name and name != STANDARD else None


def _style(options: Choices, *, several: bool = False) -> Options:
    return Options(
        width=width(),
        color=wants_color(options["color"]),
        quiet=options["silencioso"],
        detailed=options["detallado"] > 0,
        several=several,
    )


def _deliver(content: str | bytes, target: Path | None, options: Choices, note: str = "") -> None:
    """Show or write a result; what people are told about a file goes to stderr, so that stdout is only the result."""
    if target is None:
        click.echo(content, nl=False, color=wants_color(options["color"]))
        return
    write(target, content)
    _say(f"{note}\nEscrito: {target}".strip(), options)


def _say(text: str, options: Choices) -> None:
    if not options["silencioso"]:
        click.echo(text, err=True)
