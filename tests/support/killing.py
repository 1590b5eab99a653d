"""Work that is killed in its middle, at every step by which it changes the disk."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

STEPS = ("fsync", "replace", "unlink")
"""The calls that change the disk, or see to it that a change stays."""


def killed_after(steps: int, work: Callable[[], object]) -> bool:
    """Do the work in a process that is killed before step number `steps`; return whether it was."""
    child = os.fork()
    if child == 0:
        left = steps

        def counted(real: Callable[..., object]) -> Callable[..., object]:
            def call(*args: object, **more: object) -> object:
                nonlocal left
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*args, **more)

            return call

        code = 70
        try:
            for name in STEPS:
                setattr(os, name, counted(getattr(os, name)))
            work()
            code = 0
        finally:
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL), "the work itself has failed"
    return status != 0
