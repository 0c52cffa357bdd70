"""PDFium's functions as they are called for every character and every stroke: without ctypes' checks.

A function that declares its arguments has each of them checked and converted at each call, which takes three times as
long as PDFium needs. Here the same function is called as the types of its arguments say.
"""

from __future__ import annotations

import ctypes
from typing import Any

from amc_docs.readers.pdf.frame import Handle


def unchecked(function: Any, result: Any = None) -> Any:  # noqa: ANN401 - ctypes has no public types for these
    """Return a function that takes whole numbers, handles and references only, and trusts that they are right.

    `result` is the type of what it returns, None for the type that the function declares.
    """
    quick = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    quick.restype = result or function.restype
    return quick


def reference(handle: Handle) -> Handle:
    """Return a handle (not null) in the form that is passed on fastest; the handle must outlive it."""
    return ctypes.byref(handle.contents)
