"""What cycles say on the page Together, and to who answers for every school."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.waiting import Card, Figure, Who
from alongside.floor.kernel.periods import add_months
from alongside.floor.web.words import day
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.queries import profiles
from alongside.work.peer_review.cycles.models import Cycle, Joining
from alongside.work.peer_review.cycles.policies import peer_review
from alongside.work.ties.models import Tie


def glance(who: Who, on: date) -> str:
    """For a head: which cycle their school can join. One query, none for others."""
    schools = reach(who.user, "cycles.join").schools
    if not schools:
        return ""
    joined = Joining.objects.filter(school__in=schools, state=Joining.State.JOINED)
    found = Cycle.objects.to_join(on).exclude(pk__in=joined.values("cycle")).order_by("joins_by").first()
    return f"Your school can join “{found.title}” until {day(found.joins_by)}." if found else ""


def unreviewed(who: Who, on: date) -> Figure | None:
    """Schools that no peers have reviewed lately, in any form. One query."""
    years = peer_review().reviewed_within_years
    lately = Tie.objects.standing().filter(kind=Tie.Kind.REVIEW_RECEIVED, since__gte=add_months(on, -12 * years))
    schools = profiles().in_authority(partnership().authority).open().state_funded()
    number = schools.exclude(urn__in=lately.values("school")).count()
    words = f"schools not reviewed by peers within {years} years, as far as is recorded"
    return Figure(number=number, words=words, address=reverse("cycles:reviewed"), act=False)


CARD = Card("cycles", 60, "cycles.organise", unreviewed, page="together")
