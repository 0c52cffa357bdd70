"""From runs to the words of one paragraph, with what is anchored in them."""

from __future__ import annotations

from collections.abc import Callable

from amc_docs.readers.docx_folded import FOLDED, look_of
from amc_docs.readers.docx_marks import Signposts, is_index_field
from amc_docs.readers.docx_math import formula
from amc_docs.readers.docx_names import (
    ALTERNATIVES,
    MATH,
    PPR,
    REMOVED,
    RPR,
    SDT,
    SDT_CONTENT,
    VAL,
    Element,
    P,
    R,
    T,
    alternative,
    child,
    half_points,
    is_on,
    value,
    w,
    whole,
)
from amc_docs.readers.docx_pictures import drawing
from amc_docs.readers.docx_state import Facts, Line, Pages
from amc_docs.readers.docx_styles import Marks, Styles
from amc_docs.readers.docx_symbols import symbol

_B, _VANISH, _SIZE, _STYLE = w("b"), w("vanish"), w("sz"), w("rStyle")
_XML_SPACE = str.maketrans("\n\t\r", "   ")
_NO_MARKS = Marks()
_TYPE, _ID = w("type"), w("id")
_MATH = f"{{{MATH}}}oMath"
_SKIPPED = REMOVED | {PPR, RPR, w("sdtPr"), w("sdtEndPr"), w("smartTagPr"), w("customXmlPr"), w("fldData"), w("rt")}


class LineReader:
    """Collects lines from paragraphs, in document order."""

    def __init__(self, styles: Styles, posts: Signposts, pages: Pages, facts: Facts) -> None:
        """Keep what is needed to understand a run."""
        self._styles = styles
        self._posts = posts
        self._pages = pages
        self._facts = facts
        self.index_depth = 0
        """How many tables of contents are open around the present place."""
        self._line = Line(None)
        self._marks = _NO_MARKS
        self._unmarked: tuple[bool, bool, float | None] = (False, False, None)
        """Bold, hidden and size of a run that says nothing itself."""

    def read(self, paragraph: Element, line: Line, marks: Marks) -> None:
        """Add the paragraph's words to `line`; `marks` are those of its style."""
        self._begin(line, marks)
        self._children(paragraph)

    def read_folded(self, text: str | None, said: str, line: Line, marks: Marks) -> None:
        """Add the words of a folded paragraph to `line`; `said` is how they look, see `docx_folded`."""
        self._begin(line, marks)
        self._folded(text, said)

    def is_plain(self, text: str | None, marks: Marks) -> bool:
        """Tell whether a folded paragraph's text stands for itself: nothing around it tells or changes anything."""
        return not (
            self.index_depth
            or self._pages.is_opened
            or marks.hidden
            or not text
            or "\n" in text
            or "\t" in text
            or "\r" in text
        )

    def look(self, said: str, marks: Marks) -> tuple[bool, float | None]:
        """Return bold and size of a folded run in a paragraph whose style has these marks."""
        bold, size = look_of(said)
        return bool(marks.bold) if bold is None else bold, size or marks.size

    def _begin(self, line: Line, marks: Marks) -> None:
        self._line = line
        if marks is not self._marks:
            self._marks = marks
            self._unmarked = (marks.bold or False, marks.hidden or False, marks.size)

    def _children(self, parent: Element) -> None:
        said = parent.get(FOLDED)
        if said is not None:
            self._folded(parent.text, said)
            return
        for element in parent:
            tag = element.tag
            if tag == R:
                self._run(element)
            elif tag in _SKIPPED:
                continue
            elif tag in _INLINE:
                _INLINE[tag](self, element)
            elif len(element) and tag != P:
                self._children(element)

    def _control(self, control: Element) -> None:
        content = child(control, SDT_CONTENT)
        if content is not None and not self._facts.is_prompt(control):
            opened = control in self._posts.index_controls
            self.index_depth += opened
            self._children(content)
            self.index_depth -= opened

    def _alternatives(self, element: Element) -> None:
        """Read the chosen branch, which holds runs in a paragraph and pieces of a run inside one."""
        chosen = alternative(element)
        if chosen is None:
            return
        for item in chosen:
            if item.tag in _PIECES:
                _PIECES[item.tag](self, item)
            elif item.tag == T:
                self._write(item.text or "")
            elif item.tag == R:
                self._run(item)
            elif len(item) or item.tag == P:
                self._children(item)

    def _simple_field(self, element: Element) -> None:
        is_index = is_index_field(element.get(w("instr")) or "")
        self.index_depth += is_index
        self._children(element)
        self.index_depth -= is_index

    def _formula(self, element: Element) -> None:
        self._write(f" {formula(element)} ")
        self._line.bold = False

    def _folded(self, text: str | None, said: str) -> None:
        """Read the text of a folded run; `said` is how it looks, see `docx_folded`."""
        if not text:
            return
        if self._marks.hidden:
            self._facts.hidden_characters += len(text)
            return
        self._write(text)
        if not text.isspace():
            self._line.count(len(text), *self.look(said, self._marks))

    def _run(self, run: Element) -> None:
        said = run.get(FOLDED)
        if said is not None:
            self._folded(run.text, said)
            return
        line, visible = self._line, 0
        bold, hidden, size = self._unmarked
        for element in run:
            tag = element.tag
            if tag == T:
                text = element.text
                if not text:
                    continue
                if hidden:
                    self._facts.hidden_characters += len(text)
                    continue
                self._write(text)
                visible += not text.isspace() and len(text)
            elif tag == RPR:
                if len(element):
                    bold, hidden, size = self._run_marks(element)
            elif tag in _PIECES:
                if not (hidden and tag in _SHOWN):
                    _PIECES[tag](self, element)
            elif tag not in _SILENT and (len(element) or tag == P):
                self._children(element)
        if visible:
            line.count(visible, bold, size)

    def _run_marks(self, properties: Element) -> tuple[bool, bool, float | None]:
        """Return bold, hidden and size of a run: its own, else its character style's, else its paragraph's.

        Bold and hidden are toggles: where both styles say so, they cancel out.
        """
        bold: bool | None = None
        hidden: bool | None = None
        size: float | None = None
        style = _NO_MARKS
        for mark in properties:
            tag = mark.tag
            if tag == _SIZE:
                size = half_points(mark.get(VAL))
            elif tag == _B:
                bold = is_on(mark)
            elif tag == _VANISH:
                hidden = is_on(mark)
            elif tag == _STYLE:
                style = self._styles.character(mark.get(VAL) or "")
        base_bold, base_hidden, base_size = self._unmarked
        return (
            base_bold != bool(style.bold) if bold is None else bold,
            base_hidden != bool(style.hidden) if hidden is None else hidden,
            size or style.size or base_size,
        )

    def _write(self, text: str) -> None:
        line, pages = self._line, self._pages
        if line.page is None:
            line.page = pages.current
        if pages.is_opened and not (line.words or text.isspace()):
            line.opens_page, pages.is_opened = True, False
        # Line ends and tabs in the XML are spaces; real ones are elements and come alone.
        if ("\n" in text or "\t" in text or "\r" in text) and len(text) > 1:
            text = text.translate(_XML_SPACE)
        line.words.append(text)
        if self.index_depth > 0:
            line.is_index = True
        pages.break_pending = False

    def _break(self, element: Element) -> None:
        if element.get(_TYPE) == "page":
            self._pages.hard_break()
        else:
            self._write("\n")

    def _field(self, element: Element) -> None:
        if element in self._posts.index_starts:
            self.index_depth += 1
        elif element in self._posts.index_ends:
            self.index_depth = max(0, self.index_depth - 1)
        for form in element.iterchildren(w("ffData")):
            self._write(_form_answer(form))

    def _drawing(self, element: Element) -> None:
        found = drawing(element)
        if found is not None:
            self._line.drawings = (*self._line.drawings, found)
            self._facts.charts += found.has_unread_text
            self._facts.objects += found.is_object
            if self._line.page is None:
                self._line.page = self._pages.current

    def _note(self, kind: str, element: Element) -> None:
        self._line.notes = (*self._line.notes, (kind, str(element.get(_ID))))


# Functions and not bound methods: a reader that refers to itself would wait for the collector, with the whole tree.
_INLINE: dict[str, Callable[[LineReader, Element], None]] = {
    R: LineReader._run,
    SDT: LineReader._control,
    ALTERNATIVES: LineReader._alternatives,
    w("fldSimple"): LineReader._simple_field,
    _MATH: LineReader._formula,
}
_PIECES: dict[str, Callable[[LineReader, Element], None]] = {
    w("tab"): lambda reader, _: reader._write("\t"),
    w("ptab"): lambda reader, _: reader._write("\t"),
    w("cr"): lambda reader, _: reader._write("\n"),
    w("br"): LineReader._break,
    w("noBreakHyphen"): lambda reader, _: reader._write("-"),
    w("sym"): lambda reader, e: reader._write(symbol(e.get(w("font")) or "", e.get(w("char")) or "")),
    w("lastRenderedPageBreak"): lambda reader, _: reader._pages.rendered_break(),
    w("fldChar"): LineReader._field,
    w("drawing"): LineReader._drawing,
    w("pict"): LineReader._drawing,
    w("object"): LineReader._drawing,
    w("footnoteReference"): lambda reader, e: reader._note("footnote", e),
    w("endnoteReference"): lambda reader, e: reader._note("endnote", e),
    w("commentReference"): lambda reader, e: reader._note("comment", e),
    ALTERNATIVES: LineReader._alternatives,
    w("ruby"): LineReader._children,
}
_SHOWN = frozenset({w("tab"), w("ptab"), w("cr"), w("noBreakHyphen"), w("sym")})
_SILENT = frozenset({RPR, w("instrText"), w("delText"), w("delInstrText"), w("softHyphen")})


def _form_answer(form: Element) -> str:
    """Return what an old form field shows without storing it as text: a ticked box or the chosen entry."""
    box = child(form, w("checkBox"))
    if box is not None:
        state = child(box, w("checked"))
        state = state if state is not None else child(box, w("default"))
        return "☒" if state is not None and is_on(state) else "☐"
    choices = child(form, w("ddList"))
    if choices is None:
        return ""
    entries = [str(e.get(VAL) or "") for e in choices.iterchildren(w("listEntry"))]
    chosen = whole(value(choices, w("result")) or value(choices, w("default")), 0, most=1_000_000)
    return entries[chosen] if chosen < len(entries) else ""
