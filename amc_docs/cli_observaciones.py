"""The command that writes the reviewer's answer: informe, letter, matrix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from amc_docs.cli_files import STANDARD, expand, format_of, targets_of
from amc_docs.cli_office import finished, office_of, say_gaps
from amc_docs.cli_options import Choices, common, day, deciding, limits_help, output, reading
from amc_docs.cli_output import deliver, target_of
from amc_docs.cli_review import contra as contra_option
from amc_docs.cli_review import other, reviewed, run_of
from amc_docs.cli_run import Run, about
from amc_docs.folders import LETTER, OBSERVATIONS
from amc_docs.watch import Terms
from amc_docs.writers import Writer
from amc_docs.writers.output import claim

if TYPE_CHECKING:
    from amc_docs.record import Record
    from amc_docs.reviewing.context import Case
    from amc_docs.reviewing.matter import Matter

FORMATS: Mapping[str, Writer] = {
    "docx": Writer(module="", suffix=".docx", to_file=True),
    "xlsx": Writer(module="", suffix=".xlsx", to_file=True),
}


class Wishes(TypedDict):
    """What the user says of the documents to be written."""

    con_oficio: bool
    junto: bool
    numero: int | None
    numero_oficio: int | None
    fecha: date | None
    plazo: str | None
    referencia: str | None
    configuracion: str | None


class Given(Choices, Wishes):
    """All options of the command."""


@click.command(
    options_metavar="[OPCIONES]", epilog=limits_help(),
    short_help="Escribe el informe de observaciones y su oficio.",
)
@click.argument("archivos", nargs=-1, metavar="ARCHIVO…")
@output(
    tuple(FORMATS),
    "docx, o el que indique la extensión de --salida; xlsx es la matriz de observaciones",
    "Archivo del informe; carpeta, si son varios. Si no se indica, ARCHIVO.observaciones.docx en la carpeta actual.",
)
@click.option("--oficio", "con_oficio", is_flag=True, help="Escribe también, al lado, el oficio que remite el informe.")
@click.option("--junto", is_flag=True, help="De varios archivos, un solo informe: observaciones.docx, si no se indica.")
@click.option("--numero", type=click.IntRange(1), metavar="N", help="Número del informe; sin él queda por llenar.")
@click.option("--numero-oficio", type=click.IntRange(1), metavar="N", help="Número del oficio.")
@click.option("--fecha", metavar="FECHA", callback=day, help="Fecha de los documentos; si no se indica, hoy.")
@click.option("--plazo", metavar="TEXTO", help="Plazo para subsanar, por ejemplo «diez (10) días hábiles».")
@click.option("--referencia", metavar="TEXTO", help="Documento con el que se presentó, con su número y fecha.")
@click.option(
    "--configuracion", metavar="ARCHIVO",
    help="Datos de la oficina: quién firma, cómo se numera, a quién se escribe. Si no se indica, amc-docs.yaml en la "
    "carpeta actual o en la de configuración del usuario.",
)
@click.option(
    "--crear-configuracion", is_flag=True,
    help="Escribe un archivo de configuración comentado, para llenarlo, y no hace nada más.",
)  # fmt: skip
@contra_option
@deciding
@reading
@common
def observaciones(
    archivos: tuple[str, ...],
    formato: str | None,
    crear_configuracion: bool,
    contra: str | None,
    **options: Unpack[Given],
) -> None:
    """Escribe el informe de observaciones de un documento, y el oficio que lo remite.

    El informe (Word) trae antecedentes, base normativa, observaciones numeradas con su sustento y cómo se subsanan,
    asuntos por verificar, conclusiones y el estado de los puntos. Lo que no se sabe queda marcado para llenarlo.

    \b
    Código de salida, cualquiera que sea el resultado de la revisión:
      0  se escribió                             3  no se pudo leer un archivo
      2  orden o configuración mal escritas      5  error interno
    """  # noqa: D301 (click's mark must be the sign itself)
    if crear_configuracion:
        _create(options)
        return
    if not archivos:
        raise click.UsageError("Falta ARCHIVO: indique el documento que se revisa.")
    paths = expand(archivos)
    kind = formato or format_of(options["salida"], FORMATS, "docx")
    _refuse_contradictions(paths, options)
    targets = _targets(paths, kind, options)
    case = _case(options)
    run = run_of(paths, options)
    against = other(contra, options)
    if len(paths) > 1:
        from amc_docs import pipeline

        pipeline.prepare()
    found: list[Matter] = []
    for path, matter in run.each(partial(_examined, options, against)):
        found.append(matter)
        if not options["junto"]:
            _write([matter], kind, targets[path], case, options)
    if options["junto"] and found:
        _write(found, kind, targets[paths[0]], replace(case, unread=tuple(_unread(run))), options)
    click.get_current_context().exit(run.code())


def _unread(run: Run) -> Iterator[tuple[str, str]]:
    """Yield the files that failed, each with why; the advice behind it is for the user of the program."""
    from amc_docs.wording import sentences

    for path, message in run.failures:
        why = about(path.name, message).removeprefix(f"{path.name}: ")
        yield path.name, next(iter(sentences(why)), why)


def _refuse_contradictions(paths: Sequence[Path], options: Given) -> None:
    """Raise UsageError for options that cannot go together."""
    if options["salida"] == STANDARD and options["con_oficio"]:
        raise click.UsageError("El informe y el oficio son dos archivos. Indique en --salida un archivo.")
    if len(paths) > 1 and options["decisiones_de"]:
        raise click.UsageError(f"Son {len(paths)} documentos y un solo archivo de decisiones. Revíselos de uno en uno.")
    if len(paths) > 1 and not options["junto"]:
        for name, value in (("--numero", options["numero"]), ("--numero-oficio", options["numero_oficio"])):
            if value is not None:
                raise click.UsageError(f"{name} numera un documento, y serían {len(paths)}. Añada --junto, o quítelo.")


def _examined(options: Given, against: Record | None, path: Path, terms: Terms) -> Matter:
    from amc_docs.reviewing.matter import matter

    return matter(reviewed(options, against, path, terms))


def _targets(paths: Sequence[Path], kind: str, options: Given) -> dict[Path, Path | None]:
    """Return where each informe goes; OutputError where it, or its letter, may not be written."""
    writer = replace(FORMATS[kind], joins=options["junto"])
    where, overwrite = options["salida"], options["forzar"]
    if options["junto"] and where is None:
        where = f"observaciones{writer.suffix}"
    targets = targets_of(paths, writer, where, OBSERVATIONS, overwrite=overwrite)
    if options["con_oficio"]:
        for target in {_letter_beside(t) for t in targets.values() if t}:
            claim(target, overwrite=overwrite, inputs=[p for p in paths if str(p) != STANDARD])
    return targets


def _letter_beside(informe: Path) -> Path:
    return informe.with_name(f"{informe.stem.removesuffix(OBSERVATIONS)}{LETTER}.docx")


def _case(options: Given) -> Case:
    from amc_docs.reviewing.context import Case
    from amc_docs.wording import squeeze

    return Case(
        settings=office_of(options["configuracion"]),
        day=options["fecha"] or datetime.now().astimezone().date(),
        number=options["numero"],
        letter_number=options["numero_oficio"],
        term=squeeze(options["plazo"] or "") or None,
        reference=squeeze(options["referencia"] or "") or None,
    )


def _write(matters: Sequence[Matter], kind: str, target: Path | None, case: Case, options: Given) -> None:
    """Write the informe or the matrix, and the letter; say what is still to be filled in."""
    from amc_docs.reviewing import documents, matrix
    from amc_docs.writers.arrangement import summary

    note = "\n".join(line for m in matters for line in (summary(m.report), *_decisions(m)))
    gaps: dict[str, str] = {}
    office, letter = case.settings, None
    if options["con_oficio"] and target:
        letter = finished(partial(documents.letter, matters, case), office, options)
    if kind == "docx":
        informe = finished(partial(documents.informe, matters, case), office, options)
        gaps.update(informe.gaps)
        deliver(informe.content, target, options, note=note)
    else:
        title = matters[0].report.file if len(matters) == 1 else "Observaciones"
        deliver(matrix.workbook(matters, title), target, options, note=note)
    if letter and target:
        gaps.update(letter.gaps)
        deliver(letter.content, _letter_beside(target), options)
    say_gaps(gaps, office, options)


def _decisions(matter: Matter) -> list[str]:
    """Return what became of the reviewer's decisions: none is left out unsaid."""
    from amc_docs.writers.judged_words import told

    return [f"  {line}" for line in told(matter.report.judging)] if matter.report.judging else []


def _create(options: Given) -> None:
    """Write the commented file of settings."""
    from amc_docs.doctype import data_folder
    from amc_docs.folders import SETTINGS

    example = (data_folder("templates") / "_revision" / SETTINGS).read_text(encoding="utf-8")
    target = Path(SETTINGS) if options["salida"] is None else target_of(options)
    if target:
        claim(target, overwrite=options["forzar"])
    deliver(example, target, options)
