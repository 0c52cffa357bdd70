"""Lawful but unusual ways to write points 14 to 19 and what runs through the document: what must not be accused."""

from __future__ import annotations

from .case import Case
from .content import Table
from .edits import append, on_table, put, recast, rename, say, swap
from .form import Form
from .guidance import GUIDANCE
from .names import (
    ASISTENCIA,
    CURSOS,
    JORNADAS,
)
from .source import words

MONTHS = {
    "ABR": "Abril",
    "MAY": "Mayo",
    "JUN": "Junio",
    "JUL": "Julio",
    "AGO": "Agosto",
    "SET": "Setiembre",
    "OCT": "Octubre",
    "NOV": "Noviembre",
    "DIC": "Diciembre",
}


def quarters(table: Table) -> None:
    """Print quarters instead of the year over the months of the schedule."""
    for place, name in enumerate(("II TRIMESTRE", "III TRIMESTRE", "IV TRIMESTRE")):
        table.rows[0][4 + 3 * place] = name


LAST_POINTS = [
    Case("pass-A1-14a-en-texto", (say(14, words("14a-en-texto")),), spared=("A1-14b", "A1-14c")),
    Case(
        "pass-A1-14b-redaccion-parecida",
        (
            put(
                "capacitacion",
                CURSOS,
                "Actividad",
                "Cursos de capacitación de servidores para la atención integral de la familia",
            ),
            put("capacitacion", ASISTENCIA, "Actividad", "Asistencia Técnica a las Gerencias Regionales y Locales"),
        ),
        spared=("A1-x5",),
    ),
    Case("pass-A1-14c-plan-sin-siglas", (swap(" – PLANFORCIG 2015-2021 del Sector", " del Sector", 14),)),
    Case("pass-A1-15-en-texto", (say(15, words("15-en-texto")),)),
    Case("pass-A1-16-no-se-consideran", (say(16, words("16-no-se-consideran")),), spared=("A1-00a",)),
    Case("pass-A1-17-no-aplica", (say(17, words("17-no-aplica")),), spared=("A1-00a",)),
    Case("pass-A1-18a-fuera-de-la-tabla", layout=Form(spilled=frozenset({18})), spared=("A1-18b", "A1-00a")),
    Case("pass-A1-18b-siglas", (rename("monitoreo", {"Nacional": "GN", "Regional": "GR", "Local": "GL"}),)),
    Case("pass-A1-19a-trimestres-sobre-meses", (on_table("cronograma", quarters),), spared=("A1-19b",)),
    Case("pass-A1-19a-meses-con-todas-sus-letras", (rename("cronograma", MONTHS),), spared=("A1-19b",)),
    Case(
        "pass-A1-19a-en-paginas-apaisadas",
        layout=Form(spilled=frozenset({13, 19}), wide=frozenset({13, 19})),
        spared=("A1-19b", "A1-00a"),
    ),
    Case(
        "pass-A1-19b-otras-marcas",
        (recast("cronograma", lambda text: "■" if text == "X" else text),),
        spared=("A1-19a",),
    ),
    Case(
        "pass-A1-19b-marcas-de-verificacion",
        (recast("cronograma", lambda text: "✓" if text == "X" else text),),
        spared=("A1-19a",),
    ),
]

ACROSS = [
    Case(
        "pass-A1-x1-otras-grafias",
        (
            append(18, words("x1-otras-grafias")),
            swap("Ley N° 27972", "LEY No 27972", 5),
        ),
    ),
    Case("pass-A1-x1-guion-por-barra", (append(18, words("x1-guion-por-barra")),)),
    Case("pass-A1-x2-presupuesto-sin-decimales", (swap("presupuesto de S/ 978,380.00", "presupuesto de S/. 978 380"),)),
    Case(
        "pass-A1-x2-presupuesto-aproximado",
        (swap("con un presupuesto de S/ 978,380.00", "con un presupuesto cercano al millón de soles (S/ 978,380.00)"),),
    ),
    Case(
        "pass-A1-x2-porcentajes-redondeados",
        (
            put("componentes", "Descentralización", "CASOS", "20"),
            put("componentes", "Organización", "CASOS", "20"),
            put("componentes", "Sectorial", "CASOS", "20"),
            put("componentes", "Descentralización", "%", "33.3"),
            put("componentes", "Organización", "%", "33.3"),
            put("componentes", "Sectorial", "%", "33.3"),
        ),
    ),
    Case(
        "pass-A1-x3-fechas-en-cifras",
        (append(18, "La validación se hizo en el taller macrorregional del 12/02/2016."),),
    ),
    Case("pass-A1-x3-dos-talleres", (append(18, words("x3-dos-talleres")),)),
    Case("pass-A1-x3-anio-bisiesto", (swap("12 de febrero de 2016", "29 de febrero de 2016", 6),)),
    Case("pass-A1-x4-anexo-de-otra-norma", (append(18, words("x4-anexo-de-otra-norma")),)),
    Case("pass-A1-x4-anexo-incluido", brief=False),
    Case(
        "pass-A1-x5-nombres-abreviados",
        (
            put("cronograma", JORNADAS, "ACTIVIDAD / PROCESO", "Jornadas comunitarias de convivencia"),
            put(
                "cronograma",
                CURSOS,
                "ACTIVIDAD / PROCESO",
                "Capacitación de servidores en atención integral a la familia.",
            ),
        ),
        spared=("A1-19b",),
    ),
    Case(
        "pass-A1-x5-sigla-del-organo",
        (
            swap(
                "Asistencia técnica a gerencias regionales y locales",
                "Asistencia técnica a las GRDS y gerencias locales",
                14,
            ),
            swap("Gerencias de desarrollo social", "Gerencias Regionales de Desarrollo Social (GRDS)", 14),
        ),
        spared=("A1-14b",),
    ),
    *(
        Case(
            f"pass-A1-x6-guia-seguida-de-contenido-{number}",
            (say(number, f"> {GUIDANCE[number]}\n{text}"),),
            spared=("A1-00a",),
        )
        for number, text in (
            (1, "Mujer y Poblaciones Vulnerables"),
            (
                9,
                "Se selecciona la alternativa A: Modelo de atención integral a la familia con protocolo común, "
                "servidores capacitados y registro único.",
            ),
            (
                17,
                "Las mancomunidades municipales de la Amazonía prestarán la consejería de manera conjunta y "
                "postularán al FONIPREL.",
            ),
        )
    ),
]

LAWFUL = [*LAST_POINTS, *ACROSS]
