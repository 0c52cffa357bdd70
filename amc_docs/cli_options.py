"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path
from textwrap import wrap
from typing import TypedDict, TypeVar

import click

from amc_docs import __version__
from amc_docs.cli_files import cache_folder, output_name, page_numbers
from amc_docs.limits import DEFAULT, NAMED, Limits, plain, with_settings
from amc_docs.watch import Terms

HELP_WIDTH = 80
"""Columns that click does not fold for the text of the help that is laid out by hand."""
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")
"""How users write a date."""

Function = TypeVar("Function", bound=Callable[..., None])


class Choices(TypedDict, total=False):
    """What the user chose."""

    salida: str | None
    forzar: bool
    tipo: str | None
    paginas: frozenset[int] | None
    sin_ocr: bool
    cache: Path | None
    limite: Limits
    sin_decisiones: bool
    decisiones_de: str | None
    silencioso: bool
    detallado: int
    color: bool | None


def terms_of(options: Choices) -> Terms:
    """Return the terms that the user reads files on."""
    return Terms(limits=options["limite"], cache=options["cache"])


def doctype_name(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Return what `--tipo` names; BadParameter where there is no such type."""
    if value is None:
        return None
    from amc_docs import doctype

    if value not in doctype.available():
        raise click.BadParameter(f"«{value}» no es un tipo conocido. Use uno de: {', '.join(doctype.available())}.")
    return value


def output(formats: tuple[str, ...], default: str, where: str) -> Callable[[Function], Function]:
    """Add the options of a command that writes something."""

    def add(function: Function) -> Function:
        choice = click.option("--formato", type=click.Choice(formats), help=f"Formato; si no se indica, {default}.")
        return choice(saving(where)(function))

    return add


def saving(where: str) -> Callable[[Function], Function]:
    """Add the options that say where a command writes; `where` explains the place."""

    def add(function: Function) -> Function:
        options = (
            click.option("--salida", metavar="RUTA", callback=output_name, help=where),
            click.option("--forzar", is_flag=True, help="Reemplaza la salida si ya existe."),
        )
        return _with(function, options)

    return add


def reading(function: Function) -> Function:
    """Add the options of a command that reads a submitted file."""
    options = (
        click.option(
            "--tipo", metavar="TIPO", callback=doctype_name, help="Tipo de documento; normalmente se reconoce."
        ),
        click.option("--paginas", metavar="LISTA", callback=_pages, help="Lee solo estas páginas, por ejemplo 1-3,7."),
    )
    return _with(reading_any(function), options)


def reading_any(function: Function) -> Function:
    """Add the options of a command that reads files of whatever types, as many as there are."""
    options = (
        click.option("--sin-ocr", is_flag=True, help="No lee las páginas escaneadas."),
        click.option(
            "--cache", metavar="CARPETA", callback=_cache,
            help="Guarda en esta carpeta lo leído de las páginas escaneadas y, otra vez, lo toma de ahí.",
        ),
    )  # fmt: skip
    return _with(limited(function), options)


def limited(function: Function) -> Function:
    """Add the option that changes how much is read."""
    option = click.option(
        "--limite", metavar="NOMBRE=VALOR", multiple=True, callback=_limits,
        help="Cambia un límite de lectura; se puede repetir. La lista está al final de esta ayuda.",
    )  # fmt: skip
    return option(function)


def deciding(function: Function) -> Function:
    """Add the options of a command that honours the reviewer's decisions."""
    options = (
        click.option(
            "--sin-decisiones", is_flag=True, help="No toma en cuenta las decisiones del revisor (.revision.yaml)."
        ),
        click.option(
            "--decisiones-de", metavar="ARCHIVO", callback=_decisions,
            help="Archivo de decisiones; si no se indica, ARCHIVO.revision.yaml junto al documento, si existe.",
        ),
    )  # fmt: skip
    return _with(function, options)


def decided(options: Choices) -> Path | bool:
    """Return the file of decisions that the user names, or whether the one beside each document counts."""
    named = options.get("decisiones_de")
    return Path(named) if named else not options.get("sin_decisiones")


def common(function: Function) -> Function:
    """Add the options of every command."""
    options = (
        click.option("--silencioso", "-q", is_flag=True, help="Muestra solo lo indispensable."),
        click.option("--detallado", "-v", count=True, help="Muestra más; -vv, también el detalle de los errores."),
        click.option("--color/--sin-color", default=None, help="Con o sin color. Si no se indica, según la pantalla."),
        click.version_option(__version__, prog_name="amc-docs", hidden=True),
    )
    return _with(function, options)


def limits_help() -> str:
    """Return the end of the help of a command that reads: every limit with its unit and default."""
    rows = [(f"{n.name}={plain(getattr(DEFAULT, n.field), n)}", n.what) for n in NAMED]
    width = max(len(setting) for setting, _ in rows)
    lines = [
        f"  {start:{width}}  {line}"
        for setting, what in rows
        for start, line in zip_longest([setting], wrap(what, HELP_WIDTH - width - 6), fillvalue="")
    ]
    return "\n".join(
        (
            "\b",
            "Límites de lectura (--limite) y su valor si no se indica otro; M son millones;",
            "G, miles de millones:",
            *lines,
            "",
            "Una página que pasa de un límite por página queda sin leer, y el informe lo dice; un archivo que pasa de "
            "otro límite no se lee.",
        )
    )


def _with(function: Function, options: tuple[Callable[[Function], Function], ...]) -> Function:
    for option in reversed(options):
        function = option(function)
    return function


def day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """Return the date that an option names; BadParameter where it is none."""
    if value is None:
        return None
    for form in DAYS:
        try:
            # To give it a zone would fail on Windows for days before 1970.
            return datetime.strptime(value.strip(), form).date()
        except ValueError:
            continue
    raise click.BadParameter(f"«{value}» no es una fecha. Escríbala así: 2026-11-21 o 21/11/2026.")


def _pages(_context: click.Context, _option: click.Parameter, value: str | None) -> frozenset[int] | None:
    return page_numbers(value)


def _cache(_context: click.Context, _option: click.Parameter, value: str | None) -> Path | None:
    return cache_folder(value)


def _decisions(context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value is not None and context.params.get("sin_decisiones"):
        raise click.UsageError("--sin-decisiones y --decisiones-de no van juntas. Deje una de las dos.")
    if value is not None and not Path(value).is_file():
        raise click.BadParameter(f"no existe el archivo «{value}». Compruebe la carpeta y el nombre.")
    return value


def _limits(_context: click.Context, _option: click.Parameter, value: tuple[str, ...]) -> Limits:
    try:
        return with_settings(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
