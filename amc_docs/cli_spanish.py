"""Click in Spanish, whatever the language of the machine.

Click takes its texts from gettext, in the language of the environment; the users of this program read Spanish on
machines of any language. A text that is missing here (of a newer click) shows in English, and a test names it.
"""

from __future__ import annotations

import sys

TEXTS = {
    "Usage:": "Uso:",
    "Options": "Opciones",
    "Commands": "Órdenes",
    "Positional arguments": "Argumentos",
    "Aborted!": "Interrumpido.",
    "deprecated": "en desuso",
    "required": "obligatorio",
    "default: {default}": "si no se indica: {default}",
    "env var: {var}": "variable de entorno: {var}",
    "(dynamic)": "(variable)",
    "Error: {message}": "Error: {message}",
    "Try '{command} {option}' for help.": "Vea la ayuda con «{command} {option}».",
    "Show this message and exit.": "Muestra esta ayuda.",
    "Show the version and exit.": "Muestra la versión.",
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
    "Missing command.": "Falta la orden.",
    "Missing argument": "Falta el argumento",
    "Missing option": "Falta la opción",
    "Missing parameter": "Falta el parámetro",
    "Missing {param_type}": "Falta {param_type}",
    "Missing parameter: {param_name}": "Falta el parámetro: {param_name}",
    "No such option {name!r}.": "No existe la opción {name!r}.",
    "No such option: {name}": "No existe la opción {name}.",
    "No such command {name!r}.": "No existe la orden {name!r}.",
    "Did you mean {possibility}?": "¿Quiso decir {possibility}?",
    "(Possible options: {possibilities})": "¿Quiso decir {possibilities}?",
    "{text} {deprecated_message}": "{text} {deprecated_message}",
    "(Did you mean one of: {possibilities}?)": "¿Quiso decir una de estas: {possibilities}?",
    "Invalid value for {param_hint}: {message}": "Valor incorrecto en {param_hint}: {message}",
    "Invalid value: {message}": "Valor incorrecto: {message}",
    "Got unexpected extra argument ({args})": "Sobra un argumento ({args})",
    "Got unexpected extra arguments ({args})": "Sobran argumentos ({args})",
    "Option {name!r} does not take a value.": "La opción {name!r} no lleva valor.",
    "Option {name!r} requires an argument.": "La opción {name!r} necesita un valor.",
    "Option {name!r} requires {nargs} arguments.": "La opción {name!r} necesita {nargs} valores.",
    "Argument {name!r} takes {nargs} values.": "El argumento {name!r} lleva {nargs} valores.",
    "Takes {nargs} values but 1 was given.": "Lleva {nargs} valores, pero se dio 1.",
    "Takes {nargs} values but {len} were given.": "Lleva {nargs} valores, pero se dieron {len}.",
    "Choose from:\n\t{choices}": "Elija entre:\n\t{choices}",
    "{value!r} is not {choice}.": "{value!r} no es {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} no es uno de estos: {choices}.",
    "{value!r} is not a valid {number_type}.": "{value!r} no es un número.",
    "{value} is not in the range {range}.": "{value} está fuera del rango {range}.",
    "{name} {filename!r} does not exist.": "{name} {filename!r} no existe.",
    "{name} {filename!r} is a file.": "{name} {filename!r} es un archivo.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} es una carpeta.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} no se puede leer.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} no se puede escribir.",
    "file": "el archivo",
    "directory": "la carpeta",
    "path": "la ruta",
    "File": "El archivo",
    "Directory": "La carpeta",
    "Path": "La ruta",
    "unknown error": "error desconocido",
    "Could not open file {filename!r}: {message}": "No se pudo abrir {filename!r}: {message}",
}
PLACES = ("core", "decorators", "exceptions", "formatting", "parser", "types")
"""Modules of click with texts that this program can show."""


def translate(text: str) -> str:
    """Return the Spanish text, or the English one where there is none."""
    return TEXTS.get(text, text)


def translate_plural(one: str, many: str, number: int) -> str:
    """Return the Spanish singular or plural."""
    return translate(one if number == 1 else many)


def install() -> None:
    """Make click speak Spanish in this process."""
    for place in PLACES:
        module = sys.modules.get(f"click.{place}")
        for name, function in (("_", translate), ("ngettext", translate_plural)):
            if module and hasattr(module, name):
                setattr(module, name, function)
