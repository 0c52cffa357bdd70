"""What `subsanar` makes of every sample, and of any file named: is all of it there, does every claim hold, is it quick.

    python benchmarks/amending.py [--limpio] [part of a name or a path …]

For each file it counts the corrections, the marks, the words of the submission that are not in the result, the faults
that the list says to be cured and which are still found, the faults found that were not there before, and whether the
result, after all changes are accepted, is recognised as the same type. What is not observed any more must have been
claimed, or be marked in the document.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from amc_docs import pipeline
from amc_docs.amending.plan import own_findings
from amc_docs.amending.result import Amended, amend
from amc_docs.errors import AmcDocsError, NoFormError
from amc_docs.writers import Review

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
DATE = "2026-01-15T12:00:00Z"


def amended(path: Path, *, plain: bool) -> tuple[Amended, str, str, list[str]]:
    """Return the result of one file, its type, the type of the result, and what is not found again, nor claimed."""
    review = pipeline.review(path, decided=False)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "resultado.docx"

        def again(content: bytes, wanted: str | None = review.doctype.name) -> Review:
            target.write_bytes(content)
            return pipeline.review(target, wanted=wanted, decided=False)

        made = amend(review, again, plain=plain, date=DATE)
        result = again(made.content, None)
        cured = {c.finding for c in made.corrections}
        left = Counter((f.rule, f.point) for f in own_findings(result))
        left -= Counter((f.rule, f.point) for f in own_findings(review) if f.id in {g.id for g in own_findings(result)})
        known = {f.id for f in own_findings(result)} | cured | {p.finding.id for p in made.pending}
        gone = [f for f in own_findings(review) if f.id not in known and not left[f.rule, f.point]]
        return made, review.doctype.name, result.doctype.name, [f"{f.rule} {f.state}: {f.message[:160]}" for f in gone]


def main(names: list[str]) -> None:
    """Print a line for each file that is not as it must be, and the sums."""
    plain = "--limpio" in names
    names = [n for n in names if not n.startswith("--")]
    paths = [p for s in ("docx", "xlsx", "pdf") for p in sorted(SAMPLES.rglob(f"*.{s}"))]
    named = [Path(n) for n in names if Path(n).is_file()]
    parts = [n for n in names if not Path(n).is_file()]
    paths = named + [p for p in paths if (parts and any(n in str(p) for n in parts)) or not names]
    sums: Counter[str] = Counter()
    start = time.perf_counter()
    for path in paths:
        try:
            made, before, after, gone = amended(path, plain=plain)
        except NoFormError:
            sums["sin formato"] += 1
            continue
        except AmcDocsError as error:
            sums["ilegibles"] += 1
            print(f"{path.name}: {error}")
            continue
        faults = {
            "palabras perdidas": len(made.lost),
            "faltas nuevas": len(made.new),
            "otro tipo": int(before != after),
            "ya no se observan": len(gone),
        }
        sums += Counter(faults)
        sums += Counter(archivos=1, correcciones=len(made.corrections), marcas=len(made.pending))
        if any(faults.values()):
            name = path.relative_to(SAMPLES) if path.is_relative_to(SAMPLES) else path.name
            print(f"{name}: {({k: v for k, v in faults.items() if v})} {after if before != after else ''}", flush=True)
            for finding in made.new:
                print(f"    {finding.rule} {finding.state}: {finding.message[:200]}")
            for line in gone:
                print(f"    ya no: {line}")
            if made.lost:
                print(f"    {made.lost[:12]}")
    print(dict(sums), f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
