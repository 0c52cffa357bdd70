"""The informe and its letter as Word files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from amc_docs.doctype import data_folder
from amc_docs.forms.filling import fill
from amc_docs.letterhead import Gaps
from amc_docs.reviewing import context
from amc_docs.reviewing.context import Case
from amc_docs.reviewing.matter import Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A finished document."""

    content: bytes
    gaps: Mapping[str, str]
    """What is still to be filled in, each with how (Spanish)."""


def informe(matters: Sequence[Matter], case: Case) -> Written:
    """Return the informe on one or several files; BadTemplateError where the office's own template is wrong."""
    return _written("plantilla_informe", "observaciones.docx", context.informe, matters, case)


def letter(matters: Sequence[Matter], case: Case) -> Written:
    """Return the letter that sends the informe; BadTemplateError where the office's own template is wrong."""
    return _written("plantilla_oficio", "oficio.docx", context.letter, matters, case)


def _written(
    name: str,
    ours: str,
    said: Callable[[Sequence[Matter], Case, Gaps], Mapping[str, Any]],
    matters: Sequence[Matter],
    case: Case,
) -> Written:
    gaps = Gaps()
    template = case.settings.templates.get(name, data_folder("templates") / "_revision" / ours)
    content = fill(template, said(matters, case, gaps), name=template.name)
    return Written(content=content, gaps=gaps.told)
