"""Two versions of a document → what became of each observation, and what changed in each point and table.

`sides` takes in a review or a report that `reports` read, `matching` finds each observation again, `fates` says what
became of it, `texts` and `tables` compare the contents, `versions` joins all that, `levantamiento` writes the informe.
"""

from amc_docs.comparing.reports import saved_report
from amc_docs.comparing.sides import from_report, of_review
from amc_docs.comparing.versions import compare

__all__ = ["compare", "from_report", "of_review", "saved_report"]
