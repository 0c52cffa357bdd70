"""What was found in a table is found once: each type asks for it, each step, and each part that a file may have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from amc_docs.doctype import DocType
from amc_docs.document import Table

MOST = 2_000
"""Tables of which it is remembered."""

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class _Itself:
    """A key that stands for one table and no other, however alike: tables are too large to be compared."""

    value: Table

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.value is other.value


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a table, to be added to; a long document has hundreds of them, in which most find nothing."""

    nothing: list[DocType]
    found: list[tuple[DocType, Any]]


@lru_cache(maxsize=MOST)
def _known(_table: _Itself, _find: Callable[[Table, DocType], Any]) -> _Known:
    return _Known([], [])


def recalled(table: Table, doctype: DocType, find: Callable[[Table, DocType], Found | None]) -> Found | None:
    """Return what `find` finds in a table as one of a type; None where it finds nothing."""
    known = _known(_Itself(table), find)
    if any(asked is doctype for asked in known.nothing):
        return None
    found: Found | None = next((what for asked, what in known.found if asked is doctype), None)
    if found is not None:
        return found
    found = find(table, doctype)
    if found is None:
        known.nothing.append(doctype)
    else:
        known.found.append((doctype, found))
    return found
