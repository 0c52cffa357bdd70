"""Make the samples: `python samples/make.py` writes the Word files, `--pdf` the PDF files too.

Names given as arguments limit the work to the samples whose file name holds one of them.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from maker import annexes, files, form, informe, manual, narrative, others, pdf
from maker.case import Case
from maker.content import Submission
from maker.corpus import CASES
from maker.source import DATA, load

HERE = Path(__file__).parent
FOLDER = HERE / "anexo1"
PAGES = DATA / "paginas.json"


def main() -> None:
    """Write the samples asked for, with the expectation beside each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="parts of file names; without any, all samples")
    parser.add_argument("--pdf", action="store_true", help="also the PDF files (needs LibreOffice)")
    options = parser.parse_args()
    chosen = [case for case in CASES if not options.names or any(name in case.name for name in options.names)]
    pages = json.loads(PAGES.read_text(encoding="utf-8")) if PAGES.exists() else {}
    if options.pdf:
        pages.update({case.name: find_pages(case) for case in chosen if has_contents(case)})
        PAGES.write_text(json.dumps(pages, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for case in chosen:
        if case.docx:
            write(case, FOLDER / f"{case.name}.docx", pages)
        expected = json.dumps(case.expected(), ensure_ascii=False, indent=1) + "\n"
        (FOLDER / f"{case.name}.expected.json").write_text(expected, encoding="utf-8")
    if not options.names:
        others.write_all(HERE / "otros")
    annexes.write_all(HERE, options.names, with_pdf=options.pdf)
    informe.write_all(HERE, options.names, with_pdf=options.pdf)
    manual.write_all(HERE, options.names, with_pdf=options.pdf)
    files.write_all(HERE, options.names, with_pdf=options.pdf)
    if options.pdf:
        with tempfile.TemporaryDirectory() as folder:
            sources = [Path(folder) / f"{case.name}.docx" for case in chosen if case.pdf]
            for case, source in zip((case for case in chosen if case.pdf), sources, strict=True):
                write(case, source, pages)
            if sources:
                pdf.convert(sources, FOLDER)


def submission(case: Case) -> Submission:
    """Return a case's content: its base, changed."""
    content = load(DATA / case.base, case.data, case.brief)
    for edit in case.edits:
        edit(content)
    return content


def write(case: Case, path: Path, pages: dict[str, dict[str, int]]) -> None:
    """Write a case as Word in its layout."""
    if isinstance(case.layout, form.Form):
        form.build(submission(case), path, case.layout)
    else:
        narrative.build(submission(case), path, pages.get(case.name), case.layout, case.contents)


def has_contents(case: Case) -> bool:
    """Tell whether a case prints a table of contents."""
    return isinstance(case.layout, narrative.Narrative) and case.layout.contents


def find_pages(case: Case) -> dict[str, int]:
    """Return the page of each heading, as LibreOffice breaks the pages."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.docx"
        write(case, draft, {})
        pdf.convert([draft], Path(folder))
        layout = case.layout
        if not isinstance(layout, narrative.Narrative):
            raise TypeError("only a narrative has a table of contents")
        headings = [heading.shown for heading, _ in narrative.outline(submission(case), layout)]
        return pdf.pages_of(draft.with_suffix(".pdf"), headings)


if __name__ == "__main__":
    main()
