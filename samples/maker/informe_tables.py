"""The tables and the narrative that follow from the indicators of a report on a national policy."""

from __future__ import annotations

from decimal import Decimal

from .content import LEFT, UP, Block, Table, Text
from .informe_indicators import Indicator

LEVELS = ("Metas superadas", "Metas alcanzadas", "Metas no alcanzadas", "Metas no ejecutadas")


def levels(items: list[Indicator], annual: bool) -> Table:
    """Return the table of levels against indicators, with its totals."""
    codes = [i.code for i in items]
    rows = [["NIVEL DE ALCANCE", "Indicadores priorizados", *[LEFT] * (len(items) - 1), "N°"], [UP, *codes, UP]]
    for place, level in enumerate(LEVELS):
        marks = [int(i.level(annual) == place) for i in items]
        rows.append([level, *map(str, marks), str(sum(marks))])
    rows.append(["Total de indicadores programados", *["1"] * len(items), str(len(items))])
    return Table("niveles", rows, head=2, widths=[2.6, *[0.7] * len(items), 0.7])


def relation(items: list[Indicator]) -> Table:
    """Return the table that relates the indicators to the supervisor's."""
    head = [
        "Cód. Obj.",
        "Objetivo",
        "Indicador del Supervisor",
        "Indicador Priorizado",
        "Intensidad de la relación (Fuerte/Media/Débil)",
        "Justificación",
    ]
    rows = [[i.code, i.objective, i.supervisor, i.name, i.intensity, i.justification] for i in items]
    return Table("relacion", [head, *rows], widths=[0.6, 2.2, 1.7, 1.7, 1.2, 1.7])


def in_lines(items: list[Indicator], annual: bool) -> list[Block]:
    """Return the narrative as most ministries write it: lines of label and figure under each objective."""
    found: list[Block] = []
    for i in items:
        found.append(Text(f"En el Objetivo {i.code} “{i.objective.rstrip('.')}”."))
        found.append(Text(f"Indicador: {i.name}"))
        found.append(Text(f"Meta Anual Programada\t: {i.target:,}"))
        found.append(Text(f"Ejecución I Semestre\t: {i.first:,}"))
        if annual:
            found.append(Text(f"Ejecución II Semestre\t: {i.second:,}"))
    return found


def in_prose(items: list[Indicator], annual: bool) -> list[Block]:
    """Return the narrative as a sentence for each indicator."""
    when = "en el año" if annual else "en el primer semestre"
    return [
        Text(
            f"Para el indicador «{i.name.rstrip('.')}» se programó una meta anual de {i.target:,} y {when} se ejecutó "
            f"{i.done(annual):,}."
        )
        for i in items
    ]


def in_table(items: list[Indicator], annual: bool) -> Table:
    """Return the narrative as a table."""
    last = ["Ejecución anual"] if annual else ["Ejecución I Semestre"]
    rows = [[i.code, i.name, f"{i.target:,}", f"{i.done(annual):,}"] for i in items]
    return Table("narrados", [["Cód.", "Indicador", "Meta anual", *last], *rows], widths=[0.6, 4, 1, 1.2])


def percent(part: int, whole: int) -> str:
    """Return a share with one decimal, none where it is whole."""
    share = Decimal(part) * 100 / whole
    return f"{share:.0f}" if share == share.to_integral_value() else f"{share:.1f}"


def results(items: list[Indicator], annual: bool) -> Table:
    """Return the matrix of results, with its head of two storeys."""
    single = [
        "Cód. Mat.",
        "Política Nacional en Materia de",
        "Cód. Obj.",
        "Objetivo",
        "Producto o Actividad Prioritaria",
    ]
    single += ["Indicador Priorizado", "Unidad de Medida", "Meta Anual"]
    after = ["Avance %", "Logros Obtenidos", "Problemas Identificados", "Medidas Correctivas", "Unidad Responsable"]
    after += ["Ministerio"]
    rows = [
        [*single, "EJECUCIÓN", LEFT, *after],
        [*[UP] * len(single), "I SEM", "II SEM", *[UP] * len(after)],
    ]
    for i in items:
        named = ["1", "DESCENTRALIZACIÓN", i.code, i.objective.upper(), i.product.upper(), i.name.upper()]
        figures = [str(i.target), str(i.first), str(i.second if annual else 0), percent(i.done(annual), i.target)]
        told = [i.achievements[annual], i.problems, i.measures]
        rows.append(
            [*named, i.unit.upper(), *figures, *told, "Dirección de Redes Regionales", "Archivos y Bibliotecas"]
        )
    widths = [0.5, 1.4, 0.5, 1.6, 1.5, 1.4, 0.9, 0.7, 0.6, 0.6, 0.7, 1.4, 1.3, 1.3, 1.1, 1.0]
    return Table("resultados", rows, head=2, widths=widths, wide=True)
