"""The two pages to begin with: what the archive is like, and how the runs went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from amc_docs.audit.grouping import Version
from amc_docs.audit.outputs import html
from amc_docs.audit.outputs.reading import Archive
from amc_docs.writers.output import whole

NAME, RUNS = "resumen.html", "ejecuciones.html"
_FREQUENT, _SLOWEST = 25, 20
_SHOWN = 2_000
"""Rows of a list, at most; the tables have all."""
_NONE = "(no se indica)"


@dataclass(slots=True)
class Line:
    """A value and how many files of each verdict, or points of each state, have it."""

    name: str
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    def share(self, *kinds: str) -> float:
        """Return the part, 0–100, that some kinds have of all."""
        return 100 * sum(self.counts[k] for k in kinds) / self.total if self.total else 0.0


def write(archive: Archive, folder: Path) -> Path:
    """Write the page on the archive; nothing in it depends on the clock, and no list in it is longer than one reads."""
    path = folder / NAME
    frequent = archive.frequent(_FREQUENT)
    content = html.render(
        "summary.html",
        most=_SHOWN,
        files=archive.files(most=_SHOWN),
        all=Line("", defaultdict(int, archive.counted("dictamen"))),
        routes=archive.counted("coalesce(via, 'no se pudo leer')"),
        formats=archive.counted("coalesce(formato, 'no se reconoce')"),
        unread=list(archive.files("dictamen = 'ilegible'", _SHOWN)),
        partly=archive.count("paginas_sin_leer AND dictamen <> 'ilegible'"),
        unsure=archive.count("confianza_tipo < 0.5"),
        by={
            "tipo": _lines(archive.crossed("titulo_tipo", "dictamen <> 'ilegible'")),
            "sector": _lines(archive.crossed("sector", "dictamen <> 'ilegible'")),
            "año": _lines(archive.crossed("anio", "dictamen <> 'ilegible'")),
        },
        points=_points(archive),
        frequent=frequent,
        read=archive.distinct("dictamen <> 'ilegible'"),
        **_listed("same", archive.repeated()),
        versions=_versions(archive),
        version_count=len(archive.versions),
        page_of=html.page_of,
        worst=frequent[0]["documentos"] if frequent else 1,
    )
    with whole(path) as file:
        file.write(content)
    return path


def _listed(name: str, rows: Iterator[Any]) -> Mapping[str, Any]:
    """Return the first rows of a list under its name, and how many there are."""
    shown = list(islice(rows, _SHOWN))
    return {name: shown, f"{name}_count": len(shown) + sum(1 for _ in rows)}


def _versions(archive: Archive) -> list[tuple[Version, Mapping[str, Any]]]:
    """Return the versions of documents, group by group, each with what the archive says of it."""
    shown = dict(islice(archive.versions.items(), _SHOWN))
    rows = {number: row for number, row in enumerate(archive.documents()) if number in shown}
    return [(version, rows[number]) for number, version in shown.items()]


def write_runs(archive: Archive, folder: Path) -> Path:
    """Write the page on the runs: when, how long, what took longest, what changed since the run before."""
    path = folder / RUNS
    runs = [{**dict(run), "dura": _lasted(run), "veredictos": archive.verdicts(run["id"])} for run in archive.runs()]
    content = html.render(
        "runs.html",
        most=_SHOWN,
        runs=runs,
        slowest=archive.slowest(_SLOWEST),
        **_listed("changed", archive.changed()),
        page_of=html.page_of,
    )
    with whole(path) as file:
        file.write(content)
    return path


def _lines(crossed: Iterable[tuple[Any, str, int]]) -> list[Line]:
    """Return a line for each value, those with most files first."""
    found: dict[str, Line] = {}
    for value, verdict, number in crossed:
        name = str(value) if value is not None else _NONE
        found.setdefault(name, Line(name)).counts[verdict] += number
    return sorted(found.values(), key=lambda line: (line.name == _NONE, -line.total, line.name))


def _points(archive: Archive) -> dict[str, list[Line]]:
    """Return for each type a line for each of its points."""
    found: dict[str, dict[str, Line]] = {}
    for row in archive.points():
        lines = found.setdefault(row["titulo_tipo"], {})
        line = lines.setdefault(row["punto"], Line(f"{row['punto']}. {row['titulo']}"))
        line.counts[row["estado"]] += row["n"]
    return {title: list(lines.values()) for title, lines in found.items()}


def _lasted(run: Mapping[str, Any]) -> str:
    if not run["fin"]:
        return "–"
    seconds = (datetime.fromisoformat(run["fin"]) - datetime.fromisoformat(run["inicio"])).total_seconds()
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
