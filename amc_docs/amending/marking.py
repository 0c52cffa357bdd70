"""Corrections and marks at their places: the blocks of a submission, and what is written in place of their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from amc_docs.amending.plan import Pending
from amc_docs.document import Block, Cell, Location, Paragraph, Table
from amc_docs.findings import Finding, Fix
from amc_docs.forms.marks import TO_FILL, TO_MEND, Change, Gap, Inline, Line, Words
from amc_docs.wording import squeeze
from amc_docs.writers.places import locations

_Place = tuple[int | None, int | None, int | None, int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How corrections show."""

    plain: bool
    """Written as if they had always stood there; otherwise as tracked changes."""
    author: str
    date: str
    """ISO 8601 with time and zone."""

    def change(self, before: str, after: str, number: int) -> Inline:
        """Return one correction."""
        if self.plain:
            return Words(after)
        return Change(before, after, number, self.author, self.date)


@dataclass(slots=True)
class Marking:
    """The corrections and marks of one document, while its blocks are taken one after the other."""

    style: Style
    fixes: Sequence[Fix]
    pending: Sequence[Pending]
    applied: set[Fix] = field(default_factory=set)
    marked: set[str] = field(default_factory=set)
    """The `id` of each observation that has its mark."""
    _wordings: dict[int, tuple[Paragraph, Inline]] = field(default_factory=dict)
    _told_of: set[str] = field(default_factory=set)
    """Those whose mark has said already what to do."""
    _count: int = 0

    def words(self, paragraph: Paragraph) -> Inline | str:
        """Return what is written in place of a paragraph's text."""
        found = self._wordings.get(id(paragraph))
        return found[1] if found else paragraph.text

    def taken(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """Return blocks with room for the marks that stand in them; `words` knows what each paragraph says now."""
        found = list(blocks)
        here: dict[_Place | None, list[Paragraph]] = {}
        for block in found:
            if isinstance(block, Paragraph):
                # A form laid out as a table holds many paragraphs in one cell: they are one place.
                here.setdefault(_of(block.location), []).append(block)
        for paragraphs in here.values():
            self._reword(paragraphs, paragraphs[0].location)
        return tuple(self._block(block) for block in found)

    def notes(self, blocks: Sequence[Block], point: str = "") -> tuple[Paragraph, ...]:
        """Return a paragraph for each observation of a point, or in these blocks, that has no mark yet."""
        places = {place for block in blocks for place in _places(block)}
        found = []
        for pending in self.pending:
            finding = pending.finding
            is_here = finding.point == point or _of(finding.location) in places
            if finding.id in self.marked or not is_here:
                continue
            self.marked.add(finding.id)
            found.append(self._told(gap_of(pending)))
        return tuple(found)

    def rest(self) -> tuple[Paragraph, ...]:
        """Return a paragraph for each observation that has no mark yet."""
        left = [p for p in self.pending if p.finding.id not in self.marked]
        self.marked |= {p.finding.id for p in left}
        return tuple(self._told(gap_of(p)) for p in left)

    def taken_out(self, text: str) -> Paragraph:
        """Return a paragraph of the submission that is not kept."""
        return self._told(self.change(text, ""), text)

    def change(self, before: str, after: str) -> Inline:
        """Return a correction in the style of the document."""
        self._count += 1
        return self.style.change(before, after, self._count)

    def _told(self, inline: Inline, text: str = "") -> Paragraph:
        paragraph = Paragraph(text=text)
        self._wordings[id(paragraph)] = (paragraph, inline)
        return paragraph

    def _block(self, block: Block) -> Block:
        if isinstance(block, Table):
            return replace(block, cells=tuple(self._cell(cell) for cell in block.cells))
        return block

    def _cell(self, cell: Cell) -> Cell:
        blocks = tuple(self._block(b) if isinstance(b, Table) else b for b in cell.blocks)
        self._reword([b for b in blocks if isinstance(b, Paragraph)], cell.location)
        own = [p for p in self.pending if _of(cell.location) in map(_of, locations(p.finding))]
        if not own or cell.text.strip() or cell.tables or cell.has_picture:
            return replace(cell, blocks=blocks)
        self.marked |= {p.finding.id for p in own}
        kept = tuple(b for b in blocks if not (isinstance(b, Paragraph) and not b.text.strip()))
        is_told = own[0].finding.id in self._told_of
        self._told_of.add(own[0].finding.id)
        mark = Gap(own[0].finding.citation) if is_told else _gap_in_cell(own[0].finding)
        return replace(cell, blocks=(*kept, self._told(mark)))

    def _reword(self, paragraphs: Sequence[Paragraph], location: Location) -> None:
        """Apply the corrections of one place, where their words stand there as often as the corrections say."""
        here = Counter(fix for fix in self.fixes if _of(fix.location) == _of(location))
        for fix, times in here.items():
            pattern = _pattern(fix.before)
            found = [(p, m) for p in paragraphs for m in pattern.finditer(p.text)]
            if len(found) != times:
                continue
            for paragraph in {id(p): p for p, _ in found}.values():
                if self._put(paragraph, pattern, fix):
                    self.applied.add(fix)

    def _put(self, paragraph: Paragraph, pattern: re.Pattern[str], fix: Fix) -> bool:
        """Put a correction into what the paragraph says now; False where another one stands in its place."""
        current = self.words(paragraph)
        pieces = current.pieces if isinstance(current, Line) else (Words(current),) if isinstance(current, str) else ()
        done: list[Inline] = []
        count = 0
        for piece in pieces:
            if not isinstance(piece, Words):
                done.append(piece)
                continue
            at = 0
            for match in pattern.finditer(piece):
                done += [Words(piece[at : match.start()]), self.change(match[0], fix.after)]
                at, count = match.end(), count + 1
            done.append(Words(piece[at:]))
        if count:
            self._wordings[id(paragraph)] = (paragraph, Line(tuple(p for p in done if str(p) or isinstance(p, Change))))
        return count > 0


def gap_of(pending: Pending) -> Gap:
    """Return the mark that stands beside what it is about: the fact, what to do, and the clause."""
    finding = pending.finding
    text = f"{finding.message} {finding.suggestion} ({finding.citation})"
    return Gap(squeeze(text), TO_FILL if pending.is_gap else TO_MEND)


def _gap_in_cell(finding: Finding) -> Gap:
    """Return the mark of an empty cell, where there is little room."""
    said = finding.suggestion.rstrip(". ")
    return Gap(squeeze(f"{said[:1].lower()}{said[1:]} ({finding.citation})"))


def _of(location: Location | None) -> _Place | None:
    """Return a place without its rectangle: two readings of one cell may differ in it."""
    if location is None or location == Location():
        return None
    return (location.page, location.table, location.row, location.column, location.paragraph)


def _places(block: Block) -> set[_Place | None]:
    found = {_of(block.location)}
    if isinstance(block, Table):
        for cell in block.cells:
            found.add(_of(cell.location))
            for inner in cell.blocks:
                found |= _places(inner)
    return found - {None}


def _pattern(words: str) -> re.Pattern[str]:
    """Return what finds these words whole, however many blanks stand between them."""
    spaced = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<![\w.,/-]){spaced}(?![\w/-]|[.,]\w)")
