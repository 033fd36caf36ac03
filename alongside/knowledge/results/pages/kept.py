"""A page of published facts is worked out once for each version of knowledge and day, as the desk's are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import Max, Subquery
from django.http import HttpRequest

from alongside.floor.kernel import clock
from alongside.floor.web import keeping
from alongside.knowledge.opendata.models import Head
from alongside.knowledge.results.measures import Measures, measures
from alongside.knowledge.results.similar.models import SimilarSet
from alongside.knowledge.schools.models import DistrictOverride
from alongside.knowledge.schools.partnership import Partnership, partnership

T = TypeVar("T")


@dataclass(frozen=True)
class Setting:
    """What every page of measures stands in. `changes`: the newest decision on a district and the newest set of similar
    schools, which move without a load."""

    on: date
    version: int
    changes: tuple[int, int]
    whose: Partnership = field(default_factory=partnership)
    policy: Measures = field(default_factory=measures)

    def kept(self, name: str, make: Callable[[], T], *parts: object) -> T:
        """What a page came to, made once."""
        said = (name, self.version, self.changes, self.on, self.whose.short_name, *parts)
        return keeping.kept("results", said, make)


def setting_of(request: HttpRequest) -> Setting:
    """For views: the day by the clock and the version readers see, for whoever asks. One query."""
    decided = DistrictOverride.objects.order_by().values("urn").annotate(last=Max("id")).order_by("-last")
    made = SimilarSet.objects.order_by("-pk").values("pk")
    row = (
        Head.objects.filter(pk=1)
        .values_list("version", Subquery(decided.values("last")[:1]), Subquery(made[:1]))
        .first()
    )
    version, *changes = row or (0, 0, 0)
    return Setting(clock.today(), version, (changes[0] or 0, changes[1] or 0))
