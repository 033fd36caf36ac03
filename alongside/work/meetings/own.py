"""What meetings put on My work, into the personal calendar and before the director: one query each at most."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse

from alongside.floor.accounts.permissions import reach
from alongside.floor.web.waiting import Card, Diary, Entry, Figure, Source, Waiting, Who
from alongside.floor.web.words import day
from alongside.work.meetings.models import Meeting, Part, Series
from alongside.work.meetings.points.models import Point

MOST = 60


def invitations(who: Who, on: date) -> list[Waiting]:
    """Meetings to come to which somebody has not answered."""
    if not who.person:
        return []
    found = Part.objects.filter(
        person_id=who.person, withdrawn=False, answer="", meeting__state=Meeting.State.PLANNED, meeting__on__gte=on
    )
    return [
        Waiting(
            words=f"Say whether you come to the meeting of {day(part.meeting.on)} ({part.meeting.series.name})",
            address=reverse("meetings:answer", args=[part.meeting_id]),
            kind="Meeting",
            due=part.meeting.on,
        )
        for part in found.select_related("meeting__series").order_by("meeting__on")[:MOST]
    ]


def to_write(who: Who, on: date) -> list[Waiting]:
    """Meetings that have taken place whose record or minutes wait for who runs them in a district of their own."""
    districts = who.districts("district-lead", "engagement-coordinator")
    if not districts:
        return []
    open_states = (Meeting.State.PLANNED, Meeting.State.HELD)
    found = Meeting.objects.filter(series__district__in=districts, state__in=open_states, on__lte=on)
    return [
        Waiting(
            words=f"Write up the meeting of {day(one.on)} ({one.series.name})",
            address=reverse("meetings:one", args=[one.pk]),
            kind="Minutes",
            since=one.on,
            due=one.on + timedelta(days=7),
        )
        for one in found.select_related("series").order_by("on")[:MOST]
    ]


def to_answer(who: Who, on: date) -> list[Waiting]:
    """Points that who answers in a district has to answer, and what who raised some waits for."""
    districts = who.districts("district-lead", "engagement-coordinator")
    schools = who.schools("head", "chair")
    if not districts and not schools and not who.person:
        return []
    mine = Q(owner_id=who.person) if who.person else Q()
    mine |= Q(owner=None, series__district__in=districts) if districts else Q()
    raised = Q(raisers__person_id=who.person) if who.person else Q()
    raised |= Q(raisers__school__in=schools) if schools else Q()
    found = Point.objects.waiting().filter(mine | raised).distinct().select_related("series").order_by("due")
    return [_point(one, who, districts) for one in found[:MOST]]


def _point(one: Point, who: Who, districts: tuple[str, ...]) -> Waiting:
    words = one.words if len(one.words) < 80 else f"{one.words[:77]}…"
    for_me = (one.owner_id == who.person and who.person is not None) or (
        one.owner_id is None and one.series.district in districts
    )
    page = "meetings:answer-point" if for_me else "meetings:point"
    lead = "Answer what was raised" if for_me else "You raised"
    return Waiting(
        words=f"{lead}: “{words}”",
        address=reverse(page, args=[one.pk]),
        kind="Point",
        due=one.due,
        since=one.raised_on,
        for_me=for_me,
        whom="" if for_me else "The partnership",
    )


def entries(who: Who, since: date) -> list[Entry]:
    """Meetings to which somebody is invited and has not said that they cannot come."""
    if not who.person:
        return []
    found = Part.objects.filter(person_id=who.person, withdrawn=False, meeting__on__gte=since)
    return [
        Entry(
            uid=part.meeting.thing,
            begins=part.meeting.begins_at,
            ends=part.meeting.ends_at,
            words=part.meeting.series.name,
            where=part.meeting.where or "Online",
            address=reverse("meetings:one", args=[part.meeting_id]),
            cancelled=part.meeting.state == Meeting.State.CANCELLED,
        )
        for part in found.exclude(answer=Part.Answer.SORRY).select_related("meeting__series")
    ]


def overdue(who: Who, on: date) -> Figure:
    """How many points have waited too long for an answer, where somebody oversees them."""
    series = Series.objects.visible(reach(who.user, "meetings.oversee"))
    told = Point.objects.overdue(on).filter(series__in=series).aggregate(number=Count("pk"), first=Min("due"))
    number = told["number"]
    says = f"The first was due on {day(told['first'])}." if number else "Every group has heard in time."
    words = "point that schools raised is overdue" if number == 1 else "points that schools raised are overdue"
    return Figure(
        number=number, words=words, address=f"{reverse('meetings:points')}?show=overdue", act=bool(number), says=says
    )


WAITING = (
    Source("meetings.invitations", 30, invitations),
    Source("meetings.record", 35, to_write),
    Source("meetings.points", 40, to_answer),
    Diary("meetings", entries),
    Card("meetings.points", 40, "meetings.oversee", overdue),
)
