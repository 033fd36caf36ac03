"""What every page here stands in: which day, which version of knowledge; and what is kept until either changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import Max
from django.http import HttpRequest

from alongside.floor.kernel import clock
from alongside.floor.kernel import policy as policies
from alongside.floor.web import keeping
from alongside.knowledge.opendata import queries as opendata
from alongside.knowledge.schools.models import DistrictOverride
from alongside.knowledge.schools.partnership import Partnership, partnership

T = TypeVar("T")
_POLICIES = ("contracts", "gap", "measures", "priority", "districts", "partnership")


@dataclass(frozen=True)
class Setting:
    """Made once a request. `decided`: the newest change of a district by a person."""

    today: date
    version: int
    decided: int
    for_office: bool
    whose: Partnership = field(default_factory=partnership)

    def kept(self, name: str, make: Callable[[], T], *parts: object) -> T:
        """What something came to, made once for each version, day and set of policies (and `parts`)."""
        paths = [str(policies.path_of(one)) for one in _POLICIES]
        said = (name, self.version, self.decided, self.today, paths, *parts)
        return keeping.kept("reporting", said, make)


def setting_of(request: HttpRequest) -> Setting:
    """For views. Two queries."""
    decided = DistrictOverride.objects.aggregate(newest=Max("pk"))["newest"] or 0
    is_office = bool(getattr(request.user, "is_office", False))
    return Setting(today=clock.today(), version=opendata.head(), decided=decided, for_office=is_office)
