"""The file of decisions, `ARCHIVO.revision.yaml`: people write it, faults are told with line and key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amc_docs import yaml_files
from amc_docs.doctype import data_folder
from amc_docs.document import Location
from amc_docs.errors import BadSettingsError
from amc_docs.findings import Severity
from amc_docs.judgements import Decision
from amc_docs.wording import fold, squeeze


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A decision as written. None and empty: not stated."""

    line: int
    at: str
    """Its place in the file: `decisiones.1`."""
    decision: Decision
    id: str = ""
    rule: str = ""
    point: str = ""
    part: int | None = None
    place: str = ""
    evidence: str = ""
    reason: str = ""
    message: str = ""
    suggestion: str = ""
    severity: Severity | None = None
    is_confirmed: bool = True
    """False where the file itself says that it was taken on another version and nobody has confirmed it."""

    @property
    def about(self) -> str:
        """What it names, for people."""
        return self.id or " · ".join(filter(None, (self.rule, f"punto {self.point}" if self.point else "")))

    @property
    def says_something(self) -> bool:
        """Whether the reviewer wrote anything about it beside the decision."""
        return bool(self.reason or self.message or self.suggestion or self.severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """An observation of the reviewer's own."""

    line: int
    at: str
    number: int
    """From 1, in the order of the file."""
    message: str
    citation: str
    point: str = ""
    part: int | None = None
    suggestion: str = ""
    evidence: str = ""
    severity: Severity = Severity.ERROR
    location: Location | None = None
    """None: where the evidence stands, or the point."""
    is_confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A point that the program could not check and the reviewer has."""

    line: int
    at: str
    point: str
    reason: str
    part: int | None = None
    is_confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The whole file."""

    file: str
    """Its name without folder."""
    sha256: str
    """Of the document that they were taken on; empty where the file does not say."""
    reviewer: str = ""
    date: str = ""
    rows: tuple[Row, ...] = ()
    own: tuple[Own, ...] = ()
    verified: tuple[Verified, ...] = ()


def read(path: Path) -> Decisions:
    """Return what the file says.

    Raises:
        BadSettingsError: it cannot be read or is wrong; names file, line and key. Nothing of it is passed over.
    """
    data = yaml_files.read(path, data_folder("schemas") / "_meta" / "revision.schema.json") or {}
    document = data.get("documento") or {}
    rows = tuple(_row(row, line, at, path) for line, at, row in _listed(data, "decisiones"))
    _once([r for r in rows if r.id], path)
    return Decisions(
        file=path.name,
        sha256=_text(document, "sha256").lower(),
        reviewer=_text(data, "revisor"),
        date=_text(data, "fecha"),
        rows=rows,
        own=tuple(_own(*row, n) for n, row in enumerate(_listed(data, "observaciones_propias"), 1)),
        verified=tuple(
            Verified(
                line=line,
                at=at,
                point=_text(row, "punto"),
                reason=_text(row, "motivo"),
                part=row.get("parte"),
                is_confirmed=_confirmed(row),
            )
            for line, at, row in _listed(data, "puntos_verificados")
        ),
    )


def fault(file: str, row: Row | Own | Verified, key: str, what: str) -> BadSettingsError:
    """Return the error that says where a file of decisions is wrong."""
    return BadSettingsError(f"{file}, línea {row.line}, «{row.at}.{key}»: {what}")


def _listed(data: Any, key: str) -> Iterator[tuple[int, str, Mapping[str, Any]]]:  # noqa: ANN401 (whatever YAML holds)
    rows = data.get(key) or ()
    for n, row in enumerate(rows):
        yield yaml_files.line_of(data, (key, n)), yaml_files.key_of((key, n)), row


def _row(row: Mapping[str, Any], line: int, at: str, path: Path) -> Row:
    decision = Decision(row.get("decision") or Decision.PENDIENTE)
    found = Row(
        line=line,
        at=at,
        decision=decision,
        id=_text(row, "id"),
        rule=_text(row, "regla"),
        point=_text(row, "punto"),
        part=row.get("parte"),
        place=_text(row, "lugar"),
        evidence=_text(row, "evidencia"),
        reason=_text(row, "motivo"),
        message=_text(row, "mensaje"),
        suggestion=_text(row, "sugerencia"),
        severity=Severity(row["severidad"]) if row.get("severidad") else None,
        is_confirmed=_confirmed(row),
    )
    if decision is Decision.PENDIENTE:
        return found
    if not found.id and not found.rule:
        raise fault(path.name, found, "id", "falta. Copie el «id» de la observación, o escriba su «regla».")
    if decision is Decision.DESCARTAR and not found.reason:
        raise fault(path.name, found, "motivo", "falta. Escriba por qué se descarta: el motivo consta en el informe.")
    if decision is Decision.CAMBIAR and not (found.message or found.suggestion or found.severity):
        raise fault(path.name, found, "mensaje", "falta. Escriba el nuevo «mensaje», «sugerencia» o «severidad».")
    return found


def _own(line: int, at: str, row: Mapping[str, Any], number: int) -> Own:
    place = row.get("lugar")
    return Own(
        line=line,
        at=at,
        number=number,
        message=_text(row, "mensaje"),
        citation=_text(row, "sustento"),
        point=_text(row, "punto"),
        part=row.get("parte"),
        suggestion=_text(row, "sugerencia"),
        evidence=_text(row, "evidencia"),
        severity=Severity(row.get("severidad") or Severity.ERROR),
        location=_location(place) if place else None,
        is_confirmed=_confirmed(row),
    )


def _location(place: Mapping[str, int]) -> Location:
    """Return a place as people count it, rows and columns from 1."""
    return Location(
        page=place.get("pagina"),
        table=place.get("tabla"),
        row=place["fila"] - 1 if "fila" in place else None,
        column=place["columna"] - 1 if "columna" in place else None,
        paragraph=place.get("parrafo"),
    )


def _confirmed(row: Mapping[str, Any]) -> bool:
    said = row.get("confirmada")
    return said if isinstance(said, bool) else fold(str(said)) != "no"


def _once(rows: list[Row], path: Path) -> None:
    """Raise where one finding is decided about twice."""
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise fault(
                path.name, row, "id", f"«{row.id}» está dos veces. Deje una sola decisión para cada observación."
            )
        seen.add(row.id)


def _text(row: Mapping[str, Any], key: str) -> str:
    return squeeze(str(row[key])) if row.get(key) is not None else ""
