"""Whether the entries of an overlay refer to things that exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from reportgen.errors import Problem, did_you_mean
from reportgen.organisation.entries import Entry
from reportgen.organisation.facts import Body, ResolutionFacts
from reportgen.organisation.store import Overlay

Reference = tuple[str, str, tuple[str | int, ...]]


class Keys(Protocol):
    """What knows all keys of a kind: an Organisation."""

    def keys(self, kind: str) -> tuple[str, ...]:
        """Return all keys of a kind."""

    def body(self, key: str) -> Body | None:
        """Return a body."""


def check_references(organisation: Keys, overlay: Overlay) -> Iterator[Problem]:
    """Yield a problem for every reference of the overlay that leads nowhere."""
    for kind, entries in overlay.entries.items():
        file = overlay.files[kind]
        for key, entry in entries.items():
            for wanted_kind, wanted, path in references(kind, key, entry):
                known = organisation.keys(wanted_kind)
                if wanted in known:
                    continue
                noun = {"bodies": "body", "places": "place"}[wanted_kind]
                hint = did_you_mean(wanted, known) or f"add it to {wanted_kind}.yaml beside this"
                message = f'unknown {noun} "{wanted}"'
                yield file.problem(
                    (key, *path), f"unknown-{noun}", message, hint=hint, key=not path
                )
            if isinstance(entry, ResolutionFacts):
                yield from _placeless_revisions(organisation, overlay, key, entry)


def references(kind: str, key: str, entry: Entry) -> Iterator[Reference]:
    """Yield kind, key and place in the entry of everything that an entry refers to."""
    if isinstance(entry, Body):
        yield from _references_of_body(entry)
    elif isinstance(entry, ResolutionFacts):
        yield "bodies", key.rpartition("-")[0], ()
        for year, revision in entry.revisions.items():
            if revision.place:
                yield "places", revision.place, ("revisions", year, "place")
    elif kind == "symbols":
        yield "bodies", key, ()


def _references_of_body(body: Body) -> Iterator[Reference]:
    if body.bureau:
        yield "bodies", body.bureau, ("bureau",)
    if body.parent:
        yield "bodies", body.parent, ("parent",)
    for number, each in enumerate(body.reports_to):
        yield "bodies", each, ("reports_to", number)
    for year, session in body.sessions.items():
        if session.place:
            yield "places", session.place, ("sessions", year, "place")


def _placeless_revisions(
    organisation: Keys, overlay: Overlay, key: str, entry: ResolutionFacts
) -> Iterator[Problem]:
    """Yield a problem for every revision whose place is known neither here nor from the body."""
    body = organisation.body(key.rpartition("-")[0])
    if body is None:
        return
    for year, revision in entry.revisions.items():
        session = body.sessions.get(year)
        if revision.place is None and (session is None or session.place is None):
            message = f"nothing says where the revision of {year} was adopted"
            hint = f'add "place", or the session of {year} to the body in bodies.yaml'
            path = (key, "revisions", year)
            yield overlay.files["resolutions"].problem(
                path, "missing-key", message, hint=hint, key=True
            )
