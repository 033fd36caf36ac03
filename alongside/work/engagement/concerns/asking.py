"""What an address of the list asks for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from alongside.knowledge.schools.models import Profile
from alongside.work.engagement.concerns.models import Concern, ConcernQuerySet
from alongside.work.engagement.concerns.policies import Concerns

NAMES = ("district", "phase", "kind", "weight", "direction", "area", "state", "restricted", "school")


@dataclass(frozen=True, slots=True)
class ConcernFilter:
    """Filters of the list; empty ones let everything pass. `state`: open unless said. `restricted`: only, or empty."""

    district: str = ""
    phase: str = ""
    kind: str = ""
    weight: str = ""
    direction: str = ""
    area: str = ""
    state: str = "open"
    restricted: str = ""
    school: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> ConcernFilter:
        found = {name: str(query[name])[:40].replace("\x00", "") for name in NAMES if query.get(name)}
        return cls(**found)

    def narrow(self, every: ConcernQuerySet, policy: Concerns) -> ConcernQuerySet:
        """A word that the policy does not know finds nothing, rather than everything."""
        found = every
        for name in ("kind", "weight", "direction", "area"):
            if value := getattr(self, name):
                found = found.filter(**{name: value})
        if self.state in Concern.State.values:
            found = found.filter(state=self.state)
        if self.school.isdecimal() and self.school.isascii() and len(self.school) <= 6:
            found = found.filter(school=int(self.school))
        if self.district or self.phase:
            schools = Profile.objects.current()
            schools = schools.filter(Q(district=self.district) if self.district else Q())
            schools = schools.filter(Q(phase=self.phase) if self.phase else Q())
            found = found.filter(school__in=schools.values("urn"))
        return found.filter(restricted=True) if self.restricted == "only" else found

    @property
    def query(self) -> str:
        said = {name: getattr(self, name) for name in NAMES if getattr(self, name)}
        if said.get("state") == "open":
            del said["state"]
        return f"?{urlencode(said)}" if said else ""
