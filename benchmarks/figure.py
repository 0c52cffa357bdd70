"""The figure of cost over length: two rows of panels (PDF, Word), CPU and memory, both axes logarithmic."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from growth import Point

WIDTH, HEIGHT, LEFT, TOP, PANEL_WIDTH, PANEL_HEIGHT = 780, 576, 62, 70, 300, 180
GAP_X, GAP_Y = 84, 104
STYLES = (("#767676", ""), ("#0072b2", ""), ("#0072b2", "6 4"), ("#0072b2", "2 3"), ("#d55e00", ""))
"""Colour and dashes of the curves, in the order of the page's table."""


def svg(rows: Sequence[tuple[str, Sequence[Point]]]) -> str:
    """Return the figure; each row is a format and its points."""
    curves = [list(dict.fromkeys(p.curve for p in points)) for _, points in rows]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="12" fill="#222"><title>Costo de leer según las páginas</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    ]
    for row, ((name, points), known) in enumerate(zip(rows, curves, strict=True)):
        y = TOP + row * (PANEL_HEIGHT + GAP_Y)
        parts.append(_legend(known, y - 34))
        for column, (title, unit) in enumerate((("CPU", "s"), ("memoria", "MB"))):
            x = LEFT + column * (PANEL_WIDTH + GAP_X)
            series = {c: [(p.pages, _value(p, column)) for p in points if p.curve == c] for c in known}
            parts.append(_panel(f"{name}: {title} ({unit})", series, x, y))
    return "\n".join([*parts, "</svg>", ""])


def _value(point: Point, column: int) -> float | None:
    return point.cpu if column == 0 else (point.peak if point.cpu is not None else None)


def _legend(curves: Iterable[str], y: float) -> str:
    parts, x = [], float(LEFT)
    for curve, style in zip(curves, STYLES, strict=False):
        parts.append(
            f'<line x1="{x}" y1="{y - 4}" x2="{x + 24}" y2="{y - 4}" {_stroke(*style)}/>'
            f'<text x="{x + 30}" y="{y}">{curve}</text>'
        )
        x += 44 + 6.2 * len(curve)
    return "".join(parts)


def _stroke(colour: str, dashes: str) -> str:
    return f'stroke="{colour}" stroke-width="2" fill="none"' + (f' stroke-dasharray="{dashes}"' if dashes else "")


def _panel(title: str, series: dict[str, list[tuple[int, float | None]]], x: float, y: float) -> str:
    known = [(pages, value) for points in series.values() for pages, value in points if value]
    if not known:
        return ""
    across = _scale([pages for pages, _ in known], x, x + PANEL_WIDTH)
    up = _scale([value for _, value in known], y + PANEL_HEIGHT, y)
    parts = [
        f'<text x="{x}" y="{y - 10}" font-weight="bold">{title}</text>',
        f'<rect x="{x}" y="{y}" width="{PANEL_WIDTH}" height="{PANEL_HEIGHT}" fill="none" stroke="#bbb"/>',
    ]
    for power in _powers([value for _, value in known]):
        at = up(power)
        parts.append(f'<line x1="{x}" y1="{at:.1f}" x2="{x + PANEL_WIDTH}" y2="{at:.1f}" stroke="#e4e4e4"/>')
        parts.append(f'<text x="{x - 6}" y="{at + 4:.1f}" text-anchor="end">{power:g}</text>')
    for pages in sorted({pages for pages, _ in known}):
        at, foot = across(pages), y + PANEL_HEIGHT + 16
        parts.append(f'<text x="{at:.1f}" y="{foot}" text-anchor="middle">{_thousands(pages)}</text>')
    parts.append(
        f'<text x="{x + PANEL_WIDTH / 2}" y="{y + PANEL_HEIGHT + 32}" text-anchor="middle" fill="#555">páginas</text>'
    )
    for points, style in zip(series.values(), STYLES, strict=False):
        places = [(across(pages), up(value)) for pages, value in points if value]
        line = " ".join(f"{px:.1f},{py:.1f}" for px, py in places)
        parts.append(f'<polyline points="{line}" {_stroke(*style)}/>')
        parts += [f'<circle cx="{px:.1f}" cy="{py:.1f}" r="3" fill="{style[0]}"/>' for px, py in places]
    return "".join(parts)


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _scale(values: Sequence[float], start: float, end: float) -> Scale:
    low, high = _bounds(values)
    return Scale(math.log10(low), math.log10(high), start, end)


class Scale:
    """A logarithmic axis: a value's place in the figure."""

    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self.low, self.high, self.start, self.end = low, high, start, end

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        share = (math.log10(value) - self.low) / ((self.high - self.low) or 1)
        return self.start + share * (self.end - self.start)


def _bounds(values: Sequence[float]) -> tuple[float, float]:
    """Return the limits of an axis, a little beyond the values."""
    return min(values) / 1.3, max(values) * 1.3


def _powers(values: Sequence[float]) -> list[float]:
    """Return the powers of ten on an axis; with fewer than two, also their doubles and fives."""
    low, high = _bounds(values)
    exponents = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    tens = [10.0**e for e in exponents if low <= 10.0**e <= high]
    finer = [f * 10.0**e for e in exponents for f in (1, 2, 5) if low <= f * 10.0**e <= high]
    return tens if len(tens) > 1 else finer
