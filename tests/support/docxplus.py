"""docx-plus, without what importing it does to python-docx.

It teaches python-docx to take footnotes and other parts apart; docxtpl, which fills in footnotes as
they are, would then no longer do so in any test that runs later in the same process.
"""

from __future__ import annotations

from docx.opc.part import PartFactory

_known = dict(PartFactory.part_type_for)

from docx_plus.revisions import (  # noqa: E402 - what is known is remembered before
    accept_all_revisions,
    read_revisions,
    reject_all_revisions,
)

PartFactory.part_type_for.clear()
PartFactory.part_type_for.update(_known)

__all__ = ["accept_all_revisions", "read_revisions", "reject_all_revisions"]
