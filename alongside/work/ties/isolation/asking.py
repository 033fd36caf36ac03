"""Which schools the list was asked for: how they stand, where, of which kind, as at which day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import QueryDict

from alongside.floor.accounts.roles import Reach
from alongside.floor.web.words import day
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.vocabulary import GROUPS, PHASES
from alongside.work.ties.inviting.models import Asking
from alongside.work.ties.isolation import queries
from alongside.work.ties.isolation.models import Standing, StandingQuerySet
from alongside.work.ties.isolation.policies import isolation

TO_ASK = ("alone", "unknown", "thin")
STATES = (
    ("", "All who may need asking in"),
    ("alone", "Stand alone"),
    ("thin", "Have few ties"),
    ("unknown", "Not known yet"),
    ("connected", "Are connected"),
    ("all", "All schools"),
)
IN_HAND = (("", "Asked or not"), ("no", "Nobody is asked to act"), ("yes", "Somebody asks them in"))
Cells = list[tuple[str, str, str, str, int]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Empty text asks for all. What is not known is passed over. `on`: another day than today."""

    state: str = ""
    district: str = ""
    phase: str = ""
    type: str = ""
    new: bool = False
    in_hand: str = ""
    on: date | None = None

    @classmethod
    def of(cls, query: QueryDict, *, today: date) -> Wanted:
        def known(name: str, keys: Iterable[str]) -> str:
            said = query.get(name, "")
            return said if said in keys else ""

        return cls(
            known("state", dict(STATES)),
            known("district", policy_of_districts().all_keys),
            known("phase", PHASES),
            known("type", GROUPS),
            query.get("new") == "yes",
            known("asked", dict(IN_HAND)),
            _day(query.get("on", ""), today),
        )

    @property
    def query(self) -> str:
        said = {
            "state": self.state,
            "district": self.district,
            "phase": self.phase,
            "type": self.type,
            "new": "yes" if self.new else "",
            "asked": self.in_hand,
            "on": self.on.isoformat() if self.on else "",
        }
        found = urlencode({name: value for name, value in said.items() if value})
        return f"?{found}" if found else ""

    @property
    def states(self) -> tuple[str, ...]:
        if self.state == "all":
            return (*TO_ASK, "connected")
        return (self.state,) if self.state else TO_ASK

    @property
    def where(self) -> str:
        """`Ladywood, primary, academies, as at 3 May 2026`; empty for all, today."""
        parts = [policy_of_districts().name_of(self.district) if self.district else ""]
        parts += [PHASES[self.phase].name.lower() if self.phase else "", GROUPS.get(self.type, "").lower()]
        parts += ["opened within the year" if self.new else "", dict(IN_HAND)[self.in_hand] if self.in_hand else ""]
        parts += [f"as at {day(self.on)}" if self.on else ""]
        return ", ".join(part for part in parts if part)


def places(wanted: Wanted, reach: Reach, *, today: date) -> StandingQuerySet | list[Standing]:
    """The schools of the places asked for, of whatever state. For today what is kept; for another day, worked out."""
    on = wanted.on or today
    young = on - timedelta(days=isolation().new_days)
    if wanted.on:
        return [one for one in queries.standings_on(on) if _is_there(one, wanted, reach, young)]
    found = queries.standings().visible(reach)
    said = {"district": wanted.district, "phase": wanted.phase, "type_group": wanted.type}
    found = found.filter(**{name: value for name, value in said.items() if value})
    found = found.filter(opened__gte=young) if wanted.new else found
    if wanted.in_hand:
        waits = Exists(Asking.objects.waiting().filter(school=OuterRef("school")))
        found = found.filter(waits) if wanted.in_hand == "yes" else found.filter(~waits)
    return found


def of_states(found: StandingQuerySet | list[Standing], wanted: Wanted) -> StandingQuerySet | list[Standing]:
    """Those of them that stand as was asked for, whoever has had no tie for longest first."""
    if isinstance(found, list):
        some = [one for one in found if one.state in wanted.states]
        return sorted(some, key=lambda one: (one.rank, one.newest or date.min, one.school))
    return found.filter(state__in=wanted.states).longest_first()


def cells(found: StandingQuerySet | Sequence[Standing]) -> Cells:
    """How many schools of each district, phase, group of types and state. One query at most."""
    if isinstance(found, StandingQuerySet):
        return queries.cells(found)
    counts = Counter((one.district, one.phase, one.type_group, one.state) for one in found)
    return [(*cell, number) for cell, number in counts.items()]


def in_hand(found: StandingQuerySet | list[Standing]) -> int | None:
    """At how many of those that stand alone somebody asks, or a letter waits for its answer. One query; None for
    another day than today."""
    if isinstance(found, list):
        return None
    alone = found.filter(state="alone").order_by().values("school")
    return Asking.objects.waiting().filter(school__in=alone).values("school").distinct().count()


def _is_there(one: Standing, wanted: Wanted, reach: Reach, young: date) -> bool:
    said = ((wanted.district, one.district), (wanted.phase, one.phase), (wanted.type, one.type_group))
    if any(asked and asked != is_so for asked, is_so in said):
        return False
    return reach.covers(one.place) and (not wanted.new or bool(one.opened and one.opened >= young))


def _day(text: str, today: date) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if date(2000, 1, 1) <= found <= today + timedelta(days=730) and found != today else None
