"""Lines joined into paragraphs, as their writer meant them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise

from amc_docs.document import Location, Paragraph
from amc_docs.readers.pdf.broken import broken_at, is_number_in_parts, is_one_number
from amc_docs.readers.pdf.extents import Extent, of_line
from amc_docs.readers.pdf.lines import Line, sureness

BULLETS = "•●○◦▪■□▫►➢➤✓✔❖◆◊★→⇒·*§"
PRIVATE_BULLETS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0e0": "→", "\uf076": "❖", "\uf0a8": "□",
    "\uf02d": "-", "\uf06f": "o", "\uf071": "□",
}  # fmt: skip
"""What Word writes for bullets of its Symbol and Wingdings fonts."""
BULLET = re.compile(rf"([{re.escape(BULLETS)}]|[-–—](?=\s)|o(?=\s))\s*(?=\S)")
LONE = frozenset(BULLETS[: BULLETS.index("★")])
"""Those that are a line by themselves where the word behind them had no room on it."""
NUMBER = re.compile(
    r"(\(?(\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,2}(\.\d{1,2}){1,4}\.?-?|[IVX]{1,5}[.-]|[a-zñ]\)|\d{1,2}\.?-)(?=\s+\S)"
)
ENDS = re.compile(r"[.:;!?][\"”»)]*$")
HANGS = re.compile(
    r"([,/(]|(?<![\w-])(de|del|la|el|los|las|y|e|o|u|a|al|en|con|para|por|que|su|sus|un|una|sobre|entre|según|N[°º]))$",
    re.IGNORECASE,
)
"""No sentence and no entry of a table ends so."""
INDEX = re.compile(r"[.…_]{4,}\s*[\dIVXivx]{1,5}$|(\. ){4,}\s*\d{1,4}$")
LEADER = re.compile(r"\s*([.…_]{4,}|(\. ){4,})\s*")
"""The dots between a title and its page number; they stand for a tab."""
FRACTION = re.compile(r"\d+\.\d+\s")
_NOWHERE = Location()
_SINGLE = 1.2
"""Font sizes from one base line to the next where nothing tells it."""
_SAME_STEP = 0.05
STRETCH = 2_000
"""Lines among which the usual distance is looked for: more of a long document need not be at hand."""
INDENT = 4.0
"""Points from which a line counts as set in."""


def paragraphs(
    lines: Iterable[Line],
    margins: Mapping[int, Extent],
    known: frozenset[str] = frozenset(),
    cell: Location | None = None,
) -> Iterator[Paragraph]:
    """Yield the paragraphs of lines in reading order.

    `margins` says for each page where its lines end at most; `known` are words of the document, by which one that was
    broken without a hyphen (in narrow cells) is made whole again; `cell` is the place of the cell that holds them.
    """
    cell = cell or _NOWHERE
    group: list[Line] = []
    coming = iter(lines)
    while stretch := list(islice(coming, STRETCH)):
        spacing = _spacing([*group, *stretch], margins)
        for line in stretch:
            if group and not _goes_on(group, line, of_line(group[-1], margins), spacing):
                yield _paragraph(group, margins, known, cell)
                group = []
            group.append(line)
    if group:
        yield _paragraph(group, margins, known, cell)


def _spacing(lines: Sequence[Line], margins: Mapping[int, Extent]) -> float:
    """Return the usual distance between the base lines of a paragraph, in font sizes.

    Lines that plainly go on in the next tell it best: in a letter of short paragraphs most distances are wider.
    """
    pairs = [
        ((b.box.bottom - a.box.bottom) / max(a.size, 1), a, b)
        for a, b in pairwise(lines)
        if _is_below(a, b) and 0.9 * a.size < b.box.bottom - a.box.bottom < 2.6 * a.size and abs(a.size - b.size) < 0.6
    ]
    steps = sorted(step for step, _, _ in pairs)
    if not steps:
        return _SINGLE
    plain = sorted(step for step, a, b in pairs if _is_plain(a, b, of_line(a, margins)))
    if plain:
        return plain[len(plain) // 3]
    usual = steps[len(steps) // 3]
    # Without any such line, a narrower distance that comes again is the one within paragraphs.
    return steps[1] if len(steps) > 2 and steps[1] - steps[0] < _SAME_STEP else usual


def _is_plain(before: Line, line: Line, extent: Extent) -> bool:
    """Tell whether a full line plainly goes on in the next one."""
    is_open = re.match(r"[a-záéíóúüñ]", line.text) and not ENDS.search(before.text) and not NUMBER.match(line.text)
    return bool(is_open) and before.right + 0.24 * line.size + line.first_width > extent.right


def _goes_on(group: list[Line], line: Line, extent: Extent, spacing: float) -> bool:
    """Tell whether the line continues the paragraph of the lines before it."""
    before = group[-1]
    if before.turn or line.turn:
        return before.turn == line.turn
    if abs(before.size - line.size) > 0.12 * before.size + 0.3 or INDEX.search(before.text):
        return False
    is_elsewhere = not _is_below(line, before)
    if is_elsewhere and ENDS.search(before.text) and not line.text[:1].islower():
        return False
    step = (line.box.bottom - before.box.bottom) / before.size
    if not is_elsewhere and (step > spacing * 1.28 + 0.05 or step < 0.3):
        return False
    if _starts_item(line, group, extent) or (before.is_bold != line.is_bold and _is_title(group, line)):
        return False
    return _is_wrapped(group, line, extent) and not _is_set_in(group, line)


def _is_below(line: Line, before: Line) -> bool:
    """Tell whether two lines stand on one page, and in one column of it."""
    return line.page == before.page and line.column == before.column


def _is_wrapped(group: list[Line], line: Line, extent: Extent) -> bool:
    """Tell whether the line's first word would not have fitted on the line before, or belongs to it all the same."""
    before = group[-1]
    if before.text.endswith(":") and line.text[:1].isupper():
        return False
    begins_lower = bool(re.match(r"[a-záéíóúüñ(]", line.text)) and not NUMBER.match(line.text)
    is_open = HANGS.search(before.text) or (begins_lower and not group[0].text[:1].islower())
    if is_open and not ENDS.search(before.text):
        return True
    is_centred = _is_centred(before, extent)
    room = (extent.right - before.right) * (2 if is_centred else 1) - 0.24 * line.size
    if is_centred and not _is_centred(line, extent) and abs(line.left - before.left) > INDENT:
        return False
    if line.first_width < room - 0.35 * line.size:
        return _is_ragged(group, line, extent.right)
    # In justified text every wrapped line reaches the margin.
    falls_short = extent.is_justified and before.right < extent.right - INDENT and not is_centred
    return begins_lower or not falls_short or before.text.endswith((",", "-", "/"))


def _is_centred(line: Line, extent: Extent) -> bool:
    left, right = line.left - extent.left, extent.right - line.right
    return left > 2 * INDENT and abs(left - right) < 1.5 * INDENT


def _is_ragged(group: list[Line], line: Line, right: float) -> bool:
    """Tell whether a word went to the next line though it would have fitted: only where a hyphen or slash allows it."""
    return group[-1].text.endswith(("-", "/")) and line.first_width > 0.8 * (right - group[-1].right)


def _starts_item(line: Line, group: list[Line], extent: Extent) -> bool:
    before = group[-1]
    if line.text in LONE:
        return True
    if BULLET.match(_readable(line.text)):
        if _is_dash(line, group, extent):
            return False
        # These also occur in the midst of a sentence.
        is_plain = line.text[:1] in "o*·→§" and not line.is_listed
        return not is_plain or bool(ENDS.search(before.text))
    if not NUMBER.match(line.text):
        return False
    is_aligned = len(group) > 1 and abs(line.left - before.left) < INDENT
    if _is_figure(line, group, extent):
        # «1.5» is no item of a list of bullets, whatever the line above ends with.
        is_one_of_them = not (BULLET.match(_readable(group[0].text)) and FRACTION.match(line.text))
        return is_one_of_them and bool(ENDS.search(before.text))
    return not is_aligned or bool(ENDS.search(before.text))


def _is_figure(line: Line, group: list[Line], extent: Extent) -> bool:
    """Tell whether a number that nothing comes before (1.5, 3.) begins its line for want of room on the one above."""
    before, head, label = group[-1], NUMBER.match(group[0].text), NUMBER.match(line.text)
    is_hung = line.left > before.left and bool(BULLET.match(_readable(group[0].text)))
    if head or not label or not re.search("[2-9]", label.group()):
        return False
    if not is_hung and abs(line.left - before.left) >= INDENT:
        return False
    return before.right + 0.25 * before.size + line.first_width > extent.right


def _is_dash(line: Line, group: list[Line], extent: Extent) -> bool:
    """Tell whether a dash begins its line for want of room on the one before, where no item has its sign."""
    before, head = group[-1], BULLET.match(_readable(group[0].text))
    is_same = head is not None and head.group(1) == line.text[0]
    if is_same or line.text[0] not in "-–—" or line.is_listed:
        return False
    if ENDS.search(before.text):
        return False
    return before.right + 0.25 * before.size + 0.6 * line.size > extent.right


def _is_set_in(group: list[Line], line: Line) -> bool:
    """Tell whether the line begins at another place than a wrapped line of this paragraph would."""
    if len(group) == 1:
        return False
    before = group[-1]
    if not _is_below(line, before):
        return False
    is_centred = abs((line.left + line.right) - (before.left + before.right)) < 2 * INDENT
    return abs(line.left - before.left) > INDENT and not is_centred


def _is_title(group: list[Line], line: Line) -> bool:
    """Tell whether bold type ends with the line before: a title over its text, not words set off in a sentence."""
    return len(group) <= 2 and bool(line.text[:1].isupper() or NUMBER.match(line.text))


def _readable(text: str) -> str:
    """Return the text with the bullets of symbol fonts as characters of their own."""
    return text if PRIVATE_BULLETS.keys().isdisjoint(text) else "".join(PRIVATE_BULLETS.get(c, c) for c in text)


def _paragraph(group: list[Line], margins: Mapping[int, Extent], known: frozenset[str], cell: Location) -> Paragraph:
    text = group[0].text
    broken = broken_at(group, known) if known else frozenset()
    is_number = len(group) > 1 and is_number_in_parts(group, margins)
    for place, (before, line) in enumerate(pairwise(group), 1):
        if is_number:
            text += line.text
        elif text.endswith("\u00ad"):
            text = text[:-1] + line.text
        elif text.endswith("-") and text[-2:-1].isalnum() and line.text[:1].isalnum():
            # A hyphen that is printed may be part of the word ("2015-PCM"): it is kept.
            text += line.text
        else:
            is_one = place in broken or is_one_number(text, before, line, margins)
            text += line.text if is_one else " " + line.text
    text = _readable(" ".join(text.replace("\u00ad", "").split()))
    is_index = bool(INDEX.search(text))
    if is_index:
        text = LEADER.sub("\t", text)
    # A bullet in a font of its own was set by the program; one in the text's font was typed and is part of it.
    bullet = BULLET.match(text) if group[0].is_listed or group[0].text[:1] in PRIVATE_BULLETS else None
    label = bullet.group(1) if bullet and len(text) > bullet.end() else ""
    first = [line for line in group if _is_below(line, group[0])]
    box = first[0].box
    for line in first[1:]:
        box = box.union(line.box)
    return Paragraph(
        text=text[bullet.end() :] if bullet and label else text,
        label=label,
        is_bold=all(line.is_bold for line in group),
        is_index=is_index,
        size=group[0].size,
        location=Location(page=group[0].page, table=cell.table, row=cell.row, column=cell.column, box=box),
        confidence=sureness((line.confidence, len(line.text)) for line in group),
    )
