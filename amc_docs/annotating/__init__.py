"""The submitted file itself, with every finding as a comment at its place.

The submitted file is never written to. Its copy holds the same but for the comments: a Word file has every other part
byte for byte, a PDF file the content of its pages. What can bear no comments is told of in a document apart.
"""

from __future__ import annotations

from pathlib import Path

from amc_docs.annotating import pdf, summary, word
from amc_docs.annotating.remarks import REMADE, Written, remarks, told
from amc_docs.errors import SignedFileError, UnsupportedFormatError
from amc_docs.limits import Limits
from amc_docs.readers import office
from amc_docs.readers.docx_package import Package
from amc_docs.readers.docx_properties import is_signed
from amc_docs.readers.sniff import TYPES, identify
from amc_docs.wording import shown
from amc_docs.writers import Review

__all__ = ["Written", "annotate", "ending", "summarise", "told"]

_PICTURES = frozenset({"png", "jpeg", "tiff"})
_WORD = {
    "document.macroenabled": ".docm",
    "template.macroenabledtemplate": ".dotm",
    "wordprocessingml.template": ".dotx",
}
"""What a Word file's type says → its ending; Word refuses a file whose ending says something else."""


def ending(path: Path, limits: Limits) -> str:
    """Return the ending that the copy of a file has, before anything else is done with it.

    Raises:
        SignedFileError: the file is signed, and its copy would no longer be what was signed.
        UnsupportedFormatError: it is of a kind that can bear no comments.
        UnreadableFileError: it is damaged, encrypted, or no document at all.
    """
    kind = identify(path, limits).format
    name = shown(path.name)
    if kind == "docx":
        with Package(path, name=name, limits=limits) as package:
            if is_signed(package):
                raise _signed(name)
            declared = package.content_type(package.main_part() or "").casefold()
        return next((suffix for words, suffix in _WORD.items() if words in declared), ".docx")
    if kind == "pdf" or kind in REMADE:
        if (kind == "odt" and office.odt_is_signed(path, name, limits)) or (kind == "pdf" and pdf.is_signed(path)):
            raise _signed(name)
        return ".pdf" if kind == "pdf" or kind in _PICTURES else ".docx"
    raise UnsupportedFormatError(
        f"«{name}» es {TYPES.get(kind, TYPES['desconocido'])} y no se puede anotar: solo los documentos de texto, los "
        "PDF y las imágenes. Use --resumen para escribir las observaciones en un documento aparte."
    )


def annotate(path: Path, review: Review, limits: Limits) -> Written:
    """Return a copy of a reviewed file with a comment for each finding; one whose `ending` is known to exist."""
    suffix, name, kind = ending(path, limits), shown(path.name), review.report.format
    found, blocks = remarks(review), review.document.blocks
    if kind in _PICTURES:
        return pdf.annotated_pictures(path, found, blocks, name=name, limits=limits)
    if suffix == ".pdf":
        return pdf.annotated(path, found, blocks, name=name)
    if kind in REMADE:
        with office.as_word(path, label=name, limits=limits) as (converted, _, _):
            return word.annotated(converted, found, blocks, name=name, limits=limits, suffix=suffix)
    return word.annotated(path, found, blocks, name=name, limits=limits, suffix=suffix)


def summarise(review: Review) -> Written:
    """Return the findings in a Word document apart."""
    return summary.summary(review)


def _signed(name: str) -> SignedFileError:
    return SignedFileError(
        f"«{name}» está firmado digitalmente, y una copia con comentarios ya no sería el documento que se firmó. "
        "Use --resumen para escribir las observaciones en un documento aparte."
    )
