"""What a walk keeps while it goes: the page reached, the line being collected, what the report must tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from amc_docs.readers.docx_names import Element, shows_prompt
from amc_docs.readers.docx_pictures import Drawing


class Pages:
    """The page that the walk has reached, as far as Word's last rendering tells."""

    __slots__ = ("_page", "break_pending", "current", "is_opened")

    def __init__(self, known: bool) -> None:
        """Begin on page 1; without `known`, no page is ever told."""
        self._page = 1
        self.current: int | None = 1 if known else None
        """The page from 1, or None where the file does not tell."""
        self.break_pending = False
        """A break that the author set waits for the rendered break that repeats it; any text ends the wait."""
        self.is_opened = False
        """The author had a page begin, and no paragraph has begun on it."""

    def hard_break(self) -> None:
        """Note a break that the author set; Word repeats it as a rendered break where the next text begins."""
        self._turn()
        self.break_pending = self.is_opened = True

    def rendered_break(self) -> None:
        """Note a break of the last rendering."""
        if not self.break_pending:
            self._turn()
        self.break_pending = False

    def _turn(self) -> None:
        self._page += 1
        if self.current is not None:
            self.current = self._page


class Facts:
    """What the walk noticed and a report must tell."""

    def __init__(self) -> None:
        """Begin with nothing noticed."""
        self.hidden_characters = 0
        self.charts = 0
        self.objects = 0
        self.unread_parts = 0
        self.prompts = 0
        """Content controls in which nobody has written: they show their own instruction."""

    def is_prompt(self, control: Element) -> bool:
        """Return whether a content control shows its own instruction, and count it."""
        found = shows_prompt(control)
        self.prompts += found
        return found


class Line:
    """The words of a paragraph while they are collected; a deleted paragraph mark lets two share one."""

    bold: bool | None = None
    """None before the first visible character."""
    drawings: tuple[Drawing, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    """Kind and id of each note or comment anchored here."""
    page: int | None = None
    is_index = False
    opens_page = False

    def __init__(self, number: int | None) -> None:
        """Begin empty; `number` is the paragraph's place in the body, None inside tables."""
        self.number = number
        self.words: list[str] = []
        self.sizes: dict[float | None, int] = {}
        """Font size → visible characters."""

    def count(self, visible: int, bold: bool, size: float | None) -> None:
        """Add so many visible characters of one look."""
        self.bold = bold if self.bold is None else self.bold and bold
        self.sizes[size] = self.sizes.get(size, 0) + visible

    def size_of_most(self, otherwise: float | None) -> float | None:
        """Return the font size of most characters; `otherwise` where none is visible."""
        sizes = self.sizes
        if len(sizes) > 1:
            return max(sizes, key=sizes.__getitem__)
        return next(iter(sizes), otherwise)


@dataclass(frozen=True, slots=True)
class Trace:
    """Which element each place was read from, for whoever writes into a copy of the file."""

    paragraphs: dict[int, Element] = field(default_factory=dict)
    """`Location.paragraph` → its `w:p`."""
    cells: dict[tuple[int, int, int], list[Element]] = field(default_factory=dict)
    """Table, row and column of a cell's top-left corner → the `w:tc` elements that it is made of."""
