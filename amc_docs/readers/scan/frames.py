"""From the straightened picture back to the page as displayed: places must fit the submitted file."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from amc_docs.document import Block, Box, Cell, Furniture, Location, Paragraph, Table
from amc_docs.packed_cells import kept_like


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How a page was turned before it was read. Width and height are the displayed page's, in points."""

    width: float
    height: float
    turn: int = 0
    """Degrees clockwise: 0, 90, 180 or 270."""
    angle: float = 0.0
    """Degrees anticlockwise, around the middle, after that."""
    across: float = 0.0
    """Points to the right that it was moved by in the end, so that all sheets lie alike."""
    down: float = 0.0

    @property
    def is_plain(self) -> bool:
        """Whether places are the same in both."""
        return not (self.turn or self.angle or self.across or self.down)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page once it is upright."""
        return (self.height, self.width) if self.turn % 180 else (self.width, self.height)

    def straightened(self, x: float, y: float) -> tuple[float, float]:
        """Return where a place of the displayed page lies once it is upright and straight."""
        width, height = self.size
        x, y = {
            0: (x, y), 90: (self.height - y, x), 180: (self.width - x, self.height - y), 270: (y, self.width - x)
        }[self.turn]  # fmt: skip
        x, y = _swung(x, y, width / 2, height / 2, self.angle)
        return x + self.across, y + self.down

    def displayed(self, x: float, y: float) -> tuple[float, float]:
        """Return where a place of the straightened page lies on the displayed one."""
        width, height = self.size
        x, y = _swung(x - self.across, y - self.down, width / 2, height / 2, -self.angle)
        return {
            0: (x, y), 90: (y, self.height - x), 180: (self.width - x, self.height - y), 270: (self.width - y, x)
        }[self.turn]  # fmt: skip

    def box(self, box: Box) -> Box:
        """Return the box on the displayed page around one of the straightened page."""
        corners = [self.displayed(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Box(
            left=max(0.0, min(xs)),
            top=max(0.0, min(ys)),
            right=min(self.width, max(xs)),
            bottom=min(self.height, max(ys)),
        )


def _swung(x: float, y: float, middle: float, centre: float, angle: float) -> tuple[float, float]:
    """Return a point turned anticlockwise, as seen, around another."""
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    across, down = x - middle, y - centre
    return middle + across * cosine + down * sine, centre - across * sine + down * cosine


def restored(blocks: Sequence[Block], frames: Mapping[int, Frame]) -> tuple[Block, ...]:
    """Return the blocks with their boxes on the pages as displayed."""
    turned = {page: frame for page, frame in frames.items() if not frame.is_plain}
    return tuple(_block(block, turned) for block in blocks) if turned else tuple(blocks)


def restored_furniture(furniture: Sequence[Furniture], frames: Mapping[int, Frame]) -> tuple[Furniture, ...]:
    """Return running headers, footers and the like with their boxes on the pages as displayed."""
    return tuple(replace(f, location=_location(f.location, frames)) for f in furniture)


def _block(block: Block, frames: Mapping[int, Frame]) -> Block:
    if isinstance(block, Table):
        cells = kept_like(block.cells, (_cell(cell, frames) for cell in block.cells))
        return replace(block, cells=cells, location=_location(block.location, frames))
    if isinstance(block, Paragraph):
        return replace(block, location=_location(block.location, frames))
    return replace(block, location=_location(block.location, frames))


def _cell(cell: Cell, frames: Mapping[int, Frame]) -> Cell:
    blocks = tuple(_block(block, frames) for block in cell.blocks)
    return replace(cell, blocks=blocks, location=_location(cell.location, frames))


def _location(location: Location, frames: Mapping[int, Frame]) -> Location:
    frame = frames.get(location.page or 0)
    return replace(location, box=frame.box(location.box)) if frame and location.box else location
