"""What the checks ask of the organisation's data, said in the terms of expressions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from reportgen.organisation import Organisation, Resolution, Revision, missing_snippet


@dataclass
class Knowledge:
    """The keys that texts and facts may name, by kind; `body` is the body that met."""

    organisation: Organisation
    body: str

    def keys(self, kind: str) -> Collection[str]:
        """Return the keys of one kind of entry: bodies, resolutions (`PP-191`), themes."""
        match kind:
            case "countries":
                return _Countries(self.organisation)
            case "conferences":
                return _Conferences(self.organisation)
            case "revisions":
                return [f"{r.body}-{r.number}-{each.year}" for r, each in self._revisions()]
            case "study_groups":
                bodies = ((key, self.organisation.body(key)) for key in self.keys("bodies"))
                return [f"{key}-{n}" for key, body in bodies if body for n in body.study_groups]
        return self.organisation.keys(kind)

    def _revisions(self) -> Iterator[tuple[Resolution, Revision]]:
        for key in self.organisation.keys("resolutions"):
            body, _, number = key.rpartition("-")
            resolution = self.organisation.resolution(body, number)
            if resolution is not None:
                yield from ((resolution, each) for each in resolution.revisions)

    @cached_property
    def addressees(self) -> tuple[str, ...]:
        """The bodies that the body reports to; any body where none is known."""
        return self.reports_to or self.organisation.keys("bodies")

    @cached_property
    def reports_to(self) -> tuple[str, ...]:
        """The bodies that the body is known to report to."""
        body = self.organisation.body(self.body)
        return body.reports_to if body is not None else ()

    def snippet(self, kind: str, key: str) -> str:
        """Return what a secretary adds to the organisation's data to make an entry known."""
        return missing_snippet(kind, key)


class _Conferences(Collection[str]):
    """The bodies that meet in sessions; each is read only when it is asked for."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation

    def __contains__(self, key: object) -> bool:
        body = self._organisation.body(key) if isinstance(key, str) else None
        return body is not None and body.is_conference

    def __iter__(self) -> Iterator[str]:
        return (key for key in self._organisation.keys("bodies") if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Countries(Collection[str]):
    """Every country that has a name: in the ITU's table or in CLDR."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and self._organisation.country_name(code, "en") is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._organisation.keys("countries"))

    def __len__(self) -> int:
        return len(self._organisation.keys("countries"))


def schema_enums(organisation: Organisation) -> dict[str, Collection[str]]:
    """Return the keys that the JSON Schema offers for completion, by kind."""
    bodies = organisation.keys("bodies")
    groups = [organisation.body(key) for key in bodies]
    return {
        "bodies": bodies,
        "addressees": sorted({to for group in groups if group for to in group.reports_to}),
        "themes": organisation.keys("themes"),
        "places": organisation.keys("places"),
        "titles": organisation.keys("titles"),
    }
