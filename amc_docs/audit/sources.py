"""What an audit is about: the files below folders, behind patterns, on lists and inside ZIP files."""

from __future__ import annotations

import glob
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from amc_docs.errors import LimitExceededError, NothingToAuditError, UnreadableFileError
from amc_docs.folders import is_junk, is_ours, without_ours
from amc_docs.limits import Limits
from amc_docs.wording import shown

_OFFICE = ("word/", "xl/", "ppt/", "content.xml", "[Content_Types].xml", "mimetype")
"""Members that tell a document from an archive: both are ZIP files."""
_WILD = re.compile(r"[*?\[]")
_STEP = 1 << 16
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file to be audited."""

    name: str
    """How it is called in every output, with `/` between folders: as the user named it, from there on down."""
    path: str
    """The file itself, or the ZIP file that it is in; absolute."""
    member: str | None = None
    """Its name inside the ZIP file."""
    size: int = 0
    """Bytes, unpacked."""


def gather(names: Iterable[str], skip: Path) -> Iterator[Source]:
    """Yield every file behind the names, each once; nothing below `skip`, where the outputs go.

    Hidden files, links to folders, what an office program leaves beside an open document and what this program wrote
    about a document are no documents. Files come in the order of their names within each name given, so that two runs
    agree.

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
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NothingToAuditError(
            f"«{shown(str(path))}»: no se pudo leer la lista. Guárdela como texto UTF-8, con una ruta por línea."
        ) from error
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def _behind(name: str, skip: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name and the path of each file behind one name, in order."""
    path = Path(name)
    if path.is_dir():
        yield from _below(path, skip)
    elif path.exists():
        yield _label(path), path
    elif _WILD.search(name):
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - Path.glob has no pattern with a root
        for match in without_ours([Path(m) for m in matches if not is_junk(Path(m).name)])[0]:
            yield from _behind(str(match), skip) if match.is_dir() else [(_label(match), match)]


def _below(root: Path, skip: Path) -> Iterator[tuple[str, Path]]:
    avoided = os.path.realpath(skip)
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(
            d
            for d in folders
            if not is_junk(d) and os.path.realpath(os.path.join(folder, d)) != avoided  # noqa: PTH118 - a path each would double the time
        )
        beside = set(files)
        for file in sorted(files):
            path = Path(folder, file)
            if not is_junk(file) and not is_ours(file, beside) and path.is_file():
                yield _label(path), path


def _label(path: Path) -> str:
    return path.as_posix()


def _unpacked(label: str, path: Path) -> Iterator[Source]:
    """Yield a file, or where it is an archive each file in it; an archive that is damaged counts as a file."""
    members = _members(path) if path.suffix.lower() == ".zip" else None
    if members is None:
        yield Source(name=label, path=os.path.abspath(path), size=path.stat().st_size)  # noqa: PTH100 - links stay
        return
    beside = {info.filename for info in members}
    for info in members:
        name = info.filename
        is_hidden = any(is_junk(part) for part in name.replace("\\", "/").split("/"))
        if not (info.is_dir() or is_hidden or is_ours(name, beside)):
            yield Source(name=f"{label}/{name}", path=os.path.abspath(path), member=name, size=info.file_size)  # noqa: PTH100


def _members(path: Path) -> Sequence[zipfile.ZipInfo] | None:
    """Return what a ZIP archive holds, in order of names; None where it is a document or no archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = archive.infolist()
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return None
    if any(info.filename.startswith(_OFFICE) for info in found):
        return None
    return sorted(found, key=lambda info: info.filename)


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
            raise UnreadableFileError(
                f"«{shown(name)}» no se pudo sacar del archivo ZIP: está dañado o tiene contraseña. "
                "Descomprímalo a mano y audite la carpeta."
            ) from error
        yield target


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
    with zipfile.ZipFile(source.path) as archive, archive.open(source.member or "") as inside, target.open("wb") as out:
        while piece := inside.read(_STEP):
            size += len(piece)
            if size > limits.size:
                raise limits.exceeded("size", target.name, "ocupa {}")
            out.write(piece)
