"""Tesseract, run as a program of its own: one call for each page, each with a time limit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from amc_docs.errors import MissingToolError
from amc_docs.readers.scan import identity
from amc_docs.readers.scan.store import Store

LANGUAGE = "spa"
PATIENCE = 20.0
"""Seconds for a question about the program itself."""
WINDOWS_PLACE = Path("C:/Program Files/Tesseract-OCR/tesseract.exe")
INSTALL = (
    "Instálelo con «sudo apt-get install tesseract-ocr tesseract-ocr-spa» o, en Windows, con el instalador de "
    "UB Mannheim (marque el idioma español), y vuelva a revisar el archivo."
)

Grey = NDArray[np.uint8]


class RecognitionError(Exception):
    """One page could not be recognised; the message completes a sentence in Spanish."""


class Tesseract:
    """The installed program, found once for a document."""

    def __init__(self, program: str, seconds: float, identity: str = "") -> None:
        self._program = program
        self._seconds = seconds
        self._until = 0.0
        self.identity = identity
        """Which program of which version recognises with which data; empty where nobody asked."""
        self.has_failed = False
        """Some call since the page's start did not end well, so that the page may be read less well than it can be."""

    def start_page(self) -> None:
        """Begin a page: all calls for it together have the seconds that a page may take."""
        self._until = time.monotonic() + self._seconds
        self.has_failed = False

    @classmethod
    def found(cls, seconds: float, store: Store | None = None) -> Tesseract:
        """Return the installed program, which may take so many seconds for a page.

        Raises MissingToolError where it, or its Spanish, is missing. With a `store` its identity is known.
        """
        program = shutil.which("tesseract") or (str(WINDOWS_PLACE) if WINDOWS_PLACE.is_file() else None)
        if program is None:
            raise MissingToolError(f"Falta Tesseract, el programa que lee páginas escaneadas. {INSTALL}")
        engine = cls(program, seconds, identity.known(store, program) if store else "")
        if engine.identity:
            return engine
        try:
            told = engine._run(["--list-langs"], b"", PATIENCE).decode("utf-8", "replace")
            version = engine._run(["--version"], b"", PATIENCE).decode("utf-8", "replace") if store else ""
        except RecognitionError as error:
            raise MissingToolError(f"Tesseract está instalado, pero no funciona ({error}). {INSTALL}") from error
        if LANGUAGE not in told.split():
            raise MissingToolError(f"Tesseract está instalado, pero le falta el idioma español. {INSTALL}")
        if store:
            engine.identity = identity.learned(store, program, LANGUAGE, version, told)
        return engine

    def read(self, grey: Grey, dots_per_inch: float, *, layout: int = 3) -> bytes:
        """Return what stands on a picture, as hOCR; `layout` is Tesseract's page segmentation mode."""
        arguments = ["-l", LANGUAGE, "--psm", str(layout), "-c", "hocr_char_boxes=1", "hocr"]
        return self._on(grey, dots_per_inch, arguments)

    def orientation(self, grey: Grey, dots_per_inch: float) -> int | None:
        """Return by how many degrees clockwise a picture must be turned to be read; None where it cannot tell."""
        try:
            told = self._on(grey, dots_per_inch, ["--psm", "0", "-l", "osd"])
        except RecognitionError:
            return None
        for line in told.decode("utf-8", "replace").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "Rotate" and value.strip().isdigit():
                return int(value) % 360
        return None

    def _on(self, grey: Grey, dots_per_inch: float, arguments: list[str]) -> bytes:
        height, width = grey.shape
        picture = b"P5\n%d %d\n255\n" % (width, height) + np.ascontiguousarray(grey).tobytes()
        told = ["-", "-", "--dpi", str(round(dots_per_inch)), *arguments]
        return self._run(told, picture, self._until - time.monotonic())

    def _run(self, arguments: list[str], given: bytes, seconds: float) -> bytes:
        try:
            return self._answer(arguments, given, seconds)
        except RecognitionError:
            self.has_failed = True
            raise

    def _answer(self, arguments: list[str], given: bytes, seconds: float) -> bytes:
        # A group of its own, so that what Tesseract starts can be ended with it.
        try:
            process = subprocess.Popen(  # noqa: S603 - arguments of our own, no shell
                [self._program, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
                start_new_session=sys.platform != "win32",
            )
        except OSError as error:
            raise RecognitionError("Tesseract no se pudo iniciar") from error
        with process:
            try:
                answer, _ = process.communicate(given, timeout=max(0.0, seconds))
            except subprocess.TimeoutExpired as error:
                _end(process)
                reason = f"Tesseract pasó del límite de {self._seconds:g} segundos (--limite segundos-escaneada)"
                raise RecognitionError(reason) from error
            except BaseException:
                _end(process)
                raise
        if process.returncode:
            raise RecognitionError(f"Tesseract terminó con el error {process.returncode}")
        return answer


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program with all that it started."""
    if sys.platform == "win32":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        process.kill()
