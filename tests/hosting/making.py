"""Visits between schools in small, for the tests: Lock hosts, Canal visits."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from tests.town import AT, CANAL, LOCK, Town

if TYPE_CHECKING:
    from alongside.work.sharing.hosting.models import Offer, Visit

MONDAY, THURSDAY, SPRING = date(2026, 11, 23), date(2026, 11, 26), date(2027, 1, 18)
AFTER = datetime(2026, 11, 24, 10, tzinfo=AT.tzinfo)


def offer(town: Town, **said: Any) -> Offer:
    from alongside.work.sharing.hosting import actions

    usual = {
        "school": LOCK,
        "topics": ["early-reading", "mathematics"],
        "words": "Reading in every lesson, and a library that pupils run.",
        "most_a_term": 1,
        "days": [0, 3],
        "by": town.other_head,
        "at": AT,
    }
    return actions.offer(**usual | said)


def ask(town: Town, **said: Any) -> Visit:
    from alongside.work.sharing.hosting import actions

    usual = {
        "by_school": CANAL,
        "host": LOCK,
        "topic": "early-reading",
        "wants": "How the youngest catch up.",
        "days": [MONDAY, THURSDAY],
        "by": town.head,
        "at": AT,
    }
    return actions.ask(**usual | said)


def agreed(town: Town) -> Visit:
    from alongside.work.sharing.hosting import actions

    offer(town)
    visit = ask(town)
    return actions.answer(
        visit=visit.pk,
        version=1,
        yes=True,
        on=MONDAY,
        begins=time(9, 30),
        words="Ask for me at the desk.",
        by=town.other_head,
        at=AT,
    )


def made(town: Town) -> Visit:
    from alongside.work.sharing.hosting import actions

    return actions.made(visit=agreed(town).pk, came=["The reading lead"], by=town.head, at=AFTER)
