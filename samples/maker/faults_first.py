"""Faults of the parts and of points 1 to 12, one a sample."""

from __future__ import annotations

from .case import Case
from .content import Table
from .edits import (
    clear_column,
    clear_row,
    cut,
    drop_columns,
    drop_row,
    drop_table,
    exchange,
    on_table,
    put,
    relabel,
    remove,
    retitle,
    say,
    swap,
)
from .names import LATER, ROF, SIN_INFORMACION, SIN_PLAN
from .narrative import Heading, Narrative
from .source import words

SHORT = Narrative(cover=False)  # the compact submission as a narrative with a table of contents
Contents = list[tuple[Heading, int]]


def contents_without(words: str) -> object:
    """Return a change that leaves an entry out of the table of contents."""
    return lambda entries: [entry for entry in entries if words not in entry[0].text]


def contents_reading(old: str, new: str) -> object:
    """Return a change that prints an entry of the table of contents with other words."""
    return lambda entries: [
        (Heading(heading.level, new, heading.label) if old in heading.text else heading, page)
        for heading, page in entries
    ]


def contents_plus(text: str) -> object:
    """Return a change that adds an entry after the last point."""

    def change(entries: Contents) -> Contents:
        at = next(place for place, (heading, _) in enumerate(entries) if "19." in heading.text) + 1
        return [*entries[:at], (Heading(2, text), entries[at][1]), *entries[at:]]

    return change


def contents_pages(words: str, later: int) -> object:
    """Return a change that prints an entry with a page `later` than the true one."""
    return lambda entries: [(heading, page + later if words in heading.text else page) for heading, page in entries]


def empty(number: int) -> object:
    """Return the edit that leaves a point without content."""
    return say(number, "")


def leave_out(table: Table) -> None:
    """Leave the production cycle out of the table of problems or causes."""
    lost = ("Ciclo de producción", SIN_PLAN, SIN_INFORMACION)
    table.rows = [row for row in table.rows if not any(name in row for name in lost)]


def leave_out_chain(table: Table) -> None:
    """Leave the value chain out of the table of problems."""
    table.rows = [row for row in table.rows if row[0] != "Cadena de valor"]


def keep_cycle_causes(table: Table) -> None:
    """Leave only the causes of the production cycle's problems."""
    table.rows = [row for place, row in enumerate(table.rows) if place == 0 or row[0] in (SIN_PLAN, SIN_INFORMACION)]


PARTS = [
    Case("fail-A1-00a-falta-punto-7", (remove(7),), points=("7",), allowed=("A1-07a",)),
    Case("fail-A1-00a-falta-punto-17", (remove(17),), points=("17",), allowed=("A1-17",)),
    Case("fail-A1-00a-falta-punto-19", (remove(19),), points=("19",), allowed=("A1-19a", "A1-19b", "A1-x5")),
    Case("fail-A1-00a-punto-11-vacio", (empty(11),), points=("11",), allowed=("A1-11a", "A1-11b")),
    Case("fail-A1-00a-punto-16-vacio", (empty(16),), points=("16",), allowed=("A1-16",)),
    Case(
        "fail-A1-00a-falta-punto-17-narrativo",
        (remove(17),),
        points=("17",),
        allowed=("A1-17",),
        base="empleo",
        layout=Narrative(),
        pdf=True,
    ),
    Case("fail-A1-00b-numero-repetido", (relabel(19, "18"),), points=("19",), evidence="18. Programa de ejecución"),
    Case("fail-A1-00b-numero-saltado", (relabel(19, "20"),), points=("19",), evidence="20. Programa de ejecución"),
    Case("fail-A1-00b-orden-cambiado", (exchange(16, 17),), points=None),
    Case(
        "fail-A1-00b-numero-repetido-narrativo",
        (relabel(19, "18"), retitle(19, "Cronograma de ejecución del Plan de Implementación")),
        points=("19",),
        evidence="18. Cronograma de ejecución",
        layout=SHORT,
    ),
    Case(
        "fail-A1-00c-indice-sin-punto-15",
        points=None,
        layout=SHORT,
        contents=contents_without("15. Acciones"),
        evidence="Acciones de coordinación",
    ),
    Case(
        "fail-A1-00c-indice-con-otro-titulo",
        points=None,
        layout=SHORT,
        contents=contents_reading("16. Estrategias", "16. Fondo de compensación para los gobiernos regionales"),
    ),
    Case(
        "fail-A1-00c-indice-con-un-titulo-de-mas",
        points=None,
        layout=SHORT,
        contents=contents_plus("20. Sostenibilidad financiera del plan"),
        evidence="Sostenibilidad financiera",
    ),
    # Word knows no pages before it lays the text out: only the PDF can show this one.
    Case(
        "fail-A1-00c-pagina-del-indice",
        points=None,
        base="empleo",
        layout=Narrative(),
        contents=contents_pages("18. Supervisión", 5),
        docx=False,
        pdf=True,
    ),
]

SERVICE = [
    Case("fail-A1-01-por-definir", (say(1, "Por definir"),), "Por definir", allowed=("A1-00a",)),
    Case("fail-A1-02-por-definir", (say(2, "Por definir"),), "Por definir", allowed=("A1-00a",)),
    Case(
        "fail-A1-03a-solo-la-norma",
        (say(3, words("03a-solo-la-norma")),),
    ),
    Case("fail-A1-03b-sin-rof", (swap(ROF, ":", 3),)),
    Case("fail-A1-04a-solo-la-norma", (say(4, "Ley N° 27867, Ley Orgánica de Gobiernos Regionales, artículo 60."),)),
    Case("fail-A1-04b-sin-ley", (cut(4, "27867"),)),
    Case("fail-A1-04b-sin-articulo", (swap(", artículo 60 (desarrollo social e igualdad de oportunidades)", "", 4),)),
    Case("fail-A1-05a-solo-la-norma", (say(5, "Ley N° 27972, Ley Orgánica de Municipalidades, artículo 84."),)),
    Case("fail-A1-05b-sin-ley", (cut(5, "27972"),)),
    Case(
        "fail-A1-05b-sin-articulo",
        (swap(", artículo 84 (programas sociales, defensa y promoción de derechos)", "", 5),),
    ),
]

DIAGNOSIS = [
    Case("fail-A1-06a-por-desarrollar", (say(6, LATER),), LATER, allowed=("A1-00a", "A1-07a")),
    Case(
        "review-A1-06a-sin-ciclo-de-produccion",
        (
            on_table("problemas", leave_out),
            on_table("causas", leave_out),
            swap(
                "cinco (05) problemas en la cadena de valor y en el ciclo de producción",
                "tres (03) problemas en la cadena de valor",
                6,
            ),
        ),
    ),
    Case(
        "review-A1-06a-sin-cadena-de-valor",
        (
            on_table("problemas", leave_out_chain),
            on_table("causas", keep_cycle_causes),
            swap("cinco (05) problemas en la cadena de valor y en el ciclo", "dos (02) problemas en el ciclo", 6),
            drop_row("coordinacion", "Sector Educación"),
            drop_row("coordinacion", "Sector Salud"),
        ),
    ),
    Case("fail-A1-07a-problema-sin-causas", (clear_row("causas", SIN_PLAN),), "Mesas de familia sin plan de trabajo"),
    Case("fail-A1-07a-problema-omitido", (drop_row("causas", SIN_PLAN),), "Mesas de familia sin plan de trabajo"),
    *(
        Case(
            f"fail-A1-08a-sin-{name}-plazo",
            (drop_columns("alternativas", column), swap("corto, mediano y largo", rest, 8)),
        )
        for name, column, rest in (
            ("corto", "CORTO PLAZO (2016)", "mediano y largo"),
            ("mediano", "MEDIANO PLAZO (2017-2018)", "corto y largo"),
            ("largo", "LARGO PLAZO (2019-2021)", "corto y mediano"),
        )
    ),
    Case("fail-A1-08b-sin-viabilidad-tecnica", (drop_columns("viabilidad", "VIABILIDAD TÉCNICA"),)),
    Case("fail-A1-08b-sin-viabilidad-presupuestal", (drop_columns("viabilidad", "VIABILIDAD PRESUPUESTAL"),)),
    Case("fail-A1-08b-sin-viabilidad-politica", (drop_columns("viabilidad", "VIABILIDAD POLÍTICA"),)),
    Case("fail-A1-08b-alternativa-sin-sustento", (put("viabilidad", "C", "VIABILIDAD POLÍTICA", ""),)),
    Case(
        "fail-A1-09a-sin-seleccion",
        (say(9, words("09a-sin-seleccion")),),
        allowed=("A1-09b",),
    ),
    Case(
        "fail-A1-09b-alternativa-ajena",
        (say(9, words("09b-alternativa-ajena")),),
        "Construcción de albergues temporales",
    ),
]

PLAN = [
    *(
        Case(f"fail-A1-10-sin-{name}", (drop_columns("eslabones", column),))
        for name, column in (
            ("insumo", "INSUMO"),
            ("proceso", "PROCESO"),
            ("producto", "PRODUCTO"),
            ("resultado-final", "RESULTADO FINAL"),
        )
    ),
    Case(
        "fail-A1-11a-sin-plan-bicentenario",
        (drop_columns("alineamiento", "PLAN BICENTENARIO: EL PERÚ HACIA EL 2021"), cut(11, "Plan Bicentenario")),
    ),
    Case("fail-A1-11b-sin-acuerdo-nacional", (drop_columns("alineamiento", "POLÍTICAS DEL ACUERDO NACIONAL"),)),
    Case("fail-A1-12a-sin-financiamiento", (drop_row("roles", "Financiamiento"),), allowed=("A1-12b",)),
    Case("fail-A1-12a-sin-nivel-local", (drop_columns("roles", "Local"),), allowed=("A1-12b",)),
    Case("fail-A1-12a-sin-matriz", (drop_table("roles"), say(12, words("12a-sin-matriz")))),
    Case("fail-A1-12b-fase-vacia", (clear_row("roles", "Planeamiento"),), "Planeamiento"),
    Case("fail-A1-12b-nivel-vacio", (clear_column("roles", "Regional"),), "Regional"),
]

FAULTS = [*PARTS, *SERVICE, *DIAGNOSIS, *PLAN]
__all__ = ["FAULTS", "SHORT"]
