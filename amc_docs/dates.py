"""Dates as they are written in official documents of Peru."""

from __future__ import annotations

from datetime import date

MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "setiembre", "octubre", "noviembre", "diciembre"),
)
"""As they are written in Peru."""


def in_words(day: date) -> str:
    """Return `21 de noviembre de 2026`."""
    return f"{day.day} de {MONTHS[day.month - 1]} de {day.year}"
