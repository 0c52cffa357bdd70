"""Figures of a submission: money, counts in words, and the sums from which the costing follows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

LEVELS = {"GN": "Gobierno Nacional", "GR": "Gobierno Regional", "GL": "Gobierno Local"}
UNDETERMINED = "No se ha determinado"
WORDS = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
]


def money(amount: Decimal) -> str:
    """Return an amount as Peru prints it: 12,500.00."""
    return f"{amount:,.2f}"


def count(number: int) -> str:
    """Return a count in words and digits: cuatro (04)."""
    return f"{WORDS[number]} ({number:02})"


def unit_cost(line: list[Any]) -> Decimal | None:
    """Return a cost line's unit cost, or None where it is not determined."""
    return None if line[3] == "" else Decimal(line[3])


def line_total(line: list[Any]) -> Decimal:
    """Return unit cost × quantity; nothing for an undetermined cost."""
    return (unit_cost(line) or Decimal(0)) * Decimal(line[4])


def activity_total(activity: dict[str, Any], level: str | None = None) -> Decimal:
    """Return what an activity costs, in all or at one level of government."""
    return sum((line_total(line) for line in activity["costos"] if level in (None, line[1])), Decimal(0))


def plan_total(data: dict[str, Any], level: str | None = None) -> Decimal:
    """Return what the plan costs, in all or at one level of government."""
    return sum((activity_total(activity, level) for activity in data["actividades"]), Decimal(0))


def levels_of(activity: dict[str, Any]) -> list[str]:
    """Return the levels of government that bear costs of an activity, in official order."""
    return [level for level in LEVELS if any(line[1] == level for line in activity["costos"])]


def shares(data: dict[str, Any]) -> dict[str, Decimal]:
    """Return each level's percentage of the total; the last one takes the rounding, so that they add up to 100."""
    total = plan_total(data)
    found = {level: plan_total(data, level) for level in LEVELS if plan_total(data, level)}
    rounded = {level: (amount * 100 / total).quantize(Decimal("0.1")) for level, amount in found.items()}
    last = list(rounded)[-1]
    rounded[last] = 100 - sum((share for level, share in rounded.items() if level != last), Decimal(0))
    return rounded


def facts(data: dict[str, Any]) -> dict[str, str]:
    """Return the figures that the text may quote, each under its name."""
    document = data["documento"]
    training = [activity for activity in data["actividades"] if activity.get("capacitacion")]
    found = {
        "total": money(plan_total(data)),
        "capacitacion": money(sum((activity_total(activity) for activity in training), Decimal(0))),
        "productos": count(len(data["productos"])),
        "actividades": count(sum(bool(activity["producto"]) for activity in data["actividades"])),
        "indicadores": count(len(data["indicadores"])),
        "cursos": count(len(training)),
        "primera_meta": str(document["metas"][0]),
        "ultima_meta": str(document["metas"][-1]),
        "ultima_base": str(document["base"][-1]),
        "sector": document["sector"],
        "servicio": document["servicio"],
        "ministerio": document["ministerio"],
    }
    for level in LEVELS:
        found[f"total_{level.lower()}"] = money(plan_total(data, level))
        found[f"parte_{level.lower()}"] = str(shares(data).get(level, "0.0"))
    for place, activity in enumerate(data["actividades"], start=1):
        found[f"act_{chr(96 + place)}"] = activity["nombre"]
    return found
