"""Issued documents: what was issued, when, by whom, and what it was made from.

`record` holds the types. A frozen issue is a folder of files with its record, `issue.json`; the
register of a meeting, `issues.yaml`, names every issue and the digest of its record.
"""
