"""LibreOffice as a converter: found, kept to itself, run over several files at a time, watched."""
