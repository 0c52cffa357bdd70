"""Who supplies several processes from outside also supplies the process that they are part of."""

from __future__ import annotations

import re
from collections.abc import Mapping

from amc_docs.findings import Breach, NotApplicable
from amc_docs.flow.actors import is_among
from amc_docs.flow.steps import PROVIDER, Process, processes
from amc_docs.flow.telling import place
from amc_docs.namings import key, parent
from amc_docs.record import Record, Row
from amc_docs.rules import Outcome
from amc_docs.wording import listed

_BODY = re.compile(r"[A-ZÁÉÍÓÚÑ]{2,8}")
"""A body known by its initials alone; other names may be worded in many ways."""


def suppliers_passed_up(
    record: Record, *, point: str | None = None, matrix: str, sheets: Mapping[str, str], field: str
) -> Outcome:
    """Check that a body which supplies the first activity of at least two processes is a provider of the one above.

    Only bodies written as initials are compared, since other names may be worded in many ways. `sheets` gives `matrix`
    and `code`, `field` its providers. Not applicable where no sheet above has providers.
    """
    found = record.matrix(sheets["matrix"])
    above: dict[str, Row] = {
        key(row.raw(sheets["code"])): row
        for row in (found.items if found else ())
        if (v := row.values.get(field)) is not None and v.items
    }
    if not above:
        yield NotApplicable(reason="Ninguna ficha de nivel superior indica proveedores.")
        return
    role = record.matrices[matrix].roles[PROVIDER] if record.matrix(matrix) else ""
    below: dict[tuple[str, str], list[Process]] = {}
    for process in processes(record, matrix):
        for provider in process.steps[0].providers if parent(process.key) in above else ():
            if _BODY.fullmatch(provider.strip(" .")):
                below.setdefault((parent(process.key), provider.strip(" .")), []).append(process)
    for (code, provider), those in below.items():
        value = above[code].values[field]
        if len(those) > 1 and not is_among(provider, value.items or ()):
            yield Breach(
                message=f"Ficha {code}: no indica como proveedor a {provider}, que lo es de la primera actividad de "
                f"{listed(p.key for p in those)}.",
                evidence=value.raw,
                location=value.location,
                places=tuple(place(p.steps[0], role) for p in those),
                expected=provider,
            )
