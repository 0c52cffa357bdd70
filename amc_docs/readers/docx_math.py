"""Formulas as one line of text, so that a calculation method written with Word's editor is not lost."""

from __future__ import annotations

from amc_docs.readers.docx_folded import FOLDED
from amc_docs.readers.docx_names import MATH, Element, T

_JOINED = {f"{{{MATH}}}f": " / ", f"{{{MATH}}}sSup": "^", f"{{{MATH}}}sSub": "_"}
_BRACKETED = frozenset({f"{{{MATH}}}d", f"{{{MATH}}}m"})
_TEXTS = frozenset({f"{{{MATH}}}t", T})


def formula(element: Element) -> str:
    """Return the words of a formula, a fraction as `a / b`, a power as `a^b`."""
    if element.tag in _TEXTS or element.get(FOLDED) is not None:
        return element.text or ""
    parts = [p for p in (formula(e) for e in element) if p]
    text = _JOINED.get(element.tag, "").join(parts)
    return f"({text})" if element.tag in _BRACKETED else text
