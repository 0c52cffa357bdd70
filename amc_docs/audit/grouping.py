"""Which documents are versions of one.

Everything stands in a temporary database on the disk: an archive of any size takes no more memory than a small one.
"""

from __future__ import annotations

import hashlib
import sqlite3
import struct
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from amc_docs.audit.likeness import likeness
from amc_docs.wording import fold

ALIKE = 0.5
"""Share of pairs of words from which two documents of one form are versions of one, where nothing tells them apart."""
_ALIKE_BY_NAME = 0.3
"""The same where they are of one sector and service, by their own words."""
_MOST_SHARED = 200
"""Documents that hold one and the same piece of text, from which it tells nothing: a form's own words."""
_FEWEST_SHARED = 4
"""Pieces of text that two documents have in common, such pieces left out, before they are compared at all."""
_TABLES = """
CREATE TABLE contenidos (numero INTEGER PRIMARY KEY, tipo, sector, servicio, semejanza BLOB, huella BLOB);
CREATE INDEX por_huella ON contenidos (huella);
CREATE TABLE piezas (pieza INTEGER, numero INTEGER, PRIMARY KEY (pieza, numero)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Version:
    """One of several versions of a document."""

    group: int
    """From 1, in the order of their first."""
    number: int
    """Among the documents, from 0."""
    likeness: float
    """To the first of its group, 0–1."""


def versions(rows: Iterable[Mapping[str, Any]]) -> list[Version]:
    """Return the documents that are versions of one: one form, sector and service, near-equal text; group by group.

    Each row has `tipo`, `sector`, `servicio` (None where unknown) and `semejanza`, the text's signature.
    """
    with closing(sqlite3.connect("")) as base:
        base.row_factory = sqlite3.Row
        base.executescript(_TABLES)
        leader = _filled(base, rows)
        for one, other in _candidates(base):
            a, b = _lead(leader, one["numero"]), _lead(leader, other["numero"])
            if a != b and _are_versions(one, other):
                leader[max(a, b)] = min(a, b)
        return list(_groups(base, leader))


def _filled(base: sqlite3.Connection, rows: Iterable[Mapping[str, Any]]) -> array[int]:
    """Put the rows into the database; return for each the first that is equal in all that counts, itself otherwise."""
    leader = array("q")
    kinds: dict[str, int] = {}
    for number, row in enumerate(rows):
        mark, kind = row["semejanza"] or b"", kinds.setdefault(row["tipo"] or "", len(kinds))
        own = (kind, *(fold(row[key] or "") for key in ("sector", "servicio")), mark)
        trace = hashlib.blake2b(repr(own).encode(), digest_size=16).digest()
        known = base.execute("SELECT numero FROM contenidos WHERE huella = ?", (trace,)).fetchone() if mark else None
        leader.append(known["numero"] if known else number)
        base.execute("INSERT INTO contenidos VALUES (?, ?, ?, ?, ?, ?)", (number, *own, None if known else trace))
        if not known:
            pieces = ((kind << 32 | piece, number) for piece in _pieces(mark))
            base.executemany("INSERT OR IGNORE INTO piezas VALUES (?, ?)", pieces)
    return leader


def _pieces(mark: bytes) -> tuple[int, ...]:
    return struct.unpack(f">{len(mark) // 4}I", mark)


def _candidates(base: sqlite3.Connection) -> Iterator[tuple[sqlite3.Row, sqlite3.Row]]:
    """Yield pairs of documents of one form that have some pieces of text in common, each once."""
    base.execute(
        "DELETE FROM piezas WHERE pieza IN (SELECT pieza FROM piezas GROUP BY pieza HAVING count(*) > ?)",
        (_MOST_SHARED,),
    )
    for one in base.execute("SELECT * FROM contenidos WHERE huella IS NOT NULL ORDER BY numero"):
        pieces = [one["tipo"] << 32 | piece for piece in _pieces(one["semejanza"])]
        marks = ", ".join("?" * len(pieces))
        alike = (
            f"SELECT numero FROM piezas WHERE pieza IN ({marks}) AND numero < ? "  # noqa: S608 - marks alone
            "GROUP BY numero HAVING count(*) >= ?"
        )
        query = f"SELECT * FROM contenidos WHERE numero IN ({alike}) ORDER BY numero"  # noqa: S608 - likewise
        for other in base.execute(query, (*pieces, one["numero"], _FEWEST_SHARED)):
            yield one, other


def _lead(leader: array[int], number: int) -> int:
    while leader[number] != number:
        leader[number] = leader[leader[number]]
        number = leader[number]
    return number


def _groups(base: sqlite3.Connection, leader: array[int]) -> Iterator[Version]:
    members = sorted((_lead(leader, number), number) for number in range(len(leader)))
    group = 0
    for first, pairs in groupby(members, key=lambda pair: pair[0]):
        numbers = [number for _, number in pairs]
        if len(numbers) > 1:
            group += 1
            own = _mark(base, first)
            yield from (Version(group, number, likeness(own, _mark(base, number))) for number in numbers)


def _mark(base: sqlite3.Connection, number: int) -> bytes:
    found: bytes = base.execute("SELECT semejanza FROM contenidos WHERE numero = ?", (number,)).fetchone()[0]
    return found


def _are_versions(one: Mapping[str, Any] | sqlite3.Row, other: Mapping[str, Any] | sqlite3.Row) -> bool:
    if any(one[key] and other[key] and one[key] != other[key] for key in ("sector", "servicio")):
        return False
    needed = _ALIKE_BY_NAME if one["servicio"] and other["servicio"] else ALIKE
    return likeness(one["semejanza"], other["semejanza"]) >= needed
