"""Frozen values made by the ten thousand: the paragraphs and cells of a document, the letters and lines of a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any, TypeVar

Made = TypeVar("Made")
_BECOME = object.__dict__["__class__"].__set__
"""Sets the class of a value, whatever its own `__setattr__` forbids."""

_MAKERS: dict[type[Any], Callable[..., Any]] = {}


def maker(cls: type[Made]) -> Callable[..., Made]:
    """Return a function that makes values of a `quickly_made` class in half the time again, from the same keywords.

    Calling a class packs and unpacks the keywords once more. For the few places where nearly all values are made.
    """
    return _MAKERS[cls]


def quickly_made(cls: type[Made]) -> type[Made]:
    """Give a dataclass with `frozen`, `slots` and `kw_only` a constructor that takes half the time.

    The one that `dataclass` writes sets each field through `object.__setattr__`. This one sets them while the value is
    of a class with the same slots that is not frozen. To be put above the line that makes it a dataclass.

    Raises:
        TypeError: a field with a `default_factory`, or a class whose construction does more than fill its slots.
    """
    names: dict[str, Any] = {
        "become": _BECOME,
        "new": object.__new__,
        "Frozen": cls,
        "Open": type(cls.__name__, (), {"__slots__": cls.__dict__["__slots__"]}),
    }
    parameters = []
    for field in fields(cls):  # type: ignore[arg-type]
        if field.default_factory is not MISSING or not field.init or not field.kw_only:
            raise TypeError(f"{cls.__name__}.{field.name} is not a plain keyword field")
        names[f"default_{field.name}"] = field.default
        parameters.append(field.name if field.default is MISSING else f"{field.name}=default_{field.name}")
    if hasattr(cls, "__post_init__"):
        raise TypeError(f"{cls.__name__} has a __post_init__")
    body = [" become(self, Open)", *(f" self.{f.name} = {f.name}" for f in fields(cls)), " self.__class__ = Frozen"]  # type: ignore[arg-type]
    given = f"*, {', '.join(parameters)}"
    made = ["def make(" + given + "):", " self = new(Open)", *body[1:], " return self"]
    # The text holds nothing but the names of the fields, as what `dataclass` itself runs.
    exec("\n".join((f"def __init__(self, {given}):", *body, *made)), names)  # noqa: S102
    _MAKERS[cls] = names["make"]
    names["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    cls.__init__ = names["__init__"]  # type: ignore[method-assign]
    return cls
