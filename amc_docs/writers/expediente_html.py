"""The report on a folder as one HTML page that needs nothing else: to read on a screen, to print, to sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from amc_docs.dossier import Dossier
from amc_docs.writers import Options
from amc_docs.writers import arrangement as shared
from amc_docs.writers import expediente_words as words
from amc_docs.writers.html import in_spanish
from amc_docs.writers.json import TOOL

TEMPLATE = Path(__file__).with_name("expediente_html.html")


def render(dossiers: Sequence[Dossier], _options: Options | None = None) -> str:
    """Return the page of one folder."""
    dossier = dossiers[0]
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        dossier=dossier,
        tool=TOOL,
        made=in_spanish(datetime.now().astimezone()),
        verdict=shared.VERDICTS[dossier.verdict],
        code=int(shared.EXIT_CODES[dossier.verdict]),
        conclusion=words.conclusion(dossier),
        tiles=[(s, sum(p.state is s for p in dossier.phases)) for s in words.PHASE_STATES],
        states=words.PHASE_STATES,
        symbol=words.symbol,
        where=words.where,
        deliveries=words.DELIVERIES,
        told=words.sending,
        verdicts=shared.VERDICTS,
        place=shared.place,
    )
    return page.encode("utf-8", "replace").decode("utf-8")
