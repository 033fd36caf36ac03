"""What waits for who follows concerns, on My work. What is restricted shows no word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import DateField, Min, OuterRef, Q, Subquery
from django.urls import reverse

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.waiting import Figure, Waiting, Who
from alongside.work.engagement.concerns.models import Concern, ConcernQuerySet, Referral, within
from alongside.work.engagement.concerns.policies import concerns

MOST = 100


def lines(who: Who, on: date) -> Sequence[Waiting]:
    """What is due within a week or overdue: to tell a school, to chase an answer, to weigh again; and one's own next
    steps of what is restricted."""
    follow = reach(who.user, "concerns.follow")
    if not follow:
        return []
    soon = on + timedelta(days=7)
    found = _followed(who).filter(_due(soon) | Q(restricted=True, next_owner=who.person, next_due__lte=soon))
    return [_line(one, who, on) for one in found.order_by("weighed_on")[:MOST]]


def overdue(who: Who, on: date) -> Figure | None:
    """Open concerns with something overdue, of those that one may know of."""
    number = _followed(who).filter(_due(on - timedelta(days=1))).count()
    return Figure(
        number=number,
        words="concerns have something overdue",
        address=reverse("concerns:list"),
        act=bool(number),
    )


def _followed(who: Who) -> ConcernQuerySet:
    waiting = Referral.objects.filter(concern=OuterRef("pk"), answered_on__isnull=True).order_by()
    first = waiting.values("concern").annotate(first=Min("chase_by")).values("first")
    found: ConcernQuerySet = (
        Concern.objects.open()
        .visible(who.user)
        .filter(within(reach(who.user, "concerns.follow")))
        .annotate(chase_by=Subquery(first, output_field=DateField()))
    )
    return found


def _due(by: date) -> Q:
    """Something is due by this day. Referrals not yet made show on the concern's own page."""
    policy = concerns()
    found = Q(restricted=False, told_on__isnull=True, recorded_on__lte=by - timedelta(days=policy.tell_within_days))
    found |= Q(chase_by__lte=by)
    for weights in policy.weights.values():
        for one in weights:
            found |= Q(weight=one.key, weighed_on__lte=by - timedelta(days=one.weigh_again_days))
    return found


def _line(concern: Concern, who: Who, on: date) -> Waiting:
    policy = concerns()
    weight = policy.weight(concern.weight)
    chase_by: date | None = concern.chase_by  # type: ignore[attr-defined]
    due = {}
    if weight:
        due["Weigh it again"] = concern.weighed_on + timedelta(days=weight.weigh_again_days)
    if chase_by:
        due["Chase the answer of the trust or the regional director"] = chase_by
    if concern.told_on is None and not concern.restricted:
        due["Tell the school"] = concern.recorded_on + timedelta(days=policy.tell_within_days)
    if concern.restricted and concern.next_owner_id == who.person and concern.next_due:
        due["Take the next step"] = concern.next_due
    what, by = min(due.items(), key=lambda one: one[1])
    title = "something restricted" if concern.restricted else concern.title
    return Waiting(
        words=f"{what}: {title}",
        address=reverse("concerns:one", args=[concern.key]),
        kind=concern.kind.capitalize(),
        due=by,
        since=concern.weighed_on,
        school=concern.school,
    )
