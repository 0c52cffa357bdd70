"""amc-docs: checks, extracts and generates the official documents of the Acciones de Mejora Continua."""

__version__ = "0.1.0"
