"""What of visits between schools waits for a head, what is in their calendar, and the sentence on the page Together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from alongside.floor.accounts.roles import reach_of, roles
from alongside.floor.accounts.together import Way
from alongside.floor.accounts.waiting import Diary, Entry, Source, Waiting, Who
from alongside.floor.kernel.prose import counted, sentence
from alongside.floor.web.words import day
from alongside.work.sharing.hosting.models import Visit
from alongside.work.sharing.hosting.presenters import is_next
from alongside.work.sharing.hosting.rules import Turn

MOST = 60
WORDS = {
    Turn.ANSWER: "Choose a day for a school that asks to visit",
    Turn.MADE: "Did your visit of {} take place?",
    Turn.TOOK_AWAY: "What did you take away from your visit of {}?",
    Turn.WORKED: "Did it work, what you saw on {}?",
}


def own_schools(who: Who) -> frozenset[int]:
    """The schools for which somebody arranges as one of them."""
    return reach_of(who.posts, "hosting.arrange", roles()).schools


def lines(who: Who, on: date) -> Sequence[Waiting]:
    """What is next for the own school. One query."""
    return [_line(visit, on) for visit in _next(who, on)]


def _next(who: Who, on: date) -> list[Visit]:
    own = own_schools(who)
    if not own:
        return []
    found = Visit.objects.live().of_schools(list(own)).filter(worked__isnull=True).order_by("asked_on")
    return [one for one in found[: 4 * MOST] if is_next(one, own, on=on)][:MOST]


def _line(visit: Visit, on: date) -> Waiting:
    standing = visit.standing(on)
    words = WORDS[standing.turn].format(day(visit.on))
    hosted = standing.turn is Turn.ANSWER
    return Waiting(
        words=words,
        address=reverse("hosting:one", args=[visit.pk]),
        kind="School visit",
        due=standing.due,
        since=visit.asked_on if hosted else visit.on,
        school=visit.guest if hosted else visit.host,
    )


def entries(who: Who, since: date) -> Sequence[Entry]:
    """Agreed visits to and from the own school, and those that were called off. One query."""
    own = own_schools(who)
    if not own:
        return []
    states = [Visit.State.AGREED, Visit.State.CALLED_OFF, Visit.State.MADE]
    found = Visit.objects.of_schools(list(own)).filter(state__in=states, on__gte=since).order_by("on")
    return [_entry(visit, own) for visit in found[:200]]


def _entry(visit: Visit, own: frozenset[int]) -> Entry:
    hosted = visit.host in own
    return Entry(
        uid=str(visit),
        begins=visit.starts or visit.on or visit.asked_on,
        ends=visit.ends,
        words="Another school visits us" if hosted else "We visit another school",
        where=visit.where,
        address=reverse("hosting:one", args=[visit.pk]),
        school=visit.guest if hosted else visit.host,
        cancelled=visit.state == Visit.State.CALLED_OFF,
    )


def glance(who: Who, on: date) -> str:
    """Whether something waits for the own school. One query at most."""
    number = len(_next(who, on))
    return sentence(f"{counted(number, 'visit')} {'waits' if number == 1 else 'wait'} for you") if number else ""


SOURCES = (Source("school-visits", 45, lines, apart=True), Diary("school-visits", entries))
WAY = Way(
    key="hosting",
    order=50,
    title="Visit another school",
    words="See at first hand how another school does it, and show others what you do well. No phone call needed.",
    address="hosting:list",
    permission="hosting.find",
    glance=glance,
)
