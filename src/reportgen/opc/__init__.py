"""Word files as packages: a zip of named parts, read with suspicion and written one way.

`package` reads and writes the zip, `names` holds the names of WordprocessingML, `order` the order
in which properties stand. Whoever looks into a Word file, be it a template, a draft that comes back
or a report, begins here.
"""
