"""Every obligation is checked, and proven by samples: the table in `docs/cobertura.md` is generated and kept true."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from amc_docs import doctype
from amc_docs.specs import Obligation

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "docs" / "cobertura.md"
SAMPLES = ROOT / "samples"
CHECKED = [(name, o) for name, t in doctype.available().items() for o in t.obligations if name != doctype.UNKNOWN]
SETTINGS = {
    name: tomllib.loads((doctype.data_folder("schemas") / name / "doctype.toml").read_text("utf-8"))
    for name, _ in CHECKED
}
OUTCOMES = ("pass", "fail", "review")
HOW = {"M": "por reglas", "R": "por una persona", "—": "no comprobable"}


def samples(kind: str, name: str, obligation: Obligation) -> list[str]:
    """Return the samples of one outcome (`pass`, `fail`, `review`) named by the clause."""
    return sorted(p.name for p in (SAMPLES / name).glob(f"{kind}-{obligation.id}-*.docx"))


def is_own(name: str, obligation: Obligation) -> bool:
    return obligation.id in {row["id"] for row in SETTINGS[name].get("obligaciones", ())}


def table() -> str:
    lines = [
        "# Cobertura: obligación → reglas → muestras",
        "",
        "Tabla generada (`pytest tests/test_coverage.py --regenerate`); las pruebas la mantienen verdadera.",
    ]
    for name in dict.fromkeys(name for name, _ in CHECKED):
        kind = doctype.available()[name]
        lines += [
            "",
            f"## {kind.title}",
            "",
            "| obligación | cláusula | se comprueba | reglas | cumple | incumple | duda |",
        ]
        lines += ["|---|---|---|---|--:|--:|--:|"]
        for obligation in kind.obligations:
            rules = ", ".join(f"`{r.id}`" for r in kind.rules if r.obligation == obligation.id)
            counts = " | ".join(str(len(samples(k, name, obligation))) for k in OUTCOMES)
            lines.append(f"| {obligation.id} | {obligation.clause} | {HOW[obligation.how]} | {rules} | {counts} |")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(("name", "obligation"), CHECKED, ids=[f"{n}-{o.id}" for n, o in CHECKED])
def test_each_obligation_checked_by_rules_has_a_passing_and_a_failing_sample(name, obligation):
    # An obligation that is borrowed is proven by the samples of the type that lends it.
    lenders = [row["tipo"] for row in SETTINGS[name].get("comparte", ()) if not is_own(name, obligation)]
    if obligation.how == "M":
        found = {kind: [s for t in (name, *lenders) for s in samples(kind, t, obligation)] for kind in OUTCOMES}
        assert found["pass"], "no passing sample"
        assert found["fail"] or found["review"], "no failing sample"


def test_the_table_of_coverage_is_true(regenerate):
    if regenerate:
        TABLE.write_text(table(), encoding="utf-8")

    assert TABLE.read_text(encoding="utf-8") == table()
