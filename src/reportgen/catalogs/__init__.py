"""Catalogs: the translations of messages and of the texts of meetings.

`lookup` answers what a text is in a language; `units` are what there is to translate; `store`
reads, writes and updates the PO files, which lie where `places` says; `compare` holds translations
against their sources.
"""
