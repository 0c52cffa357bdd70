"""Changes to a manual of processes, each made by a factory: `act(…)` returns the change of an activity."""

from __future__ import annotations

from collections.abc import Callable

from .manual_content import Manual

Change = Callable[[Manual], None]


def act(code: str, number: int, **cells: str) -> Change:
    """Change cells of an activity; one that is not there is an error."""

    def change(manual: Manual) -> None:
        activity = manual.sheet(code).activities[number - 1]
        for name, text in cells.items():
            if getattr(activity, name) == text:
                raise ValueError(f"{code} {number}: {name} is already {text!r}")
            setattr(activity, name, text)

    return change


def sheet(code: str, **values: object) -> Change:
    """Change values of a sheet."""

    def change(manual: Manual) -> None:
        found = manual.sheet(code)
        for name, value in values.items():
            if getattr(found, name) == value:
                raise ValueError(f"{code}: {name} is already {value!r}")
            setattr(found, name, value)

    return change


def fill(code: str, **fields: str) -> Change:
    """Change fields of the sheet of a process, named in capitals with `_` for a space; an empty one is taken out."""

    def change(manual: Manual) -> None:
        found = manual.sheet(code).fields
        for name, text in fields.items():
            key = next(k for k in found if k.startswith(name.replace("_", " ")))
            if text:
                found[key] = text
            else:
                del found[key]

    return change


def drop(title: str) -> Change:
    """Take out a section."""

    def change(manual: Manual) -> None:
        del manual.sections[next(t for t in manual.sections if title in t)]

    return change


def rename(**titles: str) -> Change:
    """Give sections other headings; the keyword is the old heading's number."""

    def change(manual: Manual) -> None:
        new = {n.rstrip("."): t for n, t in titles.items()}
        manual.sections = {new.get(t.split(".")[0], t): lines for t, lines in manual.sections.items()}

    return change


def line(title: str, old: str, new: str) -> Change:
    """Change words in a section."""

    def change(manual: Manual) -> None:
        key = next(t for t in manual.sections if title in t)
        lines = [text.replace(old, new) for text in manual.sections[key]]
        if lines == manual.sections[key]:
            raise ValueError(f"{title}: {old!r} is not there")
        manual.sections[key] = [text for text in lines if text]

    return change


def inventory(code: str, row: list[str] | None, after: bool = False) -> Change:
    """Replace the row of a code, take it out, or add one after it."""

    def change(manual: Manual) -> None:
        at = next(n for n, cells in enumerate(manual.inventory) if cells[0] == code)
        manual.inventory[at + after : at + 1] = [row] if row else []

    return change


def put(**values: object) -> Change:
    """Change what belongs to the whole manual."""

    def change(manual: Manual) -> None:
        for name, value in values.items():
            setattr(manual, name, value)

    return change


def unsigned(manual: Manual) -> None:
    """Take out who approves."""
    manual.signatures = manual.signatures[:-1]


def without(code: str) -> Change:
    """Take out a sheet."""

    def change(manual: Manual) -> None:
        manual.sheets = [s for s in manual.sheets if s.code != code]

    return change


def numbers(code: str, *labels: str) -> Change:
    """Number the activities of a procedure otherwise."""

    def change(manual: Manual) -> None:
        for activity, label in zip(manual.sheet(code).activities, labels, strict=False):
            activity.number = label

    return change


def recode(manual: Manual) -> None:
    """Give every process a code of another kind: PE-02.1.3 for M1.1.3."""
    for found in manual.sheets:
        found.code = found.code.replace("M1", "PE-02")
        for activity in found.activities:
            activity.provider = activity.provider.replace("M1", "PE-02")
        found.fields = {k: v.replace("M1", "PE-02") for k, v in found.fields.items()}
    manual.inventory = [[cells[0].replace("M1", "PE-02"), *cells[1:]] for cells in manual.inventory]
