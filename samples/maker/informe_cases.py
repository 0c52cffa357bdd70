"""The samples of the reports on a national policy."""

from __future__ import annotations

from .informe_case import InformeCase, assign, drop_texts, on_table, put, remove, rename, swap
from .informe_edits import (
    DEEP_INDEX,
    blank_second,
    doubled,
    drop_column,
    drop_row,
    narrate,
    only_totals,
    say,
    say_conclusions,
    short_year,
    title_inside,
    transpose,
    widen,
)
from .informe_indicators import indicators

PLAN, MODELS, PEOPLE, LIBRARIES = (i.name for i in indicators())
OTHER_TITLE = (
    "INFORME SEMESTRAL DE AVANCE DE EVALUACIÓN DE LA POLÍTICA NACIONAL EN MATERIA DE DESCENTRALIZACIÓN PARA EL AÑO "
    "2019 POR PARTE DEL MINISTERIO DE ARCHIVOS Y BIBLIOTECAS"
)
UNSIGNED: list[str] = []
SEMESTER = [
    InformeCase("pass-completo", pdf=True),
    InformeCase("pass-IS-01-sin-indice", (assign(index=[]),)),
    InformeCase("pass-IS-01-indice-con-partes", (assign(index=DEEP_INDEX),)),
    InformeCase("pass-IS-01-matriz-con-titulo-en-la-tabla", (title_inside,)),
    InformeCase(
        "pass-IS-01-titulo-sin-el-ministerio",
        (assign(cover=OTHER_TITLE.split(" POR ")[0].replace("DE EVALUACIÓN ", "")),),
    ),
    InformeCase("fail-IS-01-falta-4-3", (remove("4.3"),), "4.3", ("4.3",)),
    InformeCase("fail-IS-01-seccion-5-vacia", (remove("Conclusiones"),), points=("5",)),
    InformeCase(
        "fail-IS-01-indice-omite-matriz", (lambda informe: informe.index.pop(),), "MATRIZ DE RESULTADOS", pdf=True
    ),
    InformeCase("fail-IS-01-titulo-distinto", (assign(title=OTHER_TITLE),), "DE EVALUACIÓN"),
    InformeCase(
        "fail-IS-01-numero-cambiado",
        (lambda informe: setattr(informe.part("3.2"), "number", "3.3"),),
        "3.3",
        ("3.2",),
    ),
    InformeCase("pass-IS-02-cuadro-traspuesto", (on_table("responsable", transpose),)),
    InformeCase(
        "pass-IS-02-dos-correos",
        (
            put(
                "responsable",
                "Ana Ejemplo Prueba",
                "Correo Electrónico",
                "aejemplo@ejemplo.gob.pe; ogpe@ejemplo.gob.pe",
            ),
        ),
    ),
    InformeCase(
        "fail-IS-02-correo-sin-arroba",
        (put("enlace", "Luis Muestra Modelo", "Correo Electrónico", "lmuestra.ejemplo.gob.pe"),),
        "lmuestra.ejemplo.gob.pe",
        ("2.1",),
    ),
    InformeCase(
        "fail-IS-02-sin-telefono", (put("enlace", "Rosa Ensayo Ficticia", "Teléfono", ""),), "Rosa Ensayo", ("2.1",)
    ),
    InformeCase(
        "fail-IS-02-sin-enlace",
        (lambda informe: informe.part("2.1").blocks.__delitem__(slice(2, 4)),),
        "personal de enlace",
        ("2.1",),
    ),
    InformeCase("pass-IS-03-solo-totales", (on_table("niveles", only_totals),)),
    InformeCase(
        "fail-IS-03-fila-no-suma", (put("niveles", "Metas alcanzadas", "N°", "2"),), "Metas alcanzadas", ("3.1",)
    ),
    InformeCase(
        "fail-IS-03-indicador-en-dos-niveles", (put("niveles", "Metas superadas", "1.3", "1"),), "1.3", ("3.1",)
    ),
    InformeCase(
        "fail-IS-03-falta-un-nivel",
        (on_table("niveles", lambda table: table.drop_row(table.row("Metas no ejecutadas"))),),
        "no ejecutadas",
        ("3.1",),
    ),
    InformeCase(
        "pass-IS-04-niveles-segun-cifras", (rename("niveles", {"1.1": "Ind. 1.1", "NIVEL DE ALCANCE": "NIVEL"}),)
    ),
    InformeCase(
        "review-IS-04-superada-sin-serlo",
        (
            put("niveles", "Metas superadas", "1.3", "1"),
            put("niveles", "Metas no alcanzadas", "1.3", "0"),
            put("niveles", "Metas superadas", "N°", "2"),
            put("niveles", "Metas no alcanzadas", "N°", "0"),
            swap("Conclusiones", "en una (01) se ha logrado superar", "en dos (02) se ha logrado superar"),
            swap("Conclusiones", "en una (01) no se logró alcanzar", "en cero (00) no se logró alcanzar"),
        ),
    ),
    InformeCase(
        "pass-IS-05-otros-encabezados",
        (
            widen("Indicador priorizado por la entidad"),
            put("relacion", PEOPLE, "Intensidad de la relación (Fuerte/Media/Débil)", "Débil."),
        ),
    ),
    InformeCase(
        "fail-IS-05-intensidad-fuera-de-escala",
        (put("relacion", LIBRARIES, "Intensidad de la relación (Fuerte/Media/Débil)", "Alta"),),
        "Alta",
        ("3.2",),
    ),
    InformeCase(
        "fail-IS-05-sin-justificacion", (put("relacion", MODELS, "Justificación", ""),), "justificación", ("3.2",)
    ),
    InformeCase("fail-IS-05-falta-un-indicador", (drop_row(LIBRARIES),), LIBRARIES, ("3.2",)),
    InformeCase("pass-IS-06-en-tabla", (narrate("tabla"),)),
    InformeCase("pass-IS-06-en-prosa", (narrate("prosa"),)),
    InformeCase("pass-IS-06-dos-indicadores-de-un-objetivo", data=doubled),
    InformeCase("fail-IS-06-sin-ejecucion", (swap("4.1", "\t: 610", "\t:"),), PEOPLE, ("4.1",)),
    InformeCase(
        "fail-IS-06-falta-un-indicador",
        (lambda informe: informe.part("4.1").blocks.__delitem__(slice(5, 9)),),
        MODELS,
        ("4.1",),
    ),
    InformeCase(
        "pass-IS-07-otros-encabezados",
        (
            rename(
                "resultados",
                {
                    "I SEM": "1er Semestre",
                    "II SEM": "2do Semestre",
                    "Avance %": "% de avance",
                    "Meta Anual": "Meta programada",
                    "Logros Obtenidos": "Logros",
                    "Producto o Actividad Prioritaria": "Producto / Actividad",
                },
            ),
        ),
    ),
    InformeCase(
        "fail-IS-07-sin-matriz",
        (remove("MATRIZ"), lambda informe: informe.index.pop()),
        points=("Matriz de resultados",),
        pdf=True,
    ),
    InformeCase(
        "fail-IS-07-sin-columna-de-logros", (drop_column("Logros Obtenidos"),), "logros", ("Matriz de resultados",)
    ),
    InformeCase(
        "fail-IS-07-unidad-vacia",
        (put("resultados", LIBRARIES.upper(), "Unidad de Medida", ""),),
        "unidad de medida",
        ("Matriz de resultados",),
    ),
    InformeCase("review-IS-07-sin-problemas", data=short_year),
    InformeCase("pass-IS-08-miles-con-coma", (put("resultados", PEOPLE.upper(), "Meta Anual", "1,250"),)),
    InformeCase(
        "fail-IS-08-meta-distinta", (swap("4.1", "1,250", "1,520"),), "1,520", ("Matriz de resultados",), pdf=True
    ),
    InformeCase(
        "fail-IS-08-ejecucion-distinta-en-prosa",
        (narrate("prosa"), swap("4.1", "610", "601")),
        "601",
        ("Matriz de resultados",),
    ),
    InformeCase(
        "fail-IS-08-cifra-distinta-en-tabla",
        (narrate("tabla"), on_table("narrados", lambda table: table.rows[4].__setitem__(3, "37"))),
        "37",
    ),
    InformeCase("pass-IS-09-con-decimales", (put("resultados", LIBRARIES.upper(), "Avance %", "112,50%"),)),
    InformeCase(
        "fail-IS-09-cantidad",
        (put("resultados", LIBRARIES.upper(), "Avance %", "27"),),
        "112.5 %",
        ("Matriz de resultados",),
    ),
    InformeCase(
        "fail-IS-09-mal-calculado",
        (put("resultados", PEOPLE.upper(), "Avance %", "61.0"),),
        "48.8 %",
        ("Matriz de resultados",),
    ),
    InformeCase("review-IS-09-fraccion", (put("resultados", LIBRARIES.upper(), "Avance %", "1.125"),)),
    InformeCase(
        "pass-IS-10-partes-en-la-frase",
        (swap("4.2", "lo que redujo su costo", "9 de 12 sedes previstas, un avance de 75 %"),),
    ),
    InformeCase(
        "fail-IS-10-porcentaje-de-la-meta",
        (
            put(
                "resultados",
                PEOPLE.upper(),
                "Logros Obtenidos",
                "Se alcanzó el 61.0 % de la meta anual en 18 talleres.",
            ),
        ),
        "48.8 %",
        ("Matriz de resultados",),
    ),
    InformeCase(
        "review-IS-10-base-no-dicha",
        (
            put(
                "resultados",
                PEOPLE.upper(),
                "Logros Obtenidos",
                "Se alcanzó el 81.3 % de lo programado en el semestre.",
            ),
        ),
    ),
    InformeCase("pass-IS-11-segundo-semestre-vacio", (blank_second,)),
    InformeCase(
        "pass-IS-12-otra-redaccion",
        (
            say_conclusions(
                "De los 4 indicadores programados, se superó 1 meta, se alcanzó 1 y no se alcanzó 1; 1 no se ejecutó.",
                "Los talleres llegaron a 9 regiones.",
            ),
        ),
    ),
    InformeCase(
        "fail-IS-12-conteo-distinto",
        (swap("Conclusiones", "en una (01) se ha logrado superar", "en dos (02) se ha logrado superar"),),
        "dos (02)",
        ("Conclusiones",),
    ),
    InformeCase(
        "fail-IS-12-total-distinto",
        (swap("Conclusiones", "cuatro (04) metas", "cinco (05) metas"),),
        "cinco (05)",
        ("Conclusiones",),
    ),
    InformeCase("pass-IS-13-firma-en-tabla", (assign(signature_table=True),)),
    InformeCase("fail-IS-13-sin-recomendaciones", (say("6.1", "Por definir."),), "Por definir", ("6.1",)),
    InformeCase("fail-IS-13-sin-firma", (assign(signature=UNSIGNED),), "no está firmado"),
    InformeCase("pass-IS-15-fecha-en-la-caratula", (assign(date="Fecha: 31/07/2019", place_of_signature="1"),)),
    InformeCase("fail-IS-15-sin-numero", (assign(number=""),), "número"),
    InformeCase("fail-IS-15-sin-fecha", (assign(date=""),), "fecha"),
    InformeCase("fail-IS-15-fuera-de-plazo", (assign(date="Lima, 19 de agosto de 2019"),), "19 de agosto de 2019"),
]
YEAR = [
    InformeCase("pass-completo", annual=True, pdf=True),
    InformeCase("pass-IS-06-en-prosa", (narrate("prosa"),), annual=True),
    InformeCase("fail-IS-06-sin-ejecucion", (drop_texts("4.1", "Ejecución"),), points=("4.1",), annual=True),
    InformeCase("fail-IS-07-sin-problemas", data=short_year, points=("Matriz de resultados",), annual=True),
    InformeCase("fail-IS-08-ejecucion-del-segundo", (swap("4.1", "\t: 600", "\t: 660"),), "660", annual=True),
    InformeCase(
        "fail-IS-09-solo-un-semestre", (put("resultados", PEOPLE.upper(), "Avance %", "48.8"),), "96.8 %", annual=True
    ),
    InformeCase("pass-IS-11-en-cero", annual=True),
    InformeCase(
        "fail-IS-11-segundo-semestre-vacio",
        (put("resultados", LIBRARIES.upper(), "II SEM", ""), put("resultados", LIBRARIES.upper(), "Avance %", "112.5")),
        "II semestre",
        ("Matriz de resultados",),
        annual=True,
    ),
    InformeCase("pass-IS-15-a-tiempo", (assign(date="Lima, 31 de enero de 2020"),), annual=True),
    InformeCase(
        "fail-IS-15-fuera-de-plazo", (assign(date="Lima, 7 de febrero de 2020"),), "7 de febrero de 2020", annual=True
    ),
]
CASES = [*SEMESTER, *YEAR]
