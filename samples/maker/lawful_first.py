"""Lawful but unusual ways to write the parts and points 1 to 12: what must not be accused."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from .case import Case
from .content import Submission
from .edits import append, put, recast, relabel, rename, retitle, say, swap
from .faults_first import SHORT, Contents
from .form import Form
from .names import ROF, SIN_INFORMACION, SIN_PLAN
from .narrative import Narrative
from .source import words


def shout(submission: Submission) -> None:
    """Print the titles in capitals without accents."""
    for point in submission.points:
        plain = unicodedata.normalize("NFD", point.title)
        point.title = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn").upper()


def capital_contents(entries: Contents) -> Contents:
    """Print a table of contents in capitals and without its third level."""
    return [(replace(heading, text=heading.text.upper()), page) for heading, page in entries if heading.level < 3]


def numbered(mark: str) -> tuple[object, ...]:
    """Return edits that write all numbers with this mark after them."""
    return tuple(relabel(number, f"{number}{mark}") for number in range(1, 20))


SHORTENED = {
    6: "Identificación de problemas",
    7: "Análisis causal",
    9: "Selección de la alternativa",
    11: "Alineamiento con la política nacional",
    12: "Roles, competencias y responsabilidades de los tres niveles de gobierno",
    13: "Indicadores, línea de base, medios de verificación, metas y costos",
    14: "Asistencia técnica y capacitación",
    15: "Coordinación y articulación intersectorial",
    16: "Estrategias para el cumplimiento de responsabilidades",
    17: "Intervenciones conjuntas en asociatividad",
    19: "Cronograma de ejecución del Plan de Implementación",
}
MISSPELT = {
    7: "Analisis casual de los problemas identificados",
    13: "dentificación de indicadores, linea de base, medios de verificacíon, metas y costos",
}

PARTS = [
    Case("pass-A1-00a-numeros-automaticos", layout=Form(unnumbered=True), spared=("A1-00b",)),
    Case("pass-A1-00a-sin-columna-de-bloques", layout=Form(blocks=False), spared=("A1-00b",)),
    Case("pass-A1-00a-punto-7-fuera-de-la-tabla", layout=Form(spilled=frozenset({7})), spared=("A1-00b", "A1-07a")),
    Case(
        "pass-A1-00a-titulo-en-tabla-de-una-celda",
        layout=Form(spilled=frozenset({13, 18}), boxed=frozenset({13, 18})),
        spared=("A1-00b",),
    ),
    Case("pass-A1-00a-titulos-en-parrafos", layout=Form(spilled=frozenset(range(1, 20))), spared=("A1-00b",)),
    Case(
        "pass-A1-00a-normas-con-numerales", (append(3, words("00a-normas-con-numerales")),), spared=("A1-00b", "A1-03a")
    ),
    Case(
        "pass-A1-00b-titulos-abreviados",
        tuple(retitle(number, title) for number, title in SHORTENED.items()),
        spared=("A1-00a",),
    ),
    Case(
        "pass-A1-00b-titulos-partidos",
        (
            retitle(16, "Estrategias al cumplimiento\nde responsabilidades en los\ntres niveles de gobierno"),
            retitle(9, "Selección de la alternativa\nde solución a priorizar"),
        ),
        spared=("A1-00a",),
    ),
    Case("pass-A1-00b-mayusculas-sin-acentos", (shout,), spared=("A1-00a",)),
    Case(
        "pass-A1-00b-titulos-con-erratas",
        tuple(retitle(number, title) for number, title in MISSPELT.items()),
        spared=("A1-00a",),
    ),
    Case("pass-A1-00b-numeros-con-guion", numbered(".-"), spared=("A1-00a",)),
    Case("pass-A1-00b-numeros-con-parentesis", numbered(")"), spared=("A1-00a",)),
    Case(
        "pass-A1-00b-titulo-11-en-fila-propia",
        layout=Form(full=frozenset({11, 13})),
        spared=("A1-00a", "A1-11a", "A1-11b"),
    ),
    Case(
        "pass-A1-00b-narrativo-sin-numeros-escritos",
        layout=replace(SHORT, automatic=frozenset(range(1, 20))),
        spared=("A1-00a",),
    ),
    Case("pass-A1-00c-indice-en-mayusculas", layout=SHORT, contents=capital_contents),
    Case("pass-A1-00c-sin-indice", layout=Narrative(cover=False, contents=False)),
]

SERVICE = [
    Case("pass-A1-01-sector-con-su-ministerio", (say(1, words("01-sector-con-su-ministerio")),)),
    Case("pass-A1-02-servicio-en-mayusculas", (say(2, "Servicio de «DESARROLLO INTEGRAL DE LA FAMILIA»"),)),
    Case("pass-A1-02-servicio-con-errata", (say(2, "Desarollo Integral de la Familia"),)),
    Case("pass-A1-03a-funciones-en-tabla", (say(3, words("03a-funciones-en-tabla")),), spared=("A1-03b",)),
    Case("pass-A1-03b-rof-en-siglas", (swap(ROF, ", según el ROF-MIMP (D.S. Nº 003-2012-MIMP):", 3),)),
    Case("pass-A1-04a-literales-salteados", (say(4, words("04a-literales-salteados")),), spared=("A1-04b", "A1-00b")),
    Case(
        "pass-A1-04b-articulo-abreviado",
        (
            swap(
                "Ley N° 27867, Ley Orgánica de Gobiernos Regionales, artículo 60 (desarrollo social e igualdad de "
                "oportunidades)",
                "LOGR (Ley Nº 27867), Art. 60°",
                4,
            ),
        ),
    ),
    Case("pass-A1-04b-ley-sin-signo", (swap("Ley N° 27867,", "Ley 27867 –", 4),)),
    Case("pass-A1-05a-no-aplicable", (say(5, "No aplicable"),), spared=("A1-05b", "A1-00a")),
    Case("pass-A1-05a-no-aplica-con-motivo", (say(5, words("05a-no-aplica-con-motivo")),), spared=("A1-05b", "A1-00a")),
    Case(
        "pass-A1-05b-articulos-en-plural",
        (
            swap(
                "Ley N° 27972, Ley Orgánica de Municipalidades, artículo 84",
                "Ley No. 27972 – LOM, artículos 73 y 84",
                5,
            ),
        ),
    ),
]

DIAGNOSIS = [
    Case("pass-A1-06a-problemas-en-lista", (say(6, words("06a-problemas-en-lista")),), spared=("A1-07a",)),
    Case("pass-A1-07a-causas-en-letras", (say(7, words("07a-causas-en-letras")),), layout=Form(spilled=frozenset({7}))),
    Case(
        "pass-A1-07a-problemas-con-otras-mayusculas",
        (
            put("causas", SIN_PLAN, "PROBLEMA", SIN_PLAN.upper()),
            put("causas", SIN_INFORMACION, "PROBLEMA", "5. Información de las atenciones, dispersa e incompleta."),
        ),
    ),
    Case("pass-A1-08a-plazos-en-el-texto", (say(8, words("08a-plazos-en-el-texto")),), spared=("A1-08b", "A1-09b")),
    Case(
        "pass-A1-08b-cabezas-cortas",
        (
            rename(
                "viabilidad",
                {
                    "VIABILIDAD TÉCNICA": "Viabilidad:\ntécnica",
                    "VIABILIDAD PRESUPUESTAL": "presupuestaria",
                    "VIABILIDAD POLÍTICA": "política",
                },
            ),
        ),
    ),
    Case("pass-A1-09a-con-otro-verbo", (say(9, words("09a-con-otro-verbo")),), spared=("A1-09b",)),
    Case("pass-A1-09b-redaccion-distinta", (say(9, words("09b-redaccion-distinta")),)),
    Case("pass-A1-09b-por-su-letra", (say(9, words("09b-por-su-letra")),)),
]

PLAN = [
    Case("pass-A1-10-cadena-en-texto", (say(10, words("10-cadena-en-texto")),)),
    Case(
        "pass-A1-10-eslabones-en-plural",
        (
            rename(
                "eslabones",
                {
                    "INSUMO": "Insumos",
                    "PROCESO": "Procesos / actividades",
                    "PRODUCTO": "Productos",
                    "RESULTADO INTERMEDIO": "Resultados intermedios",
                    "RESULTADO FINAL": "Resultados finales",
                },
            ),
        ),
    ),
    Case(
        "pass-A1-11a-plan-con-otro-nombre",
        (
            rename("alineamiento", {"PLAN BICENTENARIO: EL PERÚ HACIA EL 2021": "PLAN NACIONAL"}),
            swap(
                "El Plan Bicentenario fue aprobado por",
                "El Plan Estratégico de Desarrollo Nacional, denominado «Plan Bicentenario», fue aprobado por",
                11,
            ),
        ),
    ),
    Case("pass-A1-11b-politicas-de-estado", (say(11, words("11b-politicas-de-estado")),), spared=("A1-11a",)),
    Case(
        "pass-A1-12a-ejecucion-por-operacion",
        (
            put("roles", "Operación", "FASES", "Ejecución"),
            put("roles", "Política", "FASES", "Políticas"),
            rename(
                "roles", {"Nacional": "GOBIERNO NACIONAL", "Regional": "GOBIERNO REGIONAL", "Local": "GOBIERNO LOCAL"}
            ),
        ),
        spared=("A1-12b",),
    ),
    Case(
        "pass-A1-12a-fases-con-saltos",
        (
            put("roles", "Monitoreo y Evaluación", "FASES", "MONITOREO Y\nEVALUACION"),
            put("roles", "Financiamiento", "FASES", "Financia-\nmiento"),
        ),
    ),
    Case(
        "pass-A1-12b-no-corresponde", (put("roles", "Financiamiento", "Local", "No corresponde"),), spared=("A1-12a",)
    ),
    Case(
        "pass-A1-12b-siglas-de-organos",
        (
            recast(
                "roles",
                lambda text: text + " (GRDS)" if text.startswith("Incorpora las metas en el plan regional") else text,
            ),
        ),
        spared=("A1-12a",),
    ),
]

LAWFUL = [*PARTS, *SERVICE, *DIAGNOSIS, *PLAN]
