"""The walk over one part: its paragraphs, tables and pictures, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from amc_docs.document import Block, Cell, Location, Paragraph, Picture, Table
from amc_docs.limits import DEFAULT, Limits
from amc_docs.readers.docx_lines import LineReader
from amc_docs.readers.docx_marks import Signposts
from amc_docs.readers.docx_names import (
    ALTERNATIVES,
    PPR,
    REMOVED,
    RPR,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TCPR,
    TR,
    TRPR,
    VAL,
    Element,
    P,
    alternative,
    child,
    is_on,
    properties_of,
    value,
    w,
    whole,
)
from amc_docs.readers.docx_numbering import LEVELS, Counters, Numbering
from amc_docs.readers.docx_state import Facts, Line, Pages
from amc_docs.readers.docx_styles import ParagraphStyle, Styles, outline_level
from amc_docs.readers.docx_symbols import tidy
from amc_docs.readers.docx_tables import Draft, layout

_STYLE, _NUMBER, _OUTLINE, _SECTION, _NEW_PAGE = (
    w("pStyle"),
    w("numPr"),
    w("outlineLvl"),
    w("sectPr"),
    w("pageBreakBefore"),
)
_TELLING = frozenset({_NUMBER, _OUTLINE, _SECTION, _NEW_PAGE})
_NUMBER_ID, _NUMBER_LEVEL = w("numId"), w("ilvl")
_UNREAD = frozenset({w("altChunk"), w("subDoc")})
_BLOCKS = frozenset({P, TBL}) | _UNREAD
_ROWS, _CELLS = frozenset({TR}), frozenset({TC})
_SKIPPED = REMOVED | {TCPR, TRPR, w("tblPr"), w("tblGrid"), w("tblPrEx"), w("sdtPr"), w("sdtEndPr"), _SECTION}


@dataclass(slots=True)
class _Properties:
    """What a `w:pPr` says."""

    style: ParagraphStyle
    number: str | None
    number_level: int | None
    level: int | None
    is_numbered_by_style: bool = True
    mark_deleted: bool = False
    """A tracked change deletes the paragraph's end: it runs on into the next one."""
    ends_section: bool = False


class Walk:
    """Reads one part's blocks; keeps what counts through the part."""

    def __init__(
        self,
        *,
        styles: Styles,
        numbering: Numbering,
        posts: Signposts,
        facts: Facts,
        name: str,
        limits: Limits = DEFAULT,
    ) -> None:
        """Begin before the first block; `name` is the file's, for messages."""
        self.notes: dict[tuple[str, str], Location] = {}
        """Kind and id of each note or comment → where the body refers to it."""
        self._styles = styles
        self._counters = Counters(numbering)
        self._posts = posts
        self._facts = facts
        self._name = name
        self._limits = limits
        self._pages = Pages(posts.has_pages)
        self._lines = LineReader(styles, posts, self._pages, facts)
        self._paragraph_count = 0
        self._table_count = 0
        self._section = 0
        # A paragraph mark's own properties matter only where a tracked change may delete it.
        self._telling = _TELLING | {RPR} if posts.has_changes else _TELLING
        self._plain_properties: dict[str | None, _Properties] = {}

    def blocks(self, parent: Element, place: Location | None = None) -> list[Block]:
        """Return the blocks in `parent`; `place` is the cell or anchor that holds them, None in the body itself."""
        found: list[Block] = []
        line: Line | None = None
        for element in self._members(parent, _BLOCKS):
            tag = element.tag
            if tag == P:
                line = self._paragraph(element, line, place, found)
                continue
            if line is not None:
                self._emit(line, self._plain(None), place, found)
                line = None
            if tag == TBL:
                found += self._table(element, place)
            elif tag in _UNREAD:
                self._facts.unread_parts += 1
        if line is not None:
            self._emit(line, self._plain(None), place, found)
        return found

    def _members(self, parent: Element, wanted: frozenset[str]) -> Iterator[Element]:
        """Yield the elements wanted, through content controls, tracked insertions and other wrappers."""
        for element in parent:
            tag = element.tag
            if tag in wanted:
                yield element
            elif tag in _SKIPPED:
                continue
            elif tag == SDT:
                yield from self._controlled(element, wanted)
            elif tag == ALTERNATIVES:
                chosen = alternative(element)
                if chosen is not None:
                    yield from self._members(chosen, wanted)
            else:
                yield from self._members(element, wanted)

    def _controlled(self, control: Element, wanted: frozenset[str]) -> Iterator[Element]:
        content = child(control, SDT_CONTENT)
        if content is None:
            return
        is_index = control in self._posts.index_controls
        self._lines.index_depth += is_index
        yield from self._members(content, wanted)
        self._lines.index_depth -= is_index

    def _paragraph(
        self, element: Element, line: Line | None, place: Location | None, found: list[Block]
    ) -> Line | None:
        """Read a paragraph into `found`; return its line unfinished where its mark is deleted."""
        if place is None:
            self._paragraph_count += 1
        if line is None:
            if not len(element) and self._plain(None).number is None:
                return None
            line = Line(self._paragraph_count if place is None else None)
        properties = self._properties(properties_of(element, PPR))
        self._lines.read(element, line, properties.style.marks)
        if properties.ends_section:
            self._section += 1
            starts = self._posts.section_starts
            if self._section < len(starts) and starts[self._section] not in ("continuous", "nextColumn"):
                self._pages.hard_break()
        if properties.mark_deleted:
            return line
        self._emit(line, properties, place, found)
        return None

    def _emit(self, line: Line, properties: _Properties, place: Location | None, found: list[Block]) -> None:
        """Add the finished paragraph, then what is anchored in it."""
        text = tidy("".join(line.words)) if line.words else ""
        label = "" if properties.number is None else self._label(properties, properties.number)
        location = self._location(line, place)
        if text or (label and not line.drawings):
            style = properties.style
            found.append(
                Paragraph(
                    text=text,
                    label=label,
                    level=properties.level,
                    style=style.name,
                    is_bold=line.bold is True,
                    is_index=line.is_index or style.is_index,
                    opens_page=line.opens_page,
                    size=line.size if line.sizes else style.marks.size,
                    location=location,
                )
            )
        for note in line.notes:
            self.notes.setdefault(note, location)
        for drawing in line.drawings:
            for box in drawing.text_boxes:
                found.extend(self.blocks(box, location))
            if drawing.is_picture:
                found.append(Picture(description=drawing.description, location=location))

    def _location(self, line: Line, place: Location | None) -> Location:
        page = line.page or self._pages.current
        if place is None:
            return Location(approximate_page=page, paragraph=line.number)
        return place if page == place.approximate_page else replace(place, approximate_page=page)

    def _plain(self, style_id: str | None) -> _Properties:
        """Return the properties of a paragraph that says nothing but its style."""
        known = self._plain_properties.get(style_id)
        if known is None:
            style = self._styles.paragraph(style_id)
            known = _Properties(style, style.number, style.number_level, style.level)
            self._plain_properties[style_id] = known
        return known

    def _properties(self, element: Element | None) -> _Properties:
        """Return what a `w:pPr` says, with what its style says where it is silent."""
        style_id: str | None = None
        said: dict[str, Element] = {}
        for item in element if element is not None else ():
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
        return _Properties(
            plain.style,
            number,
            level,
            outline_level(said[_OUTLINE].get(VAL)) if _OUTLINE in said else plain.level,
            _NUMBER not in said,
            RPR in said and any(mark.tag in REMOVED for mark in said[RPR]),
            _SECTION in said,
        )

    def _label(self, properties: _Properties, number: str) -> str:
        styles = properties.style.chain if properties.is_numbered_by_style else ()
        return self._counters.label(number, properties.number_level, styles)

    def _table(self, element: Element, place: Location | None) -> list[Table]:
        """Return the table, nothing where it has no cells."""
        rows = ((row, self._members(row, _CELLS)) for row in self._members(element, _ROWS))
        plan = layout(rows, name=self._name, limits=self._limits)
        if not plan.drafts:
            return []
        self._table_count += 1
        number = self._table_count
        page = self._pages.current
        cells = tuple(self._cell(draft, number, plan.header_rows) for draft in plan.drafts)
        within = None
        if place is not None and place.table is not None and place.row is not None and place.column is not None:
            within = (place.table, place.row, place.column)
        table = Table(
            number=number,
            row_count=plan.row_count,
            column_count=plan.column_count,
            cells=cells,
            within=within,
            header_rows=plan.header_rows,
            location=Location(table=number, approximate_page=page),
        )
        return [table]

    def _cell(self, draft: Draft, table: int, header_rows: int) -> Cell:
        location = Location(table=table, row=draft.row, column=draft.column, approximate_page=self._pages.current)
        blocks: list[Block] = []
        for source in draft.sources:
            blocks += self.blocks(source, location)
        return Cell(
            row=draft.row,
            column=draft.column,
            row_span=draft.row_span,
            column_span=draft.column_span,
            blocks=tuple(blocks),
            is_header=draft.row < header_rows,
            is_shaded=draft.is_shaded,
            location=location,
        )


def _own_number(number: Element, style: ParagraphStyle) -> tuple[str | None, int | None]:
    """Return list and level that a paragraph names itself; what it leaves out comes from its style."""
    number_id, level = value(number, _NUMBER_ID), value(number, _NUMBER_LEVEL)
    if level is not None:
        return number_id or style.number, whole(level, 0, most=LEVELS - 1)
    return (number_id, 0) if number_id else (style.number, style.number_level)
