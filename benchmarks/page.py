"""The page of measures: everything on it comes from one run, and every run writes it whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from accuracy import PDF, RULED_FROM, SCAN, WORD, Means, Reading, Readings, failed, means, ruled
from explanations import HOW_GROWTH, HOW_HARD, HOW_SHORT, HOW_SPEED, HOW_TABLES, HOW_WHOLE, NOTES, PART
from figure import svg
from growth import Point
from peers import LOWER_BOUNDS, OURS, PEERS, Installed, Tool
from speed import Cost, Help, Whole
from word_cases import CASES, RIGHT

LINE_READERS = tuple(p.name for p in PEERS if p.is_line_reader)
NOTHING = "–"
FIGURE = "medidas.svg"


@dataclass(slots=True, kw_only=True)
class Results:
    """What one run measured; what it left out is empty."""

    heading: list[str]
    """Date, machine, command: lines of the page's head."""
    tools: Sequence[Tool]
    installed: Installed
    sets: list[tuple[str, dict[str, Readings]]] = field(default_factory=list)
    """Label of each set → kind of file → readings."""
    hard: dict[str, list[str]] = field(default_factory=dict)
    pdf_speed: list[Cost] = field(default_factory=list)
    word_speed: list[Cost] = field(default_factory=list)
    wholes: list[Whole] = field(default_factory=list)
    help: Help | None = None
    growth: list[tuple[str, list[Point]]] = field(default_factory=list)
    """Format and its points."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a Markdown table, figures to the right."""
    return [
        "| " + " | ".join(head) + " |",
        "|---|" + "--:|" * (len(head) - 1),
        *("| " + " | ".join(row) + " |" for row in rows),
        "",
    ]


def render(results: Results) -> str:
    """Return the page."""
    parts = [
        "# Medidas",
        "",
        "Qué tan bien y a qué costo lee amc-docs, al lado de otras herramientas, todas en la misma ejecución. "
        "Esta página la escribe `make bench`: ninguna cifra está puesta a mano.",
        "",
        *results.heading,
        "",
        *_summary(results),
        *_tables_found(results),
        *_hard(results),
        *_costs(results),
        *_growth(results),
        *_tools(results),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _summary(results: Results) -> Iterator[str]:
    """Yield each measure's figure of ours and the best of the others."""
    rows = []
    for label, kinds in results.sets:
        for kind, readings in kinds.items():
            alive = {name: found for name, found in readings.items() if not failed(found)}
            known = {name: means(found, lambda r: r.first) for name, found in alive.items()}
            rows.append(_beside(f"{label}, {kind}: F1", {n: m and m.f1 for n, m in known.items()}, "{:.3f}"))
            rows.append(
                _beside(f"{label}, {kind}: celdas exactas", {n: m and m.exact for n, m in known.items()}, "{:.3f}")
            )
            words = {name: _words(found) for name, found in alive.items()}
            rows.append(_beside(f"{label}, {kind}: palabras con tilde o ñ", words, "{:.3f}"))
    hard = {name: verdicts.count(RIGHT) for name, verdicts in results.hard.items()}
    rows.append(_beside(f"Word: casos difíciles en su lugar, de {len(CASES)}", hard, "{:.0f}"))
    for name, costs in (("PDF", results.pdf_speed), ("Word", results.word_speed)):
        bounds = {t.name for t in LOWER_BOUNDS}
        ratios = {c.tool: -c.ratio for c in costs if c.tool not in bounds}
        rows.append(_beside(f"{name}: CPU, veces lo que cuesta solo el texto", ratios, "{:.1f}"))
    if any(rows):
        yield from ["## En breve", "", HOW_SHORT, ""]
        yield from table(["", OURS, "la mejor de las demás"], [row for row in rows if row])


def _beside(title: str, values: dict[str, float | None], form: str) -> list[str] | None:
    """Return the row of a measure of which more is better (costs come below zero); None where ours is not known."""
    others = {name: value for name, value in values.items() if name != OURS and value is not None}
    own = values.get(OURS)
    if own is None:
        return None
    best = max(others, key=lambda name: others[name], default=None)
    theirs = f"{form.format(abs(others[best]))} ({best})" if best else NOTHING
    return [title, form.format(abs(own)), theirs]


def _tables_found(results: Results) -> Iterator[str]:
    if results.sets:
        yield from ["## Exactitud de las tablas", "", *HOW_TABLES, ""]
    for label, kinds in results.sets:
        for kind, readings in kinds.items():
            alive = {name: found for name, found in readings.items() if not failed(found)}
            found = next(iter(alive.values()), [])
            if not found:
                continue
            count = len(found)
            yield from [f"### {label}: {kind} ({count} documento{'s' * (count > 1)})", ""]
            yield from _accuracy(alive)
            if any(r.case.is_part for r in found):
                yield from [PART, ""]
            if kind == PDF and (names := ruled(alive, LINE_READERS)) and len(names) < count:
                yield from _ruled(alive, names)


def _accuracy(readings: Readings) -> list[str]:
    rows: list[list[str]] = []
    for title, which in (("", lambda r: r.regions), (" (unidas)", lambda r: r.joined)):
        found = {name: means(of, which) for name, of in readings.items()}
        if not any(found.values()) or (title and _same_truth(readings)):
            continue
        total = next(m.tables for m in found.values() if m)
        rows += [
            _row(f"F1{title}", found, lambda m: m.f1),
            _row(f"precisión{title}", found, lambda m: m.precision),
            _row(f"exhaustividad{title}", found, lambda m: m.recall),
            _row(f"celdas exactas{title}", found, lambda m: m.exact),
            _row(f"tablas perfectas, de {total}{title}", found, lambda m: m.perfect),
        ]
    words = {name: _words(found) for name, found in readings.items()}
    if any(w is not None for w in words.values()):
        rows.append(["palabras con tilde o ñ halladas", *_marked(list(words.values()))])
    silent = {name: sum(r.error is not None for r in found) for name, found in readings.items()}
    if any(silent.values()):
        rows.append(["documentos sin respuesta", *(str(n) for n in silent.values())])
    return table(["", *readings], rows)


def _same_truth(readings: Readings) -> bool:
    """Tell whether no table of the set runs over pages, so that joining cannot matter."""
    return all(r.regions is not None and r.case.regions == r.case.joined for found in readings.values() for r in found)


def _row(title: str, found: dict[str, Means | None], value: Callable[[Means], float]) -> list[str]:
    return [title, *_marked([value(m) if m else None for m in found.values()])]


def _marked(values: Sequence[float | None]) -> list[str]:
    """Return figures as text, the best in bold."""
    best = max((v for v in values if v is not None), default=None)
    shown = [NOTHING if v is None else (str(v) if isinstance(v, int) else f"{v:.3f}") for v in values]
    return [f"**{text}**" if v is not None and v == best else text for v, text in zip(values, shown, strict=True)]


def _words(found: Sequence[Reading]) -> float | None:
    known = [r.words for r in found if r.words is not None]
    if not any(r.words is not None and r.error is None for r in found):
        # A tool that gives no text at all did not miss these words.
        return None
    return sum(w[0] for w in known) / sum(w[1] for w in known)


def _ruled(readings: Readings, names: set[str]) -> Iterator[str]:
    readers = [name for name in LINE_READERS if name in readings]
    yield (
        f"Documentos con filetes (un lector de líneas —{', '.join(readers)}— llega a {RULED_FROM}): {len(names)}; "
        f"los demás: {len(next(iter(readings.values()))) - len(names)}."
    )
    yield ""
    rows = []
    for title, inside in (("F1, con filetes", True), ("F1, los demás", False)):
        part = {n: [r for r in of if (r.case.path.name in names) == inside] for n, of in readings.items()}
        rows.append(_row(title, {n: means(of, lambda r: r.first) for n, of in part.items()}, lambda m: m.f1))
    yield from table(["", *readings], rows)


def _hard(results: Results) -> Iterator[str]:
    if not results.hard:
        return
    yield from ["## Word: diez casos difíciles", "", HOW_HARD, ""]
    alive = {name: verdicts for name, verdicts in results.hard.items() if any(v != "falla" for v in verdicts)}
    rows = [[case.title, *(verdicts[i] for verdicts in alive.values())] for i, case in enumerate(CASES)]
    rows.append(["**en su lugar**", *(f"**{v.count(RIGHT)} de {len(v)}**" for v in alive.values())])
    yield from table(["la palabra está en", *alive], rows)


def _costs(results: Results) -> Iterator[str]:
    if results.pdf_speed or results.word_speed:
        yield from ["## Velocidad y memoria", "", *HOW_SPEED, ""]
    for name, costs, one in (("PDF", results.pdf_speed, "página"), ("Word", results.word_speed, "documento")):
        if costs:
            documents = costs[0].documents
            rows = [
                [_bold(c.tool), f"{c.ratio:.1f}", f"{c.milliseconds:.1f}", f"{c.peak:.0f}", str(c.documents)]
                for c in sorted(costs, key=lambda c: c.ratio)
            ]
            yield from [f"### {name} ({documents} documentos)", ""]
            yield from table(
                [name, "proporción", f"ms de CPU por {one}", "memoria máxima (MB)", "documentos leídos"], rows
            )
    if results.wholes:
        yield from ["### La orden entera", "", HOW_WHOLE, ""]
        rows = [
            [w.file, f"{w.review:.2f}", f"{w.peer}: {w.theirs:.2f}", f"{w.review / w.theirs:.2f}"]
            for w in results.wholes
        ]
        yield from table(["archivo", "`amc-docs revisar` (s)", "solo leerlo (s)", "proporción"], rows)
    if results.help:
        loaded = ", ".join(f"`{name}`" for name in results.help.loaded)
        yield (
            f"`amc-docs --ayuda`: {results.help.cpu:.2f} s de CPU ({results.help.bare:.2f} s es Python solo), "
            f"{results.help.seconds:.2f} s de reloj; "
            + (f"carga {loaded}." if loaded else "no carga pandas, pdfplumber, PDFium, python-docx, lxml ni numpy, "
               "ni lo que llama a Tesseract o a LibreOffice.")
        )  # fmt: skip
        yield ""


def _bold(name: str) -> str:
    return f"**{name}**" if name == OURS else name


def _growth(results: Results) -> Iterator[str]:
    if not results.growth:
        return
    yield from ["## Documentos largos", "", HOW_GROWTH, "", f"![CPU y memoria según las páginas]({FIGURE})", ""]
    for name, points in results.growth:
        curves = list(dict.fromkeys(p.curve for p in points))
        known = {(p.curve, p.pages): p for p in points}
        rows = [
            [f"{pages:,}".replace(",", " "), *(_point(known.get((c, pages))) for c in curves)]
            for pages in sorted({p.pages for p in points})
        ]
        yield from table([f"páginas ({name})", *(f"{c}: s · MB" for c in curves)], rows)


def _point(point: Point | None) -> str:
    if point is None or point.cpu is None:
        return point.error if point else NOTHING
    return f"{point.cpu:.2f} · {point.peak:.0f}"


def _tools(results: Results) -> Iterator[str]:
    yield from ["## Herramientas", ""]
    rows = []
    for tool in (t for t in results.tools if t not in LOWER_BOUNDS):
        reason = results.installed.reasons.get(tool.name) or _reasons(results, tool.name)
        rows.append([tool.name, results.installed.versions.get(tool.name, NOTHING), reason or "corre"])
    yield from table(["herramienta", "versión del paquete", "aquí"], rows)
    if left := [p.name for p in PEERS if p not in results.tools]:
        yield f"No se midieron en esta ejecución: {', '.join(left)} (`make bench PEERS=todos`)."
        yield ""
    yield from NOTES


def _reasons(results: Results, name: str) -> str:
    """Return why a tool reads nothing of a kind of file."""
    reasons = {
        f"{kind}: no corre aquí ({reason})"
        for _, kinds in results.sets
        for kind, readings in kinds.items()
        if (reason := failed(readings.get(name, [])))
    }
    return "; ".join(sorted(reasons))


def write(results: Results, path: Path) -> None:
    """Write the page and, beside it, its figure."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render(results), encoding="utf-8")
    if results.growth:
        (path.parent / FIGURE).write_text(svg(results.growth), encoding="utf-8")


KINDS = (PDF, SCAN, WORD)
