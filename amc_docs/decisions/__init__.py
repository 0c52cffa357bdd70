"""What the reviewer decided about a document: a small file beside it, read and applied to the report of each run.

`read` takes the file in, `apply` makes of reports what the decisions make of them; `writers.decisions_yaml` writes it.
"""

from amc_docs.decisions.applying import apply
from amc_docs.decisions.case import Case
from amc_docs.decisions.files import Decisions, read

__all__ = ["Case", "Decisions", "apply", "read"]
