"""A folder with the documents of one sector: which phases of the route have their evidence, and what does not agree.

`filings` reads one file, in whatever process; `judge` puts all files together.
"""

from __future__ import annotations

from amc_docs.expediente.filing import filings
from amc_docs.expediente.judging import judge

__all__ = ["filings", "judge"]
