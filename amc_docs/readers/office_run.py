"""LibreOffice behind a fence: no network, no macros, limited time and memory, a profile that is thrown away."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from amc_docs.errors import MissingToolError, UnreadableFileError
from amc_docs.limits import Limits
from amc_docs.processes import kill_descendants

_MEMORY = 2 * 1024**3
_LARGEST_FILE = 400_000_000
_NOWHERE = "127.0.0.1"
_DISCARD_PORT = 9
_WORD = "docx:MS Word 2007 XML"

_FENCES: tuple[tuple[str, ...], ...] = (
    ("setpriv", "--pdeathsig", "KILL", "unshare", "-n", "-p", "--fork", "--kill-child"),
    ("setpriv", "--pdeathsig", "KILL", "unshare", "-r", "-n", "-p", "--fork", "--kill-child"),
    ("setpriv", "--pdeathsig", "KILL"),
)
"""Commands that run another without network and end it with us; the first that this machine allows is used."""
_LIMITS = ("prlimit", f"--as={_MEMORY}", f"--fsize={_LARGEST_FILE}", "--core=0")

_SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", 3),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", 0),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", 2),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", _NOWHERE),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", _DISCARD_PORT),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", _NOWHERE),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", _DISCARD_PORT),
)
"""Path, key and value of LibreOffice's settings: macros never run, links are never followed."""


def convert(source: Path, folder: Path, *, import_filter: str | None, name: str, limits: Limits) -> Path:
    """Return `source` converted to Word; everything is written inside `folder`, which the caller removes.

    `name` is shown in messages; `import_filter` is LibreOffice's name of the source's format.

    Raises:
        MissingToolError: LibreOffice is not installed.
        LimitExceededError: it took longer than a file may.
        UnreadableFileError: it wrote nothing, whatever its exit code says.
    """
    program = _program(f"Para leer «{name}»", "guarde el documento como .docx")
    target = folder / "salida" / f"{source.stem}.docx"
    options = (*([f"--infilter={import_filter}"] if import_filter else []), "--convert-to", _WORD)
    if not _run([program, *options], [source], target.parent, limits.seconds):
        raise limits.exceeded(
            "seconds", name, "tarda {} en convertirse", advice="Guárdelo como .docx desde su programa, o suba el límite"
        )
    if not _is_written(target):
        raise UnreadableFileError(
            f"«{name}» no se pudo convertir: está dañado o no es lo que dice su nombre. "
            "Ábralo en Word o LibreOffice, guárdelo como .docx y vuelva a intentarlo."
        )
    return target


def to_pdf(sources: Sequence[Path], folder: Path, *, limits: Limits) -> list[Path]:
    """Return Word files of our own as PDF files inside `folder`, which the caller removes; all in one run.

    Raises:
        MissingToolError: LibreOffice is not installed, or made nothing of them.
        LimitExceededError: it took longer than the limit allows for so many files.
    """
    program = _program("Para escribir el PDF", "exporte el documento a PDF desde Word")
    place = folder / "salida"
    targets = [place / f"{source.stem}.pdf" for source in sources]
    if not _run([program, "--convert-to", "pdf:writer_pdf_Export"], sources, place, limits.seconds * len(sources)):
        raise limits.exceeded("seconds", sources[0].name, "tarda {} en convertirse a PDF", advice="Suba el límite")
    if not all(map(_is_written, targets)):
        raise MissingToolError(
            "LibreOffice está instalado, pero no escribió el PDF. Reinstálelo (en Debian o Ubuntu: sudo apt install "
            "--reinstall libreoffice-writer) o exporte el documento a PDF desde Word."
        )
    return targets


def _is_written(target: Path) -> bool:
    return target.is_file() and target.stat().st_size > 0


def _program(purpose: str, instead: str) -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        raise MissingToolError(
            f"{purpose} hace falta LibreOffice, que no está instalado. "
            f"Instálelo (en Debian o Ubuntu: sudo apt install libreoffice-writer) o {instead}."
        )
    return found


@lru_cache(maxsize=1)
def _fence() -> tuple[str, ...]:
    """Return the strictest fence that this machine allows."""
    limits = _LIMITS if _works(_LIMITS) else ()
    return next(((*limits, *fence) for fence in _FENCES if _works(fence)), limits)


def _works(command: tuple[str, ...]) -> bool:
    if shutil.which(command[0]) is None:
        return False
    try:
        # The words are constants of this module.
        return subprocess.run([*command, "true"], capture_output=True, timeout=10, check=False).returncode == 0  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False


def _profile(folder: Path) -> Path:
    """Make a profile with our settings; two runs on one profile would wait for each other."""
    profile = folder / "perfil"
    (profile / "user").mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{key}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, key, value in _SETTINGS
    )
    settings = f'<?xml version="1.0"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    (profile / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
    return profile


def _run(order: Sequence[str], sources: Sequence[Path], place: Path, seconds: float) -> bool:
    """Have the program write what it is ordered to `place`; False where the time ran out. Nothing is left running.

    What it needs besides is made beside `place`.
    """
    folder = place.parent
    profile = _profile(folder)
    program, *options = order
    command = [
        *_fence(),
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        f"-env:UNO_SHARED_PACKAGES_CACHE={(folder / 'paquetes').as_uri()}",
        *("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        "--nofirststartwizard",
        *options,
        *("--outdir", str(place), *map(str, sources)),
    ]
    temporary = folder / "tmp"
    temporary.mkdir()
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell, and the file's name is ours
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=temporary,
            env=_environment(temporary),
            start_new_session=True,
        )
    except OSError as error:
        raise MissingToolError(
            "LibreOffice está instalado, pero no se pudo iniciar. "
            "Reinstálelo (en Debian o Ubuntu: sudo apt install --reinstall libreoffice-writer)."
        ) from error
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)
        _remove_socket(profile)
    return True


def _environment(temporary: Path) -> dict[str, str]:
    """Return a bare environment: own home, and proxies that lead nowhere."""
    proxy = f"http://{_NOWHERE}:{_DISCARD_PORT}"
    home = str(temporary)
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        **dict.fromkeys(("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"), home),
        **dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), proxy),
    }


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process with all that it started, the last first: each parent can then take note of its child's end."""
    if process.poll() is None:
        kill_descendants(process.pid)
        with suppress(subprocess.TimeoutExpired):
            process.wait(2)
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _remove_socket(profile: Path) -> None:
    """Remove the socket that a killed LibreOffice leaves in the machine's folder of temporary files."""
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    mark = "".join(f"{byte:x}" for byte in digest)  # its own spelling: without leading zeros
    for folder in dict.fromkeys(("/tmp", "/var/tmp", tempfile.gettempdir())):  # noqa: S108 - LibreOffice's choice
        for socket in Path(folder).glob(f"OSL_PIPE_*_SingleOfficeIPC_{mark}"):
            with suppress(OSError):
                socket.unlink()
