"""The computed tables: one function a table, all from the same figures; those of point 13 a, b and c are here."""

from __future__ import annotations

from typing import Any

from . import costing
from .content import LEFT, UP, Table
from .figures import (
    LEVELS,
    facts,
)

__all__ = ["MATRICES", "facts"]

Data = dict[str, Any]
SCOPES = ["Insumo", "Proceso", "Producto", "Resultado"]
CONTROLS = ["Eficacia", "Eficiencia", "Calidad", "Economía", "Equidad"]


def _value(indicator: Data, number: float) -> str:
    """Return a value as the indicator's unit is printed."""
    decimals = (
        1 if indicator["unidad"] in ("Porcentaje", "Tasa") else 2 if indicator["unidad"].startswith("Soles") else 0
    )
    return f"{number:,.{decimals}f}" + (" %" if indicator["unidad"] == "Porcentaje" else "")


def value_chain(data: Data) -> Table:
    """13 a: the value chain with its indicators, targets and alignment."""
    rows = [
        [
            "CADENA DE VALOR",
            LEFT,
            LEFT,
            LEFT,
            LEFT,
            "INDICADORES",
            "META",
            "ALINEAMIENTO, ARTICULACIÓN, COORDINACIÓN",
            LEFT,
            LEFT,
        ],
        [
            "INSUMOS",
            "PROCESO O ACTIVIDAD",
            "PRODUCTO",
            "RESULTADO INTERMEDIO",
            "RESULTADO FINAL",
            UP,
            UP,
            "GOBIERNO NACIONAL",
            "GOBIERNO REGIONAL",
            "GOBIERNO LOCAL",
        ],
    ]
    for product in data["productos"]:
        activities = [a for a in data["actividades"] if a["producto"] == product["clave"]]
        indicators = [i for i in data["indicadores"] if i.get("producto") == product["clave"]]
        for place in range(max(len(activities), len(indicators))):
            first = place == 0
            activity = activities[place] if place < len(activities) else None
            indicator = indicators[place] if place < len(indicators) else None
            rows.append(
                [
                    activity["insumos"] if activity else UP,
                    activity["nombre"] if activity else UP,
                    product["nombre"] if first else UP,
                    product["intermedio"] if first else UP,
                    data["documento"]["resultado_final"] if first else UP,
                    indicator["nombre"] if indicator else "" if first else UP,
                    _target(data, indicator) if indicator else "" if first else UP,
                    *(activity["roles"] if activity else [UP] * 3),
                ]
            )
    for indicator in data["indicadores"]:
        if "producto" not in indicator:
            rows.append(
                [
                    "Indicador de " + indicator["resultado"].lower(),
                    LEFT,
                    LEFT,
                    indicator["intermedio"],
                    data["documento"]["resultado_final"],
                    indicator["nombre"],
                    _target(data, indicator),
                    *indicator["roles"],
                ]
            )
    return Table("cadena", rows, 2, [2.6, 3.2, 3, 3, 3, 3.2, 1.8, 2.7, 2.7, 2.7], wide=True)


def _target(data: Data, indicator: Data) -> str:
    """Return the last year's target with its year, as point 13 a states it."""
    return f"{_value(indicator, indicator['metas'][-1])} ({data['documento']['metas'][-1]})"


def classification(data: Data) -> Table:
    """13 a: indicators by ámbito de medición and ámbito de control."""
    rows = [["Ámbito de control", "Ámbito de medición", LEFT, LEFT, LEFT], [UP, *SCOPES]]
    for control in CONTROLS:
        cells = []
        for scope in SCOPES:
            names = [i["nombre"] for i in data["indicadores"] if (i["control"], i["medicion"]) == (control, scope)]
            cells.append("\n".join(names) or "–")
        rows.append([control, *cells])
    return Table("clasificacion", rows, 2, [2.2, 3.5, 3.5, 3.5, 3.5], "Clasificación de los indicadores")


def territorial(data: Data) -> Table:
    """13 a: each indicator's link, phase of the production cycle and levels of government."""
    rows = [["INDICADOR", "Eslabón de la cadena de valor", "Fase del ciclo de producción", "GN", "GR", "GL"]]
    for indicator in data["indicadores"]:
        link = indicator.get("resultado") or indicator["medicion"]
        marks = ["X" if level in indicator["niveles"].split() else "–" for level in LEVELS]
        rows.append([indicator["nombre"], link, indicator["fase"], *marks])
    return Table(
        "territorial", rows, 1, [6.5, 3.2, 3.5, 1, 1, 1], "Indicadores por ciclo de producción y nivel de gobierno"
    )


def indicators(data: Data) -> Table:
    """13 b: unit, frequency, baseline and means of verification."""
    year = str(data["documento"]["base"][-1])
    if data["documento"]["forma"] == "narrativo":
        rows = [
            ["Indicador", "Unidad de medida", "Frecuencia de medición", "Línea de base (año)", "Medio de verificación"]
        ]
        for i in data["indicadores"]:
            rows.append([i["nombre"], i["unidad"], i["frecuencia"], f"{_value(i, i['base'][-1])} ({year})", i["medio"]])
        return Table("indicadores", rows, 1, [5.5, 2.3, 2.5, 2.5, 3.8])
    rows = [
        ["INDICADOR", LEFT, LEFT, "LÍNEA DE BASE", LEFT, "Medio de verificación"],
        ["Denominación", "Unidad de medida", "Frecuencia de medición", "Valor", "Año", UP],
    ]
    for i in data["indicadores"]:
        rows.append([i["nombre"], i["unidad"], i["frecuencia"], _value(i, i["base"][-1]), year, i["medio"]])
    return Table("indicadores", rows, 2, [5.2, 2.2, 2.2, 1.7, 1.3, 3.8])


def targets(data: Data) -> Table:
    """13 c: baseline trend and targets."""
    base, goals = data["documento"]["base"], data["documento"]["metas"]
    rows = [
        ["INDICADOR", "LÍNEA DE BASE", *[LEFT] * (len(base) - 1), "METAS", *[LEFT] * (len(goals) - 1)],
        [UP, *map(str, base), *map(str, goals)],
    ]
    for i in data["indicadores"]:
        rows.append([i["nombre"], *(_value(i, number) for number in [*i["base"], *i["metas"]])])
    return Table("metas", rows, 2, [5.2, *[1.6] * (len(base) + len(goals))])


MATRICES = {
    "cadena": value_chain,
    "clasificacion": classification,
    "territorial": territorial,
    "indicadores": indicators,
    "metas": targets,
    "costos": costing.costs,
    "costos_en_lista": costing.flat_costs,
    "resumen": costing.summary,
    "resumen_por_actividad": costing.summary_by_activity,
    "capacitacion": costing.training,
    "cronograma": costing.schedule,
    "cronograma_por_nivel": costing.schedule_by_level,
}
