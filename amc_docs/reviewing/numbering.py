"""The findings of one or several files, numbered straight through: to cure, to verify, to know; by file and point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from amc_docs.findings import Finding, Part, Report
from amc_docs.wording import fold, is_numbered, shown
from amc_docs.writers import arrangement as shared

_QUOTED = 300
"""Letters of the document's own words that an observation shows."""
_PLACES = 40
"""Places that an observation names; then it says how many more there are."""


class Kind(StrEnum):
    """What findings ask for; the words of the templates."""

    OBSERVACIONES = "observaciones"
    VERIFICAR = "verificar"
    NOTAS = "notas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A finding with its number in the document."""

    number: int
    item: shared.Item

    @property
    def finding(self) -> Finding:
        """The finding itself."""
        return self.item.finding

    @property
    def message(self) -> str:
        """What is wrong; the heading above it tells the point."""
        return self.item.message

    @property
    def said(self) -> str:
        """What the document says, in quotes; empty where its own words are not known or are told already."""
        value = self.finding.value or ""
        paired = value and self.expected and fold(value) != fold(self.expected)
        return shared.quote(value) if paired else self.item.value or self.item.evidence(_QUOTED)

    @property
    def expected(self) -> str:
        """What is expected there, where that is known; empty otherwise."""
        return self.item.expected

    @property
    def places(self) -> tuple[str, ...]:
        """Where it is, in words: nearly all of its places, for who cures it must find them."""
        return shared.places(self.finding, _PLACES)

    @property
    def replacement(self) -> str:
        """What must be written there, where nothing else can be the fault; empty otherwise."""
        fixes = dict.fromkeys(fix.after for fix in self.finding.fixes)
        return (self.finding.expected or "; ".join(fixes)) if fixes else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The findings of one point."""

    number: str
    """Of the point; empty for one without a number, and for the document as a whole."""
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The findings of one document."""

    file: str
    """Empty where the whole informe is about one file."""
    part: Part | None
    """The document of the file; None where it holds one."""
    groups: tuple[Group, ...]

    @property
    def title(self) -> str:
        """What the document is called; empty where there is no other."""
        return " · ".join(filter(None, (self.file, shared.part_name(self.part) if self.part else "")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """All findings of the files."""

    sections: Mapping[Kind, tuple[Section, ...]]
    numbers: Mapping[int, Mapping[tuple[int | None, str | None], list[int]]]
    """By the place of the file among them, then by document of the file and point: the numbers of its findings."""
    reports: tuple[Report, ...]

    def numbers_of(self, report: Report) -> dict[tuple[int | None, str | None], list[int]]:
        """Return the numbers of the findings of one file, by document of the file and point."""
        place = next(place for place, one in enumerate(self.reports) if one is report)
        return dict(self.numbers[place])


def numbered(reports: Sequence[Report]) -> Numbered:
    """Number the findings of the files: what is to cure in all of them first, then doubts, then notes."""
    arranged = [shared.arrange(report) for report in reports]
    counter = count(1)
    numbers: dict[int, dict[tuple[int | None, str | None], list[int]]] = {n: {} for n in range(len(reports))}
    sections: dict[Kind, tuple[Section, ...]] = {}
    for kind, groups_of in (
        (Kind.OBSERVACIONES, [a.observations for a in arranged]),
        (Kind.VERIFICAR, [a.doubts for a in arranged]),
        (Kind.NOTAS, [a.notes for a in arranged]),
    ):
        found: list[Section] = []
        for place, (report, groups) in enumerate(zip(reports, groups_of, strict=True)):
            file = shown(report.file) if len(reports) > 1 else ""
            for part, own in _by_document(groups):
                here = tuple(_numbered(group, counter, numbers[place]) for group in own)
                found.append(Section(file=file, part=part, groups=here))
        sections[kind] = tuple(found)
    return Numbered(sections=sections, numbers=numbers, reports=tuple(reports))


def _by_document(groups: Iterable[shared.Group]) -> Iterator[tuple[Part | None, list[shared.Group]]]:
    """Yield the groups of each document of a file."""
    found: dict[int | None, list[shared.Group]] = {}
    for group in groups:
        found.setdefault(group.part.number if group.part else None, []).append(group)
    yield from ((own[0].part, own) for own in found.values())


def _numbered(
    group: shared.Group, counter: Iterator[int], numbers: dict[tuple[int | None, str | None], list[int]]
) -> Group:
    entries = tuple(Entry(number=next(counter), item=item) for item in group.items)
    part = group.part.number if group.part else None
    numbers.setdefault((part, group.point.number if group.point else None), []).extend(e.number for e in entries)
    point = group.point
    number = point.number if point and is_numbered(point.number) else ""
    return Group(number=number, title=point.title if point else shared.WHOLE_DOCUMENT, entries=entries)
