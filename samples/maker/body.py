"""Blocks of content as markup, the same for both layouts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .content import Block, Listing, Picture, Text
from .markup import SPACER, TWIPS, Look, data_table, paragraph
from .styles import BULLETS
from .word import Word

PLAIN = Look()


def subtitle(text: str) -> str:
    """Return a subtitle as the form prints it: a bold line."""
    return paragraph(text, Look(bold=True, keep=True))


def blocks(
    word: Word,
    parts: list[Block],
    room: int,
    size: int,
    body: Look = PLAIN,
    sub: Callable[[str], str] = subtitle,
) -> list[str]:
    """Return the markup of blocks: text looks like `body`, tables are `room` twips wide and in `size` half points."""
    pieces: list[str] = []
    for part in parts:
        if isinstance(part, Text) and part.style == "sub":
            pieces.append(sub(part.text))
        elif isinstance(part, Text):
            look = replace(body, italic=True) if part.style == "guide" else body
            pieces.append(paragraph(part.text.removeprefix("\\"), look))
        elif isinstance(part, Listing):
            number = BULLETS if part.kind == "bullet" else word.new_list()
            pieces.extend(paragraph(item, replace(body, number=number)) for item in part.items)
        elif isinstance(part, Picture):
            pieces.append(word.picture(part.kind, min(13, room / TWIPS - 0.5)))
            if part.caption:
                pieces.append(paragraph(part.caption, Look("Caption")))
        else:
            if part.caption:
                pieces.append(paragraph(part.caption, Look("Caption")))
            pieces.extend([data_table(part, room, size), SPACER])
    return pieces
