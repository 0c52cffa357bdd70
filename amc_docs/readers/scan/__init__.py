"""Pictures of pages read by optical recognition: the same words and rules that a PDF page with text gives.

`picture` (upright, straight) → `ground`, `specks` (white paper, no dirt) → `ruling`, `fills`, `leaders` (lines and rows
of dots found, erased) → `tesseract` (words) → `codes` (by the shapes of letters that `glyphs` knows) → `cells`
(figures and doubtful places read twice, by `pieces`) → `sifting`, `slips`, `spaces`, `bullets` (what is print, and what
was meant) → `page` (a PageContent). Over all pages: `registering` (sheets laid alike), `agreement` and `bands` (running
lines and tables read alike).
Imported only where a page is a picture: numpy and Pillow cost more than reading a whole plain PDF.
"""
