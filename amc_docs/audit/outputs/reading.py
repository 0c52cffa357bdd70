"""What outputs ask the store: always of one run, in the order of its files, never more at once than one needs."""

# ruff: noqa: S608 - every name in a query is ours; what comes from outside goes as a value

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from amc_docs.audit.grouping import Version, versions
from amc_docs.audit.store import Store
from amc_docs.audit.tables import DOCUMENTO, ROWS

_OF_RUN = "archivos JOIN documentos ON archivos.documento = documentos.id WHERE archivos.ejecucion = ?"
_COLUMNS = "archivos.*, sha256, decisiones, dictamen, motivo, codigo, " + ", ".join(DOCUMENTO)
"""Of a file and its document, without the report: that is most of the store, and one page at a time needs one."""


class Archive:
    """The files of one run, with what was found of them."""

    def __init__(self, store: Store, run: int) -> None:
        self._store = store
        self.run = run

    def files(self, where: str = "1", most: int = -1) -> Iterator[Mapping[str, Any]]:
        """Yield each file with the columns of its document, in order; `most`: so many of them, all where negative."""
        yield from self._ask(f"SELECT {_COLUMNS} FROM {_OF_RUN} AND {where} ORDER BY orden LIMIT ?", most)

    def count(self, where: str = "1") -> int:
        """Return how many files there are."""
        return self._number("*", where)

    def distinct(self, where: str = "1") -> int:
        """Return how many contents there are."""
        return self._number("DISTINCT documento", where)

    def names(self, document: int) -> list[str]:
        """Return the names of all files that are one document, in order."""
        query = "SELECT archivo FROM archivos WHERE ejecucion = ? AND documento = ? ORDER BY orden"
        return [row["archivo"] for row in self._ask(query, document)]

    def repeated(self) -> Iterator[list[str]]:
        """Yield the names of files that have the same content, each group in order, in the order of their first."""
        query = (
            f"SELECT * FROM (SELECT archivo, orden, sha256, min(orden) OVER own AS primero, count(*) OVER own AS n "
            f"FROM {_OF_RUN} WINDOW own AS (PARTITION BY sha256)) WHERE n > 1 ORDER BY primero, orden"
        )
        for _, rows in groupby(self._ask(query), key=lambda row: row["primero"]):
            yield [row["archivo"] for row in rows]

    @cached_property
    def versions(self) -> Mapping[int, Version]:
        """The documents that are versions of one, by their number among `documents`, group by group."""
        return {version.number: version for version in versions(self.documents())}

    def documents(self) -> Iterator[Mapping[str, Any]]:
        """Yield each content once, under the name of its first file."""
        yield from self._contents(_COLUMNS)

    def rows(self, table: str) -> Iterator[Mapping[str, Any]]:
        """Yield the rows of a table, each with its file; those of a content that stands in several files, once."""
        query = (
            f"SELECT primero.archivo AS archivo, primero.sha256 AS sha256, t.* FROM {table} AS t JOIN ("
            f"SELECT documentos.id AS id, documentos.sha256 AS sha256, archivo, min(orden) AS orden FROM {_OF_RUN} "
            "GROUP BY documentos.id) AS primero ON t.documento = primero.id ORDER BY primero.orden, t.rowid"
        )
        yield from self._ask(query)

    def counted(self, expression: str, where: str = "1") -> list[tuple[Any, int]]:
        """Return how many files have each value of an expression over their columns, most first."""
        query = f"SELECT {expression} AS v, count(*) AS n FROM {_OF_RUN} AND {where} GROUP BY v ORDER BY n DESC, v"
        return [(row["v"], row["n"]) for row in self._ask(query)]

    def crossed(self, expression: str, where: str = "1") -> Iterator[tuple[Any, str, int]]:
        """Yield value, verdict, number of files."""
        query = f"SELECT {expression} AS v, dictamen, count(*) AS n FROM {_OF_RUN} AND {where} GROUP BY v, dictamen"
        for row in self._ask(query):
            yield row["v"], row["dictamen"], row["n"]

    def frequent(self, most: int) -> list[Mapping[str, Any]]:
        """Return the obligations that most documents fail, with one wording each: rule, in how many, how often."""
        query = (
            "SELECT regla, obligacion, severidad, min(cita) AS cita, min(mensaje) AS ejemplo, count(*) AS veces, "
            "count(DISTINCT documento) AS documentos FROM hallazgos WHERE estado = 'incumple' "
            f"AND documento IN (SELECT documentos.id FROM {_OF_RUN}) "
            "GROUP BY regla, obligacion, severidad ORDER BY documentos DESC, veces DESC, regla LIMIT ?"
        )
        return list(self._ask(query, most))

    def points(self) -> Iterator[Mapping[str, Any]]:
        """Yield type, point, title, state, number of documents; those of files that hold several are left out."""
        query = (
            "SELECT titulo_tipo, punto, titulo, estado, count(*) AS n FROM puntos "
            "JOIN documentos AS d ON puntos.documento = d.id WHERE parte IS NULL "
            f"AND puntos.documento IN (SELECT documentos.id FROM {_OF_RUN}) "
            "GROUP BY titulo_tipo, punto, titulo, estado ORDER BY titulo_tipo, min(puntos.rowid)"
        )
        yield from self._ask(query)

    def reports(self) -> Iterator[tuple[Mapping[str, Any], bytes | None]]:
        """Yield each content with its report, as `revisar --formato json` has it; None where it could not be read."""
        for row in self._contents(f"{_COLUMNS}, informe"):
            yield row, zlib.decompress(row["informe"]) if row["informe"] else None

    def runs(self) -> list[Mapping[str, Any]]:
        """Return all runs, the last first, with counts by verdict."""
        query = "SELECT * FROM ejecuciones ORDER BY id DESC"
        return list(self._store.rows(query))

    def verdicts(self, run: int) -> dict[str, int]:
        """Return how many files of some run have each verdict."""
        return self._store.verdicts(run)

    def slowest(self, most: int) -> list[Mapping[str, Any]]:
        """Return the files that took longest."""
        return list(self._ask(f"SELECT {_COLUMNS} FROM {_OF_RUN} ORDER BY segundos DESC, orden LIMIT ?", most))

    def changed(self) -> Iterator[Mapping[str, Any]]:
        """Yield the files whose verdict is another one than in the run before, and those that came or went."""
        before = max((row["id"] for row in self.runs() if row["id"] < self.run), default=None)
        if before is None:
            return
        own = f"SELECT archivo, dictamen, errores, max(orden) FROM {_OF_RUN} GROUP BY archivo"
        both = "archivo, antes.dictamen AS dictamen_antes, antes.errores AS errores_antes, "
        both += "ahora.dictamen AS dictamen_ahora, ahora.errores AS errores_ahora"
        query = (
            f"WITH ahora AS ({own}), antes AS ({own}) "
            f"SELECT {both} FROM antes LEFT JOIN ahora USING (archivo) "
            "WHERE antes.dictamen IS NOT ahora.dictamen OR antes.errores IS NOT ahora.errores "
            f"UNION ALL SELECT {both} FROM ahora LEFT JOIN antes USING (archivo) WHERE antes.archivo IS NULL "
            "ORDER BY archivo"
        )
        yield from self._ask(query, before)

    def _number(self, what: str, where: str) -> int:
        return int(next(self._ask(f"SELECT count({what}) AS n FROM {_OF_RUN} AND {where}"))["n"])

    def _contents(self, columns: str) -> Iterator[Mapping[str, Any]]:
        query = f"SELECT {columns}, min(orden) AS orden FROM {_OF_RUN} GROUP BY documentos.id ORDER BY orden"
        yield from self._ask(query)

    def _ask(self, query: str, *values: object) -> Iterator[Mapping[str, Any]]:
        yield from self._store.rows(query, self.run, *values)


def columns(table: str) -> Sequence[str]:
    """Return the columns of a table as outputs have them."""
    return ("archivo", "sha256", *ROWS[table])
