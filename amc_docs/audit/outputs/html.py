"""Pages that need nothing else: their templates, and the words that all of them share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from amc_docs.writers.arrangement import AMONG_MANY, STATES
from amc_docs.writers.json import TOOL

VERDICTS = {verdict: one for verdict, (one, _) in AMONG_MANY.items()}
"""Verdict → how it is read; in the order of all pages."""


def render(name: str, **facts: Any) -> bytes:  # noqa: ANN401 - whatever the template shows
    """Return a page as bytes; lone surrogates, out of odd file names, become question marks."""
    page = _template(name).render(tool=TOOL, verdicts=VERDICTS, states=STATES, **facts)
    return page.encode("utf-8", "replace")


@cache
def _template(name: str) -> Template:
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["cantidad"] = lambda n: f"{n:,}"
    environment.filters["porcentaje"] = _percent
    return environment.get_template(name)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def page_of(row: Mapping[str, Any]) -> str:
    """Return the address of a document's page from the folder of the outputs.

    One content that was decided about in two ways is two documents.
    """
    decided = f"-{row['decisiones'][:8]}" if row["decisiones"] else ""
    return f"documentos/{row['sha256'].replace(':', '-')[:24]}{decided}.html"
