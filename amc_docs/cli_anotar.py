"""The command that writes the findings into a copy of the submitted file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from amc_docs.cli_files import STANDARD, beside
from amc_docs.cli_options import Choices, common, deciding, limits_help, reading, saving
from amc_docs.cli_output import deliver, target_of
from amc_docs.cli_review import contra as contra_option
from amc_docs.cli_review import only, other, reviewed, run_of
from amc_docs.errors import OutputError
from amc_docs.folders import COPY, SUMMARY
from amc_docs.watch import Terms
from amc_docs.writers.output import claim

if TYPE_CHECKING:
    from amc_docs.annotating import Written
    from amc_docs.record import Record


@click.command(
    options_metavar="[OPCIONES]", epilog=limits_help(),
    short_help="Copia el documento, con cada observación en un comentario.",
)
@click.argument("archivo", metavar="ARCHIVO")
@saving("Archivo de la copia. Si no se indica, ARCHIVO.anotado.docx (o .pdf) en la carpeta actual.")
@click.option(
    "--resumen", is_flag=True,
    help="En lugar de la copia, escribe un documento de Word aparte con las observaciones, que nombra el archivo y su "
    "huella (SHA-256): para los archivos firmados y los que no admiten comentarios.",
)
@contra_option
@deciding
@reading
@common
def anotar(archivo: str, resumen: bool, contra: str | None, **options: Unpack[Choices]) -> None:
    """Escribe una copia del documento con cada observación como comentario en su lugar.

    De un documento de Word sale una copia con comentarios de Word; de un PDF o una imagen, un PDF con anotaciones. Lo
    demás queda igual, y el archivo presentado no se toca. Un .doc, .odt o .rtf se anota en su conversión a Word. Un
    archivo firmado digitalmente no se anota: use --resumen.

    \b
    Código de salida:
      0  se escribió
      2  orden mal escrita
      3  no se pudo leer, está firmado o no admite comentarios
      5  error interno
    """  # noqa: D301 (click's mark must be the sign itself)
    path = only(archivo)
    target = target_of(options)
    if target:
        _claim(target, path, options)
    run = run_of([path], options)
    against = other(contra, options)
    for _path, (written, note) in run.each(partial(_annotated, resumen, target, against, options)):
        mark = SUMMARY if resumen else COPY
        place = target if target or options["salida"] == STANDARD else beside(path, mark, written.suffix)
        if place and place != target:
            _claim(place, path, options)
        deliver(written.content, place, options, note=note)
    click.get_current_context().exit(run.code())


def _annotated(
    summary: bool, target: Path | None, against: Record | None, options: Choices, path: Path, terms: Terms
) -> tuple[Written, str]:
    """Return the copy of a file, or the document apart, and what people are told; done in a process of its own."""
    from amc_docs import annotating

    limits = terms.limits
    _require(target, ".docx" if summary else annotating.ending(path, limits))
    review = reviewed(options, against, path, terms)
    written = annotating.summarise(review) if summary else annotating.annotate(path, review, limits)
    return written, annotating.told(review, written)


def _claim(target: Path, path: Path, options: Choices) -> None:
    claim(target, overwrite=options["forzar"], inputs=[path] if str(path) != STANDARD else [])


def _require(target: Path | None, suffix: str) -> None:
    """Refuse a name that says of the copy what it is not: no program would open it."""
    if target and target.suffix.lower() != suffix:
        raise OutputError(f"{target}: lo que se escribe es un {suffix}. Use {target.with_suffix(suffix).name}.")
