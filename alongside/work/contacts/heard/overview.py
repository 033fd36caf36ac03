"""How many heads and chairs nobody has reached, for the overview of who answers for many schools."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import Q
from django.urls import reverse

from alongside.floor.accounts.permissions import reach
from alongside.floor.web.waiting import Card, Figure, Who
from alongside.work.contacts.heard import rules
from alongside.work.contacts.heard.models import LastHeard
from alongside.work.contacts.heard.policies import heard


def _not_reached(number: int) -> Callable[[Who, date], Figure | None]:
    """The figure of one target of the policy, by its place there. One query."""

    def figure(who: Who, on: date) -> Figure | None:
        policy = heard()
        if number >= len(policy.targets):
            return None
        target = policy.targets[number]
        found = LastHeard.objects.listed().filter(role=target.role)
        own = reach(who.user, "contacts.change")
        district = ""
        if own and not own.everywhere:
            found = found.filter(Q(district__in=own.districts) | Q(school__in=own.schools))
            district = min(own.districts) if len(own.districts) == 1 else ""
        period = rules.period_of(on, target.every, policy)
        many = found.due(period.begins).count()
        address = reverse("heard:page") + f"?role={target.role}" + (f"&district={district}" if district else "")
        since = "this term" if target.every == "term" else "this school year"
        return Figure(
            number=many,
            words=f"{target.people if many != 1 else target.one} not reached {since}",
            says="" if many else f"All {target.people} have been reached {since}.",
            address=address + "#not-reached",
            act=many > 0,
        )

    return figure


CARDS = tuple(Card(f"heard-{number}", 40 + number, "contacts.record", _not_reached(number)) for number in range(2))
