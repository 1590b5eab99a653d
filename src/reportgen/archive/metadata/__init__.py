"""What the archive says about a document: Dublin Core, PREMIS, and pages for people.

Pure functions of issue records; what only the archive knows (versions, checks of fixity) is handed
in. Each makes the same bytes of the same input.
"""

FOLDER = "metadata"
DUBLIN_CORE = f"{FOLDER}/dc.xml"
PREMIS = f"{FOLDER}/premis.xml"
