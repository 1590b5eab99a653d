"""LibreOffice, asked to accept or reject every change of a file and to save it again."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Literal

_COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MODULE = (
    _HEAD
    + '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
    'script:language="StarBasic">'
    """
Sub Settle(source, target, command)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName" : how(0).Value = "MS Word 2007 XML"
  document.storeToURL(target, how())
  document.close(True)
End Sub
</script:module>"""
)
_LIBRARY = (
    _HEAD + '<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" '
    '"library.dtd"><library:library xmlns:library="http://openoffice.org/2000/library" '
    'library:name="Standard" library:readonly="false" library:passwordprotected="false">'
    '<library:element library:name="Module1"/></library:library>'
)


class Settler:
    """A LibreOffice of its own, with the one macro that does it."""

    def __init__(self, folder: Path) -> None:
        """Have LibreOffice make a profile, and put the macro into it."""
        self._folder = folder
        self._profile = folder / "profile"
        self._run("--terminate_after_init")
        library = self._profile / "user" / "basic" / "Standard"
        library.mkdir(parents=True, exist_ok=True)
        (library / "Module1.xba").write_text(_MODULE, encoding="utf-8")
        (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")

    def settle(self, docx: bytes, verdict: Literal["accept", "reject"]) -> bytes:
        """Return the file that LibreOffice saves when every change is accepted, or rejected."""
        source, target = self._folder / "source.docx", self._folder / "target.docx"
        source.write_bytes(docx)
        target.unlink(missing_ok=True)
        words = ",".join(
            f'"{each}"' for each in (source.as_uri(), target.as_uri(), _COMMANDS[verdict])
        )
        self._run(f"macro:///Standard.Module1.Settle({words})")
        return target.read_bytes()

    def _run(self, *arguments: str) -> None:
        profile = f"-env:UserInstallation={self._profile.as_uri()}"
        command = ["soffice", "--headless", "--norestore", profile, *arguments]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
