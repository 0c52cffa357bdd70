"""Lines for a terminal, wrapped to a width and styled after wrapping, so that a colour never counts as a letter."""

from __future__ import annotations

from textwrap import wrap

from amc_docs.wording import shown
from amc_docs.writers import Options

STYLES = {"bold": "1", "dim": "2", "red": "1;31", "green": "32", "yellow": "33", "cyan": "36"}
LABEL_INDENT, LABEL_WIDTH = 5, 13


class Page:
    """A report being written, from top to bottom."""

    def __init__(self, options: Options) -> None:
        """Begin with no line."""
        self.options = options
        self.lines: list[str] = []

    def title(self, title: str) -> None:
        """Begin a section: its title, underlined."""
        self.gap()
        self.put(title, style="bold")
        self.put("─" * self.options.width, style="dim")

    def gap(self) -> None:
        """Leave a line empty, never two."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def put(self, text: str, indent: int = 0, *, hanging: int = 0, style: str = "") -> None:
        """Add a text; lines but the first are indented by `hanging` more."""
        margin, rest = " " * indent, " " * (indent + hanging)
        lines = wrap(text, self.options.width, initial_indent=margin, subsequent_indent=rest, break_on_hyphens=False)
        self.lines += [self.paint(line, style) for line in lines]

    def numbered(self, number: int, text: str) -> int:
        """Add a text under its number; return where its first line stands in `lines`."""
        head = f"{number:>3}. "
        lines = wrap(shown(text), self.options.width - len(head), break_on_hyphens=False) or [""]
        self.lines += [(head if n == 0 else " " * len(head)) + line for n, line in enumerate(lines)]
        return len(self.lines) - len(lines)

    def labelled(self, label: str, text: str) -> None:
        """Add a text beside its label."""
        margin = " " * LABEL_INDENT
        lines = wrap(shown(text), self.options.width - LABEL_INDENT - LABEL_WIDTH, break_on_hyphens=False) or [""]
        self.lines.append(margin + self.paint(f"{label:<{LABEL_WIDTH}}", "dim") + lines[0])
        self.lines += [margin + " " * LABEL_WIDTH + line for line in lines[1:]]

    def paint(self, text: str, style: str) -> str:
        """Return the text in a style, where the user wants colour."""
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if style and self.options.color and text else text

    def text(self) -> str:
        """Return all that was written."""
        return "\n".join(self.lines) + "\n"
