"""The comparison as one HTML page that needs nothing else: to read on a screen, to print, to sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from amc_docs.comparison import Comparison, Fate, Kind
from amc_docs.wording import shorten
from amc_docs.writers import Options
from amc_docs.writers import arrangement as shared
from amc_docs.writers import compared_words as words
from amc_docs.writers.html import TEMPLATE as REPORT
from amc_docs.writers.html import in_spanish
from amc_docs.writers.json import TOOL

TEMPLATE = Path(__file__).with_name("compared_html.html")
LOOKS = {
    Fate.LEVANTADA: "cumple",
    Fate.PARCIAL: "advertencia",
    Fate.PERSISTE: "error",
    Fate.NUEVA: "error",
    Fate.POR_VERIFICAR: "por-verificar",
    Fate.RETIRADA: "no_aplica",
}
"""What became of a finding → the class of the style sheet."""


def render(comparisons: Sequence[Comparison], _options: Options | None = None) -> str:
    """Return the page of one comparison."""
    comparison = comparisons[0]
    groups = groupby(words.entries(comparison), key=lambda entry: entry.row.kind)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        comparison=comparison,
        style=_style(),
        tool=TOOL,
        made=in_spanish(datetime.now().astimezone()),
        sides=(("Antes", comparison.before), ("Después", comparison.after)),
        verdicts={str(name): word for name, word in shared.VERDICTS.items()},
        conclusion=words.conclusion(comparison),
        code=int(words.exit_code(comparison)),
        tiles=[(fate, words.FATES[fate], comparison.count(Kind.OBSERVACION, fate)) for fate in words.ORDER],
        # Observations are told by the tiles.
        tallies=[(words.KINDS[k], told) for k in list(Kind)[1:] if (told := words.tally(comparison, k))],
        sections=[(words.KINDS[kind], list(entries)) for kind, entries in groups],
        details=words.details,
        looks=LOOKS,
        symbols=words.SYMBOLS,
        states=shared.STATES,
        changed=list(words.changed(comparison)),
        name=words.point_name,
        several=len(comparison.sections) > 1,
        of_cell=words.of_cell,
        shorten=shorten,
        remarks=words.remarks(comparison),
    )
    return page.encode("utf-8", "replace").decode("utf-8")


def _style() -> str:
    """Return the style sheet of the report of one file: both are read side by side."""
    found = re.search(r"<style>(.*?)</style>", REPORT.read_text(encoding="utf-8"), re.DOTALL)
    return found[1] if found else ""
