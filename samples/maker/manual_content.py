"""The invented manual of processes: «Gestionar la red de bibliotecas», with its sheets and their activities."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

DATA = Path(__file__).parent.parent / "manual_procesos" / "_data"
MINISTRY, ORGAN = "Ministerio de Lectura Pública", "Oficina de Modernización"
TITLE = "MANUAL DE GESTIÓN DE PROCESOS Y PROCEDIMIENTOS\n«GESTIONAR LA RED DE BIBLIOTECAS»"
HEADS = ["PROVEEDORES", "ENTRADAS", "ACTIVIDAD", "EJECUTOR", "SALIDAS", "DESTINATARIO DE BIENES Y/O SERVICIOS"]


@dataclass
class Activity:
    """One row of a procedure: its cells hold a line for each thing."""

    number: str
    name: str
    executor: str
    provider: str
    inputs: str
    outputs: str
    recipient: str


@dataclass
class Sheet:
    """One sheet: of a process (with parts) or of a procedure (with activities)."""

    code: str
    name: str
    number: str
    objective: str
    start: str
    end: str
    title: str = "FICHA DE PROCEDIMIENTO"
    printed: str = ""
    """The code in its box; empty: its own."""
    own_name: str = ""
    """The name in its table; empty: its own."""
    version: str = "02"
    date: str = "12/03/2018"
    fields: dict[str, str] = field(default_factory=dict)
    activities: list[Activity] = field(default_factory=list)
    heads: list[str] = field(default_factory=lambda: list(HEADS))
    has_drawing: bool = True


@dataclass
class Manual:
    """The whole document."""

    sections: dict[str, list[str]]
    """Heading → its paragraphs; lines that begin with «- » are items."""
    inventory: list[list[str]]
    sheets: list[Sheet]
    header: list[str]
    signatures: list[list[str]]
    changes: list[list[str]]
    code: str = "MPP-M1"
    version: str = "02"
    index: dict[str, str] = field(default_factory=dict)
    """Line of the index → what stands there instead; empty: left out."""
    notes: list[str] = field(default_factory=list)
    """Lines under the diagram of blocks."""
    heads_outside: bool = True
    """Each sheet has a heading before its box."""
    one_table: bool = True
    """The labels of a procedure stand above its activities in one table, in place of a table of their own."""

    def sheet(self, code: str) -> Sheet:
        """Return a sheet by its code."""
        return next(sheet for sheet in self.sheets if sheet.code == code)


def _activities() -> dict[str, list[Activity]]:
    """Return the activities of each procedure: cells between bars, «¶» a line, «^» merged with the cell above."""
    found: dict[str, list[Activity]] = {}
    for line in (DATA / "actividades.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            found[line[2:]] = own = []
        elif line:
            own.append(Activity(*(cell.strip().replace("¶", "\n") for cell in line.split("|"))))
    return found


ACTIVITIES = _activities()
TERMS = [
    "- Colección: conjunto de libros y otros materiales de una biblioteca.",
    "- Plan Anual de Colecciones - PAC: Es el documento que programa qué libros se adquieren y para qué biblioteca.",
    "- Plan Anual de Mediación - PAM: Es el documento que programa las actividades de lectura del año.",
    "- Préstamo entre bibliotecas: entrega de un libro de una biblioteca a un lector de otra.",
    "- Red de bibliotecas: las bibliotecas públicas que comparten un catálogo.",
]
LEGAL = [
    "- Ley N° 29158, Ley Orgánica del Poder Ejecutivo.",
    "- Ley N° 27658, Ley Marco de Modernización de la Gestión del Estado.",
    "- Decreto Supremo N° 004-2013-PCM, Política Nacional de Modernización de la Gestión Pública.",
    "- Decreto Legislativo N° 1088, Ley del Sistema Nacional de Planeamiento Estratégico.",
]
SECTIONS = {
    "I. OBJETIVO DEL DOCUMENTO": [
        "Describir los procesos y procedimientos con los que el ministerio gestiona la red de bibliotecas públicas, "
        "para que quienes trabajan en ellos sepan qué hacer, con qué y para quién."
    ],
    "II. ALCANCE": [
        "El proceso «Gestionar la red de bibliotecas» comprende dos procesos de nivel 1: (i) Planificar las "
        "colecciones y la mediación, y (ii) Atender a los lectores y evaluar los planes. Se aplica en la DBI y en las "
        "bibliotecas de la red."
    ],
    "III. TÉRMINOS Y DEFINICIONES DEL PROCESO": TERMS,
    "IV. BASE LEGAL": LEGAL,
    "V. INVENTARIO DE PROCESOS": ["El proceso de nivel 0 se divide así:"],
    "VI. DIAGRAMA DE BLOQUES": ["Imagen N° 1. Diagrama de bloques del proceso de nivel 0"],
    "VII. FICHAS DE PROCESOS, FICHAS DE PROCEDIMIENTOS Y MODELOS DESCRIPTIVOS DEL PROCESO": [],
}
PROCESS = "FICHA TÉCNICA DEL PROCESO NIVEL "
SHEETS = [
    Sheet(
        "M1",
        "Gestionar la red de bibliotecas",
        "7.1",
        "Asegurar que toda persona tenga cerca los libros que quiere leer.",
        "Con el presupuesto aprobado.",
        "Con la evaluación de los planes.",
        title=f"{PROCESS}0",
        fields={
            "DESCRIPCIÓN": "Reúne la planificación de las colecciones, la atención a los lectores y la evaluación.",
            "DUEÑO DEL PROCESO": "Director(a) de Bibliotecas",
            "REQUISITOS": "Ley N° 27658, Ley Marco de Modernización de la Gestión del Estado.",
            "PROVEEDORES": "MEF\nCEPLAN\nINEI\nLectores\nBibliotecas de la red",
            "ENTRADAS": "Normas vigentes de la materia\nPresupuesto aprobado\nPedido de préstamo",
            "PROCESOS NIVEL 1": "Planificar las colecciones y la mediación\n"
            "Atender a los lectores y evaluar los planes",
            "SALIDAS": "PAC aprobado\nPAM aprobado\nInforme de Evaluación del PAC",
            "DESTINATARIO DE BIENES Y/O SERVICIOS": "Bibliotecas de la red\nLectores",
            "REGISTROS": "Resoluciones\nReportes",
            "INDICADORES": "Porcentaje de planes aprobados en plazo",
        },
    ),
    Sheet(
        "M1.1",
        "Planificar las colecciones y la mediación",
        "7.1.1",
        "Contar cada año con planes de libros y de lectura que respondan a las necesidades de las bibliotecas.",
        "Con las normas vigentes de la materia.",
        "Con el PAC y el PAM aprobados.",
        title=f"{PROCESS}1",
        fields={
            "DESCRIPCIÓN": "Consiste en formular el Plan Anual de Colecciones (PAC) y el "
            "Plan Anual de Mediación (PAM).",
            "DUEÑO DEL PROCESO": "Director(a) de Bibliotecas",
            "PROVEEDORES": "MEF\nCEPLAN\nINEI\nBibliotecas de la red",
            "ENTRADAS": "Normas vigentes de la materia\nEncuesta de hábitos de lectura",
            "LISTADO DE PROCESOS NIVEL 2": "Formular el PAC\nFormular el PAM",
            "SALIDAS": "PAC aprobado\nPAM aprobado",
            "DESTINATARIO DE BIENES Y/O SERVICIOS": "Bibliotecas de la red",
            "REGISTROS": "Resoluciones",
            "INDICADORES": "Porcentaje de planes aprobados en plazo",
        },
    ),
    Sheet(
        "M1.1.1",
        "Formular el PAC",
        "7.1.1.1",
        "Programar qué libros se adquieren y para qué biblioteca.",
        "Con las normas vigentes de la materia.",
        "Con el PAC publicado.",
        activities=ACTIVITIES["M1.1.1"],
    ),
    Sheet(
        "M1.1.2",
        "Formular el PAM",
        "7.1.1.2",
        "Programar las actividades de lectura que se harán en el año.",
        "Con la encuesta de hábitos de lectura.",
        "Con el PAM publicado.",
        activities=ACTIVITIES["M1.1.2"],
    ),
    Sheet(
        "M1.2",
        "Atender a los lectores y evaluar los planes",
        "7.1.2",
        "Hacer llegar a cada lector el libro que pide, y conocer si los planes se cumplieron.",
        "Con el pedido del lector.",
        "Con la evaluación publicada.",
        title=f"{PROCESS}1",
        fields={
            "DESCRIPCIÓN": "Consiste en atender los préstamos, y en seguir y evaluar el PAC.",
            "DUEÑO DEL PROCESO": "Director(a) de Bibliotecas",
            "PROVEEDORES": "MEF\nLectores\nBibliotecas de la red\nM1.1 Planificar las colecciones y la mediación",
            "ENTRADAS": "Pedido de préstamo\nPAC aprobado y publicado",
            "LISTADO DE PROCESOS NIVEL 2": "Atender préstamos entre bibliotecas\nRealizar el Seguimiento del PAC\n"
            "Realizar la Evaluación del PAC",
            "SALIDAS": "Cargo de entrega del libro\nReporte de Seguimiento del PAC\nInforme de Evaluación del PAC",
            "DESTINATARIO DE BIENES Y/O SERVICIOS": "Lectores\nBibliotecas de la red",
            "REGISTROS": "Cargos\nReportes",
            "INDICADORES": "Porcentaje de préstamos atendidos en plazo",
        },
    ),
    Sheet(
        "M1.2.1",
        "Atender préstamos entre bibliotecas",
        "7.1.2.1",
        "Entregar al lector un libro que su biblioteca no tiene.",
        "Con el pedido del lector.",
        "Con el préstamo registrado.",
        activities=ACTIVITIES["M1.2.1"],
    ),
    Sheet(
        "M1.2.2",
        "Realizar el Seguimiento del PAC",
        "7.1.2.2",
        "Efectuar el seguimiento de las compras del año en cada mes.",
        "Con el PAC publicado.",
        "Con el reporte de seguimiento.",
        activities=ACTIVITIES["M1.2.2"],
    ),
    Sheet(
        "M1.2.3",
        "Realizar la Evaluación del PAC",
        "7.1.2.3",
        "Evaluar si las compras del año llegaron a quienes las pidieron.",
        "Con el reporte de seguimiento.",
        "Con la evaluación publicada.",
        activities=ACTIVITIES["M1.2.3"],
    ),
]


def compose() -> Manual:
    """Return the manual without a fault."""
    sheets = deepcopy(SHEETS)
    return Manual(
        sections=deepcopy(SECTIONS),
        inventory=[["Código", "Procesos", "Nivel"], *([s.code, s.name, str(s.code.count("."))] for s in sheets)],
        sheets=sheets,
        header=["Código: MPP-M1", "Versión: 02"],
        signatures=[
            ["Etapa", "Responsable", "Firma"],
            [
                "Elaborado por:\nCargo:\nFecha:",
                "Ana Ejemplo Prueba\nEspecialista de la Oficina de Modernización\n05/03/2018",
                "*",
            ],
            [
                "Revisado por:\nCargo:\nFecha:",
                "Luis Muestra Modelo\nJefe de la Oficina de Modernización\n08/03/2018",
                "*",
            ],
            ["Aprobado por:\nCargo:\nFecha:", "Eva Ficticia Ensayo\nDirectora de Bibliotecas\n12/03/2018", "*"],
        ],
        changes=[
            ["Versión N°", "Fecha", "Justificación", "Responsable"],
            ["01", "10/01/2017", "Elaboración inicial del documento", "Oficina de Modernización"],
            ["02", "12/03/2018", "Se añade la evaluación del PAC", "Oficina de Modernización"],
        ],
        notes=["PAC: Plan Anual de Colecciones", "PAM: Plan Anual de Mediación"],
    )
