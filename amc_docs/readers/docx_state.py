"""What a walk keeps while it goes: the page reached, the line being collected, what the report must tell."""

from __future__ import annotations

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


class Line:
    """The words of a paragraph while they are collected; a deleted paragraph mark lets two share one."""

    __slots__ = ("bold", "drawings", "is_index", "notes", "number", "opens_page", "page", "sizes", "words")

    def __init__(self, number: int | None) -> None:
        """Begin empty; `number` is the paragraph's place in the body, None inside tables."""
        self.number = number
        self.words: list[str] = []
        self.bold: bool | None = None
        """None before the first visible character."""
        self.sizes: dict[float | None, int] = {}
        self.drawings: list[Drawing] = []
        self.notes: list[tuple[str, str]] = []
        """Kind and id of each note or comment anchored here."""
        self.page: int | None = None
        self.is_index = False
        self.opens_page = False

    @property
    def size(self) -> float | None:
        """Font size of most characters."""
        sizes = self.sizes
        if len(sizes) > 1:
            return max(sizes, key=sizes.__getitem__)
        return next(iter(sizes), None)
