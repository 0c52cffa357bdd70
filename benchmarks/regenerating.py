"""Document → its data as YAML → official document → review: which findings come, which go, which words are lost.

    python benchmarks/regenerating.py [--detalle] [ARCHIVO | CARPETA …]

The way is that of `extraer --formato yaml`, `generar --borrador` and `revisar`; without files it is gone with all
samples. A finding that only the new document has is a fault of the way; one that is gone was cured by the form (its
titles, its order, its captions), or its cause was lost: look at it. Words are those of the body; titles of the form and
numbers of lines may be others. Data that a form does not admit, as a word where it asks for a figure, are told.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from amc_docs import generating, pipeline
from amc_docs.amending.remainder import words_in_file, words_of_document
from amc_docs.errors import BadDataError
from amc_docs.findings import Finding
from amc_docs.forms import data
from amc_docs.forms.data_writing import as_yaml
from amc_docs.forms.rendering import has_form

ROOT = Path(__file__).resolve().parent.parent
ENDINGS = (".docx", ".xlsx", ".pdf")
MOST_WORDS = 12
"""Lost words that are named."""


@dataclass(frozen=True, slots=True)
class Trip:
    """What became of one document."""

    new: tuple[str, ...]
    """Findings that only the generated document has, as `rule estado: mensaje`."""
    gone: tuple[str, ...]
    lost: Counter[str]
    """Words of the original that the new document lacks."""
    changed: bool
    """The data of the new document is other than that of the original."""


def trip(path: Path, folder: Path) -> Trip | None:
    """Return what a document becomes; None where it is of a type without a form, or several documents in one."""
    before = pipeline.review(path, decided=False)
    doctype = before.doctype
    if not has_form(doctype) or before.report.parts:
        return None
    understood = pipeline.understand(path)
    found = data.load(as_yaml(understood.data, doctype).encode(), "datos.yaml", doctype, draft=True)
    made = folder / f"{path.stem}.docx"
    made.write_bytes(generating.document_of(found, doctype))
    after = pipeline.review(made, wanted=doctype.name, decided=False)
    again = data.canonical(pipeline.understand(made, wanted=doctype.name).data, doctype)
    one, other = _told(before.report.findings), _told(after.report.findings)
    return Trip(
        new=tuple(_over(other, one)),
        gone=tuple(_over(one, other)),
        lost=words_of_document(before.document) - words_in_file(made.read_bytes()),
        changed=again != data.canonical(understood.data, doctype),
    )


def _told(findings: Iterable[Finding]) -> dict[str, list[str]]:
    """Return the messages by rule and state: what is said of a place may name it otherwise."""
    found: dict[str, list[str]] = {}
    for finding in findings:
        found.setdefault(f"{finding.rule} {finding.state}", []).append(finding.message)
    return found


def _over(these: dict[str, list[str]], those: dict[str, list[str]]) -> Iterator[str]:
    """Yield what is more here than there, the messages that there are not there first."""
    for key, messages in these.items():
        other = those.get(key, [])
        own = [m for m in messages if m not in other] + [m for m in messages if m in other]
        yield from (f"{key}: {message}" for message in own[: len(messages) - len(other)])


def files(named: Iterable[Path]) -> Iterator[Path]:
    """Yield the documents of some folders, and files."""
    for path in named:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix in ENDINGS and not p.name.startswith("."))
            yield from inside
        else:
            yield path


def main() -> None:
    """Print a line for each document whose findings change, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archivos", nargs="*", type=Path, metavar="ARCHIVO")
    parser.add_argument("--detalle", action="store_true")
    wishes = parser.parse_args()
    folders = sorted(p for p in (ROOT / "samples").iterdir() if p.is_dir() and not p.name.startswith(("_", "maker")))
    sums: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        for path in files(wishes.archivos or folders):
            try:
                found = trip(path, Path(name))
            except BadDataError as error:
                sums["con datos que no se admiten"] += 1
                if wishes.detalle:
                    print(f"{path.parent.name}/{path.name}: {error}")
                continue
            if found is None:
                continue
            sums["documentos"] += 1
            sums["con hallazgos nuevos"] += bool(found.new)
            sums["con hallazgos que ya no están"] += bool(found.gone)
            sums["con palabras perdidas"] += bool(found.lost)
            sums["palabras perdidas"] += found.lost.total()
            sums["con otros datos"] += found.changed
            rules += Counter(f"+ {line.split(':')[0]}" for line in found.new)
            rules += Counter(f"- {line.split(':')[0]}" for line in found.gone)
            if wishes.detalle and (found.new or found.gone or found.lost or found.changed):
                print(f"{path.parent.name}/{path.name}{' (otros datos)' if found.changed else ''}")
                for mark, lines in (("+", found.new), ("-", found.gone)):
                    for line in lines:
                        print(f"    {mark} {line[:200]}")
                if found.lost:
                    words = " ".join(list(found.lost)[:MOST_WORDS])
                    print(f"    palabras perdidas {found.lost.total()}: {words}", flush=True)
    for title, count in sums.items():
        print(f"{title}: {count}")
    for rule, count in rules.most_common():
        print(f"    {count:4} {rule}")


if __name__ == "__main__":
    main()
