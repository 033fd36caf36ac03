"""Strengths as pages show them: under their topics, each with where it comes from and how old it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.floor.kernel.prose import ago, counted
from alongside.work.sharing.strengths import helpers
from alongside.work.sharing.strengths.models import Strength
from alongside.work.sharing.strengths.policies import strengths
from alongside.work.ties import who_can
from alongside.work.ties.topics import topics
from alongside.work.ties.who_can import Found, Looking


@dataclass(frozen=True, slots=True)
class Line:
    """A strength in a list: `mark` says where it comes from, `age` how old it is."""

    topic: str
    words: str
    mark: str
    age: str
    is_old: bool
    address: str = ""


@dataclass(frozen=True, slots=True)
class OfSchool:
    """What a school is good at: `said` of it, what was `told` or graded about an area, what it has `besides`."""

    said: list[Line]
    besides: list[Found]

    @property
    def old(self) -> int:
        return sum(one.is_old for one in self.said)


def of_school(urn: int, user: Any, on: date, *, version: int, besides: bool = True) -> OfSchool:
    """All kinds of what one school has, as this person may see it. `besides`: what it has written up and shows to
    visitors too, a query each."""
    looking = Looking(user=user, on=on, schools=(urn,))
    said = [_line_of(one, on) for one in helpers.of_school(looking, urn, version=version)]
    others = who_can.find(looking, without={helpers.KEY}) if besides else []
    return OfSchool(sorted(said, key=lambda one: one.is_old), [one for one in others if one.school == urn])


def line(one: Strength, on: date) -> Line:
    policy = strengths()
    confirmed = getattr(one, "confirmed", 0)
    mark = policy.name(one.seen) + (f", confirmed by {counted(confirmed, 'other')}" if confirmed else "")
    old = policy.is_old(one.seen, one.fresh_on, on)
    return Line(topics().name(one.topic), one.words, mark, ago(one.fresh_on, on), old)


def _line_of(one: Found, on: date) -> Line:
    age = ago(one.since, on) if one.since else ""
    named = topics().names(one.topics)
    return Line(named[0] if len(named) == 1 else "", one.words, one.mark, age, one.is_old, one.address)


def topics_of(lines: Iterable[Line]) -> list[str]:
    """The topics, each once, in their order."""
    return list(dict.fromkeys(one.topic for one in lines if one.topic))
