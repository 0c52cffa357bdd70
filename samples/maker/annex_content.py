"""Four invented annexes as data: a costing, a schedule, the matrix of an agreement, a report of training."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from .content import LEFT, UP, Table

MINISTRY = "Ministerio de Caminos y Puentes Rurales"
ORGAN = "Dirección de Conservación Vial"
SERVICE = "Conservación de caminos rurales"

Place = tuple[int, int]


@dataclass
class Sheet:
    """A sheet of a workbook; `formulas` are by place in the table, their rows counted from 1 at the table's first."""

    name: str
    table: Table
    formulas: dict[Place, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    gap: int = 1
    """Blank rows between the titles and the table."""
    hidden_rows: list[int] = field(default_factory=list)
    is_hidden: bool = False


@dataclass
class Annex:
    """An annex: its title lines, and its tables, a sheet each."""

    titles: list[str]
    sheets: list[Sheet]

    @property
    def table(self) -> Table:
        """The table of the first sheet."""
        return self.sheets[0].table


def money(amount: Decimal | int) -> str:
    """Return an amount as people write it here."""
    return f"{Decimal(amount):,.2f}"


COSTS = (
    ("Elaborar la guía de conservación vial", "Gobierno Nacional", "Documento", 12500, 2, "2.3.2.7.11.99"),
    ("Publicar la guía y sus formatos", "Gobierno Nacional", "Millar", 1850, 4, "2.3.2.2.4.4"),
    ("Capacitar a los equipos técnicos regionales", "Gobierno Nacional", "Taller", 7400, 6, "2.3.2.7.10.1"),
    ("Inventariar los caminos de la región", "Gobierno Regional", "Kilómetro", 95, 820, "2.3.2.7.11.99"),
    ("Contratar la conservación rutinaria", "Gobierno Regional", "Kilómetro", 310, 450, "2.3.2.4.5.1"),
    ("Vigilar los tramos conservados", "Gobierno Local", "Visita", 180, 96, "2.3.2.1.2.1"),
    ("Registrar los reclamos de los usuarios", "Gobierno Local", "Mes", 640, 12, "2.3.2.7.11.99"),
)


def costing() -> Annex:
    """Return the costing: unit cost × quantity, a total for each level of government, and the total of all."""
    heads = [
        "N°", "Proceso o actividad", "Nivel de gobierno", "Unidad de medida", "Costo unitario (S/.)", "Cantidad",
        "Costo total (S/.)", "Especificación del gasto", "Total por nivel de gobierno (S/.)",
    ]  # fmt: skip
    rows, formulas = [heads], {}
    for number, (name, level, unit, price, amount, code) in enumerate(COSTS, 1):
        of_level = [row for row in COSTS if row[1] == level]
        total = money(sum(row[3] * row[4] for row in of_level)) if of_level[0][0] == name else UP
        rows.append([str(number), name, level, unit, money(price), str(amount), money(price * amount), code, total])
        formulas[number, 6] = f"=E{number + 1}*F{number + 1}"
    whole = money(sum(row[3] * row[4] for row in COSTS))
    rows.append(["TOTAL GENERAL", LEFT, LEFT, LEFT, LEFT, LEFT, whole, "", whole])
    formulas[len(COSTS) + 1, 6] = f"=SUM(G2:G{len(COSTS) + 1})"
    titles = [MINISTRY.upper(), f"COSTEO DE LAS ACCIONES DE MEJORA CONTINUA – SERVICIO: {SERVICE.upper()}"]
    widths = [1, 5, 3, 2.5, 2.5, 2, 3, 3.5, 3.5]
    return Annex(titles, [Sheet("Costeo", Table("costos", rows, widths=widths), formulas)])


QUARTERS = ("I", "II", "III", "IV")
SCHEDULE = (
    ("Elaborar la guía de conservación vial", "Gobierno Nacional", "I II"),
    ("Publicar la guía y sus formatos", "Gobierno Nacional", "II III"),
    ("Capacitar a los equipos técnicos regionales", "Gobierno Nacional", "II III IV"),
    ("Inventariar los caminos de la región", "Gobierno Regional", "I II III"),
    ("Contratar la conservación rutinaria", "Gobierno Regional", "II III IV"),
    ("Vigilar los tramos conservados", "Gobierno Local", "III IV"),
    ("Registrar los reclamos de los usuarios", "Gobierno Local", "I II III IV"),
)


def schedule() -> Annex:
    """Return the schedule: activities by quarters of one year, under a merged head."""
    rows = [
        ["N°", "Actividad", "Nivel de gobierno", "2017", LEFT, LEFT, LEFT],
        [UP, UP, UP, *(f"Trimestre {quarter}" for quarter in QUARTERS)],
    ]
    for number, (name, level, when) in enumerate(SCHEDULE, 1):
        marks = ["X" if quarter in when.split() else "" for quarter in QUARTERS]
        rows.append([str(number), name, level, *marks])
    titles = [MINISTRY.upper(), f"CRONOGRAMA DE IMPLEMENTACIÓN – SERVICIO: {SERVICE.upper()}"]
    return Annex(titles, [Sheet("Cronograma", Table("cronograma", rows, head=2, widths=[1, 7, 4, 3, 3, 3, 3]))])


GOALS = (
    (
        "Mejorar el estado de los caminos rurales", "Porcentaje de kilómetros conservados",
        "Kilómetros conservados / kilómetros de la red × 100", "Porcentaje", "42 (2016)", (48, 55, 62),
        "Inventario vial regional", "Gerencia Regional de Infraestructura",
    ),
    (
        UP, "Tiempo medio de atención de una emergencia vial",
        "Suma de horas de atención / número de emergencias", "Horas", "36 (2016)", (30, 24, 18),
        "Registro de emergencias viales", "Dirección Regional de Caminos",
    ),
    (
        "Fortalecer la gestión vial del gobierno regional", "Número de técnicos regionales certificados",
        "Conteo de técnicos con certificado vigente", "Técnico", "12 (2016)", (20, 30, 40),
        "Registro de certificados", ORGAN,
    ),
    (
        UP, "Porcentaje de reclamos resueltos en plazo",
        "Reclamos resueltos en plazo / reclamos recibidos × 100", "Porcentaje", "51 (2016)", (60, 70, 80),
        "Libro de reclamos", "Oficina de Atención al Usuario",
    ),
)  # fmt: skip


def agreement() -> Annex:
    """Return the matrix of the agreement: objectives, indicators and targets of three years."""
    rows = [
        [
            "Objetivo", "Indicador", "Fórmula de cálculo", "Unidad de medida", "Línea de base", "Metas", LEFT, LEFT,
            "Medio de verificación", "Responsable",
        ],
        [UP, UP, UP, UP, UP, "2017", "2018", "2019", UP, UP],
    ]  # fmt: skip
    for goal, name, formula, unit, base, targets, source, who in GOALS:
        rows.append([goal, name, formula, unit, base, *(str(t) for t in targets), source, who])
    titles = [
        "ANEXO DEL CONVENIO DE GESTIÓN ENTRE EL MINISTERIO DE CAMINOS Y PUENTES RURALES Y EL GOBIERNO REGIONAL",
        "MATRIZ DE OBJETIVOS, INDICADORES Y METAS",
    ]
    widths = [4, 5, 5, 2.5, 2.5, 1.6, 1.6, 1.6, 4, 4]
    return Annex(titles, [Sheet("Matriz", Table("indicadores", rows, head=2, widths=widths))])


TRAINING = (
    ("Taller de inventario vial", "Gobierno Regional de Ejemplo Norte", 30, 28, "12/05/2017", 6200),
    ("Taller de inventario vial", "Gobierno Regional de Ejemplo Sur", 25, 25, "19/05/2017", 5800),
    ("Curso de contratación de la conservación", "Gobierno Regional de Ejemplo Norte", 20, 17, "08/06/2017", 4300),
    ("Pasantía en conservación rutinaria", "Gobierno Regional de Ejemplo Sur", 8, 8, "21/07/2017", 9100),
    ("Asistencia técnica en el registro de reclamos", "Municipalidades provinciales", 40, 33, "04/08/2017", 2700),
)


def training() -> Annex:
    """Return the report of training, with totals of participants and costs."""
    heads = [
        "N°", "Actividad de capacitación", "Entidad o gobierno regional", "Participantes programados",
        "Participantes capacitados", "Fecha", "Costo (S/.)",
    ]  # fmt: skip
    rows, last = [heads], len(TRAINING) + 1
    for number, (name, body, planned, trained, day, cost) in enumerate(TRAINING, 1):
        rows.append([str(number), name, body, str(planned), str(trained), day, money(cost)])
    sums = [sum(row[at] for row in TRAINING) for at in (2, 3, 5)]
    rows.append(["TOTAL", LEFT, LEFT, str(sums[0]), str(sums[1]), "", money(sums[2])])
    formulas = {(last, at): f"=SUM({column}2:{column}{last})" for at, column in ((3, "D"), (4, "E"), (6, "G"))}
    titles = [MINISTRY.upper(), "REPORTE DE DESARROLLO DE CAPACIDADES – AÑO 2017"]
    widths = [1, 6, 6, 3, 3, 3, 3]
    return Annex(titles, [Sheet("Capacitación", Table("capacitacion", rows, widths=widths), formulas)])
