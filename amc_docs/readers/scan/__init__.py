"""Pictures of pages read by optical recognition: the same words and rules that a PDF page with text gives.

`picture` (even light, straight) → `ruling` (lines found, erased) → `tesseract` (words) → `page` (a PageContent).
Imported only where a page is a picture: numpy and Pillow cost more than reading a whole plain PDF.
"""
