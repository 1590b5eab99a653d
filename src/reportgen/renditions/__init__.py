"""Renditions: a report in formats other than Word's, made by programs that are started here.

`pdf` makes PDF files of Word files by LibreOffice, finishes and checks them; `soffice` runs
LibreOffice. `html` and `texts` make orders of Documents, which `pandoc` carries out; `index` makes
the page of a meeting. Bytes come in and go out; nothing but a temporary folder is written.
"""
