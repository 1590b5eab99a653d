"""Plain data as YAML text that people read: intermediate forms and goldens."""

from __future__ import annotations

from typing import Any

import yaml

_LINE_WIDTH = 100


def dump_yaml(data: Any) -> str:
    """Return plain data (dicts, lists, strings, numbers) as YAML in the order given."""
    return yaml.dump(
        data,
        Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper),
        allow_unicode=True,
        sort_keys=False,
        width=_LINE_WIDTH,
    )
