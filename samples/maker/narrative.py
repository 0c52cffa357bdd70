"""The other layout: a long document with cover, table of contents, chapters and numbered headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .body import blocks
from .content import Block, Point, Section, Submission, Table, Text
from .form import BLOCKS
from .markup import Look, page_break, paragraph, run
from .styles import POINTS, ROMANS
from .word import Word

BODY = Look("BodyText")
MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


@dataclass(frozen=True)
class Narrative:
    """How a narrative is laid out.

    `automatic` points get their number from Word's list, so that it is not text; `contents` says whether a
    table of contents is printed, and `chapters` whether the form's four blocks are chapters.
    """

    automatic: frozenset[int] = frozenset(range(1, 10))
    cover: bool = True
    contents: bool = True
    chapters: bool = True
    size: int = 18


PLAIN = Narrative()


@dataclass(frozen=True)
class Heading:
    """A heading of the body and how the table of contents prints it."""

    level: int
    text: str
    label: str = ""  # a number that Word's list prints before the text

    @property
    def shown(self) -> str:
        """The heading as a reader sees it."""
        return f"{self.label} {self.text}".strip()


def outline(submission: Submission, layout: Narrative = PLAIN) -> Iterator[tuple[Heading, Point | Section | None]]:
    """Yield every heading down to the third level, with the part that it opens; None for a block's chapter."""
    romans = iter(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"])
    for section in submission.before:
        label = f"{next(romans)}." if section.level > 1 else ""
        yield Heading(section.level, section.title, label), section
    chapters = iter("BCDE" if submission.before else "ABCD")
    opened = ""
    for point in submission.points:
        block = next(name for name, numbers in BLOCKS.items() if point.number in numbers)
        if layout.chapters and block != opened:
            yield Heading(1, f"{next(chapters)}. {block}"), None
            opened = block
        automatic = point.number in layout.automatic
        title = point.title if automatic else point.heading
        yield Heading(2, title, f"{point.label}." if automatic else ""), point
        for part in point.blocks:
            if isinstance(part, Text) and part.style == "sub" and part.text[0].isdigit():
                yield Heading(3, part.text), None
    for section in submission.after:
        yield Heading(section.level, section.title), section


def build(
    submission: Submission,
    path: Path,
    pages: dict[str, int] | None = None,
    layout: Narrative = PLAIN,
    contents: Callable[[list[tuple[Heading, int]]], list[tuple[Heading, int]]] | None = None,
) -> None:
    """Write a submission as a narrative; `contents` changes the table of contents, not the body."""
    word = Word("Acciones de Mejora Continua: Fase de Diseño", submission.organ)
    word.letterhead(submission.ministry, submission.organ, [f'"{submission.year_name}"'])
    if layout.cover:
        _cover(word, submission)
    headings = list(outline(submission, layout))
    first = headings[0][1]
    if layout.contents:
        entries = [(heading, (pages or {}).get(heading.shown, 1)) for heading, _ in headings]
        _contents(word, contents(entries) if contents else entries)
    opened = [(heading, part) for heading, part in headings if heading.level < 3]  # the others come with their point
    for (heading, part), (_, following) in zip(opened, [*opened[1:], opened[-1]], strict=True):
        content = part.blocks if part else []
        ahead = part or following  # a chapter's heading stands over the first point of the block
        turned = word.turn(_is_wide(ahead.blocks[:2] if ahead else []))
        word.add(_heading(heading, new_page=heading.level == 1 and layout.cover and not turned and part is not first))
        _body(word, content, layout)
    word.turn(landscape=False)
    word.add(paragraph(submission.place_date, Look(align="right")))
    word.save(path)


def _heading(heading: Heading, new_page: bool = False) -> str:
    """Return a heading's paragraph, numbered by Word where its label is not text."""
    number = (ROMANS if heading.label[0] in "IVX" else POINTS) if heading.label else None
    return paragraph(heading.text, Look(f"Heading{heading.level}", number=number, new_page=new_page))


def _body(word: Word, parts: list[Block], layout: Narrative) -> None:
    """Write blocks, turning the page for wide tables and back for what follows them."""
    for place, part in enumerate(parts):
        is_subtitle = isinstance(part, Text) and part.style == "sub"
        # A subtitle or an introducing line stays with the wide table that it announces.
        ahead = parts[place : place + 3] if is_subtitle else parts[place : place + 2]
        word.turn(_is_wide(ahead if isinstance(part, Text) else [part]))
        word.add(*blocks(word, [part], word.room, layout.size, BODY, _subtitle))


def _is_wide(parts: list[Block]) -> bool:
    """Tell whether a wide table is among these blocks."""
    return any(isinstance(part, Table) and part.wide for part in parts)


def _subtitle(text: str) -> str:
    """Return a subtitle: numbered ones are headings of the third level, others of the fourth."""
    return paragraph(text, Look("Heading3" if text[0].isdigit() else "Heading4"))


def _cover(word: Word, submission: Submission) -> None:
    """Write the cover."""
    service = submission.point(2).blocks[0]
    name = service.text if isinstance(service, Text) else ""
    big = Look(bold=True, align="center", size=28)
    word.add(
        *[paragraph()] * 7,
        paragraph("ACCIONES DE MEJORA CONTINUA", Look("Title")),
        paragraph("FASE DE DISEÑO – ANEXO 1", big),
        *[paragraph()] * 3,
        paragraph(f"Servicio: {name.rstrip('.')}", big),
        *[paragraph()] * 10,
        paragraph(submission.ministry, Look(align="center", size=24)),
        paragraph(submission.organ, Look(align="center", size=22)),
        *[paragraph()] * 3,
        paragraph(submission.place_date, Look(align="center", size=22)),
        page_break(),
    )


def _contents(word: Word, entries: list[tuple[Heading, int]]) -> None:
    """Write the table of contents as the field that Word makes, with its result."""
    word.add(paragraph("ÍNDICE", Look("TOCHeading", align="center")))
    for place, (heading, page) in enumerate(entries):
        label = f"{heading.label}\t" if heading.label else ""
        inner = run(f"{label}{heading.text}\t{page}")
        if place == 0:
            code = '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\h \\z \\u </w:instrText></w:r>'
            inner = MARK.format("begin") + code + MARK.format("separate") + inner
        if place == len(entries) - 1:
            inner += MARK.format("end")
        word.add(paragraph(look=Look(f"TOC{heading.level}"), inner=inner))
    word.add(page_break())
