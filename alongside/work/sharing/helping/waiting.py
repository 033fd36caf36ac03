"""What of help between schools waits for a head's word, and the sentence on the page Together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from alongside.floor.accounts.roles import reach_of, roles
from alongside.floor.accounts.together import Way
from alongside.floor.accounts.waiting import Source, Waiting, Who
from alongside.floor.kernel.prose import counted
from alongside.work.sharing.helping.models import Help

MOST = 60


def lines(who: Who, on: date) -> Sequence[Waiting]:
    """What waits to be confirmed by the own school. One query."""
    return [
        Waiting(
            words="Confirm the help you had" if one.other == one.getter else "Confirm the help you gave",
            address=reverse("helping:one", args=[one.pk]),
            kind="Help",
            since=one.recorded_on,
            school=one.recorded_for,
        )
        for one in _waiting(who)
    ]


def _waiting(who: Who) -> list[Help]:
    own = reach_of(who.posts, "helping.confirm", roles()).schools
    return list(Help.objects.waiting_for(own).order_by("recorded_on", "pk")[:MOST]) if own else []


def glance(who: Who, on: date) -> str:
    number = len(_waiting(who))
    words = "waits" if number == 1 else "wait"
    return f"{counted(number, 'thing').capitalize()} {words} for your word." if number else ""


SOURCE = Source("help", 46, lines, apart=True)
WAY = Way(
    key="helping",
    order=55,
    title="Helping each other",
    words="Tell in a minute who helped you, or whom you helped. The other school confirms it; thanks are passed on.",
    address="helping:list",
    permission="helping.see",
    glance=glance,
)
