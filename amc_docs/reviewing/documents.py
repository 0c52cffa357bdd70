"""The informe and its letter as Word files."""

from __future__ import annotations

from collections.abc import Sequence

from amc_docs.letterhead import Finished, Gaps, finished
from amc_docs.reviewing import context
from amc_docs.reviewing.context import Case
from amc_docs.reviewing.matter import Matter


def informe(matters: Sequence[Matter], case: Case) -> Finished:
    """Return the informe on one or several files; BadTemplateError where the office's own template is wrong."""
    gaps = Gaps()
    told = context.informe(matters, case, gaps)
    return finished(case.settings, "plantilla_informe", "observaciones.docx", told, gaps)


def letter(matters: Sequence[Matter], case: Case) -> Finished:
    """Return the letter that sends the informe; BadTemplateError where the office's own template is wrong."""
    gaps = Gaps()
    told = context.letter(matters, case, gaps)
    return finished(case.settings, "plantilla_oficio", "oficio.docx", told, gaps)
