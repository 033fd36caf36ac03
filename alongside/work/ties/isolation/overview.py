"""How many schools stand alone: for the overview of who answers for many, and for the page of what schools do
together."""

from __future__ import annotations

from datetime import date

import rules
from django.db.models import Count
from django.urls import reverse

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.together import Way
from alongside.floor.accounts.waiting import Card, Figure, Source, Waiting, Who
from alongside.floor.kernel.prose import counted, sentence
from alongside.work.ties.inviting.models import Asking
from alongside.work.ties.isolation import queries


def alone(who: Who, on: date) -> Figure | None:
    """Schools that stand alone, within the districts of who answers for some; else all. One query."""
    own = reach(who.user, "ties.act")
    found = queries.standings()
    found = found if own.everywhere or not own else found.visible(own)
    many = found.filter(state="alone").count()
    return Figure(
        number=many,
        words="schools stand alone" if many != 1 else "school stands alone",
        says="" if many else "No school is known to stand alone.",
        address=reverse("ties:list") + "?state=alone",
        act=many > 0,
    )


def glance(who: Who, on: date) -> str:
    """A sentence about one's own school, or for who oversees the city about all. One query."""
    if rules.has_perm("ties.oversee", who.user):
        found = queries.standings().visible(reach(who.user, "ties.oversee"))
        counts = dict(found.order_by().values_list("state").annotate(schools=Count("pk")))
        few, many = counts.get("thin", 0), counts.get("alone", 0)
        stand, have = "stands" if many == 1 else "stand", "has" if few == 1 else "have"
        said = f"{counted(many, 'school')} {stand} alone, {few:,} {have} few ties"
        return sentence(said) if counts else ""
    schools = who.schools("head", "chair")
    own = queries.standings().filter(school__in=schools).first() if schools else None
    if own is None:
        return ""
    return {
        "connected": "Your school is well connected.",
        "thin": "Few ties hold your school so far.",
        "alone": "No school should be on its own: come and see what could hold yours.",
        "unknown": "See what we know of what holds your school.",
    }[own.state]


def to_answer(who: Who, on: date) -> list[Waiting]:
    """Invitations that a head or chair has not answered. One query, none for anybody else."""
    schools = who.schools("head", "chair")
    if not schools:
        return []
    found = Asking.objects.waiting().filter(school__in=schools, wave__isnull=False).order_by("asked_on")[:20]
    return [
        Waiting(
            words="You are asked in: say whether you would like to",
            address=reverse("ties:invitation", args=[one.pk]),
            kind="Invitation",
            since=one.asked_on,
            school=one.school,
        )
        for one in found
    ]


CARD = Card("ties", 45, "ties.oversee", alone, page="together")
SOURCE = Source("ties", 60, to_answer, apart=True)
WAY = Way(
    key="ties",
    order=80,
    title="No school alone",
    words="What connects each school with others, and who is asked in where little does.",
    address="ties:start",
    permission="ties.see",
    glance=glance,
)
