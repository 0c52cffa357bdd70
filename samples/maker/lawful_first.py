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
MISSPELT = {7: "Analisis casual de los problemas identificados", 13: "dentificación de indicadores, linea de base, medios de verificacíon, metas y costos"}

PARTS = [
    Case("pass-A1-00a-numeros-automaticos", layout=Form(unnumbered=True), spared=("A1-00b",)),
    Case("pass-A1-00a-sin-columna-de-bloques", layout=Form(blocks=False), spared=("A1-00b",)),
    Case("pass-A1-00a-punto-7-fuera-de-la-tabla", layout=Form(spilled=frozenset({7})), spared=("A1-00b", "A1-07a")),
    Case("pass-A1-00a-titulo-en-tabla-de-una-celda", layout=Form(spilled=frozenset({13, 18}), boxed=frozenset({13, 18})), spared=("A1-00b",)),
    Case("pass-A1-00a-titulos-en-parrafos", layout=Form(spilled=frozenset(range(1, 20))), spared=("A1-00b",)),
    Case("pass-A1-00a-normas-con-numerales", (
        append(3, "Ley N° 29158, Ley Orgánica del Poder Ejecutivo:\n\\22.2 Los ministerios conducen las políticas nacionales y sectoriales.\n\\23.1 Son funciones generales de los ministerios, entre otras:\n\\9.2 Promover la participación de las familias en la gestión pública."),
    ), spared=("A1-00b", "A1-03a")),
    Case("pass-A1-00b-titulos-abreviados", tuple(retitle(number, title) for number, title in SHORTENED.items()), spared=("A1-00a",)),
    Case("pass-A1-00b-titulos-partidos", (
        retitle(16, "Estrategias al cumplimiento\nde responsabilidades en los\ntres niveles de gobierno"),
        retitle(9, "Selección de la alternativa\nde solución a priorizar"),
    ), spared=("A1-00a",)),
    Case("pass-A1-00b-mayusculas-sin-acentos", (shout,), spared=("A1-00a",)),
    Case("pass-A1-00b-titulos-con-erratas", tuple(retitle(number, title) for number, title in MISSPELT.items()), spared=("A1-00a",)),
    Case("pass-A1-00b-numeros-con-guion", numbered(".-"), spared=("A1-00a",)),
    Case("pass-A1-00b-numeros-con-parentesis", numbered(")"), spared=("A1-00a",)),
    Case("pass-A1-00b-titulo-11-en-fila-propia", layout=Form(full=frozenset({11, 13})), spared=("A1-00a", "A1-11a", "A1-11b")),
    Case("pass-A1-00b-narrativo-sin-numeros-escritos", layout=replace(SHORT, automatic=frozenset(range(1, 20))), spared=("A1-00a",)),
    Case("pass-A1-00c-indice-en-mayusculas", layout=SHORT, contents=capital_contents),
    Case("pass-A1-00c-sin-indice", layout=Narrative(cover=False, contents=False)),
]

SERVICE = [
    Case("pass-A1-01-sector-con-su-ministerio", (say(1, "Sector Mujer y Poblaciones Vulnerables, a cargo del Ministerio de la Mujer y Poblaciones Vulnerables – MIMP"),)),
    Case("pass-A1-02-servicio-en-mayusculas", (say(2, "Servicio de «DESARROLLO INTEGRAL DE LA FAMILIA»"),)),
    Case("pass-A1-02-servicio-con-errata", (say(2, "Desarollo Integral de la Familia"),)),
    Case("pass-A1-03a-funciones-en-tabla", (
        say(3, "Según el Reglamento de Organización y Funciones – ROF (Decreto Supremo N° 003-2012-MIMP):\n!tabla funciones\n| ÓRGANO | FUNCIÓN |\n| Dirección de Fortalecimiento de las Familias | Formular y supervisar la política nacional de las familias |\n| Oficina de Gestión Descentralizada | Brindar asistencia técnica a los gobiernos regionales y locales |"),
    ), spared=("A1-03b",)),
    Case("pass-A1-03b-rof-en-siglas", (swap(ROF, ", según el ROF-MIMP (D.S. Nº 003-2012-MIMP):", 3),)),
    Case("pass-A1-04a-literales-salteados", (
        say(4, "Ley N° 27867, Ley Orgánica de Gobiernos Regionales, artículo 60:\n\\a) Conducir las políticas de desarrollo social en el departamento.\n\\d) Promover la participación de las familias.\n\\h) Supervisar los servicios de protección."),
    ), spared=("A1-04b", "A1-00b")),
    Case("pass-A1-04b-articulo-abreviado", (swap("Ley N° 27867, Ley Orgánica de Gobiernos Regionales, artículo 60 (desarrollo social e igualdad de oportunidades)", "LOGR (Ley Nº 27867), Art. 60°", 4),)),
    Case("pass-A1-04b-ley-sin-signo", (swap("Ley N° 27867,", "Ley 27867 –", 4),)),
    Case("pass-A1-05a-no-aplicable", (say(5, "No aplicable"),), spared=("A1-05b", "A1-00a")),
    Case("pass-A1-05a-no-aplica-con-motivo", (say(5, "No aplica, por no tratarse de una función transferida a los gobiernos locales."),), spared=("A1-05b", "A1-00a")),
    Case("pass-A1-05b-articulos-en-plural", (swap("Ley N° 27972, Ley Orgánica de Municipalidades, artículo 84", "Ley No. 27972 – LOM, artículos 73 y 84", 5),)),
]

DIAGNOSIS = [
    Case("pass-A1-06a-problemas-en-lista", (
        say(6, "## Problemas en la cadena de valor\n- Consejería familiar sin un protocolo común en las sedes de atención.\n- Servidores con escasa formación para la atención de la familia.\n- Cobertura reducida de la consejería en los distritos rurales.\n## Problemas en el ciclo de producción\n- Mesas de familia sin plan de trabajo en la mayoría de departamentos.\n- Información de las atenciones dispersa e incompleta."),
    ), spared=("A1-07a",)),
    Case("pass-A1-07a-causas-en-letras", (
        say(7, "## Problema 1: Consejería familiar sin un protocolo común en las sedes de atención\na) Cada sede aplica su propia guía.\nb) No se ha normado el contenido mínimo.\n## Problema 2: Servidores con escasa formación para la atención de la familia\na) Alta rotación del personal de las sedes.\nb) Los planes de capacitación no incluyen la materia.\n## Problema 3: Cobertura reducida de la consejería en los distritos rurales\na) Sedes ubicadas solo en capitales de provincia.\n## Problema 4: Mesas de familia sin plan de trabajo en la mayoría de departamentos\na) Convocatoria irregular de sus integrantes.\n## Problema 5: Información de las atenciones dispersa e incompleta\na) Registro manual en cuadernos de cada sede.\nb) Falta de un aplicativo común."),
    ), layout=Form(spilled=frozenset({7}))),
    Case("pass-A1-07a-problemas-con-otras-mayusculas", (
        put("causas", SIN_PLAN, "PROBLEMA", SIN_PLAN.upper()),
        put("causas", SIN_INFORMACION, "PROBLEMA", "5. Información de las atenciones, dispersa e incompleta."),
    )),
    Case("pass-A1-08a-plazos-en-el-texto", (
        say(8, "Alternativa A. Modelo de atención integral a la familia con protocolo común, servidores capacitados y registro único. En el corto plazo (2016) se aprueba el protocolo; en el mediano plazo (2017-2018) se extiende a todas las provincias; y a largo plazo (2019-2021) lo sostienen los tres niveles de gobierno. Es viable desde el punto de vista técnico, porque hay equipos y guías; presupuestal, porque usa recursos programados; y político, porque las regiones lo respaldan.\nAlternativa B. Ampliación de la red de centros familiares administrados por el gobierno nacional. A corto plazo se elaboran los perfiles, a mediano plazo se construyen doce centros y a largo plazo se transfieren. Su viabilidad técnica es media, su viabilidad presupuestal es baja y su viabilidad política también."),
    ), spared=("A1-08b", "A1-09b")),
    Case("pass-A1-08b-cabezas-cortas", (rename("viabilidad", {"VIABILIDAD TÉCNICA": "Viabilidad:\ntécnica", "VIABILIDAD PRESUPUESTAL": "presupuestaria", "VIABILIDAD POLÍTICA": "política"}),)),
    Case("pass-A1-09a-con-otro-verbo", (say(9, "Se prioriza en el corto plazo el Modelo de atención integral a la familia con protocolo común, servidores capacitados y registro único."),), spared=("A1-09b",)),
    Case("pass-A1-09b-redaccion-distinta", (say(9, "Se selecciona el modelo de atención integral a la familia, que cuenta con un protocolo común, capacita a los servidores y dispone de un registro único (alternativa A), para su ejecución en el corto plazo."),)),
    Case("pass-A1-09b-por-su-letra", (say(9, "Se selecciona la alternativa A del punto 8, a priorizar en el corto plazo, por reunir las tres viabilidades."),)),
]

PLAN = [
    Case("pass-A1-10-cadena-en-texto", (
        say(10, "Los eslabones de la cadena de valor de la alternativa seleccionada son los siguientes:\nInsumos: consejeros, ponentes, especialistas, ambientes y equipos de cómputo.\nProcesos: elaboración del protocolo, prestación de la consejería, jornadas, capacitación, asistencia técnica, mesas y registro.\nProductos: familias con orientación y consejería, servidores con capacidades fortalecidas, mesas regionales en funcionamiento y registro único implementado.\nResultado intermedio: familias usuarias con prácticas de crianza positiva.\nResultado final: familias que cumplen sus funciones de protección y cuidado de sus integrantes."),
    )),
    Case("pass-A1-10-eslabones-en-plural", (rename("eslabones", {"INSUMO": "Insumos", "PROCESO": "Procesos / actividades", "PRODUCTO": "Productos", "RESULTADO INTERMEDIO": "Resultados intermedios", "RESULTADO FINAL": "Resultados finales"}),)),
    Case("pass-A1-11a-plan-con-otro-nombre", (
        rename("alineamiento", {"PLAN BICENTENARIO: EL PERÚ HACIA EL 2021": "PLAN NACIONAL"}),
        swap("El Plan Bicentenario fue aprobado por", "El Plan Estratégico de Desarrollo Nacional, denominado «Plan Bicentenario», fue aprobado por", 11),
    )),
    Case("pass-A1-11b-politicas-de-estado", (
        say(11, "PLAN BICENTENARIO\nEje Estratégico 1: Derechos fundamentales y dignidad de las personas.\nACUERDO NACIONAL\nDÉCIMO SEXTA POLÍTICA DE ESTADO: Fortalecimiento de la familia, promoción y protección de la niñez, la adolescencia y la juventud."),
    ), spared=("A1-11a",)),
    Case("pass-A1-12a-ejecucion-por-operacion", (
        put("roles", "Operación", "FASES", "Ejecución"),
        put("roles", "Política", "FASES", "Políticas"),
        rename("roles", {"Nacional": "GOBIERNO NACIONAL", "Regional": "GOBIERNO REGIONAL", "Local": "GOBIERNO LOCAL"}),
    ), spared=("A1-12b",)),
    Case("pass-A1-12a-fases-con-saltos", (put("roles", "Monitoreo y Evaluación", "FASES", "MONITOREO Y\nEVALUACION"), put("roles", "Financiamiento", "FASES", "Financia-\nmiento"))),
    Case("pass-A1-12b-no-corresponde", (put("roles", "Financiamiento", "Local", "No corresponde"),), spared=("A1-12a",)),
    Case("pass-A1-12b-siglas-de-organos", (recast("roles", lambda text: text + " (GRDS)" if text.startswith("Incorpora las metas en el plan regional") else text),), spared=("A1-12a",)),
]

LAWFUL = [*PARTS, *SERVICE, *DIAGNOSIS, *PLAN]

