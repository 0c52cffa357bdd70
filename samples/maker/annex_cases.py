"""The samples of annexes sent apart: one fault, one lawful trap or one doubt each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .annex_content import Annex, Sheet, agreement, costing, money, schedule, training
from .content import LEFT, UP, Table
from .expectation import expectation
from .informe_content import ORGAN as REPORTS_ORGAN
from .informe_indicators import indicators

Change = Callable[[Annex], None]
BASES = {
    "costeo": costing,
    "cronograma": schedule,
    "matriz_convenio": agreement,
    "reporte_capacidades": training,
}


@dataclass(frozen=True)
class AnnexCase:
    """A sample; its name begins with `pass-`, `fail-` or `review-` and the obligation. `quotes` is in the finding."""

    folder: str
    name: str
    changes: tuple[Change, ...] = ()
    quotes: str = ""
    xlsx: bool = True
    docx: bool = True
    pdf: bool = False

    def annex(self) -> Annex:
        """Return the annex, changed."""
        annex = BASES[self.folder]()
        for change in self.changes:
            change(annex)
        return annex

    def expected(self) -> dict[str, Any]:
        """Return what the file beside the samples says."""
        return expectation(self.name, doctype=self.folder, evidence=self.quotes)


def put(row: str, column: str, text: str) -> Change:
    """Write one cell as typed, not computed; the row is the one that has a cell reading `row`."""

    def change(annex: Annex) -> None:
        at = annex.table.row(row), annex.table.column(column)
        annex.table.rows[at[0]][at[1]] = text
        annex.sheets[0].formulas.pop(at, None)

    return change


def rename(heads: dict[str, str]) -> Change:
    """Give columns other heads."""

    def change(annex: Annex) -> None:
        for row in annex.table.rows[: annex.table.head]:
            row[:] = [heads.get(text, text) for text in row]

    return change


def drop_column(name: str) -> Change:
    """Take a column out; what was computed is typed from then on."""

    def change(annex: Annex) -> None:
        annex.table.drop_column(name)
        annex.sheets[0].formulas.clear()

    return change


def of_the_report(annex: Annex) -> None:
    """Give the matrix the indicators of the invented report, one of them with another target for its year."""
    table = annex.table
    del table.rows[table.head :]
    for one in indicators():
        target = one.target + 150 if one.target > 1000 else one.target
        years = [str(target), str(target + 1), str(target + 2)]
        table.rows.append(
            [one.objective, one.name, "Conteo", one.unit, "0 (2018)", *years, "Registro anual", REPORTS_ORGAN]
        )
    rename({"2017": "2019", "2018": "2020", "2019": "2021"})(annex)


def only_head(annex: Annex) -> None:
    """Leave nothing but the head."""
    del annex.table.rows[annex.table.head :]
    annex.sheets[0].formulas.clear()


def sheet_by_level(annex: Annex) -> None:
    """Give each level of government a sheet of its own, which alone tells the level."""
    table = annex.table
    level, last = table.column("Nivel de gobierno"), table.column("Total por nivel de gobierno (S/.)")
    sheets = []
    for name in ("Gobierno Nacional", "Gobierno Regional", "Gobierno Local"):
        own = [row for row in table.rows[1:-1] if row[level] == name]
        total = own[0][last]
        rows = [[*row[:level], *row[level + 1 : last]] for row in (table.rows[0], *own)]
        rows.append(["TOTAL", LEFT, LEFT, LEFT, LEFT, total, ""])
        sheets.append(Sheet(name, Table("costos", rows, widths=[1, 5, 3, 3, 2, 3, 4])))
    annex.sheets[:] = sheets


def second_table(annex: Annex) -> None:
    """Add a sheet whose table has heads that no form knows."""
    rows = [
        ["Ruta", "Aporte A", "Aporte B", "Aporte C"],
        *([f"R-{n}", str(n * 100), str(n * 70), "15"] for n in (1, 2, 3)),
    ]
    annex.sheets.append(Sheet("Aportes", Table("aportes", rows)))


def months(annex: Annex) -> None:
    """Tell the periods by the dates of beginning and end."""
    table = annex.table
    rows = [["Actividad", "Nivel de gobierno", "Inicio", "Fin"]]
    rows += [[row[1], row[2], "02/01/2017", "30/06/2017"] for row in table.rows[table.head :]]
    annex.sheets[0].table = Table("cronograma", rows)


FIRST_COST = "Elaborar la guía de conservación vial"
LOCAL_COST = "Vigilar los tramos conservados"
UNIT_COST, AMOUNT, TOTAL = "Costo unitario (S/.)", "Cantidad", "Costo total (S/.)"
CODE, BY_LEVEL = "Especificación del gasto", "Total por nivel de gobierno (S/.)"
CERTIFIED = "Número de técnicos regionales certificados"
COURSE = "Curso de contratación de la conservación"


def local_is_regional(annex: Annex) -> None:
    """Let no row be of the local level."""
    table = annex.table
    level, last = table.column("Nivel de gobierno"), table.rows[-1][0]
    for row in table.rows:
        row[level] = row[level].replace("Gobierno Local", "Gobierno Regional")
    if last == "TOTAL GENERAL":
        by_level = table.column(BY_LEVEL)
        regional = [row for row in table.rows[1:-1] if row[level] == "Gobierno Regional"]
        whole = sum(int(float(row[table.column(TOTAL)].replace(",", ""))) for row in regional)
        for row in regional[1:]:
            row[by_level] = UP
        regional[0][by_level] = money(whole)


CASES = (
    AnnexCase("costeo", "pass-completo", pdf=True),
    AnnexCase("costeo", "pass-A1-13d1-hoja-por-nivel", (sheet_by_level,)),
    AnnexCase(
        "costeo",
        "pass-A1-13d1-otros-encabezados",
        (
            rename(
                {
                    "Costo unitario (S/.)": "P.U.",
                    "Cantidad": "Cant.",
                    "Costo total (S/.)": "Importe",
                    "Unidad de medida": "U.M.",
                }
            ),
        ),
    ),
    AnnexCase(
        "costeo", "fail-A1-13d2-total-general", (put("TOTAL GENERAL", TOTAL, "331,570.00"),), "331,570.00", pdf=True
    ),
    AnnexCase("costeo", "fail-A1-13d2-producto", (put(FIRST_COST, AMOUNT, "3"),), "37,500.00"),
    AnnexCase("costeo", "fail-A1-13d2-total-del-nivel", (put(LOCAL_COST, BY_LEVEL, "25,960.00"),), "25,960.00"),
    AnnexCase("costeo", "fail-A1-13d1-sin-especificacion", (drop_column(CODE),), "especificación del gasto"),
    AnnexCase("costeo", "fail-A1-13d1-sin-filas", (only_head,), "ninguna fila"),
    AnnexCase("costeo", "fail-A1-13d4-codigo", (put(FIRST_COST, CODE, "2,3,27.1199"),), "2,3,27.1199"),
    AnnexCase("costeo", "fail-A1-13d5-sin-cantidad", (put(LOCAL_COST, AMOUNT, ""),), LOCAL_COST),
    AnnexCase("costeo", "review-A1-13d3-sin-nivel-local", (local_is_regional,)),
    AnnexCase("costeo", "review-A1-13d1-otra-hoja", (second_table,)),
    AnnexCase("cronograma", "pass-completo"),
    AnnexCase("cronograma", "pass-A1-19b-fechas", (months,)),
    AnnexCase("cronograma", "fail-A1-19a-sin-filas", (only_head,), "ninguna fila", docx=False),
    AnnexCase(
        "cronograma",
        "fail-A1-19b-fila-sin-marca",
        (put(LOCAL_COST, "Trimestre III", ""), put(LOCAL_COST, "Trimestre IV", "")),
        LOCAL_COST,
    ),
    AnnexCase("cronograma", "review-A1-19b-sin-niveles", (drop_column("Nivel de gobierno"),)),
    AnnexCase("cronograma", "review-A1-19b-sin-nivel-local", (local_is_regional,)),
    AnnexCase("matriz_convenio", "pass-completo", pdf=True),
    AnnexCase(
        "matriz_convenio",
        "pass-A1-13b-otros-encabezados",
        (
            rename(
                {
                    "Fórmula de cálculo": "Método de cálculo",
                    "Línea de base": "Línea base",
                    "Responsable": "Órgano responsable",
                }
            ),
        ),
    ),
    AnnexCase("matriz_convenio", "fail-A1-13b-sin-unidad", (put(CERTIFIED, "Unidad de medida", ""),), CERTIFIED),
    AnnexCase(
        "matriz_convenio", "fail-A1-13b-sin-linea-de-base", (put(CERTIFIED, "Línea de base", "Por definir"),), CERTIFIED
    ),
    AnnexCase(
        "matriz_convenio", "fail-A1-13b-sin-medio", (drop_column("Medio de verificación"),), "medio de verificación"
    ),
    AnnexCase("matriz_convenio", "fail-A1-13c-meta-en-blanco", (put(CERTIFIED, "2018", ""),), CERTIFIED),
    AnnexCase("matriz_convenio", "fail-A1-13c-meta-anterior", (rename({"2017": "2015"}),), "2015"),
    AnnexCase("matriz_convenio", "fail-A1-13a1-sin-objetivo", (drop_column("Objetivo"),), "objetivo"),
    AnnexCase("matriz_convenio", "pass-A1-13c-la-de-los-informes", (of_the_report,), docx=False),
    AnnexCase("reporte_capacidades", "pass-completo"),
    AnnexCase(
        "reporte_capacidades",
        "pass-A1-14a-otros-encabezados",
        (
            rename(
                {
                    "Actividad de capacitación": "Nombre del evento",
                    "Entidad o gobierno regional": "Dirigido a",
                    "Fecha": "Periodo",
                }
            ),
        ),
    ),
    AnnexCase("reporte_capacidades", "fail-A1-14a-sin-fecha", (put(COURSE, "Fecha", ""),), COURSE),
    AnnexCase(
        "reporte_capacidades", "fail-A1-14a-sin-entidad", (drop_column("Entidad o gobierno regional"),), "entidad"
    ),
    AnnexCase("reporte_capacidades", "fail-A1-14b-sin-costo", (drop_column("Costo (S/.)"),), "costo"),
    AnnexCase(
        "reporte_capacidades",
        "fail-A1-13d5-por-definir",
        (put(COURSE, "Costo (S/.)", "Por definir"), put("TOTAL", "Costo (S/.)", "23,800.00")),
        COURSE,
    ),
    AnnexCase("reporte_capacidades", "fail-A1-x2-total", (put("TOTAL", "Participantes capacitados", "121"),), "121"),
    AnnexCase("reporte_capacidades", "fail-A1-x3-fecha-imposible", (put(COURSE, "Fecha", "31/06/2017"),), "31/06/2017"),
)
