"""Strengths on the page “Together”."""

from __future__ import annotations

from datetime import date

from alongside.floor.accounts.together import Way
from alongside.floor.accounts.waiting import Who
from alongside.floor.kernel.prose import counted, plural
from alongside.work.sharing.strengths.models import Strength


def glance(who: Who, on: date) -> str:
    """For heads and chairs: how much is said of their school. One query."""
    schools = who.schools("head", "chair")
    if not schools:
        return ""
    number = Strength.objects.said().filter(school__in=schools).count()
    if not number:
        return "Nobody can see yet what your school is good at. Say one thing: it takes a minute."
    return f"{counted(number, 'strength').capitalize()} of your school {plural(number, 'is')} there for others to find."


WAY = Way(
    key="strengths",
    order=10,
    title="Who could help?",
    words="Find a school nearby that is good at what you are working on, and say what yours is good at.",
    address="strengths:find",
    permission="strengths.see",
    glance=glance,
)
