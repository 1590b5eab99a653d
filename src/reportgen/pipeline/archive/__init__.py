"""What the archive commands do: add, list, verify, export, rebuild.

Between the project, where issues are frozen, and the archive, which knows nothing of a project.
"""
