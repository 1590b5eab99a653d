"""Builds: the reports of meetings as files, made anew where something they show has changed.

::

    BuildOrder ─plan→ what is to be made ─factory→ files in memory ─convert→ PDF ─desk→ on the disk

`order` says what is asked for and what came of it; `keys` tell whether a file is up to date;
`planning` compares them with the manifest; `factory` makes the files of one report, a pure
function of what it reads; `workers` runs it in several processes of this machine, `cluster` on
other machines, which get and give back `batches`; `finishing` has PDFs made; `desk` writes all
files of a meeting or none; `run` and `build` put these together. `watching` tells when to build
again.
"""
