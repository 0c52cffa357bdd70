"""Faults of point 13: indicators, baselines, targets and costs, one a sample."""

from __future__ import annotations

from typing import Any

from .case import Case
from .edits import drop_columns, drop_row, drop_table, put, replace_table
from .names import (
    APRUEBAN,
    CONCLUYEN,
    COSTO,
    CRIANZA,
    DENUNCIAS,
    DISTRITOS,
    FRECUENCIA,
    HORAS,
    MEDIO,
    MESAS,
    POR_NIVEL,
    PRESUPUESTO,
    UNIDAD,
)
from .narrative import Narrative

Data = dict[str, Any]
LEVEL_COLUMNS = ("GOBIERNO NACIONAL", "GOBIERNO REGIONAL", "GOBIERNO LOCAL")
UNCONTROLLED = f"""
!tabla clasificacion titulo="Clasificación de los indicadores"
| Insumo | Proceso | Producto | Resultado |
| {COSTO} | {APRUEBAN}¶{HORAS} | {CONCLUYEN}¶{MESAS}¶{DISTRITOS} | {CRIANZA}¶{DENUNCIAS} |
"""


def without_indicator(data: Data) -> None:
    """Leave one product without any indicator."""
    data["indicadores"] = [indicator for indicator in data["indicadores"] if indicator["nombre"] != MESAS]


def three_years(data: Data) -> None:
    """Set targets for three years only."""
    data["documento"]["metas"].pop()
    for indicator in data["indicadores"]:
        indicator["metas"].pop()


def skipped_year(data: Data) -> None:
    """Set targets for four years that do not follow one another."""
    data["documento"]["metas"] = [2016, 2017, 2019, 2020]


def early_years(data: Data) -> None:
    """Set targets that begin in the baseline's own year."""
    data["documento"]["metas"] = [2015, 2016, 2017, 2018]


def without_local_costs(data: Data) -> None:
    """Leave the local government without costs, though it takes part in four activities."""
    for activity in data["actividades"]:
        activity["costos"] = [line for line in activity["costos"] if line[1] != "GL"]


def undetermined_cost(data: Data) -> None:
    """Leave one cost undetermined; the totals are those of the others."""
    data["actividades"][6]["costos"][0][3] = ""


VALUE_CHAIN = [
    Case("fail-A1-13a1-sin-alineamiento", (drop_columns("cadena", *LEVEL_COLUMNS),)),
    Case("review-A1-13a1-metas-en-otra-tabla", (drop_columns("cadena", "META"),)),
    Case("fail-A1-13a1-sin-resultados", (drop_columns("cadena", "RESULTADO INTERMEDIO", "RESULTADO FINAL"),)),
    Case("fail-A1-13a1-sin-matriz", (drop_table("cadena"),), allowed=("A1-13a2", "A1-13x", "A1-x5")),
    Case(
        "fail-A1-13a2-producto-sin-indicador",
        data=without_indicator,
        evidence="Mesas regionales de familia en funcionamiento",
    ),
    Case("fail-A1-13a2-indicador-sin-meta", (put("cadena", HORAS, "META", ""),), HORAS),
    Case(
        "fail-A1-13a3-sin-niveles-ni-ciclo",
        (drop_table("territorial"), drop_columns("cadena", *LEVEL_COLUMNS)),
        allowed=("A1-13a1",),
    ),
    Case("fail-A1-13a4-sin-clasificacion", (drop_table("clasificacion"),)),
    Case("fail-A1-13a4-indicador-sin-clasificar", (put("clasificacion", "Economía", "Insumo", "–"),), COSTO),
    Case("fail-A1-13a4-sin-ambito-de-control", (replace_table("clasificacion", UNCONTROLLED),)),
]

INDICATORS = [
    Case("fail-A1-13b-unidad", (put("indicadores", CONCLUYEN, UNIDAD, ""),), CONCLUYEN, pdf=True),
    Case("fail-A1-13b-frecuencia", (put("indicadores", APRUEBAN, FRECUENCIA, ""),), APRUEBAN),
    Case("fail-A1-13b-linea-de-base", (put("indicadores", MESAS, "Valor", ""),), MESAS),
    Case("fail-A1-13b-anio", (put("indicadores", HORAS, "Año", ""),), HORAS),
    Case("fail-A1-13b-medio", (put("indicadores", DISTRITOS, MEDIO, ""),), DISTRITOS),
    Case("fail-A1-13b-medio-con-guion", (put("indicadores", DISTRITOS, MEDIO, "–"),), DISTRITOS),
    Case("fail-A1-13b-indicador-omitido", (drop_row("indicadores", MESAS),), MESAS, allowed=("A1-13x",)),
    Case("fail-A1-13b-sin-columna-de-medio", (drop_columns("indicadores", MEDIO),)),
    Case(
        "fail-A1-13b-anio-narrativo",
        (put("indicadores", "Tiempo promedio de atención en el centro de empleo", "Línea de base (año)", "55"),),
        "Tiempo promedio de atención en el centro de empleo",
        base="empleo",
        layout=Narrative(),
        pdf=True,
    ),
    Case("fail-A1-13c-tres-anios", data=three_years),
    Case("fail-A1-13c-no-consecutivos", data=skipped_year),
    Case("fail-A1-13c-antes-de-linea-base", data=early_years),
    Case("fail-A1-13c-meta-vacia", (put("metas", COSTO, "2018", ""),), COSTO),
    Case("fail-A1-13c-sin-linea-de-base", (drop_columns("metas", "2013", "2014", "2015"),)),
    Case("fail-A1-13x-indicador-que-desaparece", (drop_row("metas", MESAS),), MESAS, allowed=("A1-13c",)),
    Case("fail-A1-13x-linea-de-base-distinta", (put("metas", CONCLUYEN, "2015", "46.0 %"),), CONCLUYEN),
    Case("fail-A1-13x-meta-distinta", (put("metas", CONCLUYEN, "2019", "72.0 %"),), CONCLUYEN),
    Case(
        "fail-A1-13x-indicador-nuevo",
        (put("metas", HORAS, "INDICADOR", "Número de visitas domiciliarias realizadas"),),
        "Número de visitas domiciliarias realizadas",
        allowed=("A1-13b", "A1-13c"),
    ),
]

# The schedule repeats the costs: without them there, one fault stays one.
UNPRICED = (drop_columns("cronograma", PRESUPUESTO), drop_row("cronograma", "TOTAL"))

COSTS = [
    *(
        Case(f"fail-A1-13d1-sin-{name}", (drop_columns("costos", column),), allowed=allowed)
        for name, column, allowed in (
            ("nivel-de-gobierno", "NIVEL DE GOBIERNO", ("A1-13d2", "A1-13d3")),
            ("unidad-de-medida", "Unidad de medida", ()),
            ("costo-unitario", "Costo unitario (S/)", ("A1-13d2", "A1-13d5")),
            ("cantidad", "Cantidad", ("A1-13d2", "A1-13d5")),
            ("costo-total", "Costo total (S/)", ("A1-13d2", "A1-13d5")),
            ("especifica", "Especificación del gasto", ("A1-13d4", "A1-13d5")),
        )
    ),
    Case("fail-A1-13d1-sin-total-por-nivel", (drop_columns("costos", POR_NIVEL), drop_table("resumen"))),
    Case(
        "fail-A1-13d1-sin-costeo", (drop_table("costos"),), allowed=("A1-13d2", "A1-13d3", "A1-13d4", "A1-14b", "A1-x5")
    ),
    Case(
        "fail-A1-13d2-producto",
        (put("costos", "Consultoría para el protocolo", "Cantidad", "2"),),
        "Consultoría para el protocolo",
    ),
    Case(
        "fail-A1-13d2-total-nivel",
        (put("costos", "Consultoría para el protocolo", POR_NIVEL, "38,000.00"),),
        "38,000.00",
    ),
    Case(
        "fail-A1-13d2-total-nivel-resumen",
        (put("resumen", "Gobierno Regional", "Costo total (S/)", "240,250.00"),),
        "240,250.00",
        allowed=("A1-x2",),
    ),
    Case(
        "fail-A1-13d2-total-general",
        (put("costos", "TOTAL", "Costo total (S/)", "987,380.00"), put("costos", "TOTAL", POR_NIVEL, "987,380.00")),
        "987,380.00",
        allowed=("A1-x2",),
        pdf=True,
    ),
    Case(
        "fail-A1-13d2-producto-narrativo",
        (put("costos", "Promotores de empleo", "Cantidad", "330"),),
        "660,000.00",
        base="empleo",
        layout=Narrative(),
        pdf=True,
    ),
    Case("fail-A1-13d3-sin-gobierno-local", UNPRICED, data=without_local_costs),
    Case(
        "fail-A1-13d4-clasificador-incompleto",
        (put("costos", "Equipos de cómputo", "Especificación del gasto", "2.6"),),
        "2.6",
    ),
    Case(
        "fail-A1-13d4-clasificador-inexistente",
        (put("costos", "Equipos de cómputo", "Especificación del gasto", "2.13.3.2.3.1"),),
        "2.13.3.2.3.1",
    ),
    Case(
        "fail-A1-13d4-clasificador-en-palabras",
        (put("costos", "Equipos de cómputo", "Especificación del gasto", "Bienes"),),
        "Bienes",
    ),
    Case(
        "fail-A1-13d5-costo-no-determinado",
        data=undetermined_cost,
        evidence="No se ha determinado",
        allowed=("A1-13d1",),
    ),
    Case(
        "fail-A1-13d5-sin-cantidad",
        (put("costos", "Impresión del protocolo", "Cantidad", "–"),),
        "Impresión del protocolo",
    ),
    Case(
        "fail-A1-13d5-sin-clasificador",
        (put("costos", "Ponentes", "Especificación del gasto", ""),),
        "Ponentes",
        allowed=("A1-13d4",),
    ),
]

FAULTS = [*VALUE_CHAIN, *INDICATORS, *COSTS]
