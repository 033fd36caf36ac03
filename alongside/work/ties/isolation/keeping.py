"""Keeps how schools stand: works out anew what a tie touches, inside the transaction of the action that posted it.

Nothing is added up or taken off: a school is judged again from its ties, so that what is kept mends itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.knowledge.schools.places import in_contract
from alongside.work.ties.isolation import gathering, rules
from alongside.work.ties.isolation.models import Recorded, Standing
from alongside.work.ties.isolation.policies import Isolation, isolation
from alongside.work.ties.models import Tie

_AT_ONCE = 1000  # schools
_FEW = 2000  # schools that are judged again at once, should a kind of tie be recorded for the first time
_PLACE = ("urn", "district", "phase", "group", "opened", "authority")
_ORDER = {rules.ALONE: 0, rules.UNKNOWN: 1, rules.THIN: 2, rules.CONNECTED: 3}
_KEPT = (
    *("district", "phase", "type_group", "contract", "opened", "state", "at_least", "rank", "points", "by_kind"),
    *("newest", "since", "on", "at"),
)


@dataclass(slots=True)
class _Later:
    """What is to be judged once, at the end of many changes."""

    schools: set[int] = field(default_factory=set)
    circles: set[str] = field(default_factory=set)
    on: date = date.min
    at: datetime | None = None


_later: ContextVar[_Later | None] = ContextVar("ties_later", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Judge once for all the ties posted within, at its end. For many at a time, in the caller's transaction."""
    waits = _Later()
    turn = _later.set(waits)
    try:
        yield
    finally:
        _later.reset(turn)
    if waits.schools:
        touched(waits.schools, waits.circles, on=waits.on, at=waits.at)


def touched(schools: Iterable[int], circles: Iterable[str], *, on: date, at: datetime | None) -> None:
    """Judge these schools again, and whoever is in one of these circles with but one of them: that one has, or has
    lost, company."""
    if (waits := _later.get()) is not None:
        waits.schools |= set(schools)
        waits.circles |= set(circles)
        waits.on, waits.at = max(waits.on, on), at
        return
    refresh(set(schools) | _partners(set(circles), on), on=on, at=at)


def _partners(circles: set[str], on: date) -> set[int]:
    found: set[int] = set()
    for circle in sorted(circles):
        some = Tie.objects.lasting_on(on).filter(circle=circle).order_by().values_list("school", flat=True)[:3]
        found |= set(some) if len(some) < 3 else set()
    return found


def note_kinds(days: Iterable[tuple[str, date]], *, on: date, at: datetime) -> bool:
    """Keep since when each kind is recorded. `days`: the kinds and days of ties that came, changed (as they were, too)
    or went. Whether so many schools are to be judged again for it that a worker should."""
    known = dict(Recorded.objects.values_list("kind", "since"))
    kinds = {kind for kind, since in days if kind not in known or since <= known[kind]}
    if not kinds:
        return False
    for kind in sorted(kinds):
        first = Tie.objects.standing().filter(kind=kind).order_by("since").values_list("since", flat=True).first()
        if first is None:
            Recorded.objects.filter(kind=kind).delete()
        elif known.get(kind) != first:
            Recorded.objects.update_or_create(kind=kind, defaults={"since": first})
    policy, before = isolation(), {kind for kind, since in known.items() if since <= on}
    if rules.missing(before, policy) == rules.missing(gathering.recorded_by(on), policy):
        return False
    if Standing.objects.count() > _FEW:
        return True
    touched(gathering.schools_on(on).values_list("urn", flat=True), (), on=on, at=at)
    return False


def refresh(schools: Iterable[int], *, on: date, at: datetime | None) -> int:
    """Judge these schools again as at a day. How many of them are listed: open, state-funded, the partnership's."""
    urns = sorted(set(schools))
    policy = isolation()
    shared = gathering.companies(policy, on=on) if len(urns) > _AT_ONCE else None
    recorded = gathering.recorded_by(on)
    return sum(
        _refresh(urns[start : start + _AT_ONCE], policy, recorded, shared, on, at)
        for start in range(0, len(urns), _AT_ONCE)
    )


def refresh_all(*, on: date, at: datetime) -> int:
    """Judge every school as at a day, some at a time, so that nobody who writes waits long. How many."""
    urns = set(gathering.schools_on(on).values_list("urn", flat=True))
    left = set(Standing.objects.values_list("school", flat=True)) - urns
    every = sorted(urns | left)
    policy = isolation()
    shared, recorded = gathering.companies(policy, on=on), gathering.recorded_by(on)
    for start in range(0, len(every), _AT_ONCE):
        with transaction.atomic():
            _refresh(every[start : start + _AT_ONCE], policy, recorded, shared, on, at)
    return len(urns)


def judged(
    places: Sequence[tuple[Any, ...]],
    policy: Isolation,
    recorded: Collection[str],
    shared: frozenset[str] | None,
    *,
    on: date,
) -> list[Standing]:
    """Schools of the register (urn, district, phase, group, opened, authority) as they stand on a day; not kept."""
    befores = gathering.before(((row[0], row[4]) for row in places), policy, on=on)
    found = gathering.gathered([row[0] for row in places], policy, on=on, befores=befores, shared=shared)
    absent = rules.missing(recorded, policy)
    made = []
    for urn, district, phase, group, opened, authority in places:
        verdict = rules.settle(rules.summed(found.facts[urn], policy, on=on), absent, policy)
        made.append(
            Standing(
                school=urn,
                district=district,
                phase=phase,
                type_group=group,
                contract=in_contract(group=group, authority=authority),
                opened=opened,
                state=verdict.state,
                at_least=verdict.at_least,
                rank=_ORDER[verdict.state],
                points=verdict.points,
                by_kind=dict(verdict.by_kind),
                newest=found.newest.get(urn),
                on=on,
            )
        )
    return made


def _refresh(
    urns: list[int],
    policy: Isolation,
    recorded: Collection[str],
    shared: frozenset[str] | None,
    on: date,
    at: datetime | None,
) -> int:
    # Whoever else would write these rows waits, and then reads what was written here.
    rows = Standing.objects.select_for_update().filter(school__in=urns).order_by("pk")
    was = {school: (state, since) for school, state, since in rows.values_list("school", "state", "since")}
    places = list(gathering.schools_on(on).filter(urn__in=urns).values_list(*_PLACE))
    made = judged(places, policy, recorded, shared, on=on)
    for one in made:
        state, since = was.get(one.school, ("", None))
        one.since, one.at = since if state == one.state else on, at
    if gone := was.keys() - {one.school for one in made}:
        Standing.objects.filter(school__in=gone).delete()
    Standing.objects.bulk_create(made, update_conflicts=True, unique_fields=["school"], update_fields=_KEPT)
    return len(made)
