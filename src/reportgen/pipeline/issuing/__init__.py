"""Issuing a report: what has to hold first, what is frozen, and how it gets on the disk."""
