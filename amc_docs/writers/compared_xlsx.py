"""The comparison as an Excel workbook: what became of each observation, and every change."""

from __future__ import annotations

from collections.abc import Sequence

from amc_docs.comparison import Comparison, Fate, Kind
from amc_docs.writers import Options
from amc_docs.writers import compared_words as words
from amc_docs.writers.workbook import Book, build

FOLLOWED = (
    ("N°", 5),
    ("Punto", 22),
    ("Clase", 14),
    ("Resultado", 14),
    ("Observación", 42),
    ("Ahora", 32),
    ("Levantado", 26),
    ("Falta", 26),
    ("Antes en", 18),
    ("Ahora en", 18),
    ("Sustento", 20),
    ("Qué hacer", 30),
    ("Motivo", 26),
    ("Regla", 16),
    ("Comentario", 20),
)
TEXTS = (("Punto", 34), ("Decía", 60), ("Dice", 60), ("Después de", 30), ("Cambio", 14))
CELLS = (("Punto", 30), ("Tabla", 28), ("Fila", 36), ("Columna", 24), ("Decía", 36), ("Dice", 36), ("Cambio", 18))
TINTS = {
    Fate.LEVANTADA: "#DFF1E3",
    Fate.PARCIAL: "#FDF0CF",
    Fate.PERSISTE: "#F9DEDC",
    Fate.NUEVA: "#F9DEDC",
    Fate.POR_VERIFICAR: "#EEE6F6",
    Fate.RETIRADA: "#ECEFF1",
}
_KINDS = {Kind.OBSERVACION: "observación", Kind.DUDA: "por verificar", Kind.NOTA: "nota", Kind.DESCARTADA: "descartada"}


def render(comparisons: Sequence[Comparison], _options: Options | None = None) -> bytes:
    """Return the workbook of one comparison."""
    comparison = comparisons[0]

    def fill(book: Book) -> None:
        _followed(book, comparison)
        if comparison.knows_contents:
            _texts(book, comparison)
            _cells(book, comparison)
        _facts(book, comparison)

    return build(comparison.after.file, fill)


def _followed(book: Book, comparison: Comparison) -> None:
    entries = words.entries(comparison)
    rows = []
    for entry in entries:
        told = dict(words.details(entry))
        told |= {label: told["Dónde"] for label in ("Antes en", "Ahora en") if "Dónde" in told}
        facts = ("Ahora", "Levantado", "Falta", "Antes en", "Ahora en", "Sustento", "Qué hacer", "Motivo", "Regla")
        rows.append(
            (
                *(entry.number, entry.heading, _KINDS[entry.row.kind], entry.fate, entry.message),
                *(told.get(name) for name in facts),
                None,
            )
        )
    sheet = book.table("Observaciones", FOLLOWED, rows)
    for word, look in {entry.fate: entry.look for entry in entries}.items():
        form = book.workbook.add_format({"bg_color": TINTS[look]})
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": form}
        sheet.conditional_format(1, 3, max(len(rows), 1), 3, rule)
    if not rows:
        sheet.merge_range(1, 0, 1, len(FOLLOWED) - 1, "Sin observaciones.", book.format(italic=True))


def _texts(book: Book, comparison: Comparison) -> None:
    several = len(comparison.sections) > 1
    rows = [
        (
            words.point_name(point, section, several=several),
            change.before,
            change.after,
            change.left,
            _change(change.before, change.after, is_moved=change.is_moved),
        )
        for section, point in words.changed(comparison)
        for change in point.texts
    ]
    book.table("Textos", TEXTS, rows)


def _cells(book: Book, comparison: Comparison) -> None:
    several = len(comparison.sections) > 1
    rows = []
    for section, point in words.changed(comparison):
        for change in point.cells:
            name = words.point_name(point, section, several=several)
            is_cell = bool(change.row and change.column)
            what = "" if is_cell else " (fila)" if change.row else " (columna)" if change.column else " (tabla)"
            kind = _change(change.before or "", change.after or "") if is_cell else (
                ("añadida" if change.before is None else "quitada") + what
            )
            rows.append((name, change.table, change.row, change.column, change.before, change.after, kind))
    book.table("Tablas", CELLS, rows)


def _change(before: str, after: str, *, is_moved: bool = False) -> str:
    if is_moved:
        return "movido"
    return "cambiado" if before and after else "añadido" if after else "quitado"


def _facts(book: Book, comparison: Comparison) -> None:
    rows: list[tuple[str, object]] = []
    for label, side in (("Antes", comparison.before), ("Después", comparison.after)):
        rows += [(label, side.file), (f"{label}: huella SHA-256", side.sha256), (f"{label}: formato", side.format)]
    rows += [(words.KINDS[kind], told) for kind in Kind if (told := words.tally(comparison, kind))]
    rows.append(("Resultado", words.conclusion(comparison)))
    rows += [("Tenga en cuenta", remark) for remark in words.remarks(comparison)]
    book.table("Resumen", (("Dato", 30), ("Valor", 90)), rows)
