"""Keeps the counts: works out anew what a change touched, inside the transaction of the action that made it.

Nothing is added up or taken off: a cell is counted again from the takings, so that a count is right however often it is
asked for, and mends itself. The actions call this after their journal entry, which lets one writer at a time through.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, Max, Q

from alongside.knowledge.people.models import Holding
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.queries import profiles
from alongside.work.contacts.heard import rules
from alongside.work.contacts.heard.models import LastHeard, Tally
from alongside.work.contacts.heard.policies import heard
from alongside.work.contacts.models import Taking

_CELL = ("district", "phase", "type_group", "role")
_AT_ONCE = 500  # schools
_OPEN = (vocabulary.OPEN, vocabulary.CLOSING)


class Touched(NamedTuple):
    """A part in a contact that came, went or changed: where it counts."""

    on: date
    role: str
    school: int | None
    district: str
    phase: str
    type_group: str


@dataclass(slots=True)
class _Together:
    """What is to be counted once, at the end of many changes."""

    places: set[Touched] = field(default_factory=set)
    schools: set[int] = field(default_factory=set)
    on: date = date.min


_together: ContextVar[_Together | None] = ContextVar("heard_together", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Count once for all the changes made within, at its end. For many contacts recorded in one transaction, which is
    the caller's: whoever reads before its end reads the counts of before."""
    later = _Together()
    turn = _together.set(later)
    try:
        yield
    finally:
        _together.reset(turn)
    recount(later.places, on=later.on)
    refresh(later.schools, on=later.on)


def touched(takings: Iterable[Taking]) -> set[Touched]:
    """Where these takings count. Those of the partnership's own people count nowhere."""
    return {
        Touched(one.on, one.role, one.school, one.district, one.phase, one.type_group)
        for one in takings
        if not one.ours
    }


def recount(places: Collection[Touched], *, on: date) -> None:
    """Count again the terms and school years that were touched, and when the schools' people were last heard. `on`:
    the day of the change, by which it is known who holds which role."""
    if (later := _together.get()) is not None:
        later.places, later.on = later.places | set(places), max(later.on, on)
        return
    policy = heard()
    periods = {(period.begins, period.ends) for one in places for period in rules.kept_periods(one.on, policy)}
    for begins, ends in periods:
        cells = {(one.district, one.phase, one.type_group, one.role) for one in places if begins <= one.on <= ends}
        _count(begins, ends, cells)
    schools = {one.school for one in places if one.school and one.role in policy.by_role}
    refresh(schools, on=on)


def _count(begins: date, ends: date, cells: Collection[tuple[str, str, str, str]] | None) -> None:
    """Count these cells of a period, or with None all of them."""
    kept = Tally.objects.filter(begins=begins, ends=ends)
    takings = Taking.objects.counted().between(begins, ends).order_by()
    if cells is not None:
        among = Q(pk__in=[])
        for cell in cells:
            among |= Q(**dict(zip(_CELL, cell, strict=True)))
        kept, takings = kept.filter(among), takings.filter(among)
    found = takings.values(*_CELL).annotate(schools=Count("school", distinct=True), takings=Count("pk"))
    fresh = [Tally(begins=begins, ends=ends, **row) for row in found]
    kept.delete()
    Tally.objects.bulk_create(fresh, batch_size=1000)


def refresh(schools: Collection[int], *, on: date) -> None:
    """Write anew when the heads and chairs of these schools were last heard, and since when they are in post."""
    if (later := _together.get()) is not None:
        later.schools, later.on = later.schools | set(schools), max(later.on, on)
        return
    urns = sorted(schools)
    for start in range(0, len(urns), _AT_ONCE):
        _refresh(urns[start : start + _AT_ONCE], on)


def _refresh(urns: list[int], on: date) -> None:
    # Whoever else would write these rows waits, and then reads what was written here; without this, on PostgreSQL, an
    # older reading could be written last.
    list(LastHeard.objects.select_for_update().filter(school__in=urns).order_by("pk").values_list("pk", flat=True))
    roles = list(heard().by_role)
    home = partnership().authority
    profiles = {
        row["urn"]: row
        for row in Profile.objects.current()
        .filter(urn__in=urns)
        .values("urn", "authority", "status", "type", "district", "phase", "group")
    }
    holdings = Holding.objects.on(on).of(*roles).filter(scope="school", school__in=urns)
    by_beginning = sorted(holdings, key=lambda one: (one.since or date.min, one.pk))
    held = {(one.school, one.role): one for one in by_beginning}
    takings = Taking.objects.counted().filter(school__in=urns, role__in=roles).order_by()
    newest = takings.values("school", "role").annotate(last=Max("on"))
    last = {(row["school"], row["role"]): row["last"] for row in newest}
    rows = []
    for urn in urns:
        said = profiles.get(urn, {})
        listed = (
            said.get("authority") == home
            and said.get("status") in _OPEN
            and said.get("type") in vocabulary.STATE_FUNDED
        )
        for role in roles:
            post, heard_on = held.get((urn, role)), last.get((urn, role))
            since = post.since if post else None
            rows.append(
                LastHeard(
                    school=urn,
                    role=role,
                    listed=listed,
                    district=said.get("district", ""),
                    phase=said.get("phase", ""),
                    type_group=said.get("group", ""),
                    holder_id=post.person_id if post else None,
                    in_post=since,
                    last=heard_on,
                    met=rules.heard_in_post(heard_on, since),
                    waiting_since=rules.waiting_since(heard_on, since),
                )
            )
    LastHeard.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["school", "role"],
        update_fields=[
            *("listed", "district", "phase", "type_group", "holder", "in_post", "last", "met", "waiting_since"),
        ],
    )


def recount_all(*, on: date) -> tuple[int, int]:
    """Everything anew: how many schools, how many periods. Takes a moment; `alongside recount` asks for it."""
    policy = heard()
    days = Taking.objects.counted().order_by().values_list("on", flat=True).distinct()
    periods = {(one.begins, one.ends) for day in days for one in rules.kept_periods(day, policy)}
    Tally.objects.all().delete()
    for begins, ends in sorted(periods):
        _count(begins, ends, None)
    LastHeard.objects.exclude(role__in=policy.by_role).delete()
    urns = every_school()
    refresh(urns, on=on)
    return len(urns), len(periods)


def every_school() -> set[int]:
    """The schools of the partnership, and those of whom somebody was ever heard."""
    home = profiles().in_authority(partnership().authority)
    urns = set(home.values_list("urn", flat=True)) | set(LastHeard.objects.values_list("school", flat=True))
    urns |= set(Taking.objects.counted().filter(school__isnull=False).values_list("school", flat=True).distinct())
    return urns


def refresh_all(*, on: date) -> int:
    """When everybody was last heard, and since when they wait, as on a day: some schools at a time, so that nobody who
    writes waits long. How many schools."""
    urns = sorted(every_school())
    for start in range(0, len(urns), _AT_ONCE):
        with transaction.atomic():
            refresh(urns[start : start + _AT_ONCE], on=on)
    return len(urns)


def roles_changed(school: int, on: date) -> None:
    """Somebody began or ended at a school: who waits to be heard there may be another. Inside that change."""
    refresh({school}, on=on)
