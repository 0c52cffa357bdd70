"""Frozen values written into few bytes and made again: what a long document holds and nobody looks at just now.

A value of a class becomes a tuple of its fields and its class's number, a tuple becomes a list; `marshal` and `zlib` do
the rest. What is packed never leaves the program: bytes from elsewhere must not be unpacked.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

from amc_docs.frozen import maker

_ATOMS = frozenset({"int", "float", "str", "bool"})
_LEVEL = 1
"""Of compression: higher ones save little and take long."""


class Packing:
    """Packs values of some classes: dataclasses and named tuples whose fields are numbers, texts and such values."""

    def __init__(self, *classes: type[Any]) -> None:
        self._out: dict[type[Any], Callable[[Any], Any]] = {tuple: self._listed}
        self._into: list[Callable[[tuple[Any, ...]], Any]] = []
        numbers = {cls.__name__: number for number, cls in enumerate(classes)}
        names: dict[str, Any] = {"some": self._plain, "made": self._made}
        for cls in classes:
            out, into = _written(cls, numbers)
            names[f"make{numbers[cls.__name__]}"] = _made_by(cls)
            # The text holds nothing but the names of the fields, as what `dataclass` itself runs.
            exec(f"{out}\n{into}", names)  # noqa: S102
            self._out[cls] = names[f"out{numbers[cls.__name__]}"]
            self._into.append(names[f"into{numbers[cls.__name__]}"])

    def packed(self, value: object) -> bytes:
        """Return a value as bytes; what `unpacked` makes of them is equal to it."""
        return zlib.compress(marshal.dumps(self._plain(value)), _LEVEL)

    def unpacked(self, data: bytes) -> Any:  # noqa: ANN401 - whatever was packed
        """Return the value that was packed."""
        return self._made(marshal.loads(zlib.decompress(data)))  # noqa: S302 - our own bytes

    def _plain(self, value: object) -> Any:  # noqa: ANN401 - what marshal takes
        out = self._out.get(type(value))
        return out(value) if out else value

    def _listed(self, values: tuple[Any, ...]) -> list[Any]:
        plain = self._plain
        return [plain(value) for value in values]

    def _made(self, plain: Any) -> Any:  # noqa: ANN401 - what `_plain` returns
        if type(plain) is tuple:
            return self._into[plain[-1]](plain)
        if type(plain) is list:
            made = self._made
            return tuple([made(item) for item in plain])
        return plain


def _written(cls: type[Any], numbers: dict[str, int]) -> tuple[str, str]:
    """Return the functions that take a value of a class apart and make it again, as Python."""
    number = numbers[cls.__name__]
    names, kinds = _fields(cls)
    apart = []
    together = []
    for name, kind in zip(names, kinds, strict=True):
        known = numbers.get(kind.removesuffix(" | None"))
        may_lack = kind.endswith(" | None")
        if kind.removesuffix(" | None") in _ATOMS:
            apart.append(f"v.{name}")
            together.append(name)
        elif known is not None:
            apart.append((f"None if v.{name} is None else " if may_lack else "") + f"out{known}(v.{name})")
            together.append((f"None if {name} is None else " if may_lack else "") + f"into{known}({name})")
        else:
            apart.append(f"some(v.{name})")
            together.append(f"made({name})")
    given = ", ".join(f"{name}={how}" for name, how in zip(names, together, strict=True))
    out = f"def out{number}(v):\n return ({''.join(f'{a}, ' for a in apart)}{number})"
    into = f"def into{number}(plain):\n {''.join(f'{n}, ' for n in names)}_ = plain\n return make{number}({given})"
    return out, into


def _fields(cls: type[Any]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the names of a class's fields and what each is, as the class says it."""
    if issubclass(cls, tuple):
        told = cls.__annotations__
        return list(told), [str(getattr(kind, "__forward_arg__", kind)) for kind in told.values()]
    found = fields(cls)
    return [f.name for f in found], [str(f.type) for f in found]


def _made_by(cls: type[Any]) -> Callable[..., Any]:
    try:
        return maker(cls)
    except KeyError:
        return cls
