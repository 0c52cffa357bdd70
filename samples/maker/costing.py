"""The computed tables of costs, training and schedule: points 13 d, 14 and 19."""

from __future__ import annotations

from typing import Any

from .content import LEFT, UP, Table
from .figures import (
    LEVELS,
    UNDETERMINED,
    activity_total,
    levels_of,
    line_total,
    money,
    plan_total,
    shares,
    unit_cost,
)

Data = dict[str, Any]


def costs(data: Data) -> Table:
    """13 d: costing by process or activity."""
    rows = [
        [
            "PROCESO O ACTIVIDAD",
            "NIVEL DE GOBIERNO",
            "Unidad de medida",
            "Costo unitario (S/)",
            "Cantidad",
            "Costo total (S/)",
            "Especificación del gasto",
            "TOTAL POR NIVEL DE GOBIERNO (S/)",
        ]
    ]
    for activity in data["actividades"]:
        rows.append([activity["nombre"].upper(), *[LEFT] * 7])
        for level in levels_of(activity):
            lines = [line for line in activity["costos"] if line[1] == level]
            for place, line in enumerate(lines):
                known = unit_cost(line) is not None
                rows.append(
                    [
                        line[0],
                        level,
                        line[2],
                        money(unit_cost(line)) if known else UNDETERMINED,
                        f"{line[4]:,}",
                        money(line_total(line)) if known else "–",
                        line[5],
                        UP if place else money(activity_total(activity, level)),
                    ]
                )
    rows.append(["TOTAL", *[LEFT] * 4, money(plan_total(data)), "", money(plan_total(data))])
    return Table("costos", rows, 1, [4.6, 1.7, 2.2, 2, 1.4, 2.2, 2.2, 2.5])


def flat_costs(data: Data) -> Table:
    """13 d as a narrative prints it: one line a cost, the activity merged beside its lines."""
    rows = [
        [
            "N°",
            "Actividad",
            "Rubro",
            "Nivel de gobierno",
            "Unidad de medida",
            "Costo unitario (S/)",
            "Cantidad",
            "Costo total (S/)",
            "Específica del gasto",
        ]
    ]
    for number, activity in enumerate(data["actividades"], start=1):
        for place, line in enumerate(activity["costos"]):
            rows.append(
                [
                    UP if place else f"{number}",
                    UP if place else activity["nombre"],
                    line[0],
                    line[1],
                    line[2],
                    money(unit_cost(line)),
                    f"{line[4]:,}",
                    money(line_total(line)),
                    line[5],
                ]
            )
        rows.append(["Subtotal de la actividad", *[LEFT] * 6, money(activity_total(activity)), ""])
    rows.append(["TOTAL GENERAL", *[LEFT] * 6, money(plan_total(data)), ""])
    return Table("costos", rows, 1, [0.9, 4.2, 4.4, 1.7, 2.4, 2.2, 1.6, 2.5, 2.4], wide=True)


def summary(data: Data) -> Table:
    """13 d: totals by level of government."""
    rows = [["Nivel de gobierno", "Costo total (S/)", "%"]]
    rows += [[LEVELS[level], money(plan_total(data, level)), f"{share}"] for level, share in shares(data).items()]
    rows.append(["TOTAL", money(plan_total(data)), "100.0"])
    return Table("resumen", rows, 1, [6, 4, 2], "Total por nivel de gobierno")


def summary_by_activity(data: Data) -> Table:
    """13 d: totals by activity and level of government."""
    rows = [["Actividad", *LEVELS.values(), "Total (S/)"]]
    for activity in data["actividades"]:
        cells = [money(activity_total(activity, level)) for level in LEVELS]
        rows.append([activity["nombre"], *cells, money(activity_total(activity))])
    rows.append(
        ["TOTAL POR NIVEL DE GOBIERNO", *(money(plan_total(data, level)) for level in LEVELS), money(plan_total(data))]
    )
    return Table("resumen", rows, 1, [6, 2.8, 2.8, 2.8, 2.8], "Total por nivel de gobierno")


def training(data: Data) -> Table:
    """14: the activities of training and assistance, with the costs that 13 d gives them."""
    rows = [["Actividad", "Nivel de gobierno", "Dirigido a", "Modalidad", "Costo previsto en 13 d (S/)"]]
    for activity in data["actividades"]:
        if "capacitacion" in activity:
            rows.append(
                [
                    activity["nombre"],
                    ", ".join(levels_of(activity)),
                    *activity["capacitacion"],
                    money(activity_total(activity)),
                ]
            )
    return Table("capacitacion", rows, 1, [5, 2, 3.5, 3.2, 2.6])


def schedule(data: Data) -> Table:
    """19: activities by months, one line for each level of government."""
    months = data["documento"]["meses"]
    year = str(data["documento"]["ejecucion"])
    rows = [
        [
            "N°",
            "PRODUCTO",
            "ACTIVIDAD / PROCESO",
            "NIVEL DE GOBIERNO",
            year,
            *[LEFT] * (len(months) - 1),
            "PRESUPUESTO (S/)",
        ],
        [UP, UP, UP, UP, *months, UP],
    ]
    names = {product["clave"]: product["nombre"] for product in data["productos"]}
    previous = ""
    planned = [activity for activity in data["actividades"] if activity["producto"] in names]
    for number, activity in enumerate(planned, start=1):
        for place, level in enumerate(activity["meses"]):
            same = activity["producto"] == previous
            previous = activity["producto"]
            marks = ["X" if month in activity["meses"][level] else "" for month in months]
            rows.append(
                [
                    UP if place else str(number),
                    UP if same else names[activity["producto"]],
                    UP if place else activity["nombre"],
                    level,
                    *marks,
                    money(activity_total(activity, level)),
                ]
            )
    rows.append(["TOTAL", *[LEFT] * (len(months) + 3), money(plan_total(data))])
    return Table(
        "cronograma", rows, 2, [0.7, 3.1, 3.9, 1.6, *[1.1] * len(months), 2.3], "CRONOGRAMA DE EJECUCIÓN", True
    )


def schedule_by_level(data: Data) -> Table:
    """19 as a narrative prints it: a group for each level, quarters of two years."""
    quarters = data["documento"]["trimestres"]
    years = [str(year) for year in data["documento"]["metas"][:2]]
    rows = [
        ["N°", "ACTIVIDAD", *(cell for year in years for cell in [year, *[LEFT] * 3]), "RESPONSABLE"],
        [UP, UP, *["I", "II", "III", "IV"] * 2, UP],
    ]
    for level, name in LEVELS.items():
        rows.append([name.upper(), *[LEFT] * 10])
        active = [activity for activity in data["actividades"] if level in activity["meses"]]
        for number, activity in enumerate(active, start=1):
            marks = ["X" if quarter in activity["meses"][level] else "" for quarter in quarters]
            rows.append([f"{number}", activity["nombre"], *marks, data["documento"]["responsables"][level]])
    return Table("cronograma", rows, 2, [0.9, 7.6, *[1.1] * 8, 4.6], "CRONOGRAMA DE EJECUCIÓN DEL PLAN", True)
