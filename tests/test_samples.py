"""The samples are the specification: each file gives the observations named beside it, and no others.

`pass-…` files must not be accused of anything, `fail-…` files exactly of the obligation in their name, `review-…`
files of nothing certain. What only a person can judge is left out of the comparison: it is reported of every file.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from amc_docs.findings import Report, State
from amc_docs.pipeline import review
from amc_docs.wording import fold

SAMPLES = Path(__file__).parent.parent / "samples"
ENDINGS = (".docx", ".pdf", ".xlsx")
EXPECTED = sorted(SAMPLES.glob("*/*.expected.json"))


def submission(expected: Path) -> list[Path]:
    stem = expected.name.removesuffix(".expected.json")
    return [p for ending in ENDINGS if (p := expected.with_name(stem + ending)).is_file()]


CASES = [(path, expected) for expected in EXPECTED for path in submission(expected)]


def accused(report: Report) -> set[str]:
    return {f.obligation for f in report.findings if f.is_observation}


@pytest.mark.parametrize(("path", "expected"), CASES, ids=[f"{p.parent.name}/{p.name}" for p, _ in CASES])
def test_a_sample_gives_the_observations_named_beside_it(path, expected):
    wanted = json.loads(expected.read_text(encoding="utf-8"))
    report = review(path).report

    said = accused(report)
    admitted = set(wanted.get("obligaciones_admitidas", []))
    if "obligaciones_incumplidas" in wanted:
        assert set(wanted["obligaciones_incumplidas"]) == said - (admitted - set(wanted["obligaciones_incumplidas"])), [
            f"{f.rule}: {f.message}" for f in report.findings if f.is_observation
        ]
    assert wanted.get("dictamen", report.verdict) == report.verdict
    assert wanted.get("tipo", report.doctype) == report.doctype
    assert wanted.get("tipo_distinto_de") != report.doctype
    assert not said & set(wanted.get("no_acusar", []))
    doubts = {f.obligation for f in report.findings if f.state is State.POR_VERIFICAR}
    assert set(wanted.get("por_verificar", [])) <= doubts
    if words := wanted.get("evidencia"):
        shown = " ".join(
            f"{f.message} {f.evidence} {f.value} {f.expected}" for f in report.findings if f.is_observation
        )
        assert fold(words) in fold(shown)
    if "partes" in wanted:
        assert [part["tipo"] for part in wanted["partes"]] == [part.doctype for part in report.parts]
    points = {p.number for p in report.points if p.state is State.INCUMPLE}
    assert set(wanted.get("puntos_incumplidos", [])) <= points


def test_every_sample_has_its_expectation():
    files = [p for p in SAMPLES.glob("*/*") if p.suffix in ENDINGS]

    assert [] == [p.name for p in files if not p.with_name(f"{p.stem}.expected.json").is_file()]
