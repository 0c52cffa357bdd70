"""The commands that make official documents: the blank form, and the form filled with data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypedDict, Unpack

import click

from amc_docs.cli_files import STANDARD, called
from amc_docs.cli_office import filled
from amc_docs.cli_options import Choices, common, day, limited, limits_help, saving
from amc_docs.cli_output import deliver, target_of
from amc_docs.cli_review import only
from amc_docs.cli_run import Run
from amc_docs.errors import BadDataError, ExitCode, LimitExceededError, MissingToolError, OutputError
from amc_docs.watch import Terms
from amc_docs.writers.output import claim

_WORD, _PDF = ".docx", ".pdf"
_BLANKS = ("docx", "xlsx")
"""Formats of the blank form, which are their endings too."""


class Wishes(TypedDict):
    """What the user says of the document to be made."""

    pdf: bool
    borrador: bool
    fecha: date | None
    plantilla: str | None


class Given(Choices, Wishes):
    """All that the user chose."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Data that no document can be made of."""

    faults: tuple[str, ...]
    """Each with its place; Spanish."""


def type_with_form(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Return the name of a type that has a form; BadParameter names those that have one."""
    from amc_docs.forms.rendering import with_form

    if value not in with_form():
        raise click.BadParameter(f"«{value}» no es un tipo con formato oficial. Use uno de: {', '.join(with_form())}.")
    return value


@click.command(options_metavar="[OPCIONES]")
@click.argument("nombre", metavar="TIPO", callback=type_with_form)
@click.option(
    "--formato",
    type=click.Choice(_BLANKS),
    help="docx, el formato en blanco, o xlsx, el libro para los datos; si no se indica, el de --salida, o docx.",
)
@click.option("--con-etiquetas", is_flag=True, help="Escribe la plantilla con sus etiquetas {{ }}, para adaptarla.")
@saving("Archivo que se escribe. Si no se indica, TIPO.docx o TIPO.xlsx en la carpeta actual.")
@common
def plantilla(nombre: str, formato: str | None, con_etiquetas: bool, **options: Unpack[Choices]) -> None:
    """Escribe el formato oficial en blanco.

    TIPO es el tipo de documento. Cada lugar lleva en gris la indicación del formato, que desaparece
    al escribir en él. Con --formato xlsx es un libro con una hoja por matriz, que «generar» convierte en el documento.

    \b
    Código de salida:
      0  se escribió
      2  orden mal escrita, tipo sin formato oficial, o el archivo ya existe
      5  error interno
    """  # noqa: D301 (click's mark must be the sign itself)
    ending = Path(options["salida"] or "").suffix.lower().removeprefix(".")
    kind = formato or (ending if ending in _BLANKS else "docx")
    if con_etiquetas and kind != "docx":
        raise click.UsageError("--con-etiquetas solo vale con --formato docx.")
    target = None if options["salida"] == STANDARD else target_of(options) or Path(f"{nombre}.{kind}")
    if target:
        if target.suffix.lower() != f".{kind}":
            instead = target.with_suffix(f".{kind}").name
            raise OutputError(f"{target}: lo que se escribe es un archivo .{kind}. Use {instead}.")
        claim(target, overwrite=options["forzar"])
    deliver(_blank(nombre, kind, tagged=con_etiquetas), target, options)


def _blank(name: str, kind: str, *, tagged: bool) -> bytes:
    """Return the blank form of a type, its template, or its workbook."""
    from amc_docs import doctype
    from amc_docs.forms import gaps, rendering
    from amc_docs.forms.content import Content
    from amc_docs.writers import data_entry

    wanted = doctype.available()[name]
    if kind == "xlsx":
        return data_entry.render(wanted)
    return rendering.template_of(wanted) if tagged else rendering.render(wanted, Content(), gaps.blank)


@click.command(options_metavar="[OPCIONES]", epilog=limits_help())
@click.argument("clase", metavar="TIPO", callback=type_with_form)
@click.option(
    "--datos",
    metavar="ARCHIVO",
    required=True,
    help="Los datos: YAML, JSON, lo que escribe «extraer», o el libro de «plantilla --formato xlsx»; «-», la entrada.",
)
@saving("Archivo de Word. Si no se indica, TIPO.docx en la carpeta actual.")
@click.option("--pdf", is_flag=True, help="Escribe también el PDF, al lado (con LibreOffice).")
@click.option("--borrador", is_flag=True, help="Admite que falten datos: deja cada vacío marcado en el documento.")
@click.option("--fecha", metavar="FECHA", callback=day, help="Fecha del documento, para el nombre oficial del año.")
@click.option("--plantilla", metavar="ARCHIVO", help="Una plantilla propia, en lugar de la oficial.")
@limited
@common
def generar(clase: str, datos: str, **options: Unpack[Given]) -> None:
    """Hace un documento oficial a partir de datos.

    TIPO es el tipo de documento. Los datos se comprueban antes de escribir nada: cada falta se dice
    con su lugar. Los mismos datos dan siempre el mismo documento, y «extraer» los devuelve de él.

    \b
    Código de salida:
      0  se escribió
      2  los datos, la plantilla o la orden tienen faltas
      3  no se pudo escribir el PDF (el documento de Word sí)
      5  error interno
    """  # noqa: D301 (click's mark must be the sign itself)
    path = only(datos)
    template = only(options["plantilla"]) if options["plantilla"] else None
    target = _target(clase, options, [path, *([template] if template else [])])
    terms = Terms(limits=options["limite"])
    run = Run([path], terms, quiet=options["silencioso"], detail=options["detallado"])
    for made in _documents(run, clase, options, called(path), template):
        if isinstance(made, Refused):
            click.echo("\n".join(made.faults), err=True)
            run.codes.append(ExitCode.USO_INCORRECTO)
            continue
        deliver(made, target, options)
        if target and options["pdf"]:
            run.codes += _with_pdf(made, target.with_suffix(_PDF), options)
    click.get_current_context().exit(run.code())


def _documents(run: Run, kind: str, options: Given, name: str, template: Path | None) -> Iterator[bytes | Refused]:
    """Yield the document that data makes, or what is wrong with the data.

    A template of the user's own is filled apart: what goes on for ever then is the template, and not the data.
    """
    if template is None:
        yield from (made for _path, made in run.each(partial(_generated, kind, options, name)))
        return
    for _path, found in run.each(partial(_data, kind, options, name)):
        if isinstance(found, Refused):
            yield found
        else:
            yield filled(partial(_filled, kind, options, found, template), run.terms, [template])


def _generated(kind: str, options: Given, name: str, path: Path, terms: Terms) -> bytes | Refused:
    """Return the document, or what is wrong with the data; done in a process of its own."""
    found = _data(kind, options, name, path, terms)
    return found if isinstance(found, Refused) else _filled(kind, options, found, None, terms)


def _data(kind: str, options: Given, name: str, path: Path, terms: Terms) -> dict[str, Any] | Refused:
    """Return the data, or what is wrong with it; done in a process of its own."""
    from amc_docs import doctype, generating

    wanted = doctype.available()[kind]
    try:
        return generating.data_of(path, wanted, name=name, draft=options["borrador"], limits=terms.limits)
    except BadDataError as error:
        return Refused(tuple(str(error).split("\n")))


def _filled(kind: str, options: Given, found: Mapping[str, Any], template: Path | None, _terms: Terms) -> bytes:
    """Return the document that data makes; done in a process of its own."""
    from amc_docs import doctype, generating

    wanted = doctype.available()[kind]
    return generating.document_of(found, wanted, draft=options["borrador"], day=options["fecha"], template=template)


def _with_pdf(word: bytes, target: Path, options: Given) -> list[ExitCode]:
    """Write the PDF of a document; where that fails, tell why and return the code of it."""
    from amc_docs import printing

    try:
        (made,) = printing.pdfs_of([word], limits=options["limite"])
        deliver(made, target, options)
        if printing.lost(word, made):
            click.echo(
                f"{target}: LibreOffice no imprimió todo lo escrito. Compárelo con el documento de Word, o expórtelo "
                "a PDF desde Word.",
                err=True,
            )
    except (MissingToolError, LimitExceededError) as error:
        click.echo(str(error), err=True)
        return [ExitCode.ILEGIBLE]
    return []


def _target(kind: str, options: Given, inputs: list[Path]) -> Path | None:
    """Return where the Word file goes, None for the screen; OutputError where it or the PDF may not be written."""
    if options["salida"] == STANDARD:
        if options["pdf"]:
            raise click.UsageError("El documento y el PDF son dos archivos. Indique en --salida un archivo.")
        return None
    target = target_of(options) or Path(f"{kind}{_WORD}")
    if target.suffix.lower() != _WORD:
        instead = target.with_suffix(_WORD).name
        also = " y añada --pdf" if target.suffix.lower() == _PDF else ""
        raise OutputError(f"{target}: lo que se escribe es un documento de Word. Use {instead}{also}.")
    files = [path for path in inputs if str(path) != STANDARD]
    for place in (target, *([target.with_suffix(_PDF)] if options["pdf"] else [])):
        claim(place, overwrite=options["forzar"], inputs=files)
    return target
