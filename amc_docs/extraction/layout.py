"""A document in terms of a form, before any content: its pieces, its index, and the titles found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from amc_docs.doctype import DocType
from amc_docs.document import Document
from amc_docs.extraction import contents, forms, headings
from amc_docs.record import IndexLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What recognising a type and extracting its record both need."""

    document: Document
    """With tables of data and tables that are layout separated."""
    pieces: tuple[forms.Piece, ...]
    index: Mapping[int, IndexLine]
    """Lines of the document's own table of contents, by position in `pieces`."""
    skip: frozenset[int]
    """Positions of the whole table of contents, its heading included: content of no point."""
    titles: Mapping[str, headings.Candidate]
    """Title of each point that has one, by number."""


def lay_out(document: Document, doctype: DocType, shared: dict[int, forms.Piece] | None = None) -> Layout:
    """Return the layout of a document as a form of that type; `shared` as in `forms.flow`."""
    separated = forms.separate(document, doctype)
    pieces = forms.flow(separated, doctype, shared)
    index = contents.find(pieces)
    titles = headings.find(pieces, doctype, frozenset(index))
    skip = frozenset(index) | contents.heading_of(pieces, index)
    return Layout(document=separated, pieces=pieces, index=index, skip=skip, titles=titles)
