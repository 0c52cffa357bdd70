"""The code printed on a sheet is that of its heading."""

from __future__ import annotations

from collections.abc import Mapping

from amc_docs.findings import Breach, NotApplicable
from amc_docs.namings import key, sure
from amc_docs.record import Record
from amc_docs.rules import Outcome


def sheet_codes_agree(record: Record, *, point: str | None = None, sheets: Mapping[str, str]) -> Outcome:
    """Compare the code in the heading of each unit of a repeated part with the one printed on it.

    `sheets` gives `matrix`, `code` and `printed`. Spaces and hyphens are no difference. Not applicable where no unit
    prints a code.
    """
    found = record.matrix(sheets["matrix"])
    printed = [row for row in (found.items if found else ()) if row.raw(sheets["printed"]) and row.raw(sheets["code"])]
    if not printed:
        yield NotApplicable(reason="Ninguna ficha lleva su código impreso.")
        return
    for row in printed:
        own, said = row.raw(sheets["code"]), row.values[sheets["printed"]]
        if key(own) != key(said.raw):
            yield Breach(
                message=f"La ficha {own} lleva impreso el código {said.raw}.",
                evidence=f"Código: {said.raw}",
                location=said.location,
                places=(row.location,),
                value=said.raw,
                expected=own,
                state=sure(record),
            )
