"""Spreadsheets (`.xlsx`, `.ods`): each sheet a title and its tables, every cell as a person sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from amc_docs.addresses import address, column_name
from amc_docs.document import Block, Document, Furniture, Location, Paragraph
from amc_docs.errors import AmcDocsError, LimitExceededError, UnreadableFileError
from amc_docs.limits import DEFAULT, Limits
from amc_docs.readers.docx_package import Package
from amc_docs.readers.docx_properties import is_signed, properties
from amc_docs.readers.office import refuse_encrypted
from amc_docs.readers.spreadsheet_sheet import Book, Place, Sheet, runs
from amc_docs.readers.spreadsheet_tables import Grid, Region, regions
from amc_docs.wording import shown

_HIDDEN = "(hoja oculta) {name}"
_MOST_NAMED = 5
"""Places that a warning lists before it only counts."""


def read(
    path: Path,
    *,
    name: str,
    sha256: str,
    pages: frozenset[int] | None = None,
    progress: Callable[[int, int], None] | None = None,
    limits: Limits = DEFAULT,
) -> Document:
    """Return the sheets in order, hidden ones last; `pages` cannot be told apart and only causes a warning.

    Raises:
        LimitExceededError: more cells than a documented limit.
        UnreadableFileError: damaged, encrypted or hostile.
    """
    label = shown(name)
    try:
        with Package(path, name=label, limits=limits) as package:
            document = _document(package, name=name, sha256=sha256)
    except AmcDocsError as error:
        raise _for_spreadsheets(error) from error
    except MemoryError as error:
        raise limits.exceeded("memory", name, "necesita {} de memoria") from error
    except RecursionError as error:
        raise LimitExceededError(
            f"«{label}» es más complejo de lo que se puede leer. Divida el libro en partes y revise cada una."
        ) from error
    except Exception as error:  # the door: whatever strange bytes cause further in is a damaged file to the user
        raise UnreadableFileError(f"«{label}» está dañado o incompleto. {_SAVE_AGAIN}") from error
    if pages is not None:
        note = "Una hoja de cálculo no tiene páginas fijas: se leyó el libro entero, no solo las páginas pedidas."
        document = replace(document, warnings=(*document.warnings, note))
    if progress is not None:
        progress(1, 1)
    return document


_SAVE_AGAIN = "Ábralo en Excel o LibreOffice, guárdelo de nuevo como .xlsx y vuelva a intentarlo."


def _for_spreadsheets(error: AmcDocsError) -> AmcDocsError:
    """Return an error of the package's guards with advice that names the right program."""
    fact, dot, advice = str(error).rpartition(". ")
    return type(error)(f"{fact}{dot}{_SAVE_AGAIN}") if "Word" in advice else error


def _document(package: Package, *, name: str, sha256: str) -> Document:
    is_ods = "mimetype" in package
    if is_ods:
        from amc_docs.readers.spreadsheet_ods import read_book

        refuse_encrypted(package)
        book = read_book(package)
        signed = "meta-inf/documentsignatures.xml" in package
    else:
        from amc_docs.readers.spreadsheet_xlsx import read_book

        book = read_book(package)
        signed = is_signed(package)
    layout = _Layout(book)
    if any(part.endswith("vbaproject.bin") or part.startswith("basic/") for part in package.names()):
        layout.warnings.append("El archivo contiene macros, que no se ejecutan ni se revisan.")
    return Document(
        name=name,
        sha256=sha256,
        format="ods" if is_ods else "xlsx",
        blocks=tuple(layout.blocks),
        furniture=tuple(dict.fromkeys(layout.furniture)),
        unread_cells=tuple(layout.unread),
        warnings=tuple(layout.warnings),
        is_signed=signed,
        properties={} if is_ods else properties(package),
    )


class _Layout:
    """A workbook laid out as a document: visible sheets first, hidden ones after them."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.blocks: list[Block] = []
        self.furniture: list[Furniture] = []
        self.unread: list[Location] = []
        self.warnings = list(book.warnings)
        self._tables, self._paragraphs, self._left = 0, 0, book.limits.places
        hidden = [s for s in book.sheets if s.is_hidden]
        for sheet in [s for s in book.sheets if not s.is_hidden] + hidden:
            self._add(sheet)
        if hidden:
            self.warnings.append(
                f"El libro tiene hojas ocultas: {_listed(f'«{s.name}»' for s in hidden)}. Se leyeron al final; "
                "muéstrelas en Excel si son parte del documento, o elimínelas."
            )

    def _add(self, sheet: Sheet) -> None:
        self._paragraph(Paragraph(text=_HIDDEN.format(name=sheet.name) if sheet.is_hidden else sheet.name, level=1))
        grid = Grid(sheet, self.book)
        found = regions(grid, self._tables + 1, self._left, self.book)
        self._tables += len(found)
        self._left -= sum(r.table.row_count * r.table.column_count for r in found)
        self.blocks += [r.table for r in found]
        for shape in sheet.shapes:
            if isinstance(shape, Paragraph):
                self._paragraph(shape)
            else:
                self.blocks.append(shape)
        self.furniture += [Furniture(kind=kind, text=text) for kind, text in sheet.margins]
        self.furniture += [
            Furniture(kind="comment", text=text, location=_location(found, place))
            for place, text in sheet.comments
            if text
        ]
        self.unread += [_location(found, place) for place in sheet.uncomputed]
        self.warnings += _doubts(sheet, grid)

    def _paragraph(self, paragraph: Paragraph) -> None:
        self._paragraphs += 1
        self.blocks.append(replace(paragraph, location=Location(paragraph=self._paragraphs)))


def _location(found: list[Region], place: Place) -> Location:
    """Return where a place of the sheet is in its tables; nowhere outside them."""
    for region in found:
        row, column = place[0] - region.top, place[1] - region.left
        if 0 <= row < region.table.row_count and 0 <= column < region.table.column_count:
            return Location(table=region.table.number, row=row, column=column)
    return Location()


def _doubts(sheet: Sheet, grid: Grid) -> Iterator[str]:
    """Yield what a reader of the report must know about a sheet."""
    where = f"La hoja «{sheet.name}»"
    if sheet.uncomputed:
        yield (
            f"{where} tiene fórmulas sin resultado guardado ({_listed(address(p) for p in sheet.uncomputed)}): "
            "se leyeron como vacías. Abra el libro en Excel, guárdelo y vuelva a revisarlo."
        )
    if sheet.hidden_rows:
        names = _listed(_run(a + 1, b + 1) for a, b in runs(sheet.hidden_rows))
        yield f"{where} tiene filas ocultas ({names}). Se leyeron como las demás."
    if sheet.hidden_columns:
        columns = runs({c for a, b in sheet.hidden_columns for c in range(a, b + 1)})
        names = _listed(_run(column_name(a), column_name(b)) for a, b in columns)
        yield f"{where} tiene columnas ocultas ({names}). Se leyeron como las demás."
    if sheet.concealed:
        names = _listed(address(p) for p in sheet.concealed)
        yield f"{where} tiene celdas cuyo formato oculta su valor ({names}). Se leyeron como las demás."
    if buried := grid.buried():
        yield f"{where} tiene textos tapados por celdas combinadas ({buried}). No se leyeron."


def _run(first: object, last: object) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _listed(names: Iterator[str]) -> str:
    """Return the names, the first few of many."""
    found = list(names)
    more = len(found) - _MOST_NAMED
    return ", ".join(found[:_MOST_NAMED]) + (f" y {more} más" if more > 0 else "")
