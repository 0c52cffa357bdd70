"""The walk over one part: its paragraphs, tables and pictures, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from amc_docs.document import Block, Cell, Location, Paragraph, Picture, Table
from amc_docs.frozen import maker
from amc_docs.limits import DEFAULT, Limits
from amc_docs.readers.docx_folded import FOLDED
from amc_docs.readers.docx_lines import LineReader
from amc_docs.readers.docx_marks import Signposts
from amc_docs.readers.docx_names import (
    ALTERNATIVES,
    REMOVED,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TCPR,
    TR,
    TRPR,
    Element,
    P,
    alternative,
    child,
    w,
)
from amc_docs.readers.docx_numbering import Counters, Numbering
from amc_docs.readers.docx_paragraphs import Properties, PropertyReader
from amc_docs.readers.docx_state import Facts, Line, Pages, Trace
from amc_docs.readers.docx_styles import Styles
from amc_docs.readers.docx_symbols import tidy
from amc_docs.readers.docx_tables import Draft, layout

_location, _paragraph, _cell = maker(Location), maker(Paragraph), maker(Cell)
_UNREAD = frozenset({w("altChunk"), w("subDoc")})
_BLOCKS = frozenset({TBL}) | _UNREAD
_PARAGRAPHS_TOO = _BLOCKS | {P}
_ROWS, _CELLS = frozenset({TR}), frozenset({TC})
_SKIPPED = REMOVED | {TCPR, TRPR, w("tblPr"), w("tblGrid"), w("tblPrEx"), w("sdtPr"), w("sdtEndPr"), w("sectPr")}


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
        trace: Trace | None = None,
    ) -> None:
        """Begin before the first block; `name` is the file's, for messages; `trace` is told what is read from where."""
        self.notes: dict[tuple[str, str], Location] = {}
        """Kind and id of each note or comment → where the body refers to it."""
        self._counters = Counters(numbering)
        self._posts = posts
        self._facts = facts
        self._name = name
        self._limits = limits
        self._trace = trace
        self._pages = Pages(posts.has_pages)
        self._lines = LineReader(styles, posts, self._pages, facts)
        self._properties = PropertyReader(styles, posts, self._pages)
        self._paragraph_count = 0
        self._table_count = 0
        self._section = 0

    def blocks(self, parent: Element, place: Location | None = None) -> list[Block]:
        """Return the blocks in `parent`; `place` is the cell or anchor that holds them, None in the body itself."""
        found: list[Block] = []
        line: Line | None = None
        for element in parent:
            tag = element.tag
            if tag == P:
                said = element.get(FOLDED)
                if said is None or line is not None:
                    line = self._paragraph(element, line, place, found)
                else:
                    self._folded(element, said, place, found)
            elif tag not in _SKIPPED:
                line = self._other(element, line, place, found)
        if line is not None:
            self._emit(line, self._properties.default, place, found)
        return found

    def _folded(self, element: Element, said: str, place: Location | None, found: list[Block]) -> None:
        """Read a paragraph that says nothing of itself and is nothing but text: nearly all are, so it goes quickly."""
        properties, text = self._properties.default, element.text
        if place is None or properties.number is not None or not self._lines.is_plain(text, properties.style.marks):
            if place is None:
                self._paragraph_count += 1
            line = Line(self._paragraph_count if place is None else None)
            self._lines.read_folded(text, said, line, properties.style.marks)
            self._emit(line, properties, place, found)
            return
        self._pages.break_pending = False
        words = tidy(text)
        if words:
            style, page = properties.style, self._pages.current
            bold, size = self._lines.look(said, style.marks)
            found.append(
                _paragraph(
                    text=words,
                    level=properties.level,
                    style=style.name,
                    is_bold=bold,
                    is_index=style.is_index,
                    size=size,
                    location=place if page == place.approximate_page else replace(place, approximate_page=page),
                )
            )

    def _other(self, element: Element, line: Line | None, place: Location | None, found: list[Block]) -> Line | None:
        """Read a table, or what wraps blocks, into `found`; return the line that a deleted paragraph mark left open."""
        tag = element.tag
        if tag not in _BLOCKS:
            for member in self._wrapped(element, _PARAGRAPHS_TOO):
                read = self._paragraph if member.tag == P else self._other
                line = read(member, line, place, found)
            return line
        if line is not None:
            self._emit(line, self._properties.default, place, found)
        if tag == TBL:
            found += self._table(element, place)
        else:
            self._facts.unread_parts += 1
        return None

    def _members(self, parent: Element, wanted: frozenset[str]) -> Iterator[Element]:
        """Yield the elements wanted, through content controls, tracked insertions and other wrappers."""
        for element in parent:
            tag = element.tag
            if tag in wanted:
                yield element
            elif tag not in _SKIPPED:
                yield from self._wrapped(element, wanted)

    def _wrapped(self, element: Element, wanted: frozenset[str]) -> Iterator[Element]:
        """Yield the elements wanted in what is none of them."""
        tag = element.tag
        if tag == SDT:
            yield from self._controlled(element, wanted)
        elif tag == ALTERNATIVES:
            chosen = alternative(element)
            if chosen is not None:
                yield from self._members(chosen, wanted)
        else:
            yield from self._members(element, wanted)

    def _controlled(self, control: Element, wanted: frozenset[str]) -> Iterator[Element]:
        content = child(control, SDT_CONTENT)
        if content is None or (wanted not in (_ROWS, _CELLS) and self._facts.is_prompt(control)):
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
            if self._trace is not None:
                self._trace.paragraphs[self._paragraph_count] = element
        if line is None:
            if not len(element) and element.get(FOLDED) is None and self._properties.default.number is None:
                return None
            line = Line(self._paragraph_count if place is None else None)
        properties = self._properties.of(element)
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

    def _emit(self, line: Line, properties: Properties, place: Location | None, found: list[Block]) -> None:
        """Add the finished paragraph, then what is anchored in it."""
        text = tidy("".join(line.words)) if line.words else ""
        label = "" if properties.number is None else self._label(properties, properties.number)
        page = line.page or self._pages.current
        if place is None:
            location = _location(approximate_page=page, paragraph=line.number)
        else:
            location = place if page == place.approximate_page else replace(place, approximate_page=page)
        if text or (label and not line.drawings):
            style = properties.style
            found.append(
                _paragraph(
                    text=text,
                    label=label,
                    level=properties.level,
                    style=style.name,
                    is_bold=line.bold is True,
                    is_index=line.is_index or style.is_index,
                    opens_page=line.opens_page,
                    size=line.size_of_most(style.marks.size),
                    location=location,
                )
            )
        for note in line.notes:
            self.notes.setdefault(note, location)
        for drawing in line.drawings:
            for box in drawing.text_boxes:
                found.extend(self.blocks(box, location))
            if drawing.is_picture:
                found.append(Picture(description=drawing.description, images=drawing.images, location=location))

    def _label(self, properties: Properties, number: str) -> str:
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
        location = _location(table=table, row=draft.row, column=draft.column, approximate_page=self._pages.current)
        if self._trace is not None:
            self._trace.cells[table, draft.row, draft.column] = draft.sources
        blocks = self.blocks(draft.sources[0], location)
        for source in draft.sources[1:]:
            blocks += self.blocks(source, location)
        return _cell(
            row=draft.row,
            column=draft.column,
            row_span=draft.row_span,
            column_span=draft.column_span,
            blocks=tuple(blocks),
            is_header=draft.row < header_rows,
            is_shaded=draft.is_shaded,
            location=location,
        )
