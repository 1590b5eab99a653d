"""Fonts: what the Word files name, what stands in for it, and which characters that has.

`substitution` is the table of stand-ins and the settings by which a conversion uses them.
"""
