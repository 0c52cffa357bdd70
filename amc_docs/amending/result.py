"""The corrected document of one submission, read again before anything is claimed of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from amc_docs.amending.filling import content, lowered, outside_tables, own_lines
from amc_docs.amending.marking import Marking, Style
from amc_docs.amending.pictures import pictures_of
from amc_docs.amending.plan import Correction, Pending, Plan, own_findings, plan, written_title
from amc_docs.amending.remainder import Words, lost, texts, unplaced, words_in_file, words_of, words_of_document
from amc_docs.doctype import DocType
from amc_docs.document import Block, Paragraph, paragraphs_in
from amc_docs.findings import Finding, State
from amc_docs.forms.blocks import Blocks, Text
from amc_docs.forms.copying import Finder, from_document
from amc_docs.forms.gaps import FIELD, YEAR_NAME, Missing, Slot
from amc_docs.forms.layout import layout_of
from amc_docs.forms.marks import ANNEX, Gap, Inline
from amc_docs.forms.marks import Words as Plain
from amc_docs.forms.rendering import render
from amc_docs.limits import DEFAULT, Limits
from amc_docs.record import Record
from amc_docs.writers import Review

AUTHOR = "amc-docs"
_WHY = "Lo que sigue está en el documento presentado y no tiene lugar en el formato. Ubíquelo donde corresponda."
_OF_YEAR = "year_name_agrees"
"""The rule kind for documents that must bear the year's official name."""
_TRIES = 4
"""How often the document is made again without a correction that did not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """What `subsanar` gives."""

    content: bytes
    """The Word file."""
    doctype: str
    """Name of the type of document."""
    title: str
    """Of the type of document."""
    corrections: tuple[Correction, ...]
    pending: tuple[Pending, ...]
    doubts: int
    """Observations that a person must judge: nothing was done about them."""
    unplaced: int
    """Words of the annex."""
    new: tuple[Finding, ...] = ()
    """What reading the result again found that was not observed before."""
    lost: tuple[str, ...] = ()
    """Words of the submission that are not in the result: none, or the program has a fault."""
    warnings: tuple[str, ...] = ()
    """What of the submission was not read, and so is not in the result."""


Reader = Callable[[bytes], Review]
"""Reviews a Word file that is not yet written."""


def amend(review: Review, again: Reader, *, plain: bool, date: str, limits: Limits = DEFAULT) -> Amended:
    """Return the official form filled with the document that the file is about, and the list of what was changed.

    Args:
        review: of the submission.
        again: reads the result, to see that each fault which the list says to be cured is.
        plain: corrections as if they had always stood there; otherwise as tracked changes.
        date: of the tracked changes, ISO 8601 with time and zone.
        limits: for reading pictures out of the file.

    Raises:
        NoFormError: the type has no official form.
    """
    refused: frozenset[str] = frozenset()
    style = Style(plain=plain, author=AUTHOR, date=date)
    with pictures_of(review.path, review.document.format, limits) as picture:
        for left in reversed(range(_TRIES)):
            made = _made(review, plan(review, refused), style, picture)
            result = again(made.content)
            still = made.unapplied | (_ids(result) & {c.finding for c in made.corrections if c.finding})
            if not still:
                break
            # The last try claims nothing: what the list leaves out must not stand in the document as a correction.
            refused |= still if left > 1 else _ids(review)
    sure = tuple(c for c in made.corrections if c.finding not in still)
    return Amended(
        content=made.content,
        doctype=review.doctype.name,
        title=review.doctype.title,
        corrections=sure,
        pending=made.pending,
        doubts=sum(f.state is State.POR_VERIFICAR for f in own_findings(review)),
        unplaced=made.unplaced,
        new=tuple(_new(review, result)),
        lost=made.lost,
        warnings=review.report.warnings,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    content: bytes
    corrections: tuple[Correction, ...]
    pending: tuple[Pending, ...]
    unapplied: frozenset[str]
    """Observations whose words do not stand in the document as their rule said."""
    unplaced: int
    lost: tuple[str, ...]


def _made(review: Review, todo: Plan, style: Style, picture: Finder) -> _Made:
    """Make the document: first without its annex, to see what is not in it."""
    record, doctype = review.record, review.doctype
    layout = layout_of(doctype)
    marking = Marking(style=style, fixes=todo.fixes, pending=todo.pending)
    missing = _missing(review)
    body = content(record, doctype, layout, todo, marking, picture, missing)

    def document(after: Blocks) -> bytes:
        return render(doctype, replace(body, after=after), missing, name=doctype.name)

    lines = own_lines(record, layout).values()
    left = words_in_file(document(Blocks())) - _placed(record, doctype) - words_of("\n".join(p.printed for p in lines))
    used = {id(block) for blocks in (*outside_tables(record, doctype).values(), lines) for block in blocks}
    spare = [block for block in record.outside if id(block) not in used]
    outside = unplaced([*spare, *_others(review)], left)
    marked = (*marking.taken(lowered(outside, 2)), *marking.notes(record.outside), *marking.rest())
    index = tuple(marking.taken_out(line) for line in _index(record)) if not style.plain else ()
    made, after = b"", Blocks()
    wanted = _wanted(review, todo, style)
    more: tuple[str, ...] = ()
    for _ in range(2):
        added = (*marked, *(Paragraph(text=text) for text in more), *index)
        after = _annex(from_document(added, picture, words=marking.words))
        made = document(after)
        gone = wanted - words_in_file(made)
        if not gone:
            break
        kept = set(_index(record))
        found = lost((text for text in texts(review.document) if text not in kept), gone)
        more = tuple(found)
    unapplied = [fix for fix in todo.fixes if fix not in marking.applied]
    keys = {(fix.location, fix.before, fix.after) for fix in unapplied}
    failed = {c.finding for c in todo.corrections if (c.location, c.before, c.after) in keys and c.finding}
    return _Made(
        content=made,
        corrections=tuple(c for c in todo.corrections if (c.location, c.before, c.after) not in keys),
        pending=todo.pending,
        unapplied=frozenset(failed),
        unplaced=sum(words_of(str(after)).values()),
        lost=tuple(gone),
    )


def _annex(found: Blocks) -> Blocks:
    """Return the annex with what fits nowhere; nothing where all does."""
    if not found:
        return Blocks()
    return Blocks((Text(ANNEX, level=1), Text(_WHY), *found.items))


def _placed(record: Record, doctype: DocType) -> Words:
    """Return the words that stand in the new document because the points of the submission do."""
    titled = [record.points[spec.number] for spec in doctype.titled]
    found = [p.printed for point in titled for p in point.paragraphs()]
    for blocks in outside_tables(record, doctype).values():
        found += [p.printed for p in paragraphs_in(blocks)]
    return words_of("\n".join([*found, *(written_title(record, p) for p in titled if p.found_title)]))


def _others(review: Review) -> Iterator[Block]:
    """Yield the other documents of the file, each under its name."""
    for part, one in zip(review.report.parts, review.parts, strict=False):
        if not part.is_main:
            yield Paragraph(text=part.title or part.doctype_title, level=2)
            yield from one.record.document.blocks


def _index(record: Record) -> tuple[str, ...]:
    """Return the lines of the submission's own table of contents, whose pages are no longer those of the document."""
    places = {line.location for line in record.index}
    return tuple(p.printed for p in record.document.paragraphs() if p.printed and p.location in places)


def _wanted(review: Review, todo: Plan, style: Style) -> Words:
    """Return the words that must be in the new document: all, but for those that were plainly replaced."""
    found = words_of_document(review.document)
    if style.plain:
        gone = [c.before for c in todo.corrections]
        gone += [p.guidance for p in review.record.points.values()]
        found -= words_of("\n".join([*gone, *_index(review.record)]))
    return found


def _missing(review: Review) -> Missing:
    """Return what stands in the places that the submission leaves empty: what belongs there, under which clause."""
    cited = {f.point: f.citation for f in own_findings(review) if f.is_observation}
    bears_name = any(rule.kind == _OF_YEAR for rule in review.doctype.rules)

    def mark(slot: Slot) -> Inline:
        if slot.kind == FIELD or (slot.name == YEAR_NAME and not bears_name):
            return Plain("")
        said = " ".join(slot.guidance) or slot.title
        return Gap(f"{said} ({cited.get(slot.point, review.doctype.norm)})")

    return mark


def _ids(review: Review) -> set[str]:
    return {f.id for f in own_findings(review)}


def _new(before: Review, after: Review) -> Iterator[Finding]:
    """Yield what is observed of the result and was not of the submission, nor anything of its obligation and point."""
    known = {f.id for f in (*own_findings(before), *before.report.dismissed)}
    left = Counter((f.obligation, f.point) for f in own_findings(before))
    found = own_findings(after)
    left -= Counter((f.obligation, f.point) for f in found if f.id in known)
    for finding in found:
        if finding.id in known:
            continue
        key = (finding.obligation, finding.point)
        if left[key] > 0:
            left[key] -= 1
        else:
            yield finding
