"""Changes to a report on a national policy that make its samples."""

from __future__ import annotations

from dataclasses import replace

from .content import LEFT, Block, Listing, Table, Text
from .informe_case import Change, on_table, rename
from .informe_content import Informe
from .informe_indicators import Indicator, indicators
from .informe_tables import in_prose, in_table

DEEP_INDEX = [
    ("1. Presentación", 2),
    ("2. Presentación de los responsables", 2),
    ("2.1 Cuadro reporte de funcionario responsable y enlace", 2),
    ("3. Análisis descriptivo", 3),
    ("3.1 Resumen de los resultados de la evaluación", 3),
    ("3.2 Relación entre los indicadores propuestos por el supervisor y los indicadores priorizados por la entidad", 3),
    ("4. Análisis cognoscitivo", 4),
    ("4.1 Análisis sobre los resultados alcanzados", 4),
    ("4.2 Análisis sobre los principales factores o acciones generales ejecutadas por la Entidad Ejecutora", 4),
    ("4.3 Identificar las falencias y desventajas", 4),
    ("5. Análisis de la gestión y desempeño", 5),
    ("6. Análisis instrumental", 5),
    ("6.1 Lista de recomendaciones", 5),
    ("Matriz de resultados", 6),
]


def transpose(table: Table) -> None:
    """Turn a table on its side."""
    table.rows = [list(column) for column in zip(*table.rows, strict=True)]
    table.head, table.widths = 0, [1.0, *[1.5] * (len(table.rows[0]) - 1)]


def only_totals(table: Table) -> None:
    """Leave labels and totals of the table of levels."""
    table.rows = [["NIVEL DE ALCANCE", "N° de indicadores"], *([row[0], row[-1]] for row in table.rows[2:])]
    table.head, table.widths = 1, [3, 1]


def title_inside(informe: Informe) -> None:
    """Put the title of the matrix in the first row of its table."""
    part = informe.part("MATRIZ")
    table = informe.table("resultados")
    table.rows.insert(0, [part.title, *[LEFT] * (len(table.rows[0]) - 1)])
    table.head, part.title, informe.index = 3, "", []


def narrate(write: str) -> Change:
    """Tell the indicators of 4.1 in another way."""

    def change(informe: Informe) -> None:
        rows = indicators()
        told: list[Block] = [in_table(rows, informe.annual)] if write == "tabla" else in_prose(rows, informe.annual)
        informe.part("4.1").blocks[1:] = told

    return change


def blank_second(informe: Informe) -> None:
    """Leave the cells of the second semester empty."""
    table = informe.table("resultados")
    for row in table.rows[table.head :]:
        row[table.column("II SEM")] = ""


def short_year(rows: list[Indicator]) -> None:
    """Leave the training below its target, with its problem and measure unsaid."""
    rows[2].problems = rows[2].measures = ""


def doubled(rows: list[Indicator]) -> None:
    """Give one objective two indicators."""
    rows[3] = replace(rows[3], code="1.3", objective=rows[2].objective)


def drop_row(label: str) -> Change:
    """Take the row of an indicator out of the table of 3.2."""
    return on_table("relacion", lambda table: table.drop_row(table.row(label)))


def drop_column(name: str) -> Change:
    """Take a column out of the matrix of results."""
    return on_table("resultados", lambda table: table.drop_column(name))


def say_conclusions(*items: str) -> Change:
    """Replace the conclusions."""

    def change(informe: Informe) -> None:
        informe.part("Conclusiones").blocks = [Listing(list(items))]

    return change


def say(number: str, text: str) -> Change:
    """Replace all that a part says."""

    def change(informe: Informe) -> None:
        informe.part(number).blocks = [Text(text)] if text else []

    return change


def widen(column: str) -> Change:
    """Stretch the heads of 3.2: other words for the same."""
    return rename("relacion", {"Indicador Priorizado": column, "Cód. Obj.": "Código"})
