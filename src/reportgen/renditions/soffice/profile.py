"""A LibreOffice of its own for each process: settings, environment and limits.

Two processes on one profile get into each other's way, and the profile of the person at the machine
may say anything. What is converted was made by us, but of templates that somebody sent: settings
and environment see to it that a file can neither run macros nor fetch anything, be it from the
network or from this machine.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from reportgen.fonts.substitution import fontconfig

# Dead on purpose: nothing listens on the discard port.
_NO_PROXY = {"ooInetHTTPProxyName": "127.0.0.1", "ooInetHTTPSProxyName": "127.0.0.1"}
_COMMON = "/org.openoffice.Office.Common"
_SETTINGS: tuple[tuple[str, Mapping[str, str]], ...] = (
    (f"{_COMMON}/Misc", {"FirstRun": "false"}),
    (
        f"{_COMMON}/Security/Scripting",
        {
            "MacroSecurityLevel": "3",
            "DisableMacrosExecution": "true",
            "DisableActiveContent": "true",
            # Keeps linked pictures from being loaded, from the network and from the disk.
            "BlockUntrustedRefererLinks": "true",
        },
    ),
    # 2: links to other files are never brought up to date.
    ("/org.openoffice.Office.Writer/Content/Update", {"Link": "2", "Field": "false"}),
    ("/org.openoffice.Office.Java/VirtualMachine", {"Enable": "false"}),
    # 2: a proxy set by hand, for whatever should still ask for a network.
    (
        "/org.openoffice.Inet/Settings",
        {
            "ooInetProxyType": "2",
            **_NO_PROXY,
            "ooInetHTTPProxyPort": "9",
            "ooInetHTTPSProxyPort": "9",
        },
    ),
    ("/org.openoffice.Setup/L10N", {"ooLocale": "en-US"}),
)
# Handed on where they are set: where programs and libraries are, and nothing about the person.
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "SYSTEMDRIVE", "COMSPEC")
# LibreOffice takes a gigabyte from the system while it starts, and gives it back, piece by piece.
# If it keeps the pieces (glibc only), a start costs the processor half of the time.
_KEPT_MEMORY = str(1 << 28)
_ALLOCATION = {"MALLOC_MMAP_THRESHOLD_": _KEPT_MEMORY, "MALLOC_TRIM_THRESHOLD_": _KEPT_MEMORY}
_LONGEST_FILE = 1 << 30
_MOST_MEMORY = 8 << 30


def make_profile(folder: Path, fonts: bytes | None = None) -> dict[str, str]:
    """Write a profile into a new folder; return the environment in which LibreOffice uses it.

    `fonts` are the settings of fontconfig, by default those of the project. The folder must be
    absolute; everything that LibreOffice keeps for itself stays inside.
    """
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    settings = folder / "fonts.conf"
    settings.write_bytes(fontconfig() if fonts is None else fonts)
    scratch = folder / "tmp"
    scratch.mkdir()
    return {
        **{name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        **_ALLOCATION,
        "HOME": str(folder),
        "TMPDIR": str(scratch),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "FONTCONFIG_FILE": str(settings),
        # Draws without a screen, whatever desktop there is.
        "SAL_USE_VCLPLUGIN": "svp",
    }


def limit_resources(process_id: int) -> None:
    """Bound what a process just started may use: memory, the length of a file, no memory dumps.

    Where the system cannot do it for another process, nothing happens.
    """
    if sys.platform != "linux":
        return
    import resource

    limits = {
        resource.RLIMIT_AS: _MOST_MEMORY,
        resource.RLIMIT_FSIZE: _LONGEST_FILE,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in limits.items():
        try:
            resource.prlimit(process_id, what, (most, most))
        except (OSError, ValueError):  # it has ended already, or stricter limits hold
            continue


def _registry() -> str:
    """Return the settings as LibreOffice keeps them."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for path, values in _SETTINGS
        for name, value in values.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
        f"{items}</oor:items>\n"
    )
