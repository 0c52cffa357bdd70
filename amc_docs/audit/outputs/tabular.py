"""Tables for analysts, as CSV and as Parquet, in pieces: a large archive takes no more memory than a small one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amc_docs.audit.outputs.reading import Archive, columns
from amc_docs.audit.tables import DOCUMENTO, ROWS
from amc_docs.writers.output import make_folder, whole
from amc_docs.writers.record_csv import safe

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow

NAME = "tablas"
_PIECE = 1_000
"""Rows at a time."""
_FILES = (
    "orden",
    "archivo",
    "sha256",
    "tamano",
    "dictamen",
    "motivo",
    "codigo",
    *(c for c in DOCUMENTO if c != "semejanza"),
)
"""Columns of `documentos`, one row a file."""
_WHOLE = {
    "documentos": frozenset(
        (
            "orden", "tamano", "codigo", "paginas", "paginas_sin_leer", "paginas_escaneadas", "errores", "advertencias",
            "notas", "por_verificar",
        )
    ),
    "hallazgos": frozenset({"parte", "numero"}),
    "versiones": frozenset({"grupo"}),
}  # fmt: skip
"""Table → its columns that are whole numbers; in all others the document's part and the row."""
_WHOLE_ELSEWHERE = frozenset({"parte", "fila"})


def write(archive: Archive, folder: Path) -> Path:
    """Write all tables into one folder; return it."""
    place = folder / NAME
    make_folder(place)
    _write("documentos", _FILES, archive.files(), place)
    for table in ROWS:
        _write(table, columns(table), archive.rows(table), place)
    _write("versiones", ("archivo", "sha256", "grupo", "parecido"), _versions(archive), place)
    return place


def _versions(archive: Archive) -> Iterator[Mapping[str, Any]]:
    """Yield a row for each document that has versions: those of one document have one number."""
    for number, row in enumerate(archive.documents()):
        if version := archive.versions.get(number):
            own = {"grupo": version.group, "parecido": f"{version.likeness:.2f}"}
            yield {"archivo": row["archivo"], "sha256": row["sha256"], **own}


def _write(table: str, names: Sequence[str], rows: Iterator[Mapping[str, Any]], folder: Path) -> None:
    import pyarrow.parquet as parquet

    schema = _schema(table, names)
    with (
        whole(folder / f"{table}.csv") as text,
        whole(folder / f"{table}.parquet") as packed,
        parquet.ParquetWriter(packed, schema) as writer,
    ):
        for number, piece in enumerate(_pieces(rows)):
            frame = _frame(names, piece)
            # Excel takes text for UTF-8 only behind this mark.
            code = "utf-8-sig" if number == 0 else "utf-8"
            text.write(frame.map(_harmless).to_csv(index=False, header=number == 0, lineterminator="\n").encode(code))
            writer.write_table(_packed(table, frame, schema))


def _frame(names: Sequence[str], piece: list[Mapping[str, Any]]) -> pd.DataFrame:
    """Return rows as a frame; text that cannot be written as UTF-8, out of odd file names, with question marks."""
    import pandas as pd

    rows = ([_clean(row[name]) for name in names] for row in piece)
    return pd.DataFrame(list(rows), columns=list(names), dtype=object)


def _harmless(value: object) -> object:
    return safe(value) if isinstance(value, str) else value


def _clean(value: object) -> object:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _packed(table: str, frame: pd.DataFrame, schema: pyarrow.Schema) -> pyarrow.Table:
    import pyarrow

    for name in frame.columns:
        if not _is_whole(table, name):
            frame[name] = [None if value is None else str(value) for value in frame[name]]
    return pyarrow.Table.from_pandas(frame, schema=schema, preserve_index=False)


def _pieces(rows: Iterator[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """Yield the rows in pieces, at least one: a table without rows has its head all the same."""
    piece = list(islice(rows, _PIECE))
    yield piece
    while piece := list(islice(rows, _PIECE)):
        yield piece


def _schema(table: str, names: Sequence[str]) -> pyarrow.Schema:
    import pyarrow

    kinds = ((n, pyarrow.int64() if _is_whole(table, n) else pyarrow.string()) for n in names)
    return pyarrow.schema(list(kinds))


def _is_whole(table: str, name: str) -> bool:
    return name in _WHOLE.get(table, _WHOLE_ELSEWHERE)
