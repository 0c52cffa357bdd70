"""What a checker must find in a sample: the content of the file beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any


def kind_of(name: str) -> str:
    """Return `pass`, `fail` or `review`: the first word of a sample's name."""
    return name.split("-")[0]


def obligations_of(name: str) -> list[str]:
    """Return the obligation that stands behind the first word of a sample's name, if any."""
    return re.findall(r"^\w+-([A-Z][A-Z0-9]-\w+?)-", f"{name}-")


def expectation(
    name: str,
    *,
    doctype: str = "",
    verdict: str = "conforme",
    points: Sequence[str] | None = None,
    evidence: str = "",
    allowed: Sequence[str] = (),
    spared: Sequence[str] = (),
) -> dict[str, Any]:
    """Return what a checker must say of the sample of this name.

    `verdict` is the one where there is no fault and no doubt; a name that begins with `fail-` or `review-` has its own.
    `points` are those at fault: None where the file does not tell. `allowed` are obligations that may be reported too,
    being the same fault seen from another clause; `spared` must not be, beside the one that a `pass-` sample is about.
    """
    kind, own = kind_of(name), obligations_of(name)
    found: dict[str, Any] = {"tipo": doctype} if doctype else {}
    found["dictamen"] = {"fail": "con_observaciones", "review": "no_verificable"}.get(kind, verdict)
    found["obligaciones_incumplidas"] = own if kind == "fail" else []
    if points is not None:
        found["puntos_incumplidos"] = list(points)
    if kind == "review":
        found["por_verificar"] = own
    if evidence:
        found["evidencia"] = evidence
    if allowed:
        found["obligaciones_admitidas"] = list(allowed)
    if spared := [*(own if kind == "pass" else ()), *spared]:
        found["no_acusar"] = list(spared)
    return found
