"""Drafts that go out to be reviewed, and what of them comes back.

::

    Document + origins ─pack→ draft .docx and PackedDraft ─(a reviewer, in Word)→ returned .docx
    returned .docx + PackedDraft ─read→ Returned: changes, each traced to its origin
    changes that were accepted ─apply→ edits of outcomes.yaml or of a catalog (pipeline)

`model` holds the types between these steps; each is a file of a meeting's folder `review/`.
"""
