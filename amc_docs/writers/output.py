"""Writing files whole or not at all, never over something that is not ours to replace."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from amc_docs import whole_files
from amc_docs.errors import OutputError
from amc_docs.long_text import LongText

REASONS = {
    errno.EACCES: "no hay permiso",
    errno.EPERM: "no hay permiso",
    errno.EROFS: "la unidad es de solo lectura",
    errno.ENOSPC: "no queda espacio en el disco",
    errno.EDQUOT: "no queda espacio en el disco",
    errno.ENAMETOOLONG: "el nombre es demasiado largo",
    errno.ENOTDIR: "parte de la ruta es un archivo",
    errno.EEXIST: "ya hay un archivo de ese nombre",
}
"""In words, what the system answers in the language of the machine."""


def claim(path: Path, *, overwrite: bool = False, inputs: Iterable[Path] = ()) -> None:
    """Check that `path` may be written, before any work is done; OutputError says why not."""
    try:
        path.lstat()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise OutputError(f"{path.name[:60]}…: {reason_of(error)}. Elija otro nombre con --salida.") from error
    if any(_is_same(path, source) for source in inputs):
        raise OutputError(f"{path}: es el archivo presentado y nunca se modifica. Elija otro nombre con --salida.")
    if path.is_dir():
        raise OutputError(f"{path}: es una carpeta. Indique en --salida el nombre de un archivo.")
    if path.exists() and not path.is_file():
        raise OutputError(f"{path}: no es un archivo corriente. Para mostrar el resultado use --salida -.")
    if path.exists() and not overwrite:
        raise OutputError(f"{path}: ya existe. Elija otro nombre o añada --forzar para reemplazarlo.")
    if not path.parent.is_dir():
        raise OutputError(f"{path}: la carpeta {path.parent} no existe. Créela o elija otra.")


def write(path: Path, content: str | bytes | LongText) -> None:
    """Write the whole content or leave what was there; OutputError where the place does not allow it."""
    with whole(path) as file:
        if isinstance(content, LongText):
            file.writelines(content)
        else:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to, which takes its place only when everything is written; OutputError where it cannot."""
    try:
        # The output gets the permissions of any new file.
        with whole_files.whole(path, mode=0o666 & ~_umask()) as file:
            yield file
    except OSError as error:
        advice = "Cierre el archivo si está abierto en otro programa, o elija otra carpeta."
        raise OutputError(f"{path}: {reason_of(error)}. {advice}") from error


def reason_of(error: OSError) -> str:
    """Return why something could not be written, in Spanish."""
    return "no se pudo escribir" + (f": {REASONS[error.errno]}" if error.errno in REASONS else "")


def claim_folder(path: Path, *, overwrite: bool = False) -> None:
    """Check that a folder of files may be made at `path`; OutputError says why not."""
    if path.exists() and not path.is_dir():
        raise OutputError(f"{path}: es un archivo. Indique en --salida una carpeta.")
    if path.is_dir() and any(path.iterdir()) and not overwrite:
        raise OutputError(f"{path}: la carpeta no está vacía. Elija otra o añada --forzar para escribir en ella.")


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that is made where needed; each is written whole."""
    make_folder(path)
    for name, content in files.items():
        write(path / name, content)


def make_folder(path: Path) -> None:
    """Make a folder where there is none; OutputError says why not."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: {reason_of(error)}. Elija otra carpeta.") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _is_same(path: Path, source: Path) -> bool:
    try:
        return path.samefile(source)
    except OSError:
        return False
