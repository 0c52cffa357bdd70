"""The paper of every official document: A4, its margins, and the room between them, in twips."""

from __future__ import annotations

from amc_docs.forms.markup import TWIPS

PORTRAIT, LANDSCAPE = (11906, 16838), (16838, 11906)
"""Width and height."""
SIDE = int(2.0 * TWIPS)
TOP, BOTTOM = int(2.4 * TWIPS), int(2.0 * TWIPS)
ROOM = PORTRAIT[0] - 2 * SIDE
"""Between the margins of an upright page."""
WIDE_ROOM = LANDSCAPE[0] - 2 * SIDE
