"""Of what a row of a published table speaks: a school, or an area and which of its schools it counts."""

from __future__ import annotations

from typing import NamedTuple

from alongside.knowledge.results.authorities import name_of
from alongside.knowledge.results.models import Result


class Place(NamedTuple):
    """Of what a row speaks. Made by `school`, `authority`, `england`, `area`."""

    level: str
    urn: int | None
    area: str
    authority_code: int | None
    sector: str

    @property
    def identity(self) -> tuple[str, int | str, str]:
        """What tells places apart. A school is told by its URN alone: its authority may have been renumbered."""
        if self.urn is not None:
            return (self.level, self.urn, "")
        return (self.level, self.area, self.sector)


def school(urn: int, authority_code: int | None) -> Place:
    return Place(Result.Level.SCHOOL.value, urn, "", authority_code, "")


def authority(code: int, name: str | None = None, *, sector: str) -> Place:
    """An authority; `sector` says which of its schools a row counts."""
    return Place(Result.Level.AUTHORITY.value, None, name_of(code, name), code, sector)


def england(*, sector: str) -> Place:
    return Place(Result.Level.ENGLAND.value, None, "England", None, sector)


def area(level: str, name: str, *, sector: str = "all") -> Place:
    """A region, or the neighbours together."""
    return Place(str(level), None, name, None, sector)
