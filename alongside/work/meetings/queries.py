"""Reads: series, meetings, who takes part in an item, points."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.roles import roles
from alongside.knowledge.people.models import Holding
from alongside.knowledge.schools.models import Profile
from alongside.work.meetings import permissions, rules
from alongside.work.meetings.models import Action, Decision, Interest, Item, Meeting, Paper, Part, Series
from alongside.work.meetings.points.models import Point
from alongside.work.meetings.rules import Quorate, Someone


@dataclass(frozen=True, slots=True)
class Standing:
    """Who can take part in an item, who is barred, and whether the quorum is met."""

    able: tuple[Someone, ...]
    barred: frozenset[int]
    quorum: Quorate
    names: dict[int, str]


def standing(item: Item) -> Standing:
    """Two queries."""
    parts = list(item.meeting.parts.all())
    barred = item.interests.filter(withdrawn=False, bars=True).values_list("part_id", flat=True)
    return stand(parts, barred, item.meeting.series)


def stand(parts: Iterable[Part], barred: Iterable[int], series: Series) -> Standing:
    """The same from what was fetched already."""
    people = [Someone(one.pk, one.role, one.is_here, one.invited and not one.withdrawn) for one in parts]
    out = frozenset(barred)
    found = rules.quorum(people, series.rules.quorum, barred=out)
    able = tuple(one for one in people if one.here and one.key not in out)
    return Standing(able, out, found, {one.pk: one.name for one in parts})


def series_for(user: Any) -> list[Series]:
    """Every series that somebody may see: by role, as a member, or because they were invited once."""
    found = Series.objects.select_related("body", "lead").visible(reach(user, "meetings.see"))
    mine = Q(meetings__parts__person__user=user, meetings__parts__withdrawn=False)
    mine |= Q(district__in=permissions.districts_of(user))
    mine |= Q(circle__in=permissions.circles_of(user)) | Q(lead__user=user)
    others = Series.objects.filter(mine).values("pk")
    return list(Series.objects.select_related("body", "lead").filter(Q(pk__in=found.values("pk")) | Q(pk__in=others)))


def series(pk: int) -> Series | None:
    return Series.objects.select_related("body").filter(pk=pk).first()


def meeting(pk: int) -> Meeting | None:
    return Meeting.objects.select_related("series__body", "by").filter(pk=pk).first()


def meetings_of(found: Collection[Series]) -> list[Meeting]:
    """Their meetings, newest first, with how many were there."""
    here = Count("parts", filter=Q(parts__came__in=(Part.Came.HERE, Part.Came.ONLINE)))
    every = Meeting.objects.filter(series__in=found).select_related("series__body", "series__lead").annotate(here=here)
    return list(every.order_by("-on", "-pk"))  # said again: who counts loses the order of the model


def agenda(found: Meeting, *, record: bool = True) -> list[Item]:
    """The items in order; with their record: interests, decisions and actions. One query, or four."""
    items = found.items.filter(dropped=False)
    if not record:
        return list(items)
    return list(
        items.prefetch_related(
            Prefetch("interests", Interest.objects.filter(withdrawn=False).select_related("part"), "declared"),
            Prefetch("decisions", Decision.objects.filter(withdrawn=False).select_related("proposed_by"), "taken"),
            Prefetch("actions", Action.objects.select_related("task__owner"), "agreed"),
        )
    )


def parts_of(found: Meeting) -> list[Part]:
    """Everybody who was asked or came, by name."""
    return list(found.parts.select_related("person"))


def papers_of(found: Meeting) -> list[Paper]:
    return list(found.papers.filter(withdrawn_at=None))


def item(pk: int) -> Item | None:
    return Item.objects.select_related("meeting__series__body").filter(pk=pk, dropped=False).first()


def part(pk: int) -> Part | None:
    return Part.objects.select_related("meeting__series__body", "person").filter(pk=pk).first()


def paper(pk: int) -> Paper | None:
    return Paper.objects.select_related("meeting__series__body").filter(pk=pk, withdrawn_at=None).first()


def points_of(found: Series) -> list[Point]:
    return list(_points().filter(series=found))


def points_of_meeting(found: Meeting) -> list[Point]:
    return list(_points().filter(meeting=found))


def points_for(user: Any, *, on: date) -> list[Point]:
    """Points of every series that somebody answers for, those waiting longest first."""
    where = reach(user, "meetings.answer")
    found = _points().filter(series__in=Series.objects.visible(where))
    return sorted(found, key=lambda one: (not one.is_waiting, one.due if one.is_waiting else date.max, -one.pk))


def point(pk: int) -> Point | None:
    return _points().filter(pk=pk).first()


def names_of(urns: Iterable[int | None]) -> dict[int, str]:
    """The names of schools, by URN. One query, none where there is no school."""
    wanted = {urn for urn in urns if urn}
    return dict(Profile.objects.current().filter(urn__in=wanted).values_list("urn", "name")) if wanted else {}


def _points() -> Any:
    return Point.objects.select_related("series__body", "owner", "answered_by", "meeting__series").prefetch_related(
        "raisers"
    )


def decision(pk: int) -> Decision | None:
    return Decision.objects.select_related("item__meeting__series__body").filter(pk=pk, withdrawn=False).first()


def interest(pk: int) -> Interest | None:
    found = Interest.objects.select_related("item__meeting__series__body", "part")
    return found.filter(pk=pk, withdrawn=False).first()


def parts_at(found: Collection[Meeting]) -> list[Part]:
    """Everybody's part in some meetings."""
    return list(Part.objects.filter(meeting__in=found, withdrawn=False))


def points_of_school(urn: int, *, most: int = 12) -> list[Point]:
    """What people of a school raised, newest first."""
    return list(_points().of_school(urn)[:most])


def who_may_answer(point: Point, *, on: date) -> dict[int, Holding]:
    """Who of us may answer a point, by the number of the person, each with a role that lets them. One query."""
    granted = roles().permissions["meetings.answer"].to
    everywhere = {role for role, where in granted.items() if "everywhere" in where}
    there = (
        Q(role__in=set(granted) - everywhere, district=point.series.district) if point.series.district else Q(pk=None)
    )
    held = Holding.objects.on(on).filter(Q(role__in=everywhere) | there).select_related("person")
    found: dict[int, Holding] = {}
    for one in sorted(held, key=lambda one: (one.role in everywhere, one.person.name)):
        found.setdefault(one.person_id, one)
    return found
