"""The commands of a review: drafts out, copies back, and the page on which to read them."""

from __future__ import annotations

import click


@click.group()
def review() -> None:
    """Send drafts to chairs, and take over what comes back."""
