"""Names that many edits need: the indicators, activities and products of the compact submission."""

from __future__ import annotations

CONCLUYEN = "Porcentaje de familias que concluyen el ciclo de consejería"
COSTO = "Costo promedio por familia orientada"
APRUEBAN = "Porcentaje de servidores que aprueban la capacitación"
HORAS = "Horas de asistencia técnica por gobierno regional"
MESAS = "Número de mesas regionales de familia con plan de trabajo aprobado"
DISTRITOS = "Porcentaje de distritos rurales que reportan al registro único"
CRIANZA = "Porcentaje de familias usuarias con prácticas de crianza positiva"
DENUNCIAS = "Denuncias por violencia familiar por cada diez mil habitantes"

PROTOCOLO = "Elaboración del protocolo de orientación y consejería familiar"
CONSEJERIA = "Prestación de la consejería familiar en sedes municipales"
JORNADAS = "Jornadas comunitarias de convivencia familiar"
CURSOS = "Capacitación de servidores en atención integral a la familia"
ASISTENCIA = "Asistencia técnica a gerencias regionales y locales"
REGISTRO = "Diseño del registro único de atenciones familiares"

SIN_PROTOCOLO = "Consejería familiar sin un protocolo común en las sedes de atención"
SIN_PLAN = "Mesas de familia sin plan de trabajo en la mayoría de departamentos"
SIN_INFORMACION = "Información de las atenciones dispersa e incompleta"

UNIDAD, FRECUENCIA, MEDIO = "Unidad de medida", "Frecuencia de medición", "Medio de verificación"
PRESUPUESTO = "PRESUPUESTO (S/)"
POR_NIVEL = "TOTAL POR NIVEL DE GOBIERNO (S/)"
ROF = (
    ", según el Reglamento de Organización y Funciones – ROF del Ministerio de la Mujer y Poblaciones Vulnerables, "
    "aprobado por Decreto Supremo N° 003-2012-MIMP:"
)
LATER = "Se desarrollará en la fase de socialización."
