"""What meetings put on My work, into the personal calendar and before the director: one query each at most."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.waiting import Card, Diary, Entry, Figure, Source, Waiting, Who
from alongside.floor.web.words import day
from alongside.work.meetings.models import Meeting, Part, Series
from alongside.work.meetings.points.models import Point

MOST = 60


def to_do(who: Who, on: date) -> list[Waiting]:
    """Meetings to come to which somebody has not answered, and those of their district that are over and wait to be
    written up. One query for both."""
    districts = who.districts("district-lead", "engagement-coordinator")
    if not districts and not who.person:
        return []
    runs = Q(series__district__in=districts) if districts else Q(pk=None)
    runs |= Q(series__lead_id=who.person) if who.person else Q(pk=None)
    unwritten = runs & Q(state__in=(Meeting.State.PLANNED, Meeting.State.HELD), on__lte=on)
    unanswered = Q(
        parts__person_id=who.person, parts__withdrawn=False, parts__answer="", state=Meeting.State.PLANNED, on__gte=on
    )
    wanted = unwritten | (unanswered if who.person else Q(pk=None))
    found = Meeting.objects.filter(wanted).select_related("series").order_by("on").distinct()
    return [_line(one, on, who, districts) for one in found[:MOST]]


def _line(one: Meeting, on: date, who: Who, districts: tuple[str, ...]) -> Waiting:
    leads = who.person is not None and one.series.lead_id == who.person
    if one.on <= on and (leads or one.series.district in districts):
        return Waiting(
            words=f"Write up the meeting of {day(one.on)} ({one.series.name})",
            address=reverse("meetings:one", args=[one.pk]),
            kind="Minutes",
            since=one.on,
            due=one.on + timedelta(days=7),
        )
    return Waiting(
        words=f"Say whether you come to the meeting of {day(one.on)} ({one.series.name})",
        address=reverse("meetings:answer", args=[one.pk]),
        kind="Meeting",
        due=one.on,
    )


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
    Source("meetings", 30, to_do),
    Source("meetings.points", 40, to_answer),
    Diary("meetings", entries),
    Card("meetings.points", 40, "meetings.oversee", overdue),
)
