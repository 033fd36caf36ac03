"""The list of write-ups that an address asks for, and what it says of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.vocabulary import PHASES, phase_name
from alongside.work.sharing.practice.models import Item, Word
from alongside.work.sharing.practice.policies import practice
from alongside.work.sharing.practice.rules import is_old
from alongside.work.ties import distance, finding
from alongside.work.ties.topics import topics

FROM = (
    ("", "Anywhere"),
    ("ours", "Our schools"),
    ("elsewhere", "Elsewhere, at home and abroad"),
    ("tried", "Tried here"),
)
STATES = (("", "Published"), ("draft", "Drafts"), ("retired", "Retired"))
WITHIN = ((1, "1 mile"), (3, "3 miles"), (5, "5 miles"), (10, "10 miles"))
MOST = 2000
HEADER = (
    "Title",
    "School",
    "URN",
    "Where",
    "Topics",
    "Phases",
    "Evidence",
    "Cost",
    "Tried here",
    "Published",
    "Source",
    "State",
    "Miles",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address narrows the list to. What it says that there is not narrows nothing. `near`: URN from which it
    is far or near; `within`: miles, 0 is anywhere."""

    topic: str = ""
    words: str = ""
    phase: str = ""
    evidence: str = ""
    origin: str = ""
    state: str = ""
    school: int | None = None
    near: int | None = None
    within: int = 0

    @classmethod
    def of(cls, query: QueryDict, own: Iterable[int] = ()) -> Asked:
        def key(name: str, known: Iterable[str]) -> str:
            said = query.get(name, "")
            return said if said in set(known) else ""

        within = key("within", (str(far) for far, _ in WITHIN))
        return cls(
            topic=key("topic", topics().by_key),
            words=" ".join(query.get("q", "").replace("\x00", "").split())[:200],
            phase=key("phase", PHASES),
            evidence=key("evidence", practice().steps),
            origin=key("from", dict(FROM)),
            state=key("state", dict(STATES)),
            school=_number(query.get("school", "")),
            near=_number(query.get("near", "")) or next(iter(own), None),
            within=int(within or 0),
        )

    def narrow(self, items: Any) -> Any:
        """Everything but the words and the distance."""
        items = items.filter(state=self.state or Item.State.PUBLISHED)
        items = items.about(self.topic) if self.topic else items
        items = items.for_phase(self.phase) if self.phase else items
        items = items.filter(school=self.school) if self.school else items
        if self.origin == "tried":
            items = items.filter(tried__gt=0)
        elif self.origin:
            items = items.filter(school__isnull=self.origin == "elsewhere")
        return items.filter(strength_of_evidence__in=self._steps) if self.evidence else items

    @property
    def _steps(self) -> list[str]:
        """The step that is asked for, and those above it."""
        steps = list(practice().steps)
        return steps[steps.index(self.evidence) :]

    @property
    def query(self) -> str:
        said = {
            "topic": self.topic,
            "q": self.words,
            "phase": self.phase,
            "evidence": self.evidence,
            "from": self.origin,
            "state": self.state,
            "school": self.school,
            "within": self.within,
            "near": self.near,
        }
        found = urlencode({name: value for name, value in said.items() if value})
        return f"?{found}" if found else ""

    @property
    def narrowed(self) -> bool:
        return bool(
            self.topic or self.words or self.phase or self.evidence or self.origin or self.school or self.within
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A write-up as a list shows it. `far`: miles, None where not known."""

    item: Item
    whose: str
    topics: str
    evidence: str
    tried: int
    is_old: bool
    far: float | None = None
    fit: int = 0

    @property
    def how_far(self) -> str:
        return distance.said(self.far)


def lines(items: Any, asked: Asked, on: date) -> list[Line]:
    """What is asked for, of these: those whose words fit best first, else the newest. Three queries."""
    sought = finding.asked_for(asked.words)
    items = finding.holding(asked.narrow(items), Word, sought)
    fits = finding.weights(Item.objects.filter(pk__in=items.order_by().values("pk")), Word, sought)
    found = list(items[:MOST])
    schools = _schools([*(one.school for one in found), asked.near])
    start = _spot(schools.get(asked.near or 0))
    made = [_line(one, schools.get(one.school or 0), start, fits.get(one.pk, 0), on) for one in found]
    if asked.within:
        made = [one for one in made if one.far is not None and one.far <= asked.within]
        return sorted(made, key=lambda one: (one.far or 0.0, -one.fit))
    return sorted(made, key=lambda one: -one.fit) if sought else made


def rows(found: Iterable[Line]) -> Iterator[tuple[Any, ...]]:
    for one in found:
        item = one.item
        yield (
            *(item.title, one.whose if item.school else "", item.school, item.where, one.topics),
            *(", ".join(phase_name(key) for key in item.phase_keys), one.evidence, item.cost, one.tried),
            *(item.published_on, item.source, item.get_state_display(), None if one.far is None else round(one.far, 1)),
        )


def _line(item: Item, school: Profile | None, start: distance.LatLon | None, fit: int, on: date) -> Line:
    whose = school.name if school else (f"School {item.school}" if item.school else item.where)
    return Line(
        item=item,
        whose=whose,
        topics=", ".join(topics().names(item.topic_keys)),
        evidence=practice().evidence_name(item.strength_of_evidence),
        tried=getattr(item, "tried", 0),
        is_old=is_old(item.fresh_on, on, months=practice().ask_again_months),
        far=distance.miles(start, _spot(school)),
        fit=fit,
    )


def _schools(urns: Iterable[int | None]) -> dict[int, Profile]:
    wanted = {urn for urn in urns if urn}
    return {one.urn: one for one in Profile.objects.current().filter(urn__in=wanted)} if wanted else {}


def _spot(profile: Profile | None) -> distance.LatLon | None:
    if profile is None or profile.latitude is None or profile.longitude is None:
        return None
    return profile.latitude, profile.longitude


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else None
