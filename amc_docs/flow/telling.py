"""What people are told of a break in the flow: one clause for each, and the words of the activity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from amc_docs.document import Location
from amc_docs.flow.actors import same_actor
from amc_docs.flow.breaks import Break, Kind
from amc_docs.flow.links import states
from amc_docs.flow.steps import Step
from amc_docs.wording import fold, listed, shorten

FIELDS = {
    Kind.NOT_DELIVERED: "ejecutor",
    Kind.OTHER_PROVIDER: "proveedor",
    Kind.OWN_OUTPUT: "entradas",
    Kind.NOWHERE: "entradas",
    Kind.DEAD_END: "salidas",
    Kind.FROM_NOTHING: "salidas",
    Kind.NOT_ADDRESSED: "destinatario",
}
"""What the field at fault is in the flow."""


def told(found: Break) -> str:
    """Return what is wrong at one activity: «la 4 (EQUIPO TÉCNICO) usa «…», que la 3 entrega a COMISIÓN»."""
    step, item = found.step, shorten(found.item.rstrip(" ."), 70)
    who = f"la {step.label} ({shorten(step.executor, 40)})"
    match found.kind:
        case Kind.NOT_DELIVERED:
            return f"{who} usa «{item}», que la {_label(found)} entrega a {_names(found.other)}"
        case Kind.OTHER_PROVIDER:
            producer = found.other.executor if found.other else ""
            return f"la {step.label} da como proveedor a {item}, y su entrada sale de {producer} (la {_label(found)})"
        case Kind.OWN_OUTPUT:
            return f"{who} tiene como entrada su propia salida, «{item}»"
        case Kind.NOWHERE:
            return f"{who} parte de «{item}», {_source(found)}"
        case Kind.DEAD_END:
            return f"«{item}» (sale de la {step.label}, para {_names(step)})"
        case Kind.FROM_NOTHING:
            return f"{who} entrega «{item}», que no recibe ni sale de ninguna anterior"
        case Kind.NOT_ADDRESSED if same_actor(found.item, step.executor):
            return f"la {step.label} la ejecuta {step.executor}, y entrega «{shorten(found.near, 60)}»: a sí misma"
        case Kind.NOT_ADDRESSED:
            return f"la {step.label} envía algo a {item}, y solo indica como destinatario a {_names(step)}"


def _label(found: Break) -> str:
    return found.other.label if found.other else ""


def _names(step: Step | None) -> str:
    return shorten(listed(dict.fromkeys(step.recipients)), 90).rstrip(".") if step else ""


def _source(found: Break) -> str:
    if found.near:
        lacking = states(found.item) - states(found.near)
        word = next((w for w in found.item.split() if any(fold(w).startswith(s) for s in lacking)), "")
        return f"y lo más cercano, de la {_label(found)}, es «{shorten(found.near, 60)}», sin «{word.strip(' .,;')}»"
    if found.other:
        return f"que ninguna anterior entrega (sale después, de la {_label(found)})"
    return "que ninguna anterior entrega"


def expected(found: Break) -> str:
    """Return what should stand there; empty where only the author knows."""
    step, other = found.step, found.other
    match found.kind:
        case Kind.NOT_DELIVERED if other:
            return f"destinatario de la {other.label}: {step.executor}"
        case Kind.OTHER_PROVIDER if other:
            return f"proveedor de la {step.label}: {other.executor}"
        case Kind.NOT_ADDRESSED if not same_actor(found.item, step.executor):
            return f"destinatarios de la {step.label}: {listed(dict.fromkeys((*step.recipients, found.item)))}"
    return ""


def words_of(step: Step) -> str:
    """Return an activity with its number, for evidence."""
    return f"{step.number}. {step.name}" if step.number is not None else step.name


def numbers(steps: Iterable[Step]) -> str:
    """Return «la actividad 3», «las actividades 3 a 7 y 9»."""
    found = list(dict.fromkeys(steps))
    runs: list[list[Step]] = []
    for step in found:
        if runs and step.position == runs[-1][-1].position + 1:
            runs[-1].append(step)
        else:
            runs.append([step])
    spans = [s for run in runs for s in _span(run)]
    return f"la actividad {spans[0]}" if len(found) == 1 else f"las actividades {listed(spans)}"


def _span(run: Sequence[Step]) -> list[str]:
    return [s.label for s in run] if len(run) < 3 else [f"{run[0].label} a {run[-1].label}"]


def place(step: Step, field: str) -> Location:
    """Return the place of a field of an activity; the activity's own where it has none."""
    value = step.row.values.get(field)
    return value.location if value and value.location.row is not None else step.row.location
