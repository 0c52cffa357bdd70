"""What the user names on the command line: files, wildcards, standard input, pages, places to write to."""

from __future__ import annotations

import glob
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from amc_docs.errors import ExitCode
from amc_docs.folders import is_junk, without_ours
from amc_docs.limits import Limits
from amc_docs.writers import Writer
from amc_docs.writers.output import claim, make_folder, reason_of

STANDARD = "-"
SPOOLED = "entrada-estandar"
"""Name of the file that keeps standard input meanwhile, and of reports on it."""
WILDCARDS = re.compile(r"[*?\[]")
SIGNATURES = ((b"%PDF", ".pdf"), (b"\xd0\xcf\x11\xe0", ".doc"), (b"{\\rtf", ".rtf"))
ZIP_PARTS = ((b"word/", ".docx"), (b"xl/", ".xlsx"), (b"content.xml", ".odt"))
_STEP, _TAIL = 1 << 16, 1 << 16


class WrongNameError(click.ClickException):
    """The one file named is not there: one line, without the usage of the command."""

    exit_code = ExitCode.USO_INCORRECTO


def expand(names: Sequence[str]) -> list[Path]:
    """Return the files named, wildcards expanded; WrongNameError for one that is not there or is a folder.

    Of several names, one that is wrong must not keep the others from being read: that is told when its turn comes.
    Windows' shells leave `*.docx` to the program. A file whose name has such a sign is taken literally.
    """
    alone = len(names) == 1
    found: list[Path] = []
    for name in names:
        matches = [Path(name)]
        if name != STANDARD and not Path(name).exists() and WILDCARDS.search(name):
            # Path.glob refuses patterns that are absolute.
            names_found = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - Path.glob has no pattern with a drive or a root
            matches = [Path(m) for m in names_found if Path(m).is_file()]
            matches = [m for m in matches if not is_junk(m.name)]
            if alone and not matches:
                raise WrongNameError(f"Ningún archivo coincide con «{name}». Compruebe la carpeta y el nombre.")
            matches = matches or [Path(name)]
        if alone:
            _require_file(name, matches[0])
        found += matches
    # A shell expands `*` by itself, and so names what stands beside each document.
    documents, ours = without_ours(list(dict.fromkeys(found)))
    _tell_left_out([path for path in ours if not is_junk(path.name)])
    return documents


def _tell_left_out(ours: Sequence[Path]) -> None:
    """Say which of the files named are not read, unless the user wants silence."""
    context = click.get_current_context(silent=True)
    if ours and not (context and context.params.get("silencioso")):
        names = ", ".join(path.name for path in ours)
        click.echo(f"Sin leer, porque lo escribió amc-docs: {names}. Para leer uno, nómbrelo solo.", err=True)


def beside(path: Path, mark: str, suffix: str) -> Path:
    """Return what a result about a document is called where the user does not say, in the current folder."""
    return Path(f"{_name(path)}{mark}{suffix}")


def _require_file(name: str, path: Path) -> None:
    if name == STANDARD:
        return
    if not name.strip():
        raise WrongNameError("El nombre del archivo está vacío. Escriba la ruta del documento.")
    if path.is_dir():
        raise WrongNameError(f"«{path}» es una carpeta. Indique los archivos, por ejemplo «{path / '*.docx'}».")
    if not path.exists() and not path.is_symlink():
        raise WrongNameError(f"No existe el archivo «{path}». Compruebe la carpeta y el nombre.")


def called(path: Path) -> str:
    """Return what messages call a file that the user named."""
    return "(entrada estándar)" if str(path) == STANDARD else path.name


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[Path]:
    """Give a path that can be read; standard input is kept in a temporary file meanwhile.

    LimitExceededError where standard input is larger than a file may be: it may never end.
    """
    if str(path) != STANDARD:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="amc-docs-") as folder:
        target = Path(folder) / SPOOLED
        with target.open("wb") as file:
            size = 0
            while piece := sys.stdin.buffer.read(_STEP):
                size += len(piece)
                if size > limits.size:
                    raise limits.exceeded("size", SPOOLED, "ocupa {}")
                file.write(piece)
        yield target.rename(target.with_suffix(_suffix(target)))


def _suffix(path: Path) -> str:
    """Return the ending that the content asks for: standard input has no name to go by."""
    with path.open("rb") as file:
        start = file.read(1024)
        if start.startswith(b"PK"):
            # The list of what is inside stands at the end; to unpack anything is not this process's business.
            file.seek(max(0, path.stat().st_size - _TAIL))
            listed = file.read()
            return next((s for part, s in ZIP_PARTS if part in listed), ".zip")
    return next((s for signature, s in SIGNATURES if signature in start), "")


def page_numbers(text: str | None) -> frozenset[int] | None:
    """Return the pages of `1-3,7`; None for all. BadParameter where it is not such a list."""
    if text is None:
        return None
    pages: set[int] = set()
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 0 < first <= last:
            raise click.BadParameter(f"«{text}» no es una lista de páginas. Escríbala así: 1-3,7.")
        pages |= set(range(first, last + 1))
    return frozenset(pages)


def output_name(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Return what `--salida` names; BadParameter where it is blank."""
    if value is not None and not value.strip():
        raise click.BadParameter("el nombre está vacío. Escriba una ruta, o «-» para la pantalla.")
    return value


def cache_folder(name: str | None) -> Path | None:
    """Return the folder that `--cache` names, made where needed; BadParameter where it cannot be written to."""
    if name is None:
        return None
    if not name.strip():
        raise click.BadParameter("el nombre está vacío. Escriba el nombre de una carpeta.")
    folder = Path(name)
    try:
        # It will hold what stands in the documents: nobody else's business.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder.resolve()
    except OSError as error:
        raise click.BadParameter(f"en «{name}» {reason_of(error)}. Elija otra carpeta.") from None


def format_of(output: str | None, writers: Mapping[str, Writer], default: str) -> str:
    """Return the format that the output's ending asks for; UsageError for an ending that none has."""
    suffix = Path(output or STANDARD).suffix.lower()
    if not suffix:
        return default
    suffix = ".html" if suffix == ".htm" else suffix
    found = next((name for name, w in writers.items() if w.suffix == suffix), None)
    if found is None:
        known = ", ".join(w.suffix for w in writers.values())
        raise click.UsageError(f"La extensión «{suffix}» no dice qué formato escribir ({known}). Añada --formato.")
    return found


def targets_of(
    paths: Sequence[Path], writer: Writer, output: str | None, mark: str, *, overwrite: bool
) -> dict[Path, Path | None]:
    """Return where the result of each file goes, None for the screen; OutputError where it may not be written."""
    apart = len(paths) > 1 and not writer.joins
    if apart and (output == STANDARD or Path(output or STANDARD).suffix.lower() == writer.suffix):
        raise click.UsageError(f"Son {len(paths)} informes, uno por archivo. Indique en --salida una carpeta.")
    if output == STANDARD or (output is None and not writer.to_file):
        return dict.fromkeys(paths)
    folder = Path(output) if output else Path()
    if output and (writer.joins or (len(paths) == 1 and not folder.is_dir())):
        targets: dict[Path, Path | None] = dict.fromkeys(paths, folder)
    else:
        targets = {path: folder / f"{title}{mark}{writer.suffix}" for path, title in _titles(paths).items()}
        make_folder(folder)
    for target in {t for t in targets.values() if t}:
        claim(target, overwrite=overwrite, inputs=[p for p in paths if str(p) != STANDARD])
    return targets


def _titles(paths: Sequence[Path]) -> dict[Path, str]:
    """Return a name for each file; files of one name from different folders get a number."""
    titles: dict[Path, str] = {}
    for path in paths:
        name = _name(path)
        same = sum(p.name.casefold() == path.name.casefold() for p in titles)
        titles[path] = f"{name} ({same + 1})" if same else name
    return titles


def _name(path: Path) -> str:
    return SPOOLED if str(path) == STANDARD else path.name
