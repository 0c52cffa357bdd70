"""The blank form: official titles and guidance of Anexo 1 (RSD 009-2015-PCM/SD)."""

from __future__ import annotations

TITLES = {
    1: "Sector",
    2: "Servicio Evaluado",
    3: "Gobierno Nacional",
    4: "Gobierno Regional",
    5: "Gobierno Local",
    6: "Identificación de los problemas",
    7: "Análisis causal de los problemas identificados",
    8: "Alternativas de solución",
    9: "Selección de la alternativa de solución a priorizar",
    10: "Diseño de la Cadena de Valor",
    11: "Alineamiento a los objetivos de política nacional",
    12: "Identificación de roles, competencias y responsabilidades en los tres niveles de gobierno",
    13: "Identificación de indicadores, línea de base, medios de verificación, metas y costos.",
    14: "Asistencia técnica y/o capacitación",
    15: "Acciones de coordinación y articulación intersectorial.",
    16: "Estrategias al cumplimiento de responsabilidades en los tres niveles de gobierno",
    17: "Estrategias de intervenciones conjuntas en asociatividad.",
    18: "Supervisión y Evaluación",
    19: "Programa de ejecución del Plan de Implementación.",
}

GUIDANCE = {
    1: "Nombre del Sector bajo rectoría del servicio evaluado",
    2: "Denominación del servicio evaluado",
    3: "Funciones del GN respecto al servicio evaluado.\nReglamento de Organización y Funciones - ROF",
    4: "Funciones respecto al servicio evaluado.\nLey Orgánica de Gobiernos Regionales - LOGR, Art. __",
    5: "Funciones respecto al servicio evaluado.\nLey Orgánica de Municipalidades - LOM, Art. __",
    6: "Identificación de los problemas en la cadena de valor y ciclo de producción",
    7: "Análisis causal de los problemas identificados\nEn caso de acciones que dependen de otros sectores o que tienen "
    "carácter intersectorial y/o interinstitucional, señalarlo aquí y desarrollarlo en el punto 14).",
    8: "Alternativas de solución a los problemas identificados esbozando escenarios en el corto, mediano y largo plazo, "
    "sustentando viabilidad técnica, presupuestal y política.",
    9: "Selección de la alternativa de solución viable con las Acciones de Mejora Continua - AMC a priorizar en el corto "
    "plazo.",
    10: "En base al análisis causal - árbol de problemas definir la Cadena de Valor (Insumo/proceso/producto/resultado "
    "Intermedio/resultado final) de la alternativa seleccionada a priorizar para las Acciones de Mejora Continua.",
    11: "Alinear la cadena de valor a los objetivos de política nacional definidos en el Plan Bicentenario y las Políticas "
    "del Acuerdo Nacional.",
    12: "Identificación de roles, competencias y responsabilidades en los tres niveles de gobierno en el ciclo de "
    "producción del servicio.\n!roles",
    13: "\\a) Luego de definir la cadena de valor e identificar roles y competencias en el ciclo de producción del servicio "
    "público:\n!cadena\n\\Se definirán indicadores en la Cadena de Valor así como en el Ciclo de Producción del Servicio, "
    "es decir cada nivel de gobierno definirá sus indicadores territoriales:\n\\Los indicadores se identificarán según "
    "ámbito de medición en la cadena de valor y ámbito de control:\n!clasificacion\n\\b) El indicador deberá precisar la "
    "unidad de medida, la frecuencia de medición, línea de base y medio de verificación:\n!indicadores\n\\c) De disponer "
    "de línea de base, señalar la tendencia o fin de definir las metas por los próximos 4 años.\n!metas\n\\d) El cálculo "
    "de costos de bienes y servicios requeridos por cada actividad a ejecutar, deberá considerar los insumos necesarios "
    "(equipos, pasajes, viáticos, movilidades, vehículos, recursos humanos-horas hombre, consultorías, útiles de "
    "escritorio, alquileres, telefonía, copias, impresiones, etc.) en costos unitarios por cantidad requerida según "
    "cobertura, tiempo, distancia, duración; para cada nivel de gobierno.\n!costos",
    14: "Describir las actividades relativas a la asistencia técnica y/o capacitación que se pudieran requerir en los tres "
    "niveles de gobierno para la implementación de las Acciones de Mejora Continua – AMC, las cuales deberán estar "
    "incluidas y costeadas en la cadena de valor arriba descrita con sus respectivos indicadores, tal cual lo descrito en "
    "el punto 12).\nLas acciones de este tipo concernientes al desarrollo de capacidades para la gestión descentralizada "
    "deberán estar consideradas en el Plan Nacional de Fortalecimiento de Capacidades Institucionales para la Gestión "
    "Descentralizada – PLANFORCIG 2015-2021 del Sector.",
    15: "Producto del análisis de causalidades identificadas en el punto 7), desarrollar las acciones de coordinación y "
    "articulación intersectorial y/o interinstitucional necesarias para implementar las acciones de mejora continua.",
    16: "El diseño podrá considerar estrategias de incentivos (Por ejemplo en el marco del Plan de Incentivos), para el "
    "cumplimiento de las actividades de acuerdo al rol y responsabilidad de los tres niveles de gobierno.\nTambién podrá "
    "incorporar actividades y niveles de gobierno, que aseguran el logro de resultados, que no están consideradas en la "
    "cadena de valor de los Programas Presupuestales en marcha.",
    17: "Del mismo modo, podrá considerarse en el diseño e implementación de las Acciones de Mejora Continua, aquellas "
    "acciones conjuntas que se consideren a través de mancomunidades regionales y locales, que financia el FONIPREL.",
    18: "Desarrollar la Supervisión y Evaluación que llevará a cabo el sector rector del servicio a implementar las "
    "Acciones de Mejora Continua – AMC, para lo cual, de acuerdo a los pasos anteriores desarrollará una matriz de "
    "monitoreo, donde se clasifica la cadena de valor y ciclo de producción por nivel de gobierno.",
    19: "Desarrollar el cronograma de ejecución del Plan de implementación en los tres niveles de gobierno, de acuerdo a "
    "las actividades o procesos diseñados en la cadena de valor y ciclo de producción del servicio.",
}

BLANK_TABLES = {
    "roles": "!tabla roles cabeza=2\n| FASES | ROLES POR NIVEL DE GOBIERNO | < | < |\n| ^ | Nacional | Regional | Local |\n"
    + "".join(f"| {phase} |  |  |  |\n" for phase in ("Política", "Planeamiento", "Financiamiento", "Operación", "Monitoreo y Evaluación")),
    "cadena": "!tabla cadena cabeza=2\n| CADENA DE VALOR | < | < | < | < | ALINEAMIENTO, ARTICULACIÓN, COORDINACIÓN |\n"
    "| INSUMOS | PROCESO O ACTIVIDAD | PRODUCTO | RESULTADO INTERMEDIO | RESULTADO FINAL | INDICADORES |\n|  |  |  |  |  |  |\n",
    "clasificacion": "!tabla clasificacion cabeza=2\n| Ámbito de control | Ámbito de medición | < | < | < |\n"
    "| ^ | Insumo | Proceso | Producto | Resultado |\n"
    + "".join(f"| {control} |  |  |  |  |\n" for control in ("Eficiencia", "Calidad", "Economía", "Equidad")),
    "indicadores": "!tabla indicadores cabeza=2\n| INDICADOR | < | < | LINEA DE BASE | Medio de Verificación |\n"
    "| Denominación | Unidad de Medida | Frecuencia de Medición | ^ | ^ |\n|  |  |  |  |  |\n|  |  |  |  |  |\n",
    "metas": "!tabla metas cabeza=2\n| INDICADOR | LINEA DE BASE | < | < | < | METAS | < | < | < |\n"
    "| ^ | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017 | 2018 |\n|  |  |  |  |  |  |  |  |  |\n",
    "costos": "!tabla costos\n| PROCESO O ACTIVIDAD | NIVEL DE GOBIERNO | Unidad de Medida | Costo Unitario | Cantidad | "
    "Costo Total | Especificación del Gasto | TOTAL POR NIVEL DE GOBIERNO |\n|  |  |  |  |  |  |  |  |\n| TOTAL |  |  |  |  |  |  |  |\n",
}


def blank(number: int) -> str:
    """Return what the blank form prints in a point, as source text."""
    text = GUIDANCE[number]
    for key, table in BLANK_TABLES.items():
        text = text.replace(f"!{key}\n", f"{table}").replace(f"!{key}", table)
    return text
