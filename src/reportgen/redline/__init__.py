"""Redlines: what changed between two Word files, as tracked changes that Word understands."""
