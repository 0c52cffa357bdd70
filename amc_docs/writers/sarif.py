"""The report as SARIF 2.1.0, for tools that gather the results of many checkers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from amc_docs import __version__
from amc_docs.document import Location
from amc_docs.findings import Finding, Severity, State
from amc_docs.judgements import Decision
from amc_docs.specs import RuleSpec
from amc_docs.writers import Options, Review, judged_words
from amc_docs.writers import arrangement as shared
from amc_docs.writers.json import dumps, place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.ADVERTENCIA: "warning", Severity.NOTA: "note"}


def render(reviews: Sequence[Review], _options: Options | None = None) -> str:
    """Return one run with the results of all files."""
    rules = {rule.id: rule for review in reviews for doctype in review.doctypes for rule in doctype.rules}
    loose = {f.rule for r in reviews for f in (*r.report.findings, *r.report.dismissed)} - set(rules)
    described = [*map(_rule, rules.values()), *({"id": name} for name in sorted(loose))]
    index = {rule["id"]: n for n, rule in enumerate(described)}
    run = {
        "tool": {"driver": {"name": "amc-docs", "version": __version__, "language": "es-PE", "rules": described}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(r) for r in reviews],
        "results": [_result(r, f, n, index) for n, r in enumerate(reviews)
            for f in (*r.report.findings, *r.report.dismissed)],
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": [n for r in reviews for n in _notifications(r)]}
        ],
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rule(rule: RuleSpec) -> dict[str, Any]:
    help_text = f"{rule.why} {rule.remedy}".strip()
    examples = (("Correcto", rule.good), ("Incorrecto", rule.bad))
    help_text += "".join(f"\n\n{label}: {text}" for label, text in examples if text)
    return {
        "id": rule.id,
        "name": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.title.rstrip('.')}. {rule.why} ({rule.citation})"},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"obligacion": rule.obligation, "cita": rule.citation, "punto": rule.point},
    }


def _artifact(review: Review) -> dict[str, Any]:
    report = review.report
    return {
        "location": {"uri": _uri(review)},
        "hashes": {"sha-256": report.sha256},
        "properties": {"tipo": report.doctype, "dictamen": str(report.verdict), "puntos": shared.tally(report.points)},
    }


def _notifications(review: Review) -> list[dict[str, Any]]:
    """Return what was not read or not checked."""
    report = review.report
    texts = [*report.warnings, *filter(None, [report.incomplete])]
    texts += judged_words.told(report.judging) if report.judging else ()
    texts += [f"{reason} ({', '.join(rules)})" for reason, rules in shared.unchecked(report)]
    return [{"level": "warning", "message": {"text": f"{report.file}: {text}"}} for text in texts]


def _result(review: Review, finding: Finding, artifact: int, index: dict[str, int]) -> dict[str, Any]:
    doubtful = finding.state is State.POR_VERIFICAR
    result = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        # SARIF allows a level only where something failed.
        "kind": "review" if doubtful else "fail",
        "level": "none" if doubtful else LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.suggestion} ({finding.citation})"},
        "locations": [_location(review, finding, finding.location, artifact)],
        "partialFingerprints": {"amcDocs/v2": finding.id},
        "properties": {
            "punto": finding.point,
            "obligacion": finding.obligation,
            "cita": finding.citation,
            "evidencia": finding.evidence,
            "valor": finding.value,
            "esperado": finding.expected,
            "sugerencia": finding.suggestion,
            **({"parte": finding.part} if finding.part else {}),
            **({"revisor": words} if (words := judged_words.of_finding(finding)) else {}),
        },
    }
    judgement = finding.judgement
    if judgement and judgement.decision is Decision.DESCARTAR and not judgement.to_confirm:
        # SARIF's own word for what a person took out: it stays in the log and counts no more.
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": judgement.reason}]
    others = [p for p in finding.places if p != finding.location]
    if others:
        result["relatedLocations"] = [_location(review, finding, p, artifact) for p in others]
    return result


def _location(review: Review, finding: Finding, where: Location | None, artifact: int) -> dict[str, Any]:
    part = f"parte {finding.part}" if finding.part else ""
    point = f"punto {finding.point}" if finding.point else ""
    name = ", ".join(filter(None, (part, point, shared.place(where)))) or shared.WHOLE_DOCUMENT
    logical = {"fullyQualifiedName": name, "kind": "element"}
    physical = {"artifactLocation": {"uri": _uri(review), "index": artifact}}
    return {"physicalLocation": physical, "logicalLocations": [logical], "properties": {"ubicacion": place(where)}}


def _uri(review: Review) -> str:
    return quote(PurePath(review.report.file).as_posix())
