"""Days on which a school and its whole team can: the first in the cycle on which nobody is at another review. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from alongside.work.peer_review.cycles.pairing.facts import Request, Team


def days_of(
    teams: Mapping[int, Team], request: Request, taken: Mapping[int, int] | None = None
) -> dict[int, list[date]]:
    """By school: its days, none where there are no such. Those who have the fewest days to choose from choose first.

    `taken`: by reviewer, weekdays of the cycle that other reviews take, as bits.
    """
    busy = Counter(taken or {})
    free = {urn: _free(team, request, urn) for urn, team in teams.items() if any(key is not None for key in team)}
    found: dict[int, list[date]] = {urn: [] for urn in teams}
    for urn in sorted(free, key=lambda one: (request.begins(free[one]).bit_count(), one)):
        people = [key for key in teams[urn] if key is not None]
        open_days = free[urn]
        for key in people:
            open_days &= ~busy[key]
        begins = request.begins(open_days)
        if begins:
            first = (begins & -begins).bit_length() - 1
            found[urn] = list(request.calendar[first : first + request.days])
            for key in people:
                busy[key] |= ((1 << request.days) - 1) << first
    return found


def bits_of(days: list[date], request: Request) -> int:
    """Days as bits of the cycle's weekdays; others are passed over."""
    number = {day: place for place, day in enumerate(request.calendar)}
    return sum(1 << number[day] for day in set(days) if day in number)


def _free(team: Team, request: Request, urn: int) -> int:
    found = request.free_at[urn]
    for key in team:
        if key is not None:
            found &= request.free_of[key]
    return found
