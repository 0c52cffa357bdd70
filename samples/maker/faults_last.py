"""Faults of points 14 to 19, and of what must agree across the document, one a sample."""

from __future__ import annotations

from typing import Any

from .case import Case
from .content import Table
from .edits import (
    add_row,
    append,
    cut,
    drop_columns,
    drop_row,
    drop_rows,
    drop_table,
    on_table,
    put,
    replace_table,
    say,
    swap,
)
from .guidance import GUIDANCE
from .names import CURSOS, JORNADAS, LATER, PRESUPUESTO, REGISTRO
from .narrative import Narrative
from .source import words

MONTHS = ("ABR", "MAY", "JUN", "JUL", "AGO", "SET", "OCT", "NOV", "DIC")
UNTIMED = (drop_columns("cronograma", PRESUPUESTO), drop_row("cronograma", "TOTAL"))
UNCOUNTED = (
    swap("las ocho (08) actividades del punto 13", "las actividades del punto 13", 19),
    swap("ocho (08) actividades y ocho", "sus actividades y ocho"),
)
FLAT_MONITORING = """
!tabla monitoreo
| CADENA DE VALOR Y CICLO DE PRODUCCIÓN | ESLABÓN O FASE | ACCIÓN DE SUPERVISIÓN |
| Cadena de valor | Insumo | Verificación de recursos |
| Cadena de valor | Proceso | Revisión del avance |
| Cadena de valor | Producto | Medición de la cobertura |
| Ciclo de producción | Planeamiento | Revisión de planes |
| Ciclo de producción | Monitoreo y evaluación | Informe anual |
"""


def without_local_rows(table: Table) -> None:
    """Take the local government's rows out of the schedule."""
    for at in range(len(table.rows) - 1, table.head - 1, -1):
        if "GL" in table.rows[at]:
            table.drop_row(at)


def hidden_activity(data: dict[str, Any]) -> None:
    """Cost an activity that no other point names."""
    data["actividades"].append(
        {
            "nombre": "Estudio de satisfacción de las familias usuarias",
            "producto": "",
            "costos": [["Consultoría para el estudio", "GN", "Servicio", "28000.00", 1, "2.3.2.7.11.99"]],
            "meses": {},
        }
    )


LAST_POINTS = [
    Case(
        "fail-A1-14a-sin-descripcion",
        (
            say(
                14,
                words("14a-sin-descripcion"),
            ),
        ),
        allowed=("A1-14b", "A1-x5"),
    ),
    Case(
        "fail-A1-14b-capacitacion-no-costeada",
        (
            add_row(
                "capacitacion",
                [
                    "Diplomado virtual en mediación familiar",
                    "GN, GR",
                    "Jueces de paz y defensores",
                    "Virtual de 120 horas",
                    "–",
                ],
            ),
            swap("dos (02) actividades", "tres (03) actividades", 14),
        ),
        "Diplomado virtual en mediación familiar",
        allowed=("A1-x5", "A1-13d5"),
    ),
    Case("fail-A1-14c-sin-planforcig", (cut(14, "PLANFORCIG"),)),
    Case("fail-A1-15-por-desarrollar", (say(15, LATER),), LATER, allowed=("A1-00a",)),
    Case("fail-A1-16-por-desarrollar", (say(16, LATER),), LATER, allowed=("A1-00a",)),
    Case("fail-A1-17-por-desarrollar", (say(17, LATER),), LATER, allowed=("A1-00a",)),
    Case("fail-A1-18a-por-desarrollar", (say(18, LATER),), LATER, allowed=("A1-00a", "A1-18b")),
    Case("fail-A1-18b-sin-matriz", (drop_table("monitoreo"), swap(" La matriz de monitoreo es la siguiente:", "", 18))),
    Case("fail-A1-18b-sin-niveles", (replace_table("monitoreo", FLAT_MONITORING),)),
    Case("fail-A1-18b-sin-ciclo-de-produccion", (drop_rows("monitoreo", "Ciclo de producción", 3),)),
    Case("fail-A1-19a-sin-tabla", (drop_table("cronograma"), *UNCOUNTED), allowed=("A1-19b", "A1-x5")),
    Case("fail-A1-19a-sin-periodos", (drop_columns("cronograma", *MONTHS),), allowed=("A1-19b",)),
    Case("fail-A1-19b-fila-sin-marcas", (*(put("cronograma", REGISTRO, month, "") for month in MONTHS),), REGISTRO),
    Case("fail-A1-19b-sin-gobierno-local", (on_table("cronograma", without_local_rows), *UNTIMED)),
    Case(
        "fail-A1-19b-actividad-omitida",
        (drop_rows("cronograma", JORNADAS, 2), *UNTIMED, drop_columns("cronograma", "N°"), *UNCOUNTED),
        JORNADAS,
        allowed=("A1-x5",),
    ),
]

NORMS = [
    Case(
        "fail-A1-x1-dos-clases",
        (append(18, words("x1-dos-clases")),),
        "Resolución Ministerial N° 003-2012-MIMP",
        points=None,
    ),
    Case(
        "fail-A1-x1-dos-titulos",
        (append(18, words("x1-dos-titulos")),),
        "Ley de Bases de la Descentralización",
        points=None,
    ),
    Case(
        "fail-A1-x1-sin-anio",
        (swap("Decreto Supremo N° 003-2012-MIMP", "Decreto Supremo N° 003-MIMP", 3),),
        "N° 003-MIMP",
        points=("3",),
    ),
    Case(
        "fail-A1-x1-sin-numero",
        (swap("Decreto Supremo N° 054-2011-PCM", "Decreto Supremo N°    -2011-PCM", 11),),
        "-2011-PCM",
        points=("11",),
    ),
]

FIGURES = [
    Case(
        "fail-A1-x2-presupuesto-en-el-texto",
        (swap("presupuesto de S/ 978,380.00", "presupuesto de S/ 987,380.00"),),
        "987,380.00",
        points=None,
    ),
    Case(
        "fail-A1-x2-numero-de-productos",
        (swap("cuatro (04) productos", "cinco (05) productos"),),
        "cinco (05) productos",
        points=None,
    ),
    Case(
        "fail-A1-x2-letras-y-cifras",
        (swap("tres (03) alternativas", "tres (04) alternativas", 8),),
        "tres (04)",
        points=("8",),
    ),
    Case("fail-A1-x2-porcentaje", (put("componentes", "Descentralización", "%", "54"),), points=("6",)),
    Case("fail-A1-x2-total-de-partes", (put("componentes", "Organización", "CASOS", "22"),), points=("6",)),
    Case(
        "fail-A1-x2-costo-de-capacitacion",
        (put("capacitacion", CURSOS, "Costo previsto en 13 d (S/)", "89,480.00"),),
        "89,480.00",
        points=None,
    ),
    Case(
        "fail-A1-x2-presupuesto-del-cronograma",
        (put("cronograma", REGISTRO, PRESUPUESTO, "96,400.00"),),
        "96,400.00",
        points=None,
    ),
    Case(
        "fail-A1-x2-presupuesto-en-el-texto-narrativo",
        (swap("asciende a S/ 3,307,400.00", "asciende a S/ 3,703,400.00", 13),),
        "3,703,400.00",
        points=None,
        base="empleo",
        layout=Narrative(),
    ),
    Case(
        "fail-A1-x3-fecha-imposible",
        (swap("12 de febrero de 2016", "31 de febrero de 2016", 6),),
        "31 de febrero de 2016",
        points=("6",),
    ),
    Case(
        "fail-A1-x3-fecha-imposible-en-cifras",
        (swap("12 de febrero de 2016", "31/02/2016", 6),),
        "31/02/2016",
        points=("6",),
    ),
    Case(
        "fail-A1-x3-dos-fechas-de-un-oficio",
        (append(18, words("x3-dos-fechas-de-un-oficio")),),
        "021-2016-MIMP/DIFAF",
        points=None,
    ),
    Case(
        "fail-A1-x4-anexo-anunciado",
        (append(7, "El árbol de problemas se adjunta al presente documento (Anexo N° 4)."),),
        "Anexo N° 4",
        points=None,
    ),
    Case(
        "fail-A1-x4-anexo-anunciado-narrativo",
        (append(18, "Los formatos de visita se adjuntan en el Anexo N° 3."),),
        "Anexo N° 3",
        points=None,
        base="empleo",
        layout=Narrative(),
    ),
    Case(
        "fail-A1-x5-actividad-solo-en-el-cronograma",
        (
            *UNTIMED,
            *UNCOUNTED,
            add_row(
                "cronograma",
                [
                    "9",
                    "Familias con orientación y consejería en crianza y convivencia",
                    "Instalación de ludotecas en parques",
                    "GL",
                    *["X"] * 9,
                ],
            ),
        ),
        "Instalación de ludotecas en parques",
        points=None,
    ),
    Case(
        "fail-A1-x5-actividad-solo-en-los-costos",
        UNTIMED,
        "Estudio de satisfacción de las familias usuarias",
        points=None,
        data=hidden_activity,
        allowed=("A1-19b",),
    ),
    *(
        Case(
            f"fail-A1-x6-solo-la-guia-punto-{number}",
            (say(number, GUIDANCE[number]),),
            points=(str(number),),
            allowed=("A1-00a", f"A1-{also}"),
        )
        for number, also in ((1, "01"), (16, "16"), (17, "17"))
    ),
    Case(
        "fail-A1-x6-solo-la-guia-punto-8",
        (say(8, GUIDANCE[8]),),
        points=("8",),
        allowed=("A1-00a", "A1-08a", "A1-08b", "A1-09b"),
    ),
    Case("fail-A1-x6-solo-la-guia-punto-15", (say(15, GUIDANCE[15]),), points=("15",), allowed=("A1-00a", "A1-15")),
]

FAULTS = [*LAST_POINTS, *NORMS, *FIGURES]
