"""A set as rows, for whoever writes them: a load for a year that has none yet, a person who has it made anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from alongside.knowledge.results.similar.gathering import Told, kept, told
from alongside.knowledge.results.similar.policies import SimilarSchools, similar_schools
from alongside.knowledge.results.similar.rules import Found, nearest

COLUMNS = ("year", "edition", "urn", "group", "intake", "nearest", "why")
SET_COLUMNS = ("year", "edition", "policy", "used", "schools", "without")


@dataclass(frozen=True, slots=True)
class Made:
    """What a set comes to. `rows`: of Similar, in the order of COLUMNS, JSON as text."""

    year: int
    found: Found
    intakes: dict[int, Told]
    policy: str

    @property
    def schools(self) -> int:
        return sum(bool(one.nearest) for one in self.found.schools)

    @property
    def without(self) -> int:
        return len(self.found.schools) - self.schools

    def rows(self, edition: int) -> Iterator[tuple[Any, ...]]:
        for one in self.found.schools:
            said = kept(self.intakes[one.urn])
            yield self.year, edition, one.urn, one.group, _json(said), _json(one.nearest), one.why

    def line(self, edition: int) -> tuple[Any, ...]:
        """The row of SimilarSet, in the order of SET_COLUMNS."""
        return self.year, edition, self.policy, _json(self.found.used), self.schools, self.without


def made(year: int, *, version: int) -> Made:
    """The similar schools of a year, from all that is loaded at a version."""
    policy = similar_schools()
    intakes, features = told(year, version=version, policy=policy)
    return Made(year, nearest(intakes, policy), features, digest(policy))


def digest(policy: SimilarSchools) -> str:
    """What tells two policies apart: everything in them that decides, none of their prose."""
    decides = policy.model_dump_json(
        include={"how_many", "least", "years_back", "known_of", "intake", "groups", "features"}
    )
    return blake2b(decides.encode(), digest_size=16).hexdigest()


def _json(said: Any) -> str:
    return json.dumps(said, separators=(",", ":"))
