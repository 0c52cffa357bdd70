"""What an audit is about: the files below folders, behind patterns, on lists and inside ZIP files."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from amc_docs.audit import archives
from amc_docs.errors import LimitExceededError, NothingToAuditError, UnreadableFileError
from amc_docs.folders import AUDIT, is_junk, is_ours, without_ours
from amc_docs.limits import Limits
from amc_docs.wording import shown

_WILD = re.compile(r"[*?\[]")
_STEP = 1 << 16
_LONGEST_LIST = 64 << 20
"""Bytes of a list of names: half a million long ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file to be audited."""

    name: str
    """How it is called in every output, with `/` between folders: as the user named it, from there on down.

    Signs that act on a screen or mislead the eye are escaped.
    """
    path: str
    """The file itself, or the ZIP file that it is in; absolute."""
    member: str | None = None
    """Its name inside the ZIP file."""
    size: int = 0
    """Bytes, unpacked."""


def gather(names: Iterable[str], skip: Path) -> Iterator[Source]:
    """Yield every file behind the names, each once; nothing below `skip`, where the outputs go.

    A folder that cannot be opened and an archive with nothing in it stand for themselves: they must not go unseen.
    Hidden files, links to folders, what an office program leaves beside an open document, what this program wrote about
    a document and the results of other audits are no documents. Files come in the order of their names within each name
    given, so that two runs agree.

    Raises:
        NothingToAuditError: a name with no file behind it; names it.
    """
    seen: set[str] = set()
    for name in names:
        found = False
        for label, path in _behind(name, skip):
            found = True
            if (real := os.path.realpath(path)) not in seen:
                seen.add(real)
                yield from _unpacked(label, path)
        if not found:
            raise NothingToAuditError(f"«{shown(name)}»: no hay ningún archivo. Compruebe la ruta.")


def listed(path: Path) -> list[str]:
    """Return the names on a list, one a line; blank lines and those that begin with # are left out.

    Raises:
        NothingToAuditError: the list cannot be read.
    """
    try:
        if not path.is_file():
            raise OSError(path)
        with path.open("rb") as file:
            text = file.read(_LONGEST_LIST).decode("utf-8-sig")
        if "\0" in text:
            raise ValueError(path)  # no text, and no name has it
    except (OSError, ValueError) as error:
        raise NothingToAuditError(
            f"«{shown(str(path))}»: no se pudo leer la lista. Guárdela como texto UTF-8, con una ruta por línea."
        ) from error
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def _behind(name: str, skip: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name and the path of each file behind one name, in order."""
    path = Path(name)
    if os.path.isdir(name):  # noqa: PTH112 - Path raises where a name is too long for the system
        yield from _below(path, skip)
    elif os.path.exists(name):  # noqa: PTH110 - likewise
        yield _label(path), path
    elif _WILD.search(name):
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - Path.glob has no pattern with a root
        for match in without_ours([Path(m) for m in matches if not is_junk(Path(m).name)])[0]:
            if not match.is_dir():
                yield _label(match), match
            elif not _has_results(str(match), os.path.realpath(skip)):
                yield from _below(match, skip)


def _below(root: Path, skip: Path) -> Iterator[tuple[str, Path]]:
    avoided = os.path.realpath(skip)
    closed: list[str] = []
    for folder, folders, files in os.walk(root, onerror=lambda error: closed.append(str(error.filename))):
        folders[:] = sorted(d for d in folders if not is_junk(d) and not _has_results(f"{folder}{os.sep}{d}", avoided))
        beside = set(files)
        for file in sorted(files):
            path = Path(folder, file)
            # A link to nothing stands for a document that is missing.
            if not is_junk(file) and not is_ours(file, beside) and (path.is_file() or path.is_symlink()):
                yield _label(path), path
    for folder in closed:
        yield _label(Path(folder)), Path(folder)


def _has_results(folder: str, avoided: str) -> bool:
    """Return whether a folder holds what an audit wrote, or will hold it."""
    return os.path.realpath(folder) == avoided or os.path.exists(f"{folder}{os.sep}{AUDIT}")  # noqa: PTH110 - a path each would double the time


def _label(path: Path) -> str:
    return path.as_posix()


def _unpacked(label: str, path: Path) -> Iterator[Source]:
    """Yield a file, or where it is an archive each file in it; one that is damaged or empty counts as a file."""
    is_archive = path.suffix.lower() == ".zip" and path.is_file()
    held = (archives.members(path) if is_archive else None) or ()
    beside = {info.filename for info in held}
    place, is_empty = os.path.abspath(path), True  # noqa: PTH100 - links stay
    for info in held:
        name = info.filename
        is_hidden = any(is_junk(part) for part in name.replace("\\", "/").split("/"))
        if not (info.is_dir() or is_hidden or is_ours(name, beside)):
            is_empty = False
            title = shown(f"{label}/{archives.title_of(info)}")
            yield Source(name=title, path=place, member=name, size=info.file_size)
    if is_empty:
        yield Source(name=shown(label), path=place, size=_size(path))


def _size(path: Path) -> int:
    """Return the bytes of a file; 0 where it is gone since it was listed, or a link to nothing: reading it tells."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


@contextmanager
def opened(source: Source, limits: Limits) -> Iterator[Path]:
    """Give a path that can be read; a member of an archive is unpacked into a temporary folder meanwhile.

    Raises:
        LimitExceededError: it is larger than a file may be.
        UnreadableFileError: it cannot be unpacked.
    """
    if source.member is None:
        yield Path(source.path)
        return
    name = name_of(source)
    with TemporaryDirectory(prefix="amc-docs-") as folder:
        target = Path(folder) / name
        try:
            _unpack(source, target, limits)
        except LimitExceededError:
            raise
        except Exception as error:  # zipfile raises a dozen kinds for what is damaged, encrypted or unknown to it
            raise not_unpacked(source) from error
        yield target


def not_unpacked(source: Source) -> UnreadableFileError:
    """Return the error for a member that its archive does not give."""
    return UnreadableFileError(
        f"«{shown(name_of(source))}» no se pudo sacar del archivo ZIP: está dañado o tiene contraseña. "
        "Descomprímalo a mano y audite la carpeta."
    )


def name_of(source: Source) -> str:
    """Return the name of the file itself: what an archive says of folders is left out, and signs no system takes."""
    if source.member is None:
        return Path(source.path).name
    name = Path(source.member.replace("\\", "/")).name or "archivo"
    stem, dot, ending = name.rpartition(".")
    safe = re.sub(r"[^\w .()-]", "_", stem if dot else name)[:80] or "archivo"
    return f"{safe}.{re.sub(r'[^0-9A-Za-z]', '_', ending)[:10]}" if dot else safe


def _unpack(source: Source, target: Path, limits: Limits) -> None:
    size = 0
    with archives.member_of(source.path, source.member or "") as inside, target.open("wb") as out:
        while piece := inside.read(_STEP):
            size += len(piece)
            if size > limits.size:
                raise limits.exceeded("size", target.name, "ocupa {}")
            out.write(piece)
