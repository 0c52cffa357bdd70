"""The document states one version, and its page header leaves nothing blank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from amc_docs.document import Location
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import fold, listed, squeeze


def versions_agree(
    record: Record,
    *,
    point: str | None = None,
    label: str,
    values: Mapping[str, str],
    matrices: Mapping[str, Sequence[str]],
    header: Sequence[str] = (),
) -> Outcome:
    """Compare the version in the page header (beside `label`), in single values and in the last row of matrices.

    `values` maps the name of a place to a value of the record, `matrices` to a matrix and its field. A leading zero is
    no difference («01», «1»); «1.0» is. Labels of the `header` with nothing behind them are told once: in a file
    without pages that number may be automatic, which is a doubt. Not applicable where no version is stated.
    """
    yield from _blank_labels(record, header)
    stated = [*_in_header(record, label), *_in_values(record, values), *_in_matrices(record, matrices)]
    if not stated:
        yield NotApplicable(reason="El documento no dice su versión.")
        return
    wordings: dict[str, list[tuple[str, str, Location]]] = {}
    for where, said, location in stated:
        wordings.setdefault(_plain(said), []).append((where, said, location))
    if len(wordings) < 2:
        return
    told = [f"«{group[0][1]}» ({listed(dict.fromkeys(w for w, _, _ in group))})" for group in wordings.values()]
    first, second, *_ = wordings.values()
    yield Breach(
        message=f"La versión se escribe de {len(told)} maneras: {listed(told)}.",
        evidence=" / ".join(f"Versión: {group[0][1]}" for group in wordings.values()),
        location=second[0][2],
        places=(first[0][2],),
        value=second[0][1],
    )


def _plain(version: str) -> str:
    return re.sub(r"\b0+(?=\d)", "", fold(version).replace(" ", "."), count=1)


def _in_header(record: Record, label: str) -> Iterator[tuple[str, str, Location]]:
    pattern = re.compile(rf"\b{label}\s*(?:N\s*[°º.]*)?\s*:?\s*(\d{{1,2}}(?:\.\d{{1,2}})*)", re.I)
    seen = set()
    for piece in record.document.furniture:
        found = pattern.search(squeeze(piece.text)) if piece.kind in ("header", "footer") else None
        if found and found[1] not in seen:
            seen.add(found[1])
            yield "encabezado de página", found[1], piece.location


def _in_values(record: Record, values: Mapping[str, str]) -> Iterator[tuple[str, str, Location]]:
    for where, name in values.items():
        value = record.values.get(f"/{name}")
        if value and (found := re.search(r"\d{1,2}(?:\.\d{1,2})*", value.raw)):
            yield where, found[0], value.location


def _in_matrices(record: Record, matrices: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, Location]]:
    for where, (name, field) in matrices.items():
        matrix = record.matrix(name)
        filled = [r.values[field] for r in (matrix.items if matrix else ()) if field in r.values and r.raw(field)]
        if filled and (found := re.search(r"\d{1,2}(?:\.\d{1,2})*", filled[-1].raw)):
            yield where, found[0], filled[-1].location


def _blank_labels(record: Record, labels: Sequence[str]) -> Iterator[Breach]:
    headers = [f for f in record.document.furniture if f.kind == "header"]
    for label in labels:
        blank = [f for f in headers if re.search(rf"\b{label}\s*:\s*$", f.text.strip(), re.I | re.M)]
        if blank and len(blank) == len([f for f in headers if re.search(rf"\b{label}\s*:", f.text, re.I)]):
            word = re.search(rf"\b({label})\s*:\s*$", blank[0].text.strip(), re.I | re.M)
            named = word[1] if word else label
            yield Breach(
                message=f"El encabezado de página dice «{named}:» y no escribe nada después, en ninguna página.",
                evidence=f"{named}:",
                location=blank[0].location,
                state=State.INCUMPLE if blank[0].location.page else State.POR_VERIFICAR,
                suggestion=f"Complete «{named}:» en el encabezado, o retire el rótulo.",
            )
