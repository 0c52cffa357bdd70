"""How a command shows or writes what it made."""

from __future__ import annotations

from pathlib import Path

import click

from amc_docs.cli_files import STANDARD
from amc_docs.cli_options import Choices
from amc_docs.cli_run import wants_color, width
from amc_docs.long_text import LongText
from amc_docs.writers import Options
from amc_docs.writers.output import write


def target_of(options: Choices) -> Path | None:
    """Return the file or folder that `--salida` names; None for the screen."""
    name = options["salida"]
    return Path(name) if name and name != STANDARD else None


def style_of(options: Choices, *, several: bool = False) -> Options:
    """Return how the user wants to see it; `several` files were named."""
    return Options(
        width=width(),
        color=wants_color(options["color"]),
        quiet=options["silencioso"],
        detailed=options["detallado"] > 0,
        several=several,
    )


def deliver(content: str | bytes | LongText, target: Path | None, options: Choices, note: str = "") -> None:
    """Show or write a result; what people are told about a file goes to stderr, so that stdout is only the result."""
    if target is None and isinstance(content, LongText):
        for piece in content:
            click.echo(piece, nl=False)
        return
    if target is None:
        click.echo(content, nl=False, color=wants_color(options["color"]))
        return
    write(target, content)
    say(f"{note}\nEscrito: {target}".strip(), options)


def say(text: str, options: Choices) -> None:
    """Tell people something on stderr, unless they want silence."""
    if not options["silencioso"]:
        click.echo(text, err=True)
