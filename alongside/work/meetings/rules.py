"""Whether enough people are there, and whether a vote can stand. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.floor.kernel.prose import counted
from alongside.work.meetings.policies import Quorum


@dataclass(frozen=True, slots=True)
class Someone:
    """A person at a meeting as the rules take them."""

    key: int
    role: str
    here: bool
    invited: bool = True


@dataclass(frozen=True, slots=True)
class Quorate:
    """Whether the quorum is met, how many count, and why, in a sentence."""

    met: bool
    counted: int
    why: str


def quorum(people: Sequence[Someone], rule: Quorum, *, barred: Collection[int] = ()) -> Quorate:
    """Whether enough are there. Who is barred from the item is not counted as being there."""
    count = [one for one in people if one.role in rule.counts]
    here = [one for one in count if one.here and one.key not in barred]
    invited = sum(one.invited for one in count)
    by_share = -(-invited * rule.share // 100)
    lacking = []
    if len(here) < max(rule.least, by_share):
        lacking.append(f"{max(rule.least, by_share)} of those who count are needed")
    for role, least in rule.each.items():
        if sum(one.role == role for one in here) < least:
            lacking.append(f"{counted(least, words_of(role))} {'is' if least == 1 else 'are'} needed")
    there = f"{counted(len(here), 'person')} who {'counts' if len(here) == 1 else 'count'}"
    there = there.replace("persons", "people")
    if lacking:
        return Quorate(False, len(here), f"The quorum is not met: {there}, and {' and '.join(lacking)}.")
    return Quorate(True, len(here), f"The quorum is met: {there}.")


def words_of(role: str) -> str:
    """A role's key as a word of a sentence: `chair of governors`."""
    return {"head": "headteacher", "chair": "chair"}.get(role, role.replace("-", " "))


def vote_fault(able: int, *, votes_for: int, against: int, abstained: int) -> str:
    """What is wrong with a count of votes, empty where it can stand. `able`: how many are there and not barred."""
    cast = votes_for + against + abstained
    if min(votes_for, against, abstained) < 0 or not cast:
        return "Say how many were for it, how many against, and how many abstained."
    if cast > able:
        return f"{cast} votes were counted, and only {able} of those who are there may take part in this item."
    if votes_for <= against:
        return "It was not carried: more must be for it than against. Write what was said instead."
    return ""


def is_overdue(*, waiting: bool, due: date, on: date) -> bool:
    """Whether who raised a point should have heard of us by now."""
    return waiting and due < on
