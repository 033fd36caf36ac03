"""What families put on My work, and before whoever opens Together: one query each at most."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.together import Way
from alongside.floor.accounts.waiting import Source, Waiting, Who
from alongside.floor.kernel.prose import counted
from alongside.work.families import queries
from alongside.work.families.models import Membership
from alongside.work.families.permissions import own_schools
from alongside.work.families.policies import families

MOST = 50


def to_answer(who: Who, on: date) -> list[Waiting]:
    """Schools that ask to join a family that somebody leads; or one that nobody leads, for who decides on all."""
    if who.person is None and not reach(who.user, "families.decide"):
        return []
    return [
        Waiting(
            words=f"Answer a school that asks to join {one.family}",
            address=reverse("families:answer", args=[one.pk]),
            kind="Family",
            since=one.asked_on,
            school=one.school,
        )
        for one in queries.to_answer(who.user, who.person)[:MOST]
    ]


def to_confirm(who: Who, on: date) -> list[Waiting]:
    """Families of which somebody said that a school of theirs belongs to them."""
    return [
        Waiting(
            words=f"Say whether your school belongs to {one.family}",
            address=reverse("families:confirm", args=[one.pk]),
            kind="Family",
            school=one.school,
        )
        for one in queries.to_confirm(who.user)[:MOST]
    ]


def glance(who: Who, on: date) -> str:
    """A school of theirs that is in no family; for who may see all gaps, how many schools are in none."""
    own = own_schools(who.user, "head", "chair")
    if own:
        held = Membership.objects.members().filter(school__in=own, family__kind__in=families().counting)
        without = own - set(held.values_list("school", flat=True))
        if not without:
            return ""
        return "Your school is in no family yet." if len(own) == 1 else "A school of yours is in no family yet."
    if reach(who.user, "families.gaps").everywhere:
        number = queries.without().count()
        return (
            f"{counted(number, 'school').capitalize()} {'is' if number == 1 else 'are'} in no family." if number else ""
        )
    return ""


SOURCES = (
    Source("families.answer", 60, to_answer, apart=True),
    Source("families.confirm", 61, to_confirm, apart=True),
)
WAY = Way(
    key="families",
    order=20,
    title="Families",
    words="The schools that yours works with, and how to join them.",
    address="families:list",
    permission="families.see",
    glance=glance,
)
