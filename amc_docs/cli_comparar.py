"""The command that follows the observations from one version of a document to the next."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from amc_docs.cli_files import STANDARD, beside, format_of
from amc_docs.cli_office import finished, office_of, say_gaps
from amc_docs.cli_options import Choices, common, day, deciding, limits_help, output, reading
from amc_docs.cli_output import deliver, style_of, target_of
from amc_docs.cli_review import only, reviewed, run_of
from amc_docs.folders import COMPARED
from amc_docs.watch import Terms
from amc_docs.writers import COMPARISONS
from amc_docs.writers.output import claim

if TYPE_CHECKING:
    from amc_docs.comparison import Comparison, Side


class Wishes(TypedDict):
    """What the user says of the informe."""

    numero: int | None
    fecha: date | None
    plazo: str | None
    referencia: str | None
    configuracion: str | None


class Given(Choices, Wishes):
    """All options of the command."""


@click.command(
    options_metavar="[OPCIONES]", epilog=limits_help(),
    short_help="Dice qué observaciones se levantaron en otra versión.",
)
@click.argument("antes", metavar="ANTES")
@click.argument("despues", metavar="DESPUES")
@output(
    tuple(COMPARISONS),
    "texto, o el que indique la extensión de --salida; docx es el informe de levantamiento",
    "Archivo del resultado. Si no se indica, la pantalla; para html, xlsx y docx, DESPUES.comparacion.html, .xlsx o "
    ".docx en la carpeta actual.",
)
@click.option("--numero", type=click.IntRange(1), metavar="N", help="Con docx: número del informe.")
@click.option("--fecha", metavar="FECHA", callback=day, help="Con docx: fecha del informe; si no se indica, hoy.")
@click.option("--plazo", metavar="TEXTO", help="Con docx: plazo para subsanar lo pendiente.")
@click.option("--referencia", metavar="TEXTO", help="Con docx: documento con el que se presentó la versión nueva.")
@click.option(
    "--configuracion", metavar="ARCHIVO", help="Con docx: datos de la oficina; si no se indica, amc-docs.yaml."
)
@deciding
@reading
@common
def comparar(antes: str, despues: str, formato: str | None, **options: Unpack[Given]) -> None:
    """Dice qué observaciones de ANTES se levantaron en DESPUES, cuáles persisten y cuáles son nuevas.

    ANTES y DESPUES son dos versiones de un documento. En lugar de un documento vale el informe que se guardó de él
    con «revisar --formato json». Cada observación se sigue por su obligación y su lugar en el formato.

    \b
    Código de salida:
      0  toda observación de ANTES se levantó, y ninguna es nueva
      1  alguna persiste, es nueva o no se puede dar por levantada
      2  orden mal escrita, o los documentos no son del mismo tipo
      3  no se pudo leer un archivo
      5  error interno
    """  # noqa: D301 (click's mark must be the sign itself)
    from amc_docs import comparing
    from amc_docs.writers.compared_words import exit_code

    kind = formato or format_of(options["salida"], COMPARISONS, "texto")
    paths = [only(antes), only(despues)]
    target = _target(paths, kind, options)
    if options["decisiones_de"] and paths[0] == paths[1]:
        raise click.UsageError("ANTES y DESPUES son el mismo archivo. Indique dos versiones.")
    first, second = (_side(path, options, is_last=path is paths[1]) for path in paths)
    comparison = comparing.compare(first, second)
    if kind == "docx":
        _informe(comparison, target, options)
    else:
        deliver(COMPARISONS[kind].render([comparison], style_of(options)), target, options, note=_note(comparison))
    click.get_current_context().exit(exit_code(comparison))


def _target(paths: list[Path], kind: str, options: Given) -> Path | None:
    """Return where the result goes, None for the screen; OutputError where it may not be written."""
    if all(str(path) == STANDARD for path in paths):
        raise click.UsageError("Solo una de las dos versiones puede venir de la entrada estándar.")
    target = target_of(options)
    if target is None and options["salida"] is None and COMPARISONS[kind].to_file:
        target = beside(paths[1], COMPARED, COMPARISONS[kind].suffix)
    if target:
        claim(target, overwrite=options["forzar"], inputs=[p for p in paths if str(p) != STANDARD])
    return target


def _side(path: Path, options: Given, *, is_last: bool) -> Side:
    """Return one version; the command ends where it cannot be read."""
    run = run_of([path], options)
    # A file of decisions that the user names is about the version that is under review.
    files = options if is_last else {**options, "decisiones_de": None}
    found = next(run.each(partial(_read, files)), None)
    if found is None:
        click.get_current_context().exit(run.code())
    return found[1]


def _read(options: Given, path: Path, terms: Terms) -> Side:
    from amc_docs import comparing

    saved = comparing.saved_report(path, terms.limits)
    if saved is not None:
        return comparing.from_report(saved)
    return comparing.of_review(reviewed(options, None, path, terms))


def _note(comparison: Comparison) -> str:
    from amc_docs.writers.compared_words import conclusion

    return conclusion(comparison)


def _informe(comparison: Comparison, target: Path | None, options: Given) -> None:
    """Write the informe de levantamiento; say what is still to be filled in."""
    from amc_docs.comparing import levantamiento
    from amc_docs.reviewing.phrases import in_prose
    from amc_docs.wording import squeeze

    office = office_of(options["configuracion"])
    make = partial(
        levantamiento.informe,
        comparison,
        office,
        options["fecha"] or datetime.now().astimezone().date(),
        number=options["numero"],
        reference=squeeze(options["referencia"] or ""),
        term=squeeze(options["plazo"] or ""),
        prose=in_prose,
    )
    informe = finished(make, office, options)
    deliver(informe.content, target, options, note=_note(comparison))
    say_gaps(informe.gaps, office, options)
