"""The visible stamps of digital signatures, which stand in the midst of a page's text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amc_docs.document import Box
from amc_docs.readers.pdf.content import Word

_REASON = r"Motivo:\s*(Doy\s+V\W{0,2}\s*B\W{0,2}|Soy el autor del documento)"
_DATE = r"Fecha:\s*[\d./-]{6,10}(\s+[\d:]{4,8})?(\s*[-+]\d{2}:?\d{2})?"
STAMP = re.compile(
    rf"Firmado\s+(digitalmente\s+)?por\b.{{0,240}}?(Motivo:.{{0,80}}?{_DATE}|{_DATE}(\s+{_REASON})?|{_REASON})",
    re.IGNORECASE | re.DOTALL,
)
"""What Peru's official signing programs print; prose lacks the `Motivo:` and `Fecha:`."""
LARGEST = 320.0
"""Points; words farther apart belong to no one stamp."""


def without_stamps(words: Sequence[Word]) -> tuple[list[Word], list[tuple[str, Box]]]:
    """Return the words outside stamps, and each stamp's text and place. Words come in the order of the file."""
    if not any(w.text.lower() == "firmado" for w in words):
        return list(words), []
    starts: list[int] = []
    length = 0
    for word in words:
        starts.append(length)
        length += len(word.text) + 1
    text = " ".join(w.text for w in words)
    taken: set[int] = set()
    stamps = []
    for match in STAMP.finditer(text):
        inside = [i for i, start in enumerate(starts) if match.start() <= start < match.end()]
        box = _box([words[i] for i in inside])
        if box.right - box.left < LARGEST and box.bottom - box.top < LARGEST:
            taken.update(inside)
            stamps.append((" ".join(words[i].text for i in inside), box))
    return [w for i, w in enumerate(words) if i not in taken], stamps


def _box(words: Sequence[Word]) -> Box:
    return Box(
        left=min(w.left for w in words),
        top=min(w.top for w in words),
        right=max(w.right for w in words),
        bottom=max(w.bottom for w in words),
    )
