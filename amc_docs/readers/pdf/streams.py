"""Whether the compressed parts of a PDF can be unpacked whole. PDFium drops the rest of a damaged one in silence."""

from __future__ import annotations

import mmap
import re
import zlib
from pathlib import Path

STREAM = re.compile(rb">>\s{0,4}stream\r?\n")
DICTIONARY = 600
"""Bytes before a stream that hold its description."""
STEP = 1 << 20
BUDGET = 256 << 20
"""Unpacked bytes after which the check stops: a file may be a bomb, and a page limit stands elsewhere."""


def has_damaged_stream(path: Path) -> bool:
    """Tell whether some stream packed by Flate alone breaks off with an error or fails its own checksum."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.rfind(b"/Encrypt") >= 0:
            return False
        left = BUDGET
        for found in STREAM.finditer(content):
            if _is_flate(content[max(0, found.start() - DICTIONARY) : found.start() + 2]):
                size = _unpacked(content, found.end(), left)
                if size is None:
                    return True
                left -= size
            if left <= 0:
                break
    return False


def _is_flate(before: bytes) -> bool:
    """Tell whether the description that ends here names Flate as the only filter; pictures are not looked into."""
    description = before[before.rfind(b" obj") + 1 :]
    if re.search(rb"/Subtype\s*/Image", description):
        return False
    return bool(re.search(rb"/Filter\s*(\[\s*)?/FlateDecode\s*(\]|/[A-EG-Z]|>>)", description))


def _unpacked(content: mmap.mmap, start: int, budget: int) -> int | None:
    """Return the unpacked size of a stream, None where it is damaged."""
    end = content.find(b"endstream", start)
    if end < 0:
        return None
    unpacker = zlib.decompressobj()
    data, size = content[start:end], 0
    try:
        while data and not unpacker.eof and size < budget:
            size += len(unpacker.decompress(data, STEP))
            data = unpacker.unconsumed_tail
    except zlib.error:
        return None
    return size
