"""What inspections put on My work, into the calendar and before the director: one query each at most, and no word of
what was said."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.waiting import Card, Diary, Entry, Figure, Source, Waiting, Who
from alongside.floor.kernel.clock import LONDON
from alongside.floor.web.words import day
from alongside.work.engagement.ofsted import presenters, rules
from alongside.work.engagement.ofsted.models import Call, Feedback
from alongside.work.engagement.ofsted.policies import calls

MOST = 60


def lines(who: Who, on: date) -> list[Waiting]:
    """Feedback meetings at maintained schools that nobody has planned or written down, for those of the district."""
    districts = who.districts("district-lead", "engagement-coordinator")
    own = who.schools("district-lead")
    if not districts and not own:
        return []
    found = Call.objects.going_on().filter(Q(district__in=districts) | Q(school__in=own), maintained=True)
    shown = [presenters.shown(call, on=on) for call in found.select_related("feedback")[:MOST]]
    return [_line(one) for one in shown if one.next]


def _line(one: presenters.Shown) -> Waiting:
    planning = one.next == "plan"
    words = (
        "Say when the feedback meeting is and who goes" if planning else "Write down who was at the feedback meeting"
    )
    page = "ofsted:feedback" if planning else "ofsted:feedback-held"
    return Waiting(
        words=words,
        address=reverse(page, args=[one.call.pk]),
        kind="Ofsted",
        due=one.call.starts_on or one.call.called_on + timedelta(days=1) if planning else one.call.feedback.on,
        since=one.call.called_on,
        school=one.call.school,
    )


def entries(who: Who, since: date) -> list[Entry]:
    """Feedback meetings to which somebody of ours goes."""
    if not who.person or not any(post.scope != "school" for post in who.posts):
        return []
    found = Feedback.objects.filter(attending__person_id=who.person, attending__ours=True, on__gte=since)
    return [_entry(one) for one in found.select_related("call")]


def _entry(one: Feedback) -> Entry:
    assert one.on
    begins = datetime.combine(one.on, one.starts, tzinfo=LONDON) if one.starts else one.on
    return Entry(
        uid=f"feedback {one.pk}",
        begins=begins,
        ends=begins + timedelta(hours=1) if isinstance(begins, datetime) else None,
        words="Feedback meeting",
        where=one.where,
        address=reverse("ofsted:one", args=[one.call_id]),
        school=one.call.school,
        cancelled=bool(one.call.ended_why),
    )


def figure(who: Who, on: date) -> Figure:
    """How many inspections go on, and at how many of them something of ours is missing."""
    found = Call.objects.visible(reach(who.user, "ofsted.follow")).going_on().select_related("feedback")
    shown = [presenters.shown(call, on=on) for call in found]
    missing = sum(one.late for one in shown)
    long = sum(one.stage == rules.Stage.LONG for one in shown)
    says = [
        f"At {missing} the feedback meeting is not planned or not written down." if missing else "",
        f"{long} wait more than {calls().waits_long_after_days} days for publication." if long else "",
    ]
    return Figure(
        number=len(shown),
        words="inspection goes on" if len(shown) == 1 else "inspections go on",
        address=reverse("ofsted:list"),
        act=bool(missing),
        says=" ".join(part for part in says if part) or f"As of {day(on)}.",
    )


WAITING = (
    Source("ofsted", 10, lines),
    Diary("ofsted", entries),
    Card("ofsted", 15, "ofsted.follow", figure),
)
