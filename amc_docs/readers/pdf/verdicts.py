"""Which pages count as read, and what the report must say of the others."""

from __future__ import annotations

from dataclasses import replace

from amc_docs.readers.pdf.items import Grid, Item, PageLayout
from amc_docs.readers.pdf.lines import Line

FEW = 50
"""Characters below which a page covered by a picture is a scan: only stamps or a page number were typed on it."""
COVERED = 0.6
"""Share of the page that pictures cover on a scan."""
GIBBERISH = 0.3
HIDDEN = 0.5
WEAK = 0.8
"""Mean confidence of a page read by optical recognition below which a person should look at it."""


class Reading:
    """Notes on how the pages of one file were read."""

    def __init__(self, damage: str | None) -> None:
        self.unread: set[int] = set()
        self.recognised: dict[int, float | None] = {}
        self._damage = damage
        self._notes: dict[tuple[str, str], list[int]] = {}
        """What is said of one page, and of several → those pages."""
        self._failures: list[str] = []
        self._told: set[int] = set()
        """Pages of which one note says all."""

    @property
    def is_damaged(self) -> bool:
        """Whether the file shows damage."""
        return self._damage is not None

    def note_damage(self, warning: str) -> None:
        """Note damage of the file; the first warning stands for all."""
        self._damage = self._damage or warning

    def fail(self, number: int, reason: str) -> None:
        """Note a page that could not be read at all; the reason completes the sentence."""
        self.unread.add(number)
        self._failures.append(f"La página {number} no se leyó: {reason}. Revísela en el original.")

    def recognise(self, number: int, confidence: float | None) -> None:
        """Note a page read by optical recognition, and how sure its text is (None: the page is empty)."""
        self.recognised[number] = confidence

    def refuse(self, number: int, reason: str) -> None:
        """Note a picture that could not be recognised; the reason completes the sentence."""
        self.unread.add(number)
        self._note(
            f"no se leyó: está escaneada o no tiene texto legible, y {reason}",
            f"no se leyeron: están escaneadas o no tienen texto legible, y {reason}",
            number,
        )
        self._told.add(number)

    def remark(self, sentence: str) -> None:
        """Note what the report must say of the file as a whole."""
        self._failures.append(sentence)

    def judged(self, page: PageLayout) -> PageLayout:
        """Return a page; one without readable text emptied, and noted as unread."""
        if page.number in self.recognised:
            return page
        letters = sum(_length(i) for i in page.items)
        if page.gibberish_share > GIBBERISH:
            return self._refused(page, "su texto no se puede descifrar (la fuente no dice qué letras son)")
        if letters < FEW and page.cover > COVERED:
            self.unread.add(page.number)
            one, many = "es una imagen sin texto (escaneada)", "son imágenes sin texto (escaneadas)"
            self._note(f"no se leyó: {one}", f"no se leyeron: {many}", page.number)
            return page
        if page.has_outlines:
            return self._refused(page, "su texto está convertido en dibujos")
        if self._damage and not page.items:
            return self._refused(page, "está en blanco en un archivo dañado", "están en blanco en un archivo dañado")
        if page.hidden_share > HIDDEN and page.cover > COVERED:
            note = "el texto es el de un reconocimiento óptico bajo la imagen y puede tener errores"
            self._note(note, note, page.number)
        elif page.hidden_share > 0.01:
            note = "hay texto que no se ve (invisible, blanco o fuera de la hoja)"
            self._note(note, note, page.number)
        return page

    def _refused(self, page: PageLayout, one: str, many: str = "") -> PageLayout:
        self.unread.add(page.number)
        self._note(f"no se leyó: {one}", f"no se leyeron: {many or one}", page.number)
        return replace(page, items=())

    def _note(self, one: str, many: str, number: int) -> None:
        if number not in self._told:
            self._notes.setdefault((one, many), []).append(number)

    def warnings(self) -> list[str]:
        """Return the sentences for the report."""
        notes = [f"{_told_of(numbers, one, many)}." for (one, many), numbers in self._notes.items()]
        return [*([self._damage] if self._damage else []), *self._failures, *self._recognition(), *notes]

    def _recognition(self) -> list[str]:
        """Return which pages were read by optical recognition, and how sure."""
        if not self.recognised:
            return []
        told = {number: sure for number, sure in self.recognised.items() if sure is not None}
        how = "por reconocimiento óptico (OCR)"
        sentences = [_told_of(list(self.recognised), f"se leyó {how}", f"se leyeron {how}")]
        if told:
            sentences[0] += f", con una seguridad media del {100 * sum(told.values()) / len(told):.0f} %"
        sentences[0] += ". El texto puede tener errores: compruebe lo dudoso en el original."
        if weak := [number for number, sure in told.items() if sure < WEAK]:
            least = 100 * min(told[number] for number in weak)
            one = f"se lee con poca seguridad ({least:.0f} %). Revísela en el original"
            many = f"se leen con poca seguridad (la peor, {least:.0f} %). Revíselas en el original"
            sentences.append(f"{_told_of(weak, one, many)}.")
        return sentences


def may_be_picture(page: PageLayout) -> bool:
    """Tell whether a page might turn out to be without readable text, whatever of it is no body."""
    return page.gibberish_share > GIBBERISH or page.cover > COVERED or page.has_outlines


def _told_of(numbers: list[int], one: str, many: str) -> str:
    """Return what is said of one page or of several, with their numbers."""
    return f"Páginas {_listed(numbers)}: {many}" if len(numbers) > 1 else f"Página {numbers[0]}: {one}"


def _listed(numbers: list[int]) -> str:
    """Return page numbers as people write them: 1–3, 7."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(f"{a}–{b}" if a < b else str(a) for a, b in parts)


def _length(item: Item) -> int:
    if isinstance(item, Line):
        return len(item.text)
    return sum(_length(i) for c in item.cells for i in c.items) if isinstance(item, Grid) else 0
