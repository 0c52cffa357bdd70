"""What a file really is, told from its first bytes and never from its extension."""

from __future__ import annotations

import mmap
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from amc_docs.errors import UnreadableFileError, UnsupportedFormatError
from amc_docs.limits import DEFAULT, Limits
from amc_docs.readers.docx_package import Package
from amc_docs.wording import shown

_HEAD = 4_096
_PDF_WITHIN = 1_024

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"Rar!", "comprimido"),
    (b"7z\xbc\xaf\x27\x1c", "comprimido"),
    (b"\x1f\x8b", "comprimido"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (("WordDocument", "doc"), ("Workbook", "xls"), ("PowerPoint Document", "ppt"), ("__substg1.0", "msg"))
_MAIN_TYPES = (("wordprocessingml", "docx"), ("ms-word", "docx"), ("sheet.binary", "xlsb"),
               ("spreadsheetml", "xlsx"), ("ms-excel", "xlsx"),
               ("presentationml", "pptx"), ("ms-powerpoint", "pptx"))  # fmt: skip
_MIMETYPES = ((b"opendocument.text", "odt"), (b"opendocument.spreadsheet", "ods"), (b"opendocument", "odf"),
              (b"epub", "epub"))  # fmt: skip
_WORD_XML = (b"Word.Document", b"schemas.microsoft.com/office/2006/xmlPackage")
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|table|p)\b", re.IGNORECASE)

_EXTENSIONS = {
    "docx": (".docx", ".docm", ".dotx", ".dotm"),
    "pdf": (".pdf",),
    "doc": (".doc", ".dot"),
    "odt": (".odt", ".ott"),
    "rtf": (".rtf",),
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "ods": (".ods", ".ots"),
}
"""Real type → extensions that go with it. A file without extension is never called wrong."""

TYPES = {
    "docx": "un documento de Word (.docx)",
    "pdf": "un PDF",
    "doc": "un documento de Word antiguo (.doc)",
    "odt": "un documento de LibreOffice (.odt)",
    "rtf": "un documento RTF",
    "xlsx": "una hoja de cálculo de Excel (.xlsx)",
    "xls": "una hoja de cálculo de Excel antigua (.xls)",
    "xlsb": "una hoja de cálculo binaria de Excel (.xlsb)",
    "ods": "una hoja de cálculo de LibreOffice (.ods)",
    "odf": "un archivo de LibreOffice que no es de texto",
    "pptx": "una presentación de PowerPoint (.pptx)",
    "ppt": "una presentación de PowerPoint antigua (.ppt)",
    "msg": "un correo de Outlook (.msg)",
    "epub": "un libro electrónico (EPUB)",
    "png": "una imagen PNG",
    "jpeg": "una imagen JPEG",
    "tiff": "una imagen TIFF",
    "gif": "una imagen GIF",
    "bmp": "una imagen BMP",
    "webp": "una imagen WebP",
    "heic": "una foto HEIC",
    "comprimido": "un archivo comprimido",
    "html": "una página web (HTML)",
    "word_xml": "un documento de Word guardado como XML",
    "mhtml": "una página web archivada (MHTML)",
    "texto": "un archivo de texto sin formato",
    "ole": "un archivo de un programa de oficina antiguo",
    "desconocido": "un archivo de tipo desconocido",
}
"""Type → what a message calls it."""

_SAVE_IN_WORD = "Ábralo en Word y guárdelo como .docx, y vuelva a intentarlo."
_ADVICE = {
    **dict.fromkeys(("html", "mhtml", "word_xml", "texto", "epub"), _SAVE_IN_WORD),
    **dict.fromkeys(("xls", "xlsb"), "Ábralo en Excel y guárdelo como .xlsx, y vuelva a intentarlo."),
    **dict.fromkeys(
        ("png", "jpeg", "tiff", "gif", "bmp", "webp", "heic"),
        "Reúna las páginas en un PDF, o mejor envíe el documento de Word original.",
    ),
    "comprimido": "Descomprímalo y revise los documentos que contiene.",
    "msg": "Guarde el documento adjunto y revise ese archivo.",
}
_OTHER_ADVICE = "Envíe el documento en Word (.docx) o en PDF."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sniffed:
    """What a file is."""

    format: str
    """A key of `TYPES`."""
    warnings: tuple[str, ...] = ()
    """In Spanish: what the name says wrongly, what is ignored."""


def identify(path: Path, limits: Limits = DEFAULT) -> Sniffed:
    """Tell what a file is, without trusting its name.

    Raises:
        LimitExceededError: larger than a file may be, or an Office package over another limit.
        UnreadableFileError: not a regular, readable file; empty; protected by a password; a lock file of Word.
    """
    name = shown(path.name)
    _check_place(path, name, limits)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except PermissionError as error:
        raise UnreadableFileError(
            f"No hay permiso para leer «{name}». Pida acceso al archivo o cópielo a una carpeta propia."
        ) from error
    except OSError as error:
        raise UnreadableFileError(
            f"No se pudo leer «{name}» del disco. Compruebe que la unidad está conectada y vuelva a intentarlo."
        ) from error
    kind = _kind(path, head, name, limits)
    return Sniffed(format=kind, warnings=tuple(_doubts(path, kind, name)))


def unsupported(path: Path, kind: str) -> UnsupportedFormatError:
    """Return the error for a file of a kind that no reader takes."""
    return UnsupportedFormatError(
        f"«{shown(path.name)}» es {TYPES.get(kind, TYPES['desconocido'])}. {_ADVICE.get(kind, _OTHER_ADVICE)}"
    )


def _check_place(path: Path, name: str, limits: Limits) -> None:
    """Refuse what is not a regular file of a sensible size; opening a pipe or a device could hang."""
    try:
        status = path.stat()
    except PermissionError as error:
        raise UnreadableFileError(
            f"No hay permiso para ver «{name}». Pida acceso a la carpeta o copie el archivo a una carpeta propia."
        ) from error
    except (OSError, ValueError) as error:
        if _is_link(path):
            raise UnreadableFileError(
                f"«{name}» es un enlace a un archivo que ya no existe. Indique el archivo mismo."
            ) from error
        raise UnreadableFileError(f"No existe el archivo «{name}». Compruebe el nombre y la carpeta.") from error
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableFileError(f"«{name}» es una carpeta. Indique los archivos que contiene.")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFileError(f"«{name}» no es un archivo corriente. Indique un documento guardado en el disco.")
    if path.name.startswith(("~$", ".~lock.")):
        raise UnreadableFileError(
            f"«{name}» es un archivo temporal de un documento abierto. Cierre el documento y revise el archivo mismo."
        )
    if status.st_size == 0:
        raise UnreadableFileError(f"«{name}» está vacío (0 bytes). Pida que se lo envíen de nuevo.")
    if status.st_size > limits.size:
        advice = "Reduzca sus imágenes o divídalo en partes, o suba el límite"
        raise limits.exceeded("size", name, "ocupa {}", status.st_size, advice=advice)


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except (OSError, ValueError):
        return False


def _kind(path: Path, head: bytes, name: str, limits: Limits) -> str:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(path, name, limits)
    if head.startswith(_OLE):
        return _ole_kind(path, name)
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1"):
        return "heic"
    return _text_kind(head)


def _zip_kind(path: Path, name: str, limits: Limits) -> str:
    with Package(path, name=name, limits=limits) as package:
        if "mimetype" in package:
            declared = package.read("mimetype")
            return next((kind for mark, kind in _MIMETYPES if mark in declared), "comprimido")
        main = package.main_part()
        if main is None:
            # An Office package whose list of parts is lost; other archives never hold this member.
            return "docx" if "[Content_Types].xml" in package else "comprimido"
        declared_type = package.content_type(main).lower()
        return next((kind for mark, kind in _MAIN_TYPES if mark in declared_type), "docx")


def _ole_kind(path: Path, name: str) -> str:
    """Tell old Office files apart by the names of their streams, which stand in the file as UTF-16."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            raise UnreadableFileError(
                f"«{name}» está protegido con contraseña. Ábralo en Word, quítele la contraseña y envíe esa copia."
            )
        for stream, kind in _OLE_STREAMS:
            if data.find(stream.encode("utf-16-le")) >= 0:
                return kind
    return "ole"


def _text_kind(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<?xml") and any(mark in head for mark in _WORD_XML):
        return "word_xml"
    if start.startswith(b"<") and _HTML.search(head):
        return "html"
    if start.upper().startswith(b"MIME-VERSION:"):
        return "mhtml"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "texto"
    return "texto" if b"\0" not in head and _is_text(head) else "desconocido"


def _is_text(head: bytes) -> bool:
    """Tell whether nearly all bytes are printable in UTF-8 or Latin-1."""
    odd = sum(1 for byte in head if (byte < 0x20 and byte not in b"\t\n\r\f") or byte == 0x7F)
    return odd * 100 <= len(head)


def _doubts(path: Path, kind: str, name: str) -> list[str]:
    doubts = []
    extension = path.suffix.lower()
    if extension and extension not in _EXTENSIONS.get(kind, (extension,)):
        doubts.append(f"«{name}» es en realidad {TYPES[kind]}, aunque su extensión diga otra cosa: se leyó como tal.")
    return doubts
