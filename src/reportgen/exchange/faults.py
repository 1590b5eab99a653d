"""What is wrong with a file that came back, each with its place."""

from __future__ import annotations

from reportgen.errors import InputError, Problem


def unreadable(path: str, line: int, message: str, hint: str = "") -> InputError:
    """Return the error for a file that is not what it should be; nothing of it is taken."""
    return InputError([fault(path, line, "exchange-unreadable", message, hint)])


def unknown_language(path: str, line: int, message: str, hint: str = "") -> InputError:
    """Return the error for a file that is of no language we translate into."""
    return InputError([fault(path, line, "exchange-language", message, hint)])


def unknown_catalog(path: str, line: int, message: str, hint: str = "") -> InputError:
    """Return the error for a file that belongs to no catalog."""
    return InputError([fault(path, line, "exchange-unknown-catalog", message, hint)])


def fault(path: str, line: int, code: str, message: str, hint: str = "") -> Problem:
    """Return an error; `line` is 0 where the whole file is meant."""
    return Problem(path, line, 1 if line else 0, "error", code, message, hint)


def remark(path: str, line: int, code: str, message: str, hint: str = "") -> Problem:
    """Return a warning: the import goes on."""
    return Problem(path, line, 1 if line else 0, "warning", code, message, hint)
