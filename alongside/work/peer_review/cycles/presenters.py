"""Cycles in words, for their pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

import rules

from alongside.floor.accounts.permissions import reach
from alongside.floor.web.words import day, plural
from alongside.knowledge.schools.naming import names_of
from alongside.work.peer_review.cycles import following, queries
from alongside.work.peer_review.cycles.models import Cycle, Elsewhere, Joining, Pairing, Proposal, Reviewer

CYCLE_HEADER = ("School", "URN", "Lead", "Team", "First day", "Last day")
State = Cycle.State


class CycleLine(NamedTuple):
    """A cycle in a list: how it stands, in a sentence."""

    cycle: Any
    says: str
    tag: str


T = TypeVar("T", Joining, Pairing, Elsewhere)


def named(things: Sequence[T]) -> list[tuple[T, str]]:
    """Each with the name of its school. One query."""
    names = names_of(one.school for one in things)
    return [(one, names[one.school]) for one in things]


def cycle_line(cycle: Any, on: date) -> CycleLine:
    """`cycle` with how many `joined` and are `paired` (`queries.cycles`)."""
    schools = f"{plural(cycle.joined, 'school')} {'takes' if cycle.joined == 1 else 'take'} part"
    if cycle.state == State.OPEN and cycle.joins_by >= on:
        return CycleLine(cycle, f"Schools join until {day(cycle.joins_by)}; {schools} so far.", "tag--amber")
    if cycle.state == State.OPEN:
        return CycleLine(cycle, f"{schools.capitalize()}; who reviews whom is to be decided.", "tag--amber")
    if cycle.state == State.PAIRED:
        until = f"Reviews from {day(cycle.reviews_from)} to {day(cycle.reviews_until)}"
        return CycleLine(cycle, f"{until}; {schools}, {cycle.paired} with a team.", "tag--green")
    return CycleLine(cycle, f"{schools.capitalize()}.", "tag--quiet")


def to_join(
    cycles: Iterable[Cycle], mine: Iterable[Joining], schools: Collection[int], on: date
) -> list[tuple[Cycle, int, str]]:
    """Cycles that these schools can join and have not: (cycle, URN, the school's name)."""
    joined = {(one.cycle_id, one.school) for one in mine}
    names = names_of(schools)
    return [
        (cycle, urn, names[urn])
        for cycle in cycles
        if cycle.state == State.OPEN and cycle.joins_by >= on
        for urn in sorted(schools)
        if (cycle.pk, urn) not in joined
    ]


def cycle_page(cycle: Cycle, user: Any, on: date) -> dict[str, Any]:
    """What the page of a cycle shows."""
    joined, paired = queries.joinings(cycle), queries.pairings(cycle)
    names = names_of([*(one.school for one in joined), *(one.school for one in paired)])
    pairing_of = {one.school: one for one in paired}
    organises = rules.has_perm("cycles.organise", user)
    runs = cycle.state in (State.OPEN, State.PAIRED)
    mine = reach(user, "cycles.focus").schools
    unpaired = [one for one in joined if one.school not in pairing_of]
    proposal = queries.newest_proposal(cycle) if organises and runs else None
    model = cycle.review_model
    lines = [(one, names[one.school], pairing_of.get(one.school)) for one in joined]
    return {
        "cycle": cycle,
        "model": model,
        "lines": sorted(lines, key=lambda line: line[1]),
        "also": [(one, names[one.school]) for one in paired if one.school not in {each.school for each in joined}],
        "can_join": to_join([cycle], joined, reach(user, "cycles.join").schools, on),
        "own": [(one, names[one.school]) for one in joined if one.school in mine],
        "organises": organises and runs,
        "reads": reach(user, "cycles.focus").everywhere,
        "unpaired": len(unpaired),
        "paired": len(paired),
        "seats": len(unpaired) * model.team,
        "ready": queries.ready(cycle.reviews_until) if organises else None,
        "proposal": proposal,
        "is_waiting": proposal is not None and proposal.state == Proposal.State.WAITING,
        "is_open": cycle.state == State.OPEN and cycle.joins_by >= on,
        "links": following.links(user),
        "thing": cycle.thing,
    }


def cycle_rows(cycle: Cycle) -> Iterator[tuple[Any, ...]]:
    """As CYCLE_HEADER names them, a row a school."""
    paired = {one.school: one for one in queries.pairings(cycle)}
    schools = {one.school for one in queries.joinings(cycle)} | paired.keys()
    names = names_of(schools)
    for urn in sorted(schools, key=lambda one: names[one]):
        pairing = paired.get(urn)
        if pairing is None:
            yield (names[urn], urn, "", "", "", "")
        else:
            team = ", ".join(one.person.name for one in pairing.team)
            days = [date.fromisoformat(one) for one in pairing.days]
            first, last = (days[0], days[-1]) if days else ("", "")
            yield (names[urn], urn, pairing.lead.person.name, team, first, last)


def recordable(user: Any) -> list[tuple[int, str]]:
    """The schools of a head, to record a review elsewhere."""
    schools = reach(user, "cycles.elsewhere").schools
    return sorted(names_of(schools).items())


def days_of(pairing: Pairing) -> str:
    """“11 to 13 January 2027”, in words."""
    return days_in_words(pairing.days)


def days_in_words(days: Sequence[str]) -> str:
    """ISO days in words; empty where there are none."""
    if not days:
        return ""
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def team_words(people: Iterable[Reviewer]) -> str:
    return ", ".join(one.person.name for one in people)
