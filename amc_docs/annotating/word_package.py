"""A copy of a Word file with some parts exchanged; every other part is copied byte for byte."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from amc_docs.annotating.splicing import Inserted, spliced
from amc_docs.readers.docx_package import Package
from amc_docs.readers.docx_xml import plain

_TYPES = "[Content_Types].xml"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o600 << 16
"""Permissions of a new part: Word for Mac offers to repair a file where a part has none."""
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MEDIA_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_EMPTY_LINKS = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONSHIPS}"/>'


def copied(path: Path, parts: Mapping[str, bytes]) -> bytes:
    """Return a copy of the package with these parts in place of those of the same names, or added to them.

    Raises BadZipFile where a part that nobody has read yet is damaged.
    """
    left = {_key(name): (name, data) for name, data in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            _, data = left.pop(_key(info.filename), ("", None))
            target.writestr(_like(info), _read(source, info) if data is None else data)
        for name, data in left.values():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, _READABLE
            target.writestr(info, data)
    return stream.getvalue()


def _read(source: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        return source.read(info)
    except (zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise zipfile.BadZipFile(str(error)) from error


def xml_of(package: Package, part: str) -> bytes:
    """Return an XML part as it is, but never in UTF-16: every byte that looks like ASCII is ASCII."""
    return plain(package.read(part), package.name, part)


def with_new_part(package: Package, source: str, name: str, *, kind: str, media_type: str) -> dict[str, bytes]:
    """Return the parts that make a new part known, where it is not: the list of types, and the links of `source`.

    `source` is the part that refers to it; `kind` is the full name of the relationship.
    """
    folder, leaf = posixpath.split(source)
    found = {}
    if package.content_type(name) != media_type:
        known = f'<Override xmlns="{_MEDIA_TYPES}" PartName="/{name}" ContentType="{media_type}"/>'
        found[_TYPES] = spliced(xml_of(package, _TYPES), {0: Inserted(after=known.encode())})
    taken = package.relationships(source)
    if all(link.target != name for link in taken.values()):
        links = posixpath.join(folder, "_rels", f"{leaf}.rels")
        number = next(n for n in count(1) if f"rId{n}" not in taken)
        target = posixpath.basename(name)
        link = f'<Relationship xmlns="{_RELATIONSHIPS}" Id="rId{number}" Type="{kind}" Target="{target}"/>'
        old = xml_of(package, links) if links in package else _EMPTY_LINKS.encode()
        found[links] = spliced(old, {0: Inserted(after=link.encode())})
    return found


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return the heading of a member for the copy: the sizes and places are worked out anew."""
    new = zipfile.ZipInfo(info.filename, info.date_time)
    new.compress_type = info.compress_type
    new.external_attr, new.create_system = info.external_attr, info.create_system
    new.comment = info.comment
    return new
