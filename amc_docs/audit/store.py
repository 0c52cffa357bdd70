"""The store of an audit: one SQLite file, one writer, each result committed as it arrives."""

# ruff: noqa: S608 - every name in a query is ours; what comes from outside goes as a value

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amc_docs.audit.outcome import UNREADABLE, Outcome
from amc_docs.audit.sources import Source
from amc_docs.audit.tables import DDL, DOCUMENTO, ROWS, VERSION
from amc_docs.errors import BadStoreError
from amc_docs.folders import AUDIT

NAME = AUDIT
RUNNING, DONE, STOPPED = "en curso", "completa", "interrumpida"
_SIGNS = {0xDC00 + byte: 0x10DC00 + byte for byte in range(0x80, 0x100)}
"""What stands for a byte of a file name that is no text → the private sign that stands for it in the store."""
_BYTES = {sign: byte for byte, sign in _SIGNS.items()}
_WAIT = 30.0
"""Seconds that a reader elsewhere may hold the store up."""


@dataclass(frozen=True, slots=True)
class Key:
    """What tells one file to be checked from another."""

    sha256: str
    """Of its content."""
    decisions: str = ""
    """The same of what the reviewer decided about it; empty: nothing."""


class Store:
    """What is known of all files; a context manager."""

    def __init__(self, path: Path) -> None:
        """Open the store, made where there is none.

        Raises:
            BadStoreError: the file is no store, is damaged, is of another version, or cannot be written.
        """
        self.path = path
        try:
            self._base = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
            self._prepare()
        except sqlite3.Error as error:
            raise BadStoreError(
                f"{path}: no se puede usar como almacén de la auditoría ({error}). "
                "Si está dañado, muévalo a otra carpeta y audite de nuevo; si otro programa lo usa, ciérrelo."
            ) from error

    def _prepare(self) -> None:
        base = self._base
        base.row_factory = sqlite3.Row
        # Whoever reads meanwhile does not hold up the writer; what is committed survives the program, not the mains.
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        version = base.execute("PRAGMA user_version").fetchone()[0]
        if version == 0 and not base.execute("SELECT 1 FROM sqlite_master").fetchone():
            base.executescript(f"BEGIN; {DDL} PRAGMA user_version = {VERSION}; COMMIT;")
        elif version != VERSION:
            raise BadStoreError(
                f"{self.path}: lo hizo otra versión de amc-docs. Elija otra carpeta con --salida, o muévalo de ahí."
            )

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    # -- one run ---------------------------------------------------------------------------------------------------

    def begin(self, facts: Mapping[str, str], sources: Iterable[Source]) -> int:
        """Note a new run and every file that it is about; return its number.

        `facts` are the columns of `ejecuciones`: inicio, herramienta, edicion, ajustes, rutas.
        """
        with self._writing():
            columns = ("estado", *facts)
            values = (RUNNING, *facts.values())
            run = self._insert("ejecuciones", columns, [values])
            rows = ((run, n, s.name, _storable(s.path), s.member, s.size) for n, s in enumerate(sources, 1))
            self._insert("archivos", ("ejecucion", "orden", "archivo", "ruta", "miembro", "tamano"), rows)
        return run

    def unfinished(self, facts: Mapping[str, str]) -> int | None:
        """Return the last run where it was broken off and asked for the same; else None."""
        row = self._base.execute("SELECT * FROM ejecuciones ORDER BY id DESC LIMIT 1").fetchone()
        same = row is not None and all(row[key] == facts[key] for key in ("edicion", "ajustes", "rutas"))
        return row["id"] if same and row["estado"] != DONE else None

    def last(self) -> int | None:
        """Return the number of the last run; None where there is none."""
        found = self._base.execute("SELECT max(id) FROM ejecuciones").fetchone()[0]
        return int(found) if found is not None else None

    def digest(self, run: int) -> str:
        """Return the digest of what outputs are made of: the files of a run, and their documents."""
        digest = hashlib.sha256()
        query = "SELECT archivo, tamano, documento FROM archivos WHERE ejecucion = ? ORDER BY orden"
        for row in self._base.execute(query, (run,)):
            digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def written(self) -> str:
        """Return what the last outputs were made of; empty where there are none."""
        query = "SELECT salidas FROM ejecuciones WHERE salidas IS NOT NULL ORDER BY id DESC LIMIT 1"
        row = self._base.execute(query).fetchone()
        return str(row["salidas"]) if row else ""

    def note_written(self, run: int, state: str | None) -> None:
        """Note what the outputs are made of; None: they are about to be written."""
        self._base.execute("UPDATE ejecuciones SET salidas = NULL")
        self._base.execute("UPDATE ejecuciones SET salidas = ? WHERE id = ?", (state, run))

    def end(self, run: int, when: str, state: str) -> None:
        """Note how a run ended."""
        self._base.execute("UPDATE ejecuciones SET fin = ?, estado = ? WHERE id = ?", (when, state, run))

    def pending(self, run: int) -> Iterator[tuple[int, Source]]:
        """Yield the files of a run that have no result yet, in order, each with its place in it."""
        after = 0
        while True:
            # A few at a time: the archive may have a million, and results are written in between.
            rows = self._base.execute(
                "SELECT * FROM archivos WHERE ejecucion = ? AND orden > ? AND documento IS NULL "
                "ORDER BY orden LIMIT 500",
                (run, after),
            ).fetchall()
            if not rows:
                return
            for row in rows:
                path = row["ruta"].translate(_BYTES)
                source = Source(name=row["archivo"], path=path, member=row["miembro"], size=row["tamano"])
                yield row["orden"], source
            after = rows[-1]["orden"]

    def count(self, run: int) -> tuple[int, int]:
        """Return how many files of a run have a result, and how many there are."""
        row = self._base.execute(
            "SELECT count(documento), count(*) FROM archivos WHERE ejecucion = ?", (run,)
        ).fetchone()
        return int(row[0]), int(row[1])

    def verdicts(self, run: int) -> dict[str, int]:
        """Return how many files of a run have each verdict."""
        return dict(
            self._base.execute(
                "SELECT dictamen, count(*) FROM archivos JOIN documentos ON documento = documentos.id "
                "WHERE ejecucion = ? GROUP BY dictamen",
                (run,),
            ).fetchall()
        )

    # -- results ---------------------------------------------------------------------------------------------------

    def known(self, key: Key, edition: str, settings: str) -> tuple[int, str] | None:
        """Return number and verdict of a document, where this edition of the rules saw it; None otherwise."""
        row = self._base.execute(
            "SELECT id, dictamen FROM documentos WHERE sha256 = ? AND decisiones = ? AND edicion = ? AND ajustes = ?",
            (key.sha256, key.decisions, edition, settings),
        ).fetchone()
        return (row["id"], row["dictamen"]) if row else None

    def link(self, run: int, order: int, document: int, seconds: float) -> None:
        """Note that a file of a run is a document that is known."""
        self._base.execute(
            "UPDATE archivos SET documento = ?, segundos = ? WHERE ejecucion = ? AND orden = ?",
            (document, round(seconds, 3), run, order),
        )

    def keep(self, run: int, order: int, key: Key, found: Outcome, edition: str, settings: str) -> None:
        """Keep the result on a file of a run, whole or not at all."""
        with self._writing():
            columns = (
                "sha256",
                "decisiones",
                "edicion",
                "ajustes",
                "dictamen",
                "motivo",
                "codigo",
                *DOCUMENTO,
                "informe",
            )
            own = (key.sha256, key.decisions, edition, settings, found.verdict, found.reason or None, found.code)
            values = (*own, *(found.document.get(c) for c in DOCUMENTO), found.report or None)
            document = self._insert("documentos", columns, [values])
            for table, rows in found.rows.items():
                self._insert(table, ("documento", *ROWS[table]), ((document, *row) for row in rows))
            self.link(run, order, document, found.seconds)

    # -- reading ---------------------------------------------------------------------------------------------------

    def rows(self, query: str, *values: object) -> Iterator[Mapping[str, Any]]:
        """Yield the rows of a query."""
        with closing(self._base.cursor()) as cursor:
            # A row of SQLite gives what a mapping gives, under another name.
            yield from (dict(row) for row in cursor.execute(query, values))

    def forget_unreadable(self) -> None:
        """Forget the results on files that could not be read: a tool may have been missing, a disk away."""
        with self._writing():
            of_them = "(SELECT id FROM documentos WHERE dictamen = ?)"
            self._base.execute(f"UPDATE archivos SET documento = NULL WHERE documento IN {of_them}", (UNREADABLE,))
            self._base.execute("DELETE FROM documentos WHERE dictamen = ?", (UNREADABLE,))

    def _insert(self, table: str, columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> int:
        names = tuple(columns)
        marks = ", ".join("?" for _ in names)
        query = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
        cursor = self._base.cursor()
        for row in rows:
            try:
                cursor.execute(query, tuple(row))
            except UnicodeEncodeError:  # half a letter, which a font of a crafted file may give
                cursor.execute(query, tuple(_storable(value) for value in row))
        return int(cursor.lastrowid or 0)

    def _writing(self) -> _Transaction:
        return _Transaction(self._base)


def _storable(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """Return a value that SQLite takes: what is no text of a name can be told again, half letters are told apart."""
    if not isinstance(value, str):
        return value
    return value.translate(_SIGNS).encode("utf-8", "backslashreplace").decode()


class _Transaction:
    """Everything written inside is kept together or not at all."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base

    def __enter__(self) -> None:
        self._base.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._base.execute("COMMIT" if kind is None else "ROLLBACK")
