"""The folder of an audit is held by one program at a time: two would examine everything twice and mix their results."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import IO

from amc_docs.errors import BadStoreError

NAME = ".auditoria.en-uso"
_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


def hold(folder: Path) -> IO[bytes]:
    """Return a file that stands for the folder as long as it is open; the system lets go of it when a program dies.

    Where a disk knows no locks, nobody is kept out.

    Raises:
        BadStoreError: another program holds the folder, or nothing can be written there.
    """
    try:
        file = (folder / NAME).open("ab")
    except OSError as error:
        raise BadStoreError(f"{folder}: no se puede escribir en la carpeta. Elija otra con --salida.") from error
    try:
        _lock(file)
    except OSError as error:
        if error.errno in _HELD:
            file.close()
            raise BadStoreError(
                f"{folder}: otra auditoría está trabajando en esta carpeta. Espere a que termine, o elija otra con "
                "--salida."
            ) from error
    return file


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        # Unlike `flock`, it is not the workers' as well, who may live a moment longer than the one that asks them.
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
