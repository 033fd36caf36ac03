"""What of visits waits for somebody on My work, what is in their calendar, and the director's card. One query each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse

from alongside.floor.accounts.waiting import Card, Diary, Entry, Figure, Source, Waiting, Who
from alongside.floor.kernel.clock import LONDON
from alongside.floor.web.words import day
from alongside.work.engagement.visits.models import Visit
from alongside.work.engagement.visits.policies import templates
from alongside.work.engagement.visits.queries import overdue, standing_so
from alongside.work.engagement.visits.rules import Stand

_MOST = 60
_LEADS = ("district-lead", "engagement-coordinator", "director", "staff")


def lines(who: Who, on: date) -> Sequence[Waiting]:
    """For a lead: their visits to come, to write up, to reply to; those that wait for a head. For a head: what is to be
    answered."""
    schools = who.schools("head")
    mine = _mine(who)
    if not schools and mine is None:
        return []
    to_answer = standing_so(Stand.WAITING) & Q(school__in=schools)
    wanted = to_answer if mine is None else to_answer | (mine & _at_work(on))
    found = Visit.objects.filter(wanted).select_related("lead").order_by("on", "pk")[:_MOST]
    return [_line(visit, visit.school in schools and visit.lead_id != who.person, on) for visit in found]


def _mine(who: Who) -> Q | None:
    """The visits that this person leads; None where they lead none."""
    leads = who.person is not None and any(post.role in _LEADS for post in who.posts)
    return Q(lead=who.person) if leads else None


def _at_work(on: date) -> Q:
    soon = standing_so(Stand.PLANNED) & Q(on__lte=on + timedelta(days=14))
    return soon | standing_so(Stand.TO_WRITE) | standing_so(Stand.WAITING) | standing_so(Stand.TO_REPLY)


def _line(visit: Visit, for_head: bool, on: date) -> Waiting:
    standing, page = visit.standing(on), reverse("visits:one", args=[visit.pk])
    when, school = day(visit.on), visit.school
    if for_head:
        words = f"Say whether what was written of the visit of {when} is accurate"
        address = reverse("visits:answer", args=[visit.pk])
        return Waiting(words=words, address=address, kind="Visit", due=standing.by, since=visit.sent, school=school)
    if standing.stand is Stand.WAITING:
        words = f"The visit of {when} waits for the head’s answer"
        since, whom = visit.sent, "Head of the school"
        due = standing.by
        return Waiting(
            words=words, address=page, kind="Visit", due=due, since=since, for_me=False, school=school, whom=whom
        )
    words = {
        Stand.PLANNED: f"Visit on {when}" if not standing.overdue else f"Did the visit of {when} take place?",
        Stand.TO_WRITE: f"Write up the visit of {when}",
        Stand.TO_REPLY: f"Reply to the head about the visit of {when}",
    }[standing.stand]
    return Waiting(words=words, address=page, kind="Visit", due=standing.by, since=visit.on, school=school)


def entries(who: Who, since: date) -> Sequence[Entry]:
    """The visits that somebody goes to, or that come to their school, with those that were called off."""
    heads, chairs = who.schools("head"), who.schools("chair")
    if who.person is None and not heads and not chairs:
        return []
    wanted = Q(school__in=heads, invite_head=True) | Q(school__in=chairs, invite_chair=True)
    if who.person is not None:
        wanted |= Q(lead=who.person)
    states = [Visit.State.PLANNED, Visit.State.CANCELLED]
    found = Visit.objects.filter(wanted, state__in=states, on__gte=since).select_related("lead").order_by("on")
    return [_entry(visit) for visit in found[:200]]


def _entry(visit: Visit) -> Entry:
    starts = visit.starts
    return Entry(
        uid=str(visit),
        begins=starts or visit.on,
        ends=_ends(starts, visit.minutes),
        words=f"{visit.template.name}, {visit.lead}",
        where=visit.where,
        address=reverse("visits:one", args=[visit.pk]),
        school=visit.school,
        cancelled=visit.state == Visit.State.CANCELLED,
    )


def _ends(starts: datetime | None, minutes: int) -> datetime | None:
    return (starts + timedelta(minutes=minutes)).astimezone(LONDON) if starts else None


def figure(who: Who, on: date) -> Figure | None:
    """How many visits wait for somebody beyond their day: to be written up, answered, replied to."""
    number = Visit.objects.filter(overdue(templates().days, on=on)).count()
    words = "visit is overdue with somebody" if number == 1 else "visits are overdue with somebody"
    says = "Not held, not written up, not answered or not replied to in time."
    return Figure(number=number, words=words, address=reverse("visits:oversight"), act=number > 0, says=says)


SOURCES = (
    Source("visits", 20, lines),
    Diary("visits", entries),
    Card("visits", 20, "visits.oversee", figure),
)
