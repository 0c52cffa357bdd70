"""Values made quickly are the values that a frozen dataclass makes."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from amc_docs.document import Box, Cell, Location, Paragraph, Table
from amc_docs.frozen import maker, quickly_made


@dataclass(frozen=True, slots=True, kw_only=True)
class Slow:
    """Made by `dataclass` alone."""

    name: str
    places: tuple[int, ...] = ()
    page: int | None = None


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Quick:
    """The same, made quickly."""

    name: str
    places: tuple[int, ...] = ()
    page: int | None = None


def test_a_maker_makes_what_the_class_makes():
    made = maker(Quick)(name="uno", page=3)

    assert type(made) is Quick
    assert made == Quick(name="uno", page=3)
    assert repr(made) == repr(Quick(name="uno", page=3))
    with pytest.raises(FrozenInstanceError):
        made.page = 4
    with pytest.raises(TypeError):
        maker(Quick)(page=3)


def test_a_value_made_quickly_has_what_it_was_given_and_its_defaults():
    made, slow = Quick(name="uno", page=3), Slow(name="uno", page=3)

    assert type(made) is Quick
    assert repr(made) == repr(slow).replace("Slow", "Quick")
    assert made == Quick(name="uno", page=3, places=())
    assert hash(made) == hash(slow)
    assert made != Quick(name="uno")


def test_it_is_frozen():
    with pytest.raises(FrozenInstanceError):
        Quick(name="uno").page = 4
    with pytest.raises(FrozenInstanceError):
        del Quick(name="uno").page


@pytest.mark.parametrize("given", [{}, {"name": "uno", "pagina": 1}])
def test_a_missing_or_unknown_field_is_an_error(given):
    with pytest.raises(TypeError, match=r"Quick\.__init__"):
        Quick(**given)
    with pytest.raises(TypeError):
        Quick("uno")


def test_it_is_copied_changed_and_sent_as_any_other():
    place = Location(page=2, table=1, row=0, column=1, box=Box(left=1, top=2, right=3, bottom=4))
    cell = Cell(row=0, column=1, blocks=(Paragraph(text="Meta", location=place),), location=place)
    table = Table(number=1, row_count=1, column_count=2, cells=(cell,))

    assert pickle.loads(pickle.dumps(table)) == table  # noqa: S301 - of our own making, just now
    assert replace(place, row=5) == Location(page=2, table=1, row=5, column=1, box=place.box)
    assert replace(place) == place


def test_what_does_more_than_fill_its_slots_is_refused():
    @dataclass(frozen=True, slots=True, kw_only=True)
    class WithFactory:
        names: list[str] = field(default_factory=list)

    @dataclass(frozen=True, slots=True)
    class WithPositions:
        name: str

    @dataclass(frozen=True, slots=True, kw_only=True)
    class WithMore:
        name: str

        def __post_init__(self) -> None:
            raise AssertionError

    for made in (WithFactory, WithPositions, WithMore):
        with pytest.raises(TypeError):
            quickly_made(made)
