"""How many heads nobody has reached, for the overview of who answers for many schools."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.urls import reverse

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.waiting import Card, Figure, Who
from alongside.work.contacts.heard import rules
from alongside.work.contacts.heard.models import LastHeard
from alongside.work.contacts.heard.policies import heard


def not_reached(who: Who, on: date) -> Figure | None:
    """Those whom the policy names first (heads), within reach of who asks. One query; the page says the others."""
    policy = heard()
    target = policy.targets[0]
    found = LastHeard.objects.listed().filter(role=target.role)
    own = reach(who.user, "contacts.change")
    district = ""
    if own and not own.everywhere:
        found = found.filter(Q(district__in=own.districts) | Q(school__in=own.schools))
        district = min(own.districts) if len(own.districts) == 1 else ""
    many = found.due(rules.period_of(on, target.every, policy).begins).count()
    since = "this term" if target.every == "term" else "this school year"
    return Figure(
        number=many,
        words=f"{target.people if many != 1 else target.one} not reached {since}",
        says="" if many else f"All {target.people} have been reached {since}.",
        address=reverse("heard:page") + f"?role={target.role}" + (f"&district={district}" if district else ""),
        act=many > 0,
    )


CARDS = (Card("heard", 40, "contacts.record", not_reached),)
