"""What is put in place of a whole paragraph of a template (`{{p x }}`): paragraphs, tables, pictures, several."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass

from amc_docs.forms import markup, pictures
from amc_docs.forms.marks import Inline
from amc_docs.forms.markup import Look
from amc_docs.forms.sizes import ROOM

HIGHEST_HEADING = 4
LABEL_INDENT = 340
"""Twips that the words behind a list label are set in."""


class Block(ABC):
    """Something that stands by itself: one or more paragraphs and tables."""

    __slots__ = ()

    @abstractmethod
    def markup(self, room: int) -> str:
        """Return whole `<w:p>` and `<w:tbl>` elements, no wider than `room` twips."""

    @property
    def pictures(self) -> Mapping[str, bytes]:
        """The pictures that its markup refers to, by name."""
        return {}

    def __html__(self) -> str:
        """Return it for the width of an upright page."""
        return self.markup(ROOM)


@dataclass(frozen=True, slots=True)
class Text(Block):
    """A paragraph; a line feed in it is a line break."""

    content: Inline | str
    style: str = "AMCTexto"
    label: str = ""
    """The number, letter or bullet of a list item, as it is printed."""
    level: int | None = None
    """1–4: a heading of that level."""
    bold: bool = False
    italic: bool = False
    align: str = ""
    size: float = 0
    """Of the letters, in points; 0: the style's."""
    before: int | None = None
    """Distance to what stands above, in twips; None: the style's."""

    def markup(self, room: int) -> str:  # noqa: ARG002 (a paragraph takes the room that there is)
        """Return the paragraph."""
        style = f"Heading{min(self.level, HIGHEST_HEADING)}" if self.level else self.style
        look = Look(bold=self.bold, italic=self.italic, size=self.size)
        inner = markup.words(self.content, look)
        if not self.label:
            return markup.paragraph(inner, Look(style=style, align=self.align, before=self.before))
        before = markup.words(f"{self.label}\t", look)
        indent = LABEL_INDENT + 90 * max(0, len(self.label) - 2)
        hung = Look(style=style, align=self.align, indent=indent, hanging=indent, tab=indent)
        return markup.paragraph(before + inner, hung)

    def __str__(self) -> str:
        """Return how it reads."""
        return f"{self.label} {self.content}".strip()


@dataclass(frozen=True, slots=True)
class Blocks(Block):
    """Several, one after the other; without any it is nothing."""

    items: tuple[Block, ...] = ()

    def markup(self, room: int) -> str:
        """Return them in order."""
        return "".join(item.markup(room) for item in self.items)

    @property
    def pictures(self) -> Mapping[str, bytes]:
        """The pictures of all of them."""
        return {name: content for item in self.items for name, content in item.pictures.items()}

    def __bool__(self) -> bool:
        return bool(self.items)

    def __str__(self) -> str:
        """Return how they read."""
        return "\n".join(str(item) for item in self.items)


@dataclass(frozen=True, slots=True)
class Placed(Block):
    """A block for a room of its own: narrower than a page, or as wide as one that lies on its side."""

    block: Block
    room: int
    """Twips."""

    def markup(self, room: int) -> str:  # noqa: ARG002 (it has its own)
        """Return the block for its own room."""
        return self.block.markup(self.room)

    @property
    def pictures(self) -> Mapping[str, bytes]:
        """The pictures of the block."""
        return self.block.pictures

    def __bool__(self) -> bool:
        return bool(self.block) if isinstance(self.block, Blocks) else True

    def __str__(self) -> str:
        """Return how it reads."""
        return str(self.block)


@dataclass(frozen=True, slots=True)
class Image(Block):
    """A picture on a line of its own."""

    content: bytes
    """A file that Word shows: PNG, JPEG, GIF, BMP or TIFF."""
    width_cm: float = 0.0
    """0: its natural width; never more than the room."""
    description: str = ""

    @property
    def name(self) -> str:
        """What its markup calls it."""
        return f"amc-{hashlib.sha256(self.content).hexdigest()[:16]}"

    @property
    def pictures(self) -> Mapping[str, bytes]:
        """Itself."""
        return {self.name: self.content}

    def markup(self, room: int) -> str:
        """Return a paragraph with the picture."""
        return pictures.drawing(self.content, self.name, room, self.width_cm, self.description)

    def __str__(self) -> str:
        """Return what it shows."""
        return self.description


def paragraphs(text: str, style: str = "AMCTexto") -> Blocks:
    """Return one paragraph per line of a text."""
    return Blocks(tuple(Text(line, style=style) for line in text.split("\n") if line.strip()))
