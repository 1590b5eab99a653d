"""Word files: from a Document and a template to a .docx.

`render` makes the file, `inspection` looks into templates, `compiled` is the template engine,
`context` says what a template sees, `finish` completes what it made. Nothing is imported here:
looking into a template needs neither the engine nor docxtpl.
"""
