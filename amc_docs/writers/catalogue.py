"""The catalogue of rules: what is checked, under which clause, why, and how a fault is cured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Any

from rapidfuzz import process

from amc_docs.doctype import DocType
from amc_docs.specs import Obligation, RuleSpec
from amc_docs.writers import Options
from amc_docs.writers.json import dumps

HOW = {
    "M": "la comprueba el programa",
    "R": "la juzga una persona; el programa reúne la evidencia",
    "—": "no se puede comprobar en el documento",
}
LIKENESS_NEEDED = 60
"""Of 100; a misspelt ID that resembles none this much gets no suggestion."""


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of the page, the same for the terminal and for Markdown."""

    kind: str
    """`title`, `heading`, `text`, `rule` (label = ID) or `fact` (label = what it is)."""
    text: str
    label: str = ""


def render(
    types: Sequence[DocType],
    form: str,
    options: Options | None = None,
    *,
    key: str | None = None,
    coverage: bool = False,
) -> str:
    """Return the catalogue, or what concerns one rule or obligation; KeyError with advice where `key` is unknown."""
    chosen = [_reduced(t, key) for t in types] if key else list(types)
    chosen = [t for t in chosen if t.obligations or (not key and t.rules)]
    if key and not chosen:
        raise KeyError(_unknown(types, key))
    if form == "json":
        return dumps([_object(t) for t in chosen]) + "\n"
    if key:
        chosen = list(_once(chosen))
    page = _explained if key else _coverage if coverage else _overview
    lines = [line for doctype in chosen for line in page(doctype)]
    return (_markdown(lines) if form == "markdown" else _text(lines, options or Options())).strip("\n") + "\n"


def rules_of(doctype: DocType, obligation: Obligation) -> tuple[RuleSpec, ...]:
    """Return the rules that check one obligation."""
    return tuple(r for r in doctype.rules if r.obligation == obligation.id)


def _reduced(doctype: DocType, key: str) -> DocType:
    """Return the type with only the obligation named, or the rule named and its obligation."""
    wanted = key.casefold()
    rules = [r for r in doctype.rules if wanted in (r.id.casefold(), r.obligation.casefold())]
    owners = {wanted, *(r.obligation.casefold() for r in rules)}
    obligations = tuple(o for o in doctype.obligations if o.id.casefold() in owners)
    return replace(doctype, rules=tuple(rules), obligations=obligations)


def _once(types: Sequence[DocType]) -> Iterator[DocType]:
    """Yield the types without the rules that one before them has told already: what a type borrows is told once."""
    told: set[tuple[str, ...]] = set()
    known: list[Obligation] = []
    for doctype in types:
        own = tuple(r for r in doctype.rules if (r.id, r.title, r.remedy, r.citation) not in told)
        told |= {(r.id, r.title, r.remedy, r.citation) for r in own}
        wanted = {r.obligation for r in own}
        fresh = tuple(o for o in doctype.obligations if o.id in wanted or o not in known)
        known += fresh
        yield replace(doctype, rules=own, obligations=fresh)


def _unknown(types: Sequence[DocType], key: str) -> str:
    keys = sorted({r.id for t in types for r in t.rules} | {o.id for t in types for o in t.obligations})
    near = process.extract(key, keys, limit=3, score_cutoff=LIKENESS_NEEDED, processor=str.casefold)
    hint = f" ¿Quiso decir {' o '.join(f'«{name}»' for name, _, _ in near)}?" if near else ""
    return f"No existe la regla ni la obligación «{key}».{hint} Véalas todas con: amc-docs reglas"


def _overview(doctype: DocType) -> Iterator[Line]:
    yield from _title(doctype)
    for obligation in doctype.obligations:
        yield Line("heading", f"{obligation.id} · {obligation.text}")
        yield Line("text", f"{obligation.clause} · {obligation.how}: {HOW[obligation.how]}")
        for rule in rules_of(doctype, obligation):
            yield Line("rule", f"{rule.title} ({rule.severity})", rule.id)


def _coverage(doctype: DocType) -> Iterator[Line]:
    yield from _title(doctype)
    counts = [(how, sum(o.how == how for o in doctype.obligations)) for how in HOW]
    yield Line("text", " · ".join(f"{n} {how}: {HOW[how]}" for how, n in counts if n))
    for obligation in doctype.obligations:
        rules = ", ".join(r.id for r in rules_of(doctype, obligation))
        yield Line("rule", f"{obligation.how}  {rules or obligation.reason or 'ninguna regla'}", obligation.id)


def _explained(doctype: DocType) -> Iterator[Line]:
    for obligation in doctype.obligations:
        yield Line("title", f"{obligation.id} · {obligation.text}")
        yield Line("fact", obligation.clause, "Sustento")
        yield Line("fact", f"{obligation.how}: {HOW[obligation.how]}", "Cómo")
        if obligation.reason:
            yield Line("fact", obligation.reason, "Motivo")
        for rule in rules_of(doctype, obligation):
            yield Line("heading", f"{rule.id} ({rule.severity})")
            facts = (
                ("Comprueba", rule.title),
                ("Por qué", rule.why),
                ("Sustento", rule.citation),
                ("Qué hacer", rule.remedy),
                ("Correcto", rule.good),
                ("Incorrecto", rule.bad),
            )
            yield from (Line("fact", text, label) for label, text in facts if text)


def _title(doctype: DocType) -> Iterator[Line]:
    yield Line("title", f"{doctype.title} ({doctype.name})")
    yield Line("text", f"{doctype.norm}, {doctype.edition}")


def _text(lines: Sequence[Line], options: Options) -> str:
    out: list[str] = []
    for line in lines:
        if line.kind in ("title", "heading"):
            bold = ("\x1b[1m", "\x1b[0m") if options.color else ("", "")
            out += ["", *(bold[0] + part + bold[1] for part in wrap(line.text, options.width))]
        elif line.kind == "text":
            out += wrap(line.text, options.width, initial_indent="  ", subsequent_indent="  ")
        else:
            margin = 12 if line.kind == "fact" or len(line.label) < 9 else 28
            rest = wrap(line.text, options.width - margin - 2) or [""]
            out.append(f"  {line.label:<{margin - 1}} {rest[0]}".rstrip())
            out += [" " * (margin + 2) + part for part in rest[1:]]
    return "\n".join(out)


def _markdown(lines: Sequence[Line]) -> str:
    out: list[str] = []
    for line in lines:
        text = line.text.replace("|", "\\|").replace("<", "&lt;")
        if line.kind == "rule":
            out.append(f"- `{line.label}` {text}")
        elif line.kind == "fact":
            out.append(f"- **{line.label}**: {text}")
        else:
            mark = {"title": "\n# ", "heading": "\n## ", "text": ""}[line.kind]
            out += [f"{mark}{text}", ""]
    return "\n".join(out)


def _object(doctype: DocType) -> dict[str, Any]:
    return {
        "tipo": doctype.name,
        "titulo": doctype.title,
        "norma": doctype.norm,
        "edicion": doctype.edition,
        "obligaciones": [
            {
                "id": o.id,
                "clausula": o.clause,
                "texto": o.text,
                "como": o.how,
                "motivo": o.reason or None,
                "reglas": [_rule(r) for r in rules_of(doctype, o)],
            }
            for o in doctype.obligations
        ],
    }


def _rule(rule: RuleSpec) -> dict[str, Any]:
    return {
        "id": rule.id,
        "comprobacion": rule.kind,
        "severidad": str(rule.severity),
        "titulo": rule.title,
        "por_que": rule.why,
        "cita": rule.citation,
        "remedio": rule.remedy,
        "bueno": rule.good or None,
        "malo": rule.bad or None,
        "punto": rule.point,
    }
