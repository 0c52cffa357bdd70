"""The tables of an audit's store. Their columns are a promise to analysts: `docs/auditoria.md` describes them."""

from __future__ import annotations

from amc_docs.audit.outcome import columns_of, tables_of_rows

VERSION = 1
"""Of these tables; a store of another version is not touched."""

DOCUMENTO = (
    "formato", "via", "paginas", "paginas_sin_leer", "paginas_escaneadas", "tipo", "titulo_tipo", "confianza_tipo",
    "incompleto", "errores", "advertencias", "notas", "por_verificar", "sector", "servicio", "numero", "fecha", "anio",
    "semejanza",
)  # fmt: skip
"""Columns of `documentos` beside its key and verdict."""

ROWS: dict[str, tuple[str, ...]] = {
    "puntos": ("parte", "punto", "titulo", "estado", "titulo_encontrado"),
    "hallazgos": (
        "parte", "numero", "regla", "obligacion", "estado", "severidad", "punto", "mensaje", "evidencia", "valor",
        "esperado", "sugerencia", "cita", "ubicacion",
    ),
    "citas": ("parte", "clave", "tipo", "numero", "anio", "emisor", "literal", "punto"),
    **{name: ("parte", "matriz", "fila", *columns_of(name)) for name in tables_of_rows()},
}  # fmt: skip
"""Tables with many rows for each document → their columns, beside `documento`."""

_NUMBERS = frozenset({"parte", "numero", "fila"})

DDL = f"""
CREATE TABLE ejecuciones (
    id INTEGER PRIMARY KEY, inicio TEXT NOT NULL, fin TEXT, estado TEXT NOT NULL, herramienta TEXT NOT NULL,
    edicion TEXT NOT NULL, ajustes TEXT NOT NULL, rutas TEXT NOT NULL, salidas TEXT
);
CREATE TABLE archivos (
    ejecucion INTEGER NOT NULL REFERENCES ejecuciones, orden INTEGER NOT NULL, archivo TEXT NOT NULL,
    ruta TEXT NOT NULL, miembro TEXT, tamano INTEGER NOT NULL, documento INTEGER REFERENCES documentos,
    segundos REAL, PRIMARY KEY (ejecucion, orden)
) WITHOUT ROWID;
CREATE INDEX archivos_documento ON archivos (ejecucion, documento);
CREATE TABLE documentos (
    id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, decisiones TEXT NOT NULL, edicion TEXT NOT NULL,
    ajustes TEXT NOT NULL, dictamen TEXT NOT NULL, motivo TEXT,
    codigo INTEGER NOT NULL, {", ".join(DOCUMENTO)}, informe BLOB,
    UNIQUE (sha256, decisiones, edicion, ajustes)
);
""" + "".join(
    f"CREATE TABLE {table} (documento INTEGER NOT NULL REFERENCES documentos, "
    + ", ".join(f"{c} INTEGER" if c in _NUMBERS and table != "citas" else c for c in columns)
    + f");\nCREATE INDEX {table}_documento ON {table} (documento);\n"
    for table, columns in ROWS.items()
)
