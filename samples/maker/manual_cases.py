"""The samples of a manual of processes: one small change each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .expectation import expectation
from .manual_content import Manual, compose
from .manual_edits import (
    Change,
    act,
    drop,
    fill,
    inventory,
    line,
    numbers,
    put,
    recode,
    rename,
    sheet,
    unsigned,
    without,
)


@dataclass(frozen=True)
class ManualCase:
    """A sample; its name begins with `pass-`, `fail-` or `review-` and the obligation."""

    name: str
    changes: tuple[Change, ...] = ()
    evidence: str = ""
    allowed: tuple[str, ...] = ()
    verdict: str = ""
    pdf: bool = False

    def manual(self) -> Manual:
        """Return the manual, changed."""
        manual = compose()
        for change in self.changes:
            change(manual)
        return manual

    def expected(self) -> dict[str, Any]:
        """Return what the file beside the sample says."""
        return expectation(
            self.name,
            doctype="manual_procesos",
            verdict=self.verdict or "conforme",
            evidence=self.evidence,
            allowed=self.allowed,
        )


CLIENTS = ["PROVEEDORES", "ENTRADAS", "ACTIVIDAD", "EJECUTOR", "SALIDAS", "CLIENTES"]
NEAR = "Programar las actividades de lectura que se harán en cada mes."

CASES = [
    ManualCase("pass-completo", pdf=True),
    ManualCase(
        "pass-MP-01-otros-titulos",
        (
            rename(
                I="1. OBJETIVO",
                II="2. ALCANCE",
                III="3. GLOSARIO DE TÉRMINOS",
                IV="4. MARCO LEGAL",
                V="5. INVENTARIO DE PROCESOS Y PROCEDIMIENTOS",
                VI="6. DIAGRAMA DE BLOQUES DEL PROCESO",
                VII="7. FICHAS DE PROCESOS Y PROCEDIMIENTOS",
            ),
        ),
    ),
    ManualCase("fail-MP-01-alcance", (drop("ALCANCE"),), "ALCANCE"),
    ManualCase("fail-MP-01-aprobacion", (unsigned,), "aprobación"),
    ManualCase(
        "fail-MP-01-base-legal",
        (line("BASE LEGAL", "- Ley N° 27658, Ley Marco de Modernización de la Gestión del Estado.", ""),),
        "Ley N° 27658",
    ),
    ManualCase("fail-MP-01-diagrama", (sheet("M1.2.2", has_drawing=False),), "M1.2.2"),
    ManualCase("pass-MP-02-sin-encabezados", (put(heads_outside=False, one_table=False), recode)),
    ManualCase(
        "fail-MP-02-sin-ficha",
        (without("M1.2.1"), fill("M1.2", LISTADO="Realizar el Seguimiento del PAC\nRealizar la Evaluación del PAC")),
        "M1.2.1",
        pdf=True,
    ),
    ManualCase("fail-MP-02-fuera", (inventory("M1.2.1", None),), "M1.2.1"),
    ManualCase("fail-MP-02-nivel", (inventory("M1.1.2", ["M1.1.2", "Formular el PAM", "1"]),), "M1.1.2"),
    ManualCase(
        "pass-MP-03-mayusculas",
        (
            sheet("M1.2.1", own_name="ATENDER PRÉSTAMOS ENTRE BIBLIOTECAS"),
            inventory("M1.1.1", ["M1.1.1", "FORMULAR EL PAC", "2"]),
        ),
    ),
    ManualCase(
        "fail-MP-03-nombre", (sheet("M1.2.1", own_name="Atender los pedidos de préstamo entre bibliotecas"),), "pedidos"
    ),
    ManualCase("fail-MP-03-alcance", (line("ALCANCE", "evaluar los planes", "evaluar sus planes"),), "sus planes"),
    ManualCase(
        "fail-MP-03-sigla", (put(notes=["PAC: Programa Anual de Colecciones", "PAM: Plan Anual de Mediación"]),), "PAC"
    ),
    ManualCase("fail-MP-03-codigo", (sheet("M1.2.3", printed="M1.2.2"),), "M1.2.2"),
    ManualCase(
        "fail-MP-03-indice",
        (put(index={"7.1.1.2 M1.1.2 Formular el PAM": "7.1.1.3 M1.1.3 Difundir las compras del mes"}),),
        "M1.1.3",
    ),
    ManualCase("pass-MP-04-version", (put(version="2"),)),
    ManualCase("fail-MP-04-dueno", (fill("M1.1", DUEÑO=""),), "dueño", pdf=True),
    ManualCase("fail-MP-04-indicadores", (fill("M1.2", INDICADORES=""),), "indicadores"),
    ManualCase("fail-MP-04-fecha", (sheet("M1.1.1", date=""), sheet("M1.2", date="")), "2 fichas"),
    ManualCase("fail-MP-04-membrete", (sheet("M1.2.2", title=""),), "M1.2.2"),
    ManualCase("fail-MP-04-version", (put(version="2.0"),), "2.0"),
    ManualCase("fail-MP-04-objetivo", (sheet("M1.2.1", objective=""),), "objetivo"),
    ManualCase("pass-MP-05-guiones", (act("M1.1.1", 10, recipient="- -"), act("M1.1.2", 7, recipient="-"))),
    ManualCase("fail-MP-05-salto", (numbers("M1.1.2", "1", "2", "4", "5", "6", "7", "8"),), "número 3"),
    ManualCase(
        "fail-MP-05-repetida", (numbers("M1.1.1", "1", "2", "2", "3", "4", "5", "6", "7", "8", "9"),), "número 2"
    ),
    ManualCase("fail-MP-05-destinatario", (act("M1.1.2", 7, recipient=""),), "destinatario"),
    ManualCase("fail-MP-05-ejecutor", (act("M1.2.2", 2, executor=""),), "ejecutor", allowed=("MP-06",)),
    ManualCase("fail-MP-05-nombre", (act("M1.2.3", 3, name="Revisar la ejecución del presupuesto"),), "mismo nombre"),
    ManualCase(
        "fail-MP-05-frase", (act("M1.1.1", 1, inputs="Normas vigentes de la materia.\nPresupuesto aprobado de"),), "de"
    ),
    ManualCase("fail-MP-05-columna", (sheet("M1.2.3", heads=CLIENTS),), "CLIENTES"),
    ManualCase(
        "pass-MP-06-parecidas",
        (
            act("M1.1.1", 5, inputs="Formatos de necesidades con información de las bibliotecas."),
            act("M1.1.2", 5, recipient="SECRETARIA GENERAL"),
            act("M1.2.2", 4, recipient="SG"),
        ),
    ),
    ManualCase(
        "fail-MP-06-entrega", (act("M1.1.2", 1, recipient="OAJ"), act("M1.1.2", 4, recipient="DBI\nOAJ")), "OAJ"
    ),
    ManualCase("fail-MP-06-proveedor", (act("M1.1.1", 9, provider="Secretaría General"),), "Secretaría General"),
    ManualCase("fail-MP-06-origen", (act("M1.1.2", 3, inputs="Reporte de asistencia."),), "Reporte de asistencia"),
    ManualCase("fail-MP-06-estado", (act("M1.2.3", 5, inputs="Informe de Evaluación del PAC aprobado."),), "aprobado"),
    ManualCase("fail-MP-06-propia", (act("M1.1.2", 4, inputs="Proyecto de PAM con visto bueno."),), "propia"),
    ManualCase(
        "fail-MP-06-destino", (act("M1.2.2", 3, inputs="Correo electrónico de solicitud de avance."),), "avance"
    ),
    ManualCase(
        "fail-MP-06-aparece",
        (
            act(
                "M1.1.2",
                5,
                name="Derivar el expediente a Secretaría General",
                outputs="Memorando de remisión del Proyecto de PAM.\nCatálogo de sedes.",
            ),
        ),
        "Catálogo",
    ),
    ManualCase(
        "fail-MP-06-destinatario",
        (act("M1.1.2", 5, name="Remitir el Proyecto de PAM a Secretaría General y a la OTI"),),
        "OTI",
    ),
    ManualCase(
        "fail-MP-06-contradice",
        (
            act("M1.1.1", 5, outputs="Proyecto de PAC con opinión favorable."),
            act("M1.1.1", 6, inputs="Proyecto de PAC con opinión favorable."),
        ),
        "favorable",
    ),
    ManualCase(
        "fail-MP-06-casos",
        (
            act(
                "M1.1.2",
                1,
                inputs="Encuesta de hábitos de lectura, en los Casos 4.1, 4.2 y 4.3.",
                name="Caso 4.1: Elaborar el diagnóstico",
            ),
            act("M1.1.2", 2, name="Caso 4.2: Definir las actividades del PAM"),
        ),
        "4.3",
    ),
    ManualCase(
        "fail-MP-06-proveedores",
        (act("M1.1.2", 1, provider="CEPLAN\nINEI\nAGN"), act("M1.1.1", 1, provider="MEF\nAGN")),
        "AGN",
    ),
    ManualCase("pass-MP-07-externo", (act("M1.2.1", 1, provider="Lectores\nProceso: Aprobar la Ley de Presupuesto"),)),
    ManualCase("fail-MP-07-copia", (act("M1.1.2", 4, name="Brindar visto bueno al Proyecto de PAC"),), "PAC"),
    ManualCase(
        "fail-MP-07-codigo",
        (act("M1.2.3", 1, provider="Proceso M1.2.1: Realizar el Seguimiento del PAC\nMEF"),),
        "M1.2.2",
    ),
    ManualCase(
        "fail-MP-07-cambiados",
        (
            sheet("M1.2.2", objective="Evaluar las compras del año en cada mes."),
            sheet("M1.2.3", objective="Efectuar el seguimiento de las compras entregadas."),
        ),
        "cambiados",
    ),
    ManualCase(
        "fail-MP-07-descripcion",
        (fill("M1.2", DESCRIPCIÓN="Consiste en atender los préstamos, y en seguir y evaluar el PAC y el PAM."),),
        "PAM",
    ),
    ManualCase(
        "pass-MP-08-otros", (sheet("M1.1.2", objective="Programar las actividades de lectura de las bibliotecas."),)
    ),
    ManualCase(
        "fail-MP-08-objetivo",
        (sheet("M1.1.2", objective="Programar qué libros se adquieren y para qué biblioteca."),),
        "mismo objetivo",
    ),
    ManualCase("review-MP-08-objetivo", (sheet("M1.1.1", objective=NEAR),)),
]
