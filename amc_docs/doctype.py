"""A folder of `schemas/` as an object: the norm as data.

`schema.json` holds the record's shape with a few `x-` keywords (points, titles, aliases of headings and column
heads, guidance); `doctype.toml` holds title, norm, edition, how the type is recognised, obligations and rules.
No Python file names a document type.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from amc_docs import schema as schemas
from amc_docs.errors import BadDocumentTypeError
from amc_docs.findings import Severity
from amc_docs.specs import (
    LabelSpec,
    MatrixSpec,
    Obligation,
    PointSpec,
    Recognition,
    RepeatSpec,
    RuleSpec,
    SendingSpec,
    UnionSpec,
)

Found = TypeVar("Found")
PACKAGE = Path(__file__).resolve().parent
UNKNOWN = "desconocido"
"""The folder whose universal checks run when no type is recognised."""


def data_folder(name: str) -> Path:
    """Return `schemas` or `templates`: inside an installed package, beside it in a checkout."""
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.parent / name


@dataclass(frozen=True, slots=True, kw_only=True)
class DocType:
    """A type of document."""

    name: str
    title: str
    norm: str
    edition: str
    in_force: str
    """ISO date from which the edition holds."""
    recognition: Recognition
    schema: dict[str, Any]
    points: tuple[PointSpec, ...] = ()
    blocks: tuple[str, ...] = ()
    """Labels of the form's blocks, which are layout and not content."""
    titles_in_tables: bool = True
    """The form may be laid out as a table: the title of a point in a cell, its content in the next."""
    matrices: tuple[MatrixSpec, ...] = ()
    unions: tuple[UnionSpec, ...] = ()
    repeats: tuple[RepeatSpec, ...] = ()
    labels: tuple[LabelSpec, ...] = ()
    """Single values that stand beside a label."""
    scalars: Mapping[str, str] = field(default_factory=dict)
    """Single values: JSON pointer → number of the point whose text it is."""
    sending: SendingSpec | None = None
    """None: such documents send nothing."""
    identity: str = ""
    """What a document of this type is called, with its values in braces: `{clase} N° {numero}`; empty: by no number."""
    obligations: tuple[Obligation, ...] = ()
    rules: tuple[RuleSpec, ...] = ()
    note: str = ""
    """Spanish; told to the user with every report of this type."""

    @property
    def titled(self) -> tuple[PointSpec, ...]:
        """The points that have a title in the paper."""
        return tuple(point for point in self.points if not point.value)

    @property
    def matrix_titles(self) -> dict[str, str]:
        """What its matrices and repeated parts are called, by property of the schema."""
        return {m.name: m.title for m in self.matrices} | {r.name: r.title for r in self.repeats}

    def obligation(self, key: str) -> Obligation:
        """Return one obligation by its id; KeyError where there is none."""
        return next(o for o in self.obligations if o.id == key)


@cache
def available() -> Mapping[str, DocType]:
    """Return every type under `schemas/`, by folder name."""
    folders = sorted(p.parent for p in data_folder("schemas").glob("*/doctype.toml"))
    return {folder.name: _named(folder.name) for folder in folders}


def once_a_type(find: Callable[[DocType], Found]) -> Callable[[DocType], Found]:
    """Let a function find what it does for a type under `schemas/` once; for any other type each time."""

    @cache
    def known(name: str) -> Found:
        return find(available()[name])

    @wraps(find)
    def found(doctype: DocType) -> Found:
        return known(doctype.name) if available().get(doctype.name) is doctype else find(doctype)

    return found


@cache
def _named(name: str) -> DocType:
    """Return one type under `schemas/`, read once: types borrow from each other."""
    return load(name)


def load(folder: Path | str) -> DocType:
    """Read one folder (or the name of one under `schemas/`); BadDocumentTypeError names the file and key at fault."""
    path = data_folder("schemas") / folder if isinstance(folder, str) else folder
    try:
        settings = tomllib.loads((path / "doctype.toml").read_text(encoding="utf-8"))
        schema = schemas.load(path / "schema.json")
        return _doctype(path.name, settings, schema)
    except (OSError, ValueError, KeyError, TypeError, StopIteration) as error:
        raise BadDocumentTypeError(
            f"El tipo de documento «{path.name}» está mal definido: {type(error).__name__} {error}. "
            f"Corrija doctype.toml o schema.json en {path}."
        ) from error


def _doctype(name: str, settings: dict[str, Any], schema: dict[str, Any]) -> DocType:
    kind = settings["tipo"]
    obligations = tuple(_obligation(o, kind["norma"]) for o in settings.get("obligaciones", ()))
    clauses = {o.id: o.clause for o in obligations}
    lent = [_shared(row, kind["norma"]) for row in settings.get("comparte", ())]
    shared = {o.id: o for duties, _ in lent for o in duties if o.id not in clauses}
    citations = {**{key: o.clause for key, o in shared.items()}, **clauses}
    recognition = settings.get("reconocer", {})
    return DocType(
        name=name,
        title=kind["titulo"],
        norm=kind["norma"],
        edition=kind["edicion"],
        in_force=kind["vigente_desde"],
        note=kind.get("nota", ""),
        recognition=Recognition(
            phrases=tuple(recognition.get("frases", ())),
            needed=recognition.get("necesarias", 1),
            prevails_over=tuple(recognition.get("prevalece_sobre", ())),
            only_with_form=recognition.get("solo_con_formato", False),
            opens=tuple(recognition.get("abre", ())),
            closes=tuple(recognition.get("cierra", ())),
            is_cover=recognition.get("acompana", False),
            called=tuple(recognition.get("se_nombra", ())),
            matrix=recognition.get("matriz", ""),
        ),
        schema=schema,
        points=schemas.points(schema),
        blocks=tuple(schema.get("x-bloques", ())),
        titles_in_tables=schema.get("x-titulos-en-tablas", True),
        matrices=schemas.matrices(schema),
        unions=schemas.unions(schema),
        repeats=schemas.repeats(schema),
        labels=schemas.labels(schema),
        scalars=schemas.scalars(schema),
        sending=schemas.sending(schema),
        identity=schema.get("x-identidad", ""),
        obligations=(*obligations, *shared.values()),
        rules=(*(_rule(r, citations) for r in settings.get("reglas", ())), *(r for _, rules in lent for r in rules)),
    )


def _shared(row: dict[str, Any], norm: str) -> tuple[tuple[Obligation, ...], tuple[RuleSpec, ...]]:
    """Return the rules that a type takes over from another one, with their obligations: referenced, not copied.

    A duty that rests on no clause of the lender's norm rests on the borrower's own. `puntos` tells where the lender's
    points are in the borrower's form; an empty text: nowhere, the rule is about the whole document. `ajustes` gives
    settings of a rule in place of the lender's; `obligaciones` are further duties, which rules of the borrower check.
    """
    lender = _named(row["tipo"])
    points = row.get("puntos", {})
    rules = [next(r for r in lender.rules if r.id == name) for name in row.get("reglas", ())]
    rules = [replace(r, point=points.get(r.point or "", r.point) or None) for r in rules]
    own = row.get("ajustes", {})
    rules = [replace(r, parameters={**r.parameters, **own.get(r.id, {})}) for r in rules]
    keys = [*(r.obligation for r in rules), *row.get("obligaciones", ())]
    duties = [lender.obligation(key) for key in dict.fromkeys(keys)]
    return (
        tuple(replace(o, clause=norm) if o.clause == lender.norm else o for o in duties),
        tuple(replace(r, citation=norm) if r.citation == lender.norm else r for r in rules),
    )











def _obligation(row: dict[str, Any], norm: str) -> Obligation:
    return Obligation(
        id=row["id"],
        clause=f"{norm}, {row['clausula']}" if row["clausula"] else norm,
        text=row["texto"],
        how=row["como"],
        reason=row.get("motivo", ""),
    )


def _rule(row: dict[str, Any], clauses: dict[str, str]) -> RuleSpec:
    return RuleSpec(
        id=row["id"],
        obligation=row["obligacion"],
        kind=row["comprueba"],
        severity=Severity(row.get("severidad", "error")),
        title=row["titulo"],
        why=row["por_que"],
        remedy=row["remedio"],
        good=row.get("bueno", ""),
        bad=row.get("malo", ""),
        citation=clauses[row["obligacion"]],
        point=row.get("punto"),
        stage=row.get("etapa", 2),
        parameters={name: _setting(value) for name, value in row.get("con", {}).items()},
    )


def _setting(value: Any) -> Any:  # noqa: ANN401 (whatever TOML holds)
    """Return a setting; `{ datos = "archivo.toml" }` stands for a table under `schemas/_datos/`, which types share."""
    if not (isinstance(value, dict) and set(value) == {"datos"}):
        return value
    return tomllib.loads((data_folder("schemas") / "_datos" / value["datos"]).read_text(encoding="utf-8"))
