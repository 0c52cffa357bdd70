"""Older and free word-processor files (`.doc`, `.odt`, `.rtf`): converted to Word by LibreOffice, then read as Word."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from amc_docs.document import Document, Picture
from amc_docs.errors import UnreadableFileError
from amc_docs.limits import DEFAULT, Limits
from amc_docs.readers import docx, office_ole
from amc_docs.readers.docx_package import Package, damaged
from amc_docs.readers.office_run import convert
from amc_docs.wording import shown

CONVERTED = (
    "Se leyó mediante una conversión a Word. Si algo de lo observado no está en el original, guárdelo como .docx "
    "desde el programa que lo creó y revise ese archivo."
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_TAIL = 4_096
_FILTERS = {"odt": "writer8", "rtf": "Rich Text Format", "doc": "MS Word 97"}
"""Format → LibreOffice's name for it: without it, whatever it does not know is read as plain text."""
_ODF_XML = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTION = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}encryption-data"


def read(
    path: Path,
    *,
    name: str,
    sha256: str,
    pages: frozenset[int] | None = None,
    progress: Callable[[int, int], None] | None = None,
    limits: Limits = DEFAULT,
) -> Document:
    """Return the whole document as the Word reader sees its conversion, under the name and format submitted.

    Raises:
        MissingToolError: LibreOffice is not installed.
        LimitExceededError: larger or slower to convert than a documented limit.
        UnreadableFileError: damaged, encrypted, hostile, or nothing that LibreOffice makes sense of.
    """
    label = shown(name)
    with as_word(path, label=label, limits=limits) as (converted, kind, is_signed):
        document = docx.read(converted, name=name, sha256=sha256, pages=pages, progress=progress, limits=limits)
    if _is_empty(document):
        raise UnreadableFileError(
            f"De «{label}» no se pudo leer ningún texto: parece dañado o vacío. "
            "Ábralo en Word o LibreOffice, guárdelo como .docx y vuelva a intentarlo."
        )
    return replace(document, format=kind, is_signed=is_signed, warnings=(CONVERTED, *document.warnings))


@contextmanager
def as_word(path: Path, *, label: str, limits: Limits) -> Iterator[tuple[Path, str, bool]]:
    """Give the file converted to Word, its own format, and whether it is signed; the conversion is gone afterwards.

    Raises what `read` does, but for a file without any text.
    """
    kind, import_filter, is_signed = _checked(path, label, limits)
    with tempfile.TemporaryDirectory(prefix="amc-docs-", ignore_cleanup_errors=True) as folder:
        # A name of our own: the submitted one could look like an option, or not fit the converter.
        source = Path(folder, f"documento.{kind}")
        _copy(path, source, label)
        yield convert(source, Path(folder), import_filter=import_filter, name=label, limits=limits), kind, is_signed


def refuse_encrypted(package: Package) -> None:
    """Raise UnreadableFileError where an OpenDocument package is protected by a password."""
    if _MANIFEST in package and next(package.parse(_MANIFEST).iter(_ENCRYPTION), None) is not None:
        raise UnreadableFileError(
            f"«{package.name}» está protegido con contraseña. "
            "Ábralo en LibreOffice, guárdelo sin contraseña y envíe esa copia."
        )


def _checked(path: Path, label: str, limits: Limits) -> tuple[str, str | None, bool]:
    """Return format, LibreOffice's name for it and whether it is signed, once it is worth converting."""
    with path.open("rb") as file:
        head = file.read(len(_OLE))
    if head.startswith(_OLE):
        version = office_ole.word_version(path, name=label)
        # Only LibreOffice itself tells the formats before Word 97 apart.
        return "doc", _FILTERS["doc"] if version == office_ole.MODERN else None, False
    if head.startswith(_RTF):
        _require_end(path, label)
        return "rtf", _FILTERS["rtf"], False
    return "odt", _FILTERS["odt"], odt_is_signed(path, label, limits)


def odt_is_signed(path: Path, label: str, limits: Limits) -> bool:
    """Tell whether an OpenDocument text is signed, once package and XML have passed the checks of Word files."""
    with Package(path, name=label, limits=limits) as package:
        refuse_encrypted(package)
        if "content.xml" not in package:
            raise damaged(label)
        for part in _ODF_XML:
            if part in package:
                package.parse(part)
        return "meta-inf/documentsignatures.xml" in package


def _require_end(path: Path, label: str) -> None:
    """Refuse an RTF file that was cut off: it would be converted without a word about its lost end."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        tail = file.read()
    if not tail.rstrip(b"\0\x1a \t\r\n").endswith(b"}"):
        raise damaged(label)


def _copy(path: Path, to: Path, label: str) -> None:
    try:
        shutil.copyfile(path, to)
    except OSError as error:
        raise UnreadableFileError(
            f"No se pudo copiar «{label}» para convertirlo. Compruebe que queda espacio en el disco."
        ) from error


def _is_empty(document: Document) -> bool:
    return not (
        any(p.text.strip() for p in document.paragraphs())
        or any(isinstance(b, Picture) for b in document.blocks)
        or any(cell.has_picture for table in document.tables() for cell in table.cells)
        or any(f.text.strip() for f in document.furniture)
    )
