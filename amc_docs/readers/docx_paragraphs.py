"""What a paragraph says of itself before its words: style, list, level, breaks."""

from __future__ import annotations

from dataclasses import dataclass

from amc_docs.readers.docx_marks import Signposts
from amc_docs.readers.docx_names import PPR, REMOVED, RPR, VAL, Element, is_on, properties_of, value, w, whole
from amc_docs.readers.docx_numbering import LEVELS
from amc_docs.readers.docx_state import Pages
from amc_docs.readers.docx_styles import ParagraphStyle, Styles, outline_level

_STYLE, _NUMBER, _OUTLINE, _SECTION, _NEW_PAGE = (
    w("pStyle"),
    w("numPr"),
    w("outlineLvl"),
    w("sectPr"),
    w("pageBreakBefore"),
)
_TELLING = frozenset({_NUMBER, _OUTLINE, _SECTION, _NEW_PAGE})
_NUMBER_ID, _NUMBER_LEVEL = w("numId"), w("ilvl")


@dataclass(slots=True)
class Properties:
    """What a `w:pPr` says, with what its style says where it is silent."""

    style: ParagraphStyle
    number: str | None
    """Id of its list; None where it is in none."""
    number_level: int | None
    """From 0; None where nothing names it."""
    level: int | None
    """Heading level from 1; None for body text."""
    is_numbered_by_style: bool = True
    mark_deleted: bool = False
    """A tracked change deletes the paragraph's end: it runs on into the next one."""
    ends_section: bool = False


class PropertyReader:
    """Reads the properties of one part's paragraphs; those that only name a style are read once."""

    def __init__(self, styles: Styles, posts: Signposts, pages: Pages) -> None:
        """Keep what is needed; `pages` is told of the pages that a paragraph begins."""
        self._styles = styles
        self._pages = pages
        # A paragraph mark's own properties matter only where a tracked change may delete it.
        self._telling = _TELLING | {RPR} if posts.has_changes else _TELLING
        self._plain_properties: dict[str | None, Properties] = {}
        self.default = self._plain(None)
        """Those of a paragraph that says nothing."""

    def of(self, paragraph: Element) -> Properties:
        """Return the properties of a `w:p`."""
        element = properties_of(paragraph, PPR)
        if element is None:
            return self.default
        style_id: str | None = None
        said: dict[str, Element] = {}
        for item in element:
            tag = item.tag
            if tag == _STYLE:
                style_id = item.get(VAL)
            elif tag in self._telling:
                said[tag] = item
        plain = self._plain(style_id)
        if not said:
            return plain
        if _NEW_PAGE in said and is_on(said[_NEW_PAGE]):
            self._pages.hard_break()
        number, level = plain.number, plain.number_level
        if _NUMBER in said:
            number, level = _own_number(said[_NUMBER], plain.style)
        return Properties(
            plain.style,
            number,
            level,
            outline_level(said[_OUTLINE].get(VAL)) if _OUTLINE in said else plain.level,
            _NUMBER not in said,
            RPR in said and any(mark.tag in REMOVED for mark in said[RPR]),
            _SECTION in said,
        )

    def _plain(self, style_id: str | None) -> Properties:
        """Return the properties of a paragraph that says nothing but its style."""
        known = self._plain_properties.get(style_id)
        if known is None:
            style = self._styles.paragraph(style_id)
            known = Properties(style, style.number, style.number_level, style.level)
            self._plain_properties[style_id] = known
        return known


def _own_number(number: Element, style: ParagraphStyle) -> tuple[str | None, int | None]:
    """Return list and level that a paragraph names itself; what it leaves out comes from its style."""
    number_id, level = value(number, _NUMBER_ID), value(number, _NUMBER_LEVEL)
    if level is not None:
        return number_id or style.number, whole(level, 0, most=LEVELS - 1)
    return (number_id, 0) if number_id else (style.number, style.number_level)
