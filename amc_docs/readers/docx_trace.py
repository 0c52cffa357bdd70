"""Where in a Word file each paragraph and each cell stands that the reader returned."""

from __future__ import annotations

from dataclasses import dataclass

from amc_docs.document import Block
from amc_docs.readers.docx_blocks import Walk
from amc_docs.readers.docx_marks import signposts
from amc_docs.readers.docx_names import Element, child, w
from amc_docs.readers.docx_numbering import Numbering
from amc_docs.readers.docx_package import Package, damaged
from amc_docs.readers.docx_state import Facts, Trace
from amc_docs.readers.docx_styles import Styles


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """The main part of a file, read again."""

    part: str
    """Name of the part."""
    root: Element
    """Its root, with every element of the part."""
    blocks: tuple[Block, ...]
    """Paragraphs without what their styles say; tables as the reader numbers them."""
    trace: Trace


def traced(package: Package) -> Traced:
    """Read the body of an opened file and note which element each place is read from.

    Styles and lists are left out: they decide how a paragraph looks, not where it stands. Raises what the reader does.
    """
    part = package.main_part()
    if part is None or part not in package:
        raise damaged(package.name)
    root = package.parse(part)
    body = child(root, w("body"))
    trace = Trace()
    walk = Walk(
        styles=Styles(None),
        numbering=Numbering(None),
        posts=signposts(root),
        facts=Facts(),
        name=package.name,
        limits=package.limits,
        trace=trace,
    )
    return Traced(part=part, root=root, blocks=tuple(walk.blocks(body)) if body is not None else (), trace=trace)
