"""Drafts sent out for review and what came back, as files of a meeting and as commands need them.

`folder` holds the files of a meeting's `review/`, `packing` makes a draft, `threads` says what
earlier copies asked and what was answered, `status` tells who has which draft.
"""
