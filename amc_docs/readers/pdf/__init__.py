"""Born-digital PDF files."""

from amc_docs.readers.pdf.reader import read

__all__ = ["read"]
