"""Word files to PDF/A-2a and PDF/UA-1: converted, finished, checked.

::

    office = find_office()                       # MissingToolError if LibreOffice is not there
    for result in convert(jobs, office, workers=2):
        result.data                              # the file, or nothing and result.failure
        result.findings                          # what the checker has against it

`convert` is the whole interface; `finish_pdf` and `check_pdf` are its last two steps, for files
that come from elsewhere.
"""

from reportgen.renditions.pdf.checking import check_pdf
from reportgen.renditions.pdf.conversion import convert
from reportgen.renditions.pdf.finish import DamagedPdfError, finish_pdf
from reportgen.renditions.pdf.jobs import PdfFailure, PdfFinding, PdfJob, PdfResult
from reportgen.renditions.soffice.office import Office, find_office

__all__ = [
    "DamagedPdfError",
    "Office",
    "PdfFailure",
    "PdfFinding",
    "PdfJob",
    "PdfResult",
    "check_pdf",
    "convert",
    "find_office",
    "finish_pdf",
]
