"""“Who near me could help with this?”: what an address asks for, and the answer, school by school."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.queries import profiles
from alongside.knowledge.schools.vocabulary import PHASES, phase_name
from alongside.work.ties import distance, who_can
from alongside.work.ties.topics import topics
from alongside.work.ties.who_can import Found, Looking

WITHIN = ((1, "1 mile"), (3, "3 miles"), (5, "5 miles"), (10, "10 miles"), (25, "25 miles"))
TO_VISIT = "hosting"  # the kind by which visits between schools say that a school takes visitors
ELSEWHERE = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; what it says that there is not asks for nothing. `near`: URN of the school from which
    it is far or near. `within`: miles; 0 is anywhere."""

    topic: str = ""
    words: str = ""
    phase: str = ""
    near: int | None = None
    within: int = 0

    @classmethod
    def of(cls, query: QueryDict, own: Sequence[int]) -> Asked:
        near, within = query.get("near", ""), query.get("within", "")
        topic, phase = query.get("topic", ""), query.get("phase", "")
        return cls(
            topic if topic in topics().by_key else "",
            " ".join(query.get("q", "").replace("\x00", "").split())[:200],
            phase if phase in PHASES else "",
            int(near) if near.isascii() and near.isdecimal() and len(near) < 10 else (own[0] if own else None),
            int(within) if within in {str(one) for one, _ in WITHIN} else 0,
        )

    @property
    def anything(self) -> bool:
        return bool(self.topic or self.words)

    @property
    def query(self) -> str:
        said = {"topic": self.topic, "q": self.words, "phase": self.phase, "near": self.near, "within": self.within}
        found = urlencode({name: value for name, value in said.items() if value})
        return f"?{found}" if found else ""

    @property
    def what(self) -> str:
        """What is looked for, in words."""
        named = topics().name(self.topic) if self.topic else ""
        return f"{named}, “{self.words}”" if named and self.words else named or f"“{self.words}”"


@dataclass(slots=True)
class School:
    """A school that could help, with what it has. `far`: miles, None where not known. `to_visit`: what it says of
    visitors, where it takes some."""

    urn: int
    name: str
    phase: str
    district: str
    far: float | None
    found: list[Found] = field(default_factory=list)
    to_visit: Found | None = None

    @property
    def about(self) -> str:
        parts = [phase_name(self.phase) if self.phase else "", self.district, distance.said(self.far)]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Answer:
    schools: list[School]
    elsewhere: list[Found]

    @property
    def by_distance(self) -> bool:
        return any(one.far is not None for one in self.schools)


def answer(asked: Asked, *, user: Any, on: date, own: Iterable[int] = ()) -> Answer:
    """Who could help: the nearest first, where it is known from where; else those first whose words fit best. The
    asker's own schools, and the one it is for, know what they have and are left out."""
    found = who_can.find(Looking(user=user, on=on, topic=asked.topic, words=asked.words))
    urns = {one.school for one in found if one.school and _answers(one, asked)} - set(own) - {asked.near}
    wanted = urns | ({asked.near} if asked.near else set())
    lines = {one.urn: one for one in profiles().open().filter(urn__in=wanted)} if wanted else {}
    start = _spot(lines.get(asked.near)) if asked.near else None
    schools: dict[int, School] = {}
    for one in found:
        profile = lines.get(one.school) if one.school in urns else None
        if profile is None or not _suits(one, asked.phase, profile.phase):
            continue
        school = schools.get(profile.urn) or schools.setdefault(profile.urn, _school(profile, start))
        if one.kind == TO_VISIT:
            school.to_visit = one
        if _answers(one, asked):
            school.found.append(one)
    near = [one for one in schools.values() if one.found and _near(one, asked)]
    away = [one for one in found if one.school is None and _suits(one, asked.phase, "")]
    return Answer(sorted(near, key=_order), sorted(away, key=lambda one: -one.fit)[:ELSEWHERE])


def _school(profile: Profile, start: distance.LatLon | None) -> School:
    district = policy_of_districts().name_of(profile.district) if profile.district else ""
    return School(profile.urn, profile.name, profile.phase, district, distance.miles(start, _spot(profile)))


def _answers(one: Found, asked: Asked) -> bool:
    """What is found answers; but that a school takes visitors answers only where it shows what is looked for."""
    if one.kind != TO_VISIT:
        return True
    return (not asked.topic or asked.topic in one.topics) and (not asked.words or one.fit > 0)


def _suits(one: Found, phase: str, own: str) -> bool:
    """What says for which phases it is, by these; else by the school's own."""
    return not phase or phase in one.phases or (not one.phases and own in ("", phase, "all-through"))


def _near(one: School, asked: Asked) -> bool:
    return not asked.within or (one.far is not None and one.far <= asked.within)


def _order(one: School) -> tuple[Any, ...]:
    """No order of merit: by distance, else by how well the words fit, then by name."""
    best = max((found.fit for found in one.found), default=0)
    return (one.far is None, one.far or 0.0, 0 if one.far is not None else -best, one.name.lower())


def _spot(profile: Profile | None) -> distance.LatLon | None:
    if profile is None or profile.latitude is None or profile.longitude is None:
        return None
    return profile.latitude, profile.longitude
