"""Who is to be invited to a meeting: who holds the roles of its kind on its day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alongside.floor.accounts.roles import roles
from alongside.knowledge.people.models import Holding, Person
from alongside.knowledge.people.queries import held
from alongside.knowledge.schools.queries import profiles
from alongside.work.meetings.models import Meeting, Series
from alongside.work.ties.models import Tie


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to invite, in which role, for which school."""

    person: Person
    role: str
    school: int | None = None
    ours: bool = False


def guests(meeting: Meeting, *, only: Iterable[str] | None = None) -> list[Guest]:
    """Whom the series invites, each once, in the first of their roles by the order of the policy."""
    return of_series(meeting.series, on=meeting.on, only=only)


def of_series(series: Series, *, on: date, only: Iterable[str] | None = None) -> list[Guest]:
    """Two queries: the schools of the district or circle, and who holds the roles."""
    wanted = [role for role in series.rules.invites if only is None or role in set(only)]
    found: dict[int, Guest] = {}
    holdings = sorted(_holdings(series, on=on, wanted=wanted), key=lambda one: wanted.index(one.role))
    for one in holdings:
        found.setdefault(one.person_id, _guest(one))
    return sorted(found.values(), key=lambda guest: (wanted.index(guest.role), guest.person.name))


def by_name(person: Person, *, on: date) -> Guest:
    """Somebody who is invited besides, in the role that they hold on the day, if any."""
    known = list(held(on).filter(person=person))
    return _guest(known[0]) if known else Guest(person, "other")


def _holdings(series: Series, *, on: date, wanted: list[str]) -> list[Holding]:
    holdings = held(on).of(*wanted)
    if series.body:
        return list(holdings.filter(scope="body", body=series.body))
    if series.circle:
        circle = Tie.objects.lasting_on(on).filter(circle=series.circle)
        return list(holdings.filter(scope="school", school__in=circle.values("school")))
    schools = set(profiles().open().in_district(series.district).values_list("urn", flat=True))
    return [
        one
        for one in holdings.filter(scope__in=("district", "school"))
        if (one.scope == "district" and one.district == series.district)
        or (one.scope == "school" and one.school in schools)
    ]


def _guest(holding: Holding) -> Guest:
    known = roles().roles.get(holding.role)
    return Guest(holding.person, holding.role, holding.school, bool(known and known.office))
