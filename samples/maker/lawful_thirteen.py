"""Lawful but unusual ways to write point 13: what must not be accused."""

from __future__ import annotations

from typing import Any

from .case import Case
from .edits import put, recast, rename, replace_table, split_table, swap
from .names import (
    APRUEBAN,
    CONCLUYEN,
    COSTO,
    CRIANZA,
    CURSOS,
    DENUNCIAS,
    DISTRITOS,
    HORAS,
    MEDIO,
    MESAS,
    POR_NIVEL,
)

Data = dict[str, Any]
LEVELS = {"GN": "Gobierno Nacional", "GR": "Gob. Regional", "GL": "Municipalidades"}
CLASSIFIED = f"""
!tabla clasificacion titulo="Clasificación de los indicadores"
| Indicador | Ámbito de medición | Ámbito de control |
| {CONCLUYEN} | Producto | Eficacia |
| {COSTO} | Insumo | Economía |
| {APRUEBAN} | Proceso | Calidad |
| {HORAS} | Proceso | Eficiencia |
| {MESAS} | Producto | Eficacia |
| {DISTRITOS} | Producto | Equidad |
| {CRIANZA} | Resultado | Calidad |
| {DENUNCIAS} | Resultado | Eficacia |
"""


def one_baseline_column(data: Data) -> None:
    """Print baseline value and year in one cell."""
    data["documento"]["forma"] = "narrativo"


def five_years(data: Data) -> None:
    """Set targets for one year more than the norm asks."""
    data["documento"]["metas"].append(2020)
    for indicator in data["indicadores"]:
        indicator["metas"].append(indicator["metas"][-1])


def thirds(data: Data) -> None:
    """Give a cost whose product is rounded to the sol."""
    data["actividades"][0]["costos"][1] = ["Impresión del protocolo", "GN", "Lote", "4333.33", 3, "2.3.2.2.4.4"]


VALUE_CHAIN = [
    Case(
        "pass-A1-13a1-cabezas-distintas",
        (
            rename(
                "cadena",
                {
                    "INSUMOS": "Insumo",
                    "PROCESO O ACTIVIDAD": "Actividades",
                    "PRODUCTO": "Productos",
                    "INDICADORES": "Indicador",
                    "META": "METAS",
                    "GOBIERNO NACIONAL": "GN",
                    "GOBIERNO REGIONAL": "GR",
                    "GOBIERNO LOCAL": "GL",
                },
            ),
        ),
        spared=("A1-13a2",),
    ),
    Case(
        "pass-A1-13a1-tabla-partida",
        (split_table("cadena", "Servidores públicos con capacidades fortalecidas en atención a la familia"),),
        spared=("A1-13a2", "A1-13x"),
    ),
    Case(
        "pass-A1-13a2-meta-en-palabras",
        (swap("75.0 % (2019)", "Alcanzar el 75 % al año 2019", 13),),
        spared=("A1-13x",),
    ),
    Case(
        "pass-A1-13a3-niveles-en-palabras",
        (rename("territorial", {"GN": "Nacional", "GR": "Regional", "GL": "Local"}),),
    ),
    Case("pass-A1-13a4-clasificacion-en-lista", (replace_table("clasificacion", CLASSIFIED),)),
]

INDICATORS = [
    Case("pass-A1-13b-linea-de-base-en-una-columna", data=one_baseline_column),
    Case(
        "pass-A1-13b-cabezas-distintas",
        (
            rename(
                "indicadores",
                {
                    "Unidad de medida": "U. de medida",
                    "Frecuencia de medición": "Periodicidad",
                    "LÍNEA DE BASE": "LINEA BASE",
                    "Medio de verificación": "Medios de Verificación",
                },
            ),
        ),
    ),
    Case(
        "pass-A1-13b-medio-combinado",
        (
            put("indicadores", HORAS, MEDIO, "^"),
            put("indicadores", APRUEBAN, MEDIO, "Actas y fichas de la Dirección de Fortalecimiento de las Familias"),
        ),
    ),
    Case("pass-A1-13b-tabla-partida", (split_table("indicadores", MESAS),), spared=("A1-13x",)),
    Case(
        "pass-A1-13b-linea-de-base-cero",
        (
            put("indicadores", MESAS, "Valor", "0"),
            *(put("metas", MESAS, year, "0") for year in ("2013", "2014", "2015")),
        ),
        spared=("A1-13c", "A1-13x"),
    ),
    Case(
        "pass-A1-13c-cabezas-con-periodo",
        (rename("metas", {"LÍNEA DE BASE": "LÍNEA BASE 2013–2015", "METAS": "METAS 2016–2019"}),),
    ),
    Case("pass-A1-13c-sin-dato-en-un-anio", (put("metas", DISTRITOS, "2013", "n.d."),), spared=("A1-13b",)),
    Case("pass-A1-13c-cinco-anios", data=five_years),
    Case(
        "pass-A1-13c-coma-decimal",
        (recast("metas", lambda text: text.replace(".", ",") if text.endswith("%") else text),),
        spared=("A1-13x",),
    ),
    Case(
        "pass-A1-13x-nombres-en-mayusculas",
        (
            put("metas", MESAS, "INDICADOR", "N° de mesas regionales de familia con plan de trabajo aprobado"),
            put("metas", CONCLUYEN, "INDICADOR", CONCLUYEN.upper()),
            put("metas", APRUEBAN, "INDICADOR", "% de servidores que aprueban la capacitación"),
        ),
    ),
]

COSTS = [
    Case(
        "pass-A1-13d1-cabezas-distintas",
        (
            rename(
                "costos",
                {
                    "PROCESO O ACTIVIDAD": "Actividad / rubro",
                    "NIVEL DE GOBIERNO": "Nivel",
                    "Unidad de medida": "Und. medida",
                    "Costo unitario (S/)": "C. Unitario",
                    "Cantidad": "Cant.",
                    "Costo total (S/)": "Total (S/)",
                    "Especificación del gasto": "Clasificador de gasto",
                    POR_NIVEL: "Total por nivel",
                },
            ),
        ),
        spared=("A1-13d2", "A1-13d4"),
    ),
    Case(
        "pass-A1-13d2-miles-con-espacio",
        (recast("costos", lambda text: text.replace(",", " ") if text[:1].isdigit() else text),),
    ),
    Case("pass-A1-13d2-con-simbolo", (recast("costos", lambda text: f"S/. {text}" if text.endswith(".00") else text),)),
    Case("pass-A1-13d2-sin-decimales", (recast("costos", lambda text: text.removesuffix(".00")),)),
    Case(
        "pass-A1-13d2-redondeo",
        (
            put("costos", "Impresión del protocolo", "Costo total (S/)", "13,000.00"),
            put("costos", "Consultoría para el protocolo", POR_NIVEL, "37,000.00"),
        ),
        data=thirds,
    ),
    Case("pass-A1-13d2-tabla-partida", (split_table("costos", CURSOS.upper()),), spared=("A1-13d1",)),
    Case(
        "pass-A1-13d3-niveles-en-palabras",
        (recast("costos", lambda text: LEVELS.get(text, text), "NIVEL DE GOBIERNO"),),
    ),
    Case(
        "pass-A1-13d4-codigos-con-espacios",
        (recast("costos", lambda text: "2.3. 2 7.11 99" if text == "2.3.2.7.11.99" else text),),
    ),
    Case(
        "pass-A1-13d5-cantidad-con-unidad", (put("costos", "Ponentes", "Cantidad", "240 horas"),), spared=("A1-13d2",)
    ),
]

LAWFUL = [*VALUE_CHAIN, *INDICATORS, *COSTS]
