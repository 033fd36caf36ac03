"""What the list of services was asked: of which district, for which need."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.http import urlencode

from alongside.knowledge.offer.models import Service
from alongside.knowledge.offer.policies import needs
from alongside.knowledge.schools.districts import policy_of_districts


@dataclass(frozen=True, slots=True)
class OfferFilter:
    """Empty text asks for all. What is not known is passed over."""

    district: str
    need: str

    @classmethod
    def of(cls, given: QueryDict) -> OfferFilter:
        district, need = given.get("district", ""), given.get("need", "")
        return cls(
            district if district in policy_of_districts().all_keys else "", need if need in needs().by_key else ""
        )

    def holds(self, service: Service) -> bool:
        return (not self.district or service.reaches(self.district)) and (not self.need or self.need in service.needs)

    @property
    def query(self) -> str:
        said = {name: value for name, value in (("district", self.district), ("need", self.need)) if value}
        return f"?{urlencode(said)}" if said else ""

    @property
    def words(self) -> str:
        """`, for absence, in Ladywood`: to follow the name of the list."""
        name = needs().by_key[self.need].name if self.need else ""
        need = f", for {name[:1].lower()}{name[1:]}" if name else ""
        return need + (f", in {policy_of_districts().name_of(self.district)}" if self.district else "")

    @property
    def districts(self) -> list[tuple[str, str]]:
        return [(one.key, one.name) for one in policy_of_districts().districts]

    @property
    def needs(self) -> list[tuple[str, str]]:
        return [(need.key, need.name) for need in needs().needs]
