"""The command that gives a ministry its submission corrected, on the official form."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from amc_docs.cli_files import SPOOLED, STANDARD, beside
from amc_docs.cli_options import Choices, common, day, deciding, limits_help, output, reading
from amc_docs.cli_output import deliver, say, style_of, target_of
from amc_docs.cli_review import contra as contra_option
from amc_docs.cli_review import only, other, reviewed, run_of
from amc_docs.errors import OutputError
from amc_docs.folders import AMENDED, CHANGES
from amc_docs.watch import Terms
from amc_docs.writers.output import claim, write

if TYPE_CHECKING:
    from amc_docs.amending.result import Amended
    from amc_docs.record import Record
    from amc_docs.writers import Review

_FORMATS = {"texto": ".txt", "json": ".json"}


@click.command(
    options_metavar="[OPCIONES]", epilog=limits_help(),
    short_help="Corrige un documento y lo pasa a su formato oficial.",
)
@click.argument("archivo", metavar="ARCHIVO")
@output(
    tuple(_FORMATS),
    "texto",
    "Documento de Word que se escribe. Si no se indica, ARCHIVO.subsanado.docx en la carpeta actual. La lista de "
    "cambios queda a su lado: ARCHIVO.cambios.txt (o .json).",
)
@click.option("--limpio", is_flag=True, help="Escribe las correcciones sin más, no como cambios por aceptar.")
@click.option("--fecha", metavar="FECHA", callback=day, help="Fecha de los cambios; si no se indica, hoy.")
@contra_option
@deciding
@reading
@common
def subsanar(
    archivo: str,
    formato: str | None,
    limpio: bool,
    fecha: date | None,
    contra: str | None,
    **options: Unpack[Choices],
) -> None:
    """Pasa un documento a su formato oficial y corrige lo que es seguro.

    El resultado es la plantilla oficial del tipo con todo lo que se encontró, en el orden y con los títulos oficiales.
    Lo que es seguro queda corregido como control de cambios de Word, a nombre de amc-docs; lo que falta o solo su autor
    puede corregir, marcado en amarillo con su sustento; lo que no tiene lugar, en un anexo. Muestra y guarda la lista:
    dice, debe decir, por qué. El archivo presentado no se toca.

    \b
    Código de salida:
      0  se escribió           3  no se pudo leer
      2  orden mal escrita     5  error interno
    """  # noqa: D301 (click's mark must be the sign itself)
    from amc_docs.amending import listing

    path = only(archivo)
    kind = formato or "texto"
    target = _target(path, options)
    changes = _changes_beside(target, _FORMATS[kind]) if target else None
    for place in (target, changes):
        if place:
            claim(place, overwrite=options["forzar"], inputs=[path] if str(path) != STANDARD else [])
    run = run_of([path], options)
    against = other(contra, options)
    when = f"{fecha:%Y-%m-%d}T00:00:00Z" if fecha else f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    for _path, amended in run.each(partial(_amended, limpio, when, against, options)):
        name = SPOOLED if str(path) == STANDARD else path.name
        plain = replace(style_of(options), color=False)
        kept = listing.text(amended, name, plain) if kind == "texto" else listing.as_json(amended, name)
        if target is None or changes is None:
            deliver(amended.content, None, options)
            say(listing.summary(amended), options)
            continue
        write(target, amended.content)
        write(changes, kept)
        if kind == "json":
            click.echo(kept, nl=False)
        elif not options["silencioso"]:
            click.echo(listing.text(amended, name, style_of(options)), nl=False, color=style_of(options).color)
        say(f"Escrito: {target}\nEscrito: {changes}", options)
    click.get_current_context().exit(run.code())


def _target(path: Path, options: Choices) -> Path | None:
    """Return where the document goes, None for the screen; OutputError where its name says what it is not."""
    if options["salida"] == STANDARD:
        return None
    target = target_of(options) or beside(path, AMENDED, ".docx")
    if target.suffix.lower() != ".docx":
        raise OutputError(f"{target}: lo que se escribe es un .docx. Use {target.with_suffix('.docx').name}.")
    return target


def _changes_beside(target: Path, suffix: str) -> Path:
    return target.with_name(f"{target.stem.removesuffix(AMENDED)}{CHANGES}{suffix}")


def _amended(
    plain: bool, moment: str, against: Record | None, options: Choices, path: Path, terms: Terms
) -> Amended:
    """Return the corrected document of a file; done in a process of its own."""
    from amc_docs.amending.result import amend

    review = reviewed(options, against, path, terms)
    again = partial(_again, review.doctype.name, against, terms)
    return amend(review, again, plain=plain, date=moment, limits=terms.limits)


def _again(doctype: str, against: Record | None, terms: Terms, content: bytes) -> Review:
    """Review a Word file that is not written yet."""
    from amc_docs import pipeline

    with tempfile.TemporaryDirectory(prefix="amc-docs-") as folder:
        path = Path(folder) / "resultado.docx"
        path.write_bytes(content)
        return pipeline.review(path, wanted=doctype, terms=terms, against=against, decided=False)
