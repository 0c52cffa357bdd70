"""Pages that were recognised before, taken from a folder instead of recognised again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from amc_docs import __version__
from amc_docs.readers.pdf.content import Area, PageContent, Rule, Word
from amc_docs.readers.scan.frames import Frame
from amc_docs.readers.scan.page import Recognised, recognised
from amc_docs.readers.scan.picture import Picture
from amc_docs.readers.scan.store import Store, key_of
from amc_docs.readers.scan.tesseract import RecognitionError, Tesseract

_KINDS: Mapping[str, Callable[..., Any]] = {
    "words": Word, "rules": Rule, "fills": Area, "images": Area, "shapes": Area
}  # fmt: skip
"""Field of a page → what it holds."""


def remembered(
    store: Store | None, picture: Picture, number: int, engine: Tesseract, typed: Sequence[Word] = ()
) -> Recognised:
    """Return what `recognised` returns, from the store where the same picture was read by the same means.

    Raises RecognitionError as it does.
    """
    if store is None:
        return recognised(picture, number, engine, typed)
    key = _key(picture, engine, typed)
    if (kept := _kept(store, key, number)) is not None:
        return kept
    try:
        found = recognised(picture, number, engine, typed)
    except RecognitionError as error:
        # That nothing can be read on a page is a result; that the program failed is none.
        if not engine.has_failed:
            store.put(key, {"unread": str(error)})
        raise
    if not engine.has_failed:
        store.put(key, _told(found))
    return found


def _key(picture: Picture, engine: Tesseract, typed: Sequence[Word]) -> str:
    """Return the digest of all that the result depends on: the picture, the program, and our own steps."""
    grey, ink = picture.grey, picture.ink
    place = repr((picture.points, picture.turn, picture.angle, grey.shape, ink.size if ink else None))
    tint = ink.tobytes() if ink else b""
    return "pagina-" + key_of(_chain(), engine.identity, place, grey.tobytes(), tint, repr(list(typed)))


@lru_cache(maxsize=1)
def _chain() -> str:
    """Return the digest of the program text of every step, so that no result outlives a change of one."""
    folder = Path(__file__).parent
    sources = [*sorted(folder.glob("*.py")), *sorted((folder.parent / "pdf").glob("*.py"))]
    return key_of(__version__, *(source.read_bytes() for source in sources))


def _kept(store: Store, key: str, number: int) -> Recognised | None:
    """Return what the store holds; RecognitionError where that is that nothing could be read."""
    value = store.get(key)
    if value is None:
        return None
    if "unread" in value:
        raise RecognitionError(str(value["unread"]))
    try:
        page = value["content"]
        rows = {name: tuple(_row(kind, row) for row in page[name]) for name, kind in _KINDS.items()}
        content = PageContent(number=number, width=page["width"], height=page["height"], **rows)
        rest = {f.name: value[f.name] for f in fields(Recognised) if f.name not in ("content", "frame")}
        return Recognised(content=content, frame=Frame(**value["frame"]), **rest)
    except (KeyError, TypeError):
        return None


def _told(found: Recognised) -> dict[str, Any]:
    """Return a result as JSON holds it; the page's number is the asker's affair."""
    return asdict(replace(found, content=replace(found.content, number=0)))


def _row(kind: Callable[..., Any], row: list[Any]) -> Any:  # noqa: ANN401 - one of three named tuples
    return kind(*(tuple(v) if isinstance(v, list) else v for v in row))
