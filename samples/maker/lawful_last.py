"""Lawful but unusual ways to write points 13 to 19 and what runs through the document: what must not be accused."""

from __future__ import annotations

from typing import Any

from .case import Case
from .content import Table
from .edits import append, on_table, put, recast, rename, replace_table, say, split_table, swap
from .form import Form
from .guidance import GUIDANCE
from .names import (
    APRUEBAN,
    ASISTENCIA,
    CONCLUYEN,
    COSTO,
    CRIANZA,
    CURSOS,
    DENUNCIAS,
    DISTRITOS,
    HORAS,
    JORNADAS,
    MEDIO,
    MESAS,
    POR_NIVEL,
)

Data = dict[str, Any]
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


def quarters(table: Table) -> None:
    """Print quarters instead of the year over the months of the schedule."""
    for place, name in enumerate(("II TRIMESTRE", "III TRIMESTRE", "IV TRIMESTRE")):
        table.rows[0][4 + 3 * place] = name


VALUE_CHAIN = [
    Case("pass-A1-13a1-cabezas-distintas", (
        rename("cadena", {"INSUMOS": "Insumo", "PROCESO O ACTIVIDAD": "Actividades", "PRODUCTO": "Productos", "INDICADORES": "Indicador", "META": "METAS",
                          "GOBIERNO NACIONAL": "GN", "GOBIERNO REGIONAL": "GR", "GOBIERNO LOCAL": "GL"}),
    ), spared=("A1-13a2",)),
    Case("pass-A1-13a1-tabla-partida", (split_table("cadena", "Servidores públicos con capacidades fortalecidas en atención a la familia"),), spared=("A1-13a2", "A1-13x")),
    Case("pass-A1-13a2-meta-en-palabras", (swap("75.0 % (2019)", "Alcanzar el 75 % al año 2019", 13),), spared=("A1-13x",)),
    Case("pass-A1-13a3-niveles-en-palabras", (rename("territorial", {"GN": "Nacional", "GR": "Regional", "GL": "Local"}),)),
    Case("pass-A1-13a4-clasificacion-en-lista", (replace_table("clasificacion", CLASSIFIED),)),
]

INDICATORS = [
    Case("pass-A1-13b-linea-de-base-en-una-columna", data=one_baseline_column),
    Case("pass-A1-13b-cabezas-distintas", (rename("indicadores", {"Unidad de medida": "U. de medida", "Frecuencia de medición": "Periodicidad", "LÍNEA DE BASE": "LINEA BASE", "Medio de verificación": "Medios de Verificación"}),)),
    Case("pass-A1-13b-medio-combinado", (put("indicadores", HORAS, MEDIO, "^"), put("indicadores", APRUEBAN, MEDIO, "Actas y fichas de la Dirección de Fortalecimiento de las Familias"))),
    Case("pass-A1-13b-tabla-partida", (split_table("indicadores", MESAS),), spared=("A1-13x",)),
    Case("pass-A1-13b-linea-de-base-cero", (put("indicadores", MESAS, "Valor", "0"), *(put("metas", MESAS, year, "0") for year in ("2013", "2014", "2015"))), spared=("A1-13c", "A1-13x")),
    Case("pass-A1-13c-cabezas-con-periodo", (rename("metas", {"LÍNEA DE BASE": "LÍNEA BASE 2013–2015", "METAS": "METAS 2016–2019"}),)),
    Case("pass-A1-13c-sin-dato-en-un-anio", (put("metas", DISTRITOS, "2013", "n.d."),), spared=("A1-13b",)),
    Case("pass-A1-13c-cinco-anios", data=five_years),
    Case("pass-A1-13c-coma-decimal", (recast("metas", lambda text: text.replace(".", ",") if text.endswith("%") else text),), spared=("A1-13x",)),
    Case("pass-A1-13x-nombres-en-mayusculas", (put("metas", MESAS, "INDICADOR", "N° de mesas regionales de familia con plan de trabajo aprobado"), put("metas", CONCLUYEN, "INDICADOR", CONCLUYEN.upper()), put("metas", APRUEBAN, "INDICADOR", "% de servidores que aprueban la capacitación"))),
]

COSTS = [
    Case("pass-A1-13d1-cabezas-distintas", (
        rename("costos", {"PROCESO O ACTIVIDAD": "Actividad / rubro", "NIVEL DE GOBIERNO": "Nivel", "Unidad de medida": "Und. medida", "Costo unitario (S/)": "C. Unitario", "Cantidad": "Cant.", "Costo total (S/)": "Total (S/)", "Especificación del gasto": "Clasificador de gasto", POR_NIVEL: "Total por nivel"}),
    ), spared=("A1-13d2", "A1-13d4")),
    Case("pass-A1-13d2-miles-con-espacio", (recast("costos", lambda text: text.replace(",", " ") if text[:1].isdigit() else text),)),
    Case("pass-A1-13d2-con-simbolo", (recast("costos", lambda text: f"S/. {text}" if text.endswith(".00") else text),)),
    Case("pass-A1-13d2-sin-decimales", (recast("costos", lambda text: text.removesuffix(".00")),)),
    Case("pass-A1-13d2-redondeo", (put("costos", "Impresión del protocolo", "Costo total (S/)", "13,000.00"), put("costos", "Consultoría para el protocolo", POR_NIVEL, "37,000.00")), data=thirds),
    Case("pass-A1-13d2-tabla-partida", (split_table("costos", CURSOS.upper()),), spared=("A1-13d1",)),
    Case("pass-A1-13d3-niveles-en-palabras", (recast("costos", lambda text: LEVELS.get(text, text), "NIVEL DE GOBIERNO"),)),
    Case("pass-A1-13d4-codigos-con-espacios", (recast("costos", lambda text: "2.3. 2 7.11 99" if text == "2.3.2.7.11.99" else text),)),
    Case("pass-A1-13d5-cantidad-con-unidad", (put("costos", "Ponentes", "Cantidad", "240 horas"),), spared=("A1-13d2",)),
]

LAST_POINTS = [
    Case("pass-A1-14a-en-texto", (
        say(14, "Se capacitará a los servidores de los tres niveles de gobierno mediante la actividad «Capacitación de servidores en atención integral a la familia» y se les acompañará con la «Asistencia técnica a gerencias regionales y locales». Ambas figuran, con sus costos, en el punto 13 d) y han sido consideradas en el PLANFORCIG 2015-2021 del Sector."),
    ), spared=("A1-14b", "A1-14c")),
    Case("pass-A1-14b-redaccion-parecida", (put("capacitacion", CURSOS, "Actividad", "Cursos de capacitación de servidores para la atención integral de la familia"), put("capacitacion", ASISTENCIA, "Actividad", "Asistencia Técnica a las Gerencias Regionales y Locales")), spared=("A1-x5",)),
    Case("pass-A1-14c-plan-sin-siglas", (swap(" – PLANFORCIG 2015-2021 del Sector", " del Sector", 14),)),
    Case("pass-A1-15-en-texto", (
        say(15, "Como producto de las causas identificadas en el punto 7, el Sector coordinará con Educación la incorporación del curso en los institutos superiores; con Salud, el uso de los puestos de salud para la consejería; y con Interior, el intercambio de información estadística."),
    )),
    Case("pass-A1-16-no-se-consideran", (say(16, "No aplica: el diseño no considera incentivos en esta etapa, por cuanto el servicio cuenta con metas acordadas en los convenios de gestión."),), spared=("A1-00a",)),
    Case("pass-A1-17-no-aplica", (say(17, "No aplica, al no existir mancomunidades constituidas para la prestación del servicio."),), spared=("A1-00a",)),
    Case("pass-A1-18a-fuera-de-la-tabla", layout=Form(spilled=frozenset({18})), spared=("A1-18b", "A1-00a")),
    Case("pass-A1-18b-siglas", (rename("monitoreo", {"Nacional": "GN", "Regional": "GR", "Local": "GL"}),)),
    Case("pass-A1-19a-trimestres-sobre-meses", (on_table("cronograma", quarters),), spared=("A1-19b",)),
    Case("pass-A1-19a-meses-con-todas-sus-letras", (rename("cronograma", MONTHS),), spared=("A1-19b",)),
    Case("pass-A1-19a-en-paginas-apaisadas", layout=Form(spilled=frozenset({13, 19}), wide=frozenset({13, 19})), spared=("A1-19b", "A1-00a")),
    Case("pass-A1-19b-otras-marcas", (recast("cronograma", lambda text: "■" if text == "X" else text),), spared=("A1-19a",)),
    Case("pass-A1-19b-marcas-de-verificacion", (recast("cronograma", lambda text: "✓" if text == "X" else text),), spared=("A1-19a",)),
]

ACROSS = [
    Case("pass-A1-x1-otras-grafias", (
        append(18, "Las visitas se realizan conforme al Reglamento de Organización y Funciones, aprobado por D.S. Nº 003-2012-MIMP, y a la Ley 27867, Ley Orgánica de Gobiernos Regionales."),
        swap("Ley N° 27972", "LEY No 27972", 5),
    )),
    Case("pass-A1-x1-guion-por-barra", (append(18, "El formato de los informes es el de la Resolución de Secretaría de Descentralización Nº 024-2014-PCM-SD."),)),
    Case("pass-A1-x2-presupuesto-sin-decimales", (swap("presupuesto de S/ 978,380.00", "presupuesto de S/. 978 380"),)),
    Case("pass-A1-x2-presupuesto-aproximado", (swap("con un presupuesto de S/ 978,380.00", "con un presupuesto cercano al millón de soles (S/ 978,380.00)"),)),
    Case("pass-A1-x2-porcentajes-redondeados", (
        put("componentes", "Descentralización", "CASOS", "20"), put("componentes", "Organización", "CASOS", "20"), put("componentes", "Sectorial", "CASOS", "20"),
        put("componentes", "Descentralización", "%", "33.3"), put("componentes", "Organización", "%", "33.3"), put("componentes", "Sectorial", "%", "33.3"),
    )),
    Case("pass-A1-x3-fechas-en-cifras", (append(18, "La validación se hizo en el taller macrorregional del 12/02/2016."),)),
    Case("pass-A1-x3-anio-bisiesto", (swap("12 de febrero de 2016", "29 de febrero de 2016", 6),)),
    Case("pass-A1-x4-anexo-de-otra-norma", (append(18, "Los informes siguen el Anexo N° 2 de la Directiva N° 001-2016-PCM/SC, y el presente documento, el Anexo 1 de los Lineamientos."),)),
    Case("pass-A1-x4-anexo-incluido", brief=False),
    Case("pass-A1-x5-nombres-abreviados", (put("cronograma", JORNADAS, "ACTIVIDAD / PROCESO", "Jornadas comunitarias de convivencia"), put("cronograma", CURSOS, "ACTIVIDAD / PROCESO", "Capacitación de servidores en atención integral a la familia.")), spared=("A1-19b",)),
    Case("pass-A1-x5-sigla-del-organo", (
        swap("Asistencia técnica a gerencias regionales y locales", "Asistencia técnica a las GRDS y gerencias locales", 14),
        swap("Gerencias de desarrollo social", "Gerencias Regionales de Desarrollo Social (GRDS)", 14),
    ), spared=("A1-14b",)),
    *(
        Case(f"pass-A1-x6-guia-seguida-de-contenido-{number}", (say(number, f"> {GUIDANCE[number]}\n{text}"),), spared=("A1-00a",))
        for number, text in (
            (1, "Mujer y Poblaciones Vulnerables"),
            (9, "Se selecciona la alternativa A: Modelo de atención integral a la familia con protocolo común, servidores capacitados y registro único."),
            (17, "Las mancomunidades municipales de la Amazonía prestarán la consejería de manera conjunta y postularán al FONIPREL."),
        )
    ),
]

LAWFUL = [*VALUE_CHAIN, *INDICATORS, *COSTS, *LAST_POINTS, *ACROSS]

