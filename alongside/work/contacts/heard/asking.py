"""What the Heard page was asked: over which period, of which schools, in which role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from alongside.floor.accounts.roles import Reach
from alongside.floor.web.words import day
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.vocabulary import GROUPS, PHASES
from alongside.work.contacts.heard import rules
from alongside.work.contacts.heard.policies import Heard
from alongside.work.contacts.heard.rules import Period
from alongside.work.contacts.listing import day_of
from alongside.work.contacts.offering import NEW_ROLES, OTHER

PERIODS = (
    ("term", "This term"),
    ("last-term", "Last term"),
    ("year", "This school year"),
    ("last-year", "Last school year"),
    ("days", "From a day to a day"),
)
ROLES = (*NEW_ROLES, "district-representative", OTHER)


@dataclass(frozen=True, slots=True)
class Asked:
    """Empty text asks for all. What is not known is passed over."""

    chosen: str
    period: Period
    district: str = ""
    phase: str = ""
    type: str = ""
    role: str = ""

    @classmethod
    def of(cls, query: QueryDict, policy: Heard, reach: Reach, *, on: date) -> Asked:
        """As the address says, within reach: who sees one district's figures sees no other's."""

        def known(name: str, keys: Iterable[str]) -> str:
            said = query.get(name, "")
            return said if said in keys else ""

        chosen = known("period", dict(PERIODS)) or ("days" if query.get("since") else "term")
        period = _period(chosen, query, policy, on)
        found = cls(
            "term" if chosen == "days" and period == rules.term_of(on, policy) else chosen,
            period,
            known("district", policy_of_districts().all_keys),
            known("phase", PHASES),
            known("type", GROUPS),
            known("role", ROLES),
        )
        if reach.everywhere or found.district in reach.districts:
            return found
        return replace(found, district=min(reach.districts, default=""))

    @property
    def narrowed(self) -> dict[str, str]:
        """What of the register is asked for, by the names of the kept counts' columns."""
        said = {"district": self.district, "phase": self.phase, "type_group": self.type}
        return {name: value for name, value in said.items() if value}

    @property
    def query(self) -> str:
        said = {"period": self.chosen, "district": self.district, "phase": self.phase, "type": self.type}
        said["role"] = self.role
        if self.chosen == "days":
            said |= {"since": self.period.begins.isoformat(), "until": self.period.ends.isoformat()}
        return "?" + urlencode({name: value for name, value in said.items() if value})

    def proof(self, **more: str) -> str:
        """The query of the list of contacts that prove a count."""
        said = {"district": self.district, "phase": self.phase, "type": self.type, "role": self.role} | more
        said |= {"since": self.period.begins.isoformat(), "until": self.period.ends.isoformat()}
        return "?" + urlencode({name: value for name, value in said.items() if value})

    @property
    def where(self) -> str:
        """`Ladywood, primary, maintained`; empty for all."""
        parts = [policy_of_districts().name_of(self.district)]
        parts += [PHASES[self.phase].name if self.phase else "", GROUPS.get(self.type, "")]
        return ", ".join(part for part in parts if part)


def _period(chosen: str, query: QueryDict, policy: Heard, on: date) -> Period:
    term, year = rules.term_of(on, policy), rules.year_of(on)
    if chosen == "last-term":
        return rules.before(term, "term", policy)
    if chosen == "year":
        return year
    if chosen == "last-year":
        return rules.before(year, "year", policy)
    since, until = day_of(query, "since"), day_of(query, "until") or on
    if chosen == "days" and since and since <= until:
        return Period(since, until, f"{day(since)} to {day(until)}")
    return term
