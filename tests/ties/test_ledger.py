"""The ledger of ties: what is posted, ended and taken back, by whatever sequence of people's doings; and what contacts
and the register post."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ties import register
from tests.ties.making import cover, tied
from tests.town import AT, BRIDGE, CANAL, FAR, LOCK, QUAY, TODAY, Town, schools

pytestmark = pytest.mark.django_db


def standing(school: int) -> Any:
    from alongside.work.ties.isolation.models import Standing

    return Standing.objects.get(school=school)


def ties_of(school: int) -> list[tuple[str, str, bool]]:
    from alongside.work.ties.models import Tie

    return list(Tie.objects.filter(school=school).order_by("pk").values_list("source", "kind", "withdrawn"))


_step = st.tuples(
    st.sampled_from(("post", "end", "withdraw")),
    st.sampled_from(("family", "visit")),
    st.sampled_from((CANAL, LOCK)),
    st.integers(0, 400),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_step, max_size=12))
def test_whatever_people_do_a_tie_that_is_over_or_taken_back_does_not_return(steps: list[Any]) -> None:
    """And what is kept of each school is what the rule says of the ledger."""
    from django.db import transaction

    from alongside.work.ties import actions
    from alongside.work.ties.isolation import queries
    from alongside.work.ties.models import Tie

    with transaction.atomic():
        schools()
        over: dict[int, tuple[Any, ...]] = {}
        for what, kind, school, days in steps:
            source, day = f"{kind} 1", TODAY - timedelta(days=days)
            if what == "post":
                tied(kind, school, source=source, ago=days)
            elif what == "end":
                actions.end(source=source, on=day, by=None, at=AT)
            else:
                actions.withdraw(source=source, why="A mistake", by=None, at=AT)
            for tie in Tie.objects.all():
                if tie.pk in over:
                    now = (tie.withdrawn, tie.ended, None if tie.withdrawn else tie.until)
                    then = over[tie.pk]
                    assert now == then or (tie.withdrawn and not then[0])
                if tie.withdrawn or tie.ended:
                    over[tie.pk] = (tie.withdrawn, tie.ended, None if tie.withdrawn else tie.until)
        kept = {one.school: (one.state, one.points) for one in queries.standings()}
        for urn, (state, points) in kept.items():
            found = queries.standing_of(urn, on=TODAY).verdict
            assert (found.state, found.points) == (state, points)
        transaction.set_rollback(True)


def test_a_school_is_judged_anew_when_a_tie_is_posted_ended_or_taken_back(town: Town) -> None:
    from alongside.work.ties import actions

    cover(QUAY)
    tied("visit", LOCK, source="visit 1")
    assert standing(LOCK).state == "alone"
    tied("family", LOCK, source="family 3/1", circle="family 3", name="Canal Family")
    assert standing(LOCK).state == "alone"  # nobody else belongs to it
    tied("family", CANAL, source="family 3/2", circle="family 3", name="Canal Family")
    assert standing(LOCK).state == "connected"
    assert standing(CANAL).state == "thin"
    actions.end(source="family 3/2", on=TODAY - timedelta(days=1), by=None, at=AT)
    assert (standing(LOCK).state, standing(CANAL).state) == ("alone", "alone")
    tied("family", CANAL, source="family 3/2", circle="family 3", name="Canal Family")
    assert standing(LOCK).state == "alone"  # what ended does not return
    tied("family", CANAL, source="family 3/9", circle="family 3", name="Canal Family")
    assert standing(LOCK).state == "connected"
    actions.withdraw(source="visit 1", why="It was another school", by=None, at=AT)
    assert standing(LOCK).state == "thin"


def test_until_a_kind_is_recorded_somewhere_no_school_is_said_to_lack_it(town: Town) -> None:
    from alongside.work.ties.isolation import queries

    tied("visit", LOCK, source="visit 1")
    assert standing(LOCK).state == "unknown"
    assert [one.key for one in queries.standing_of(LOCK, on=TODAY).verdict.missing] == [
        *("belonging", "reviews", "visits", "support")
    ]
    cover(QUAY)
    assert standing(LOCK).state == "alone"
    assert standing(BRIDGE).state == "alone"  # of which nothing was ever posted
    then = queries.standing_of(LOCK, on=TODAY - timedelta(days=4001))
    assert then.verdict.state == "unknown"


def test_as_at_any_day(town: Town) -> None:
    from alongside.work.ties import actions
    from alongside.work.ties.isolation import queries

    cover(QUAY)
    for number, school in enumerate((LOCK, BRIDGE)):
        tied("family", school, source=f"family 3/{number}", ago=500, circle="family 3", name="Canal Family")
    tied("visit-made", LOCK, source="hosting 1", ago=300)
    actions.end(source="family 3/0", on=TODAY - timedelta(days=100), by=None, at=AT)
    told = {ago: queries.standing_of(LOCK, on=TODAY - timedelta(days=ago)).verdict.state for ago in (600, 400, 300, 99)}
    assert told == {600: "alone", 400: "thin", 300: "connected", 99: "alone"}


def test_contacts_post_visits_and_meetings_and_take_them_back(town: Town) -> None:
    from alongside.work.contacts import actions
    from alongside.work.contacts.actions import Party

    said: dict[str, Any] = {"subject": "The term ahead", "by": town.director, "at": AT}
    heads = [Party(role="head", name=f"Head {urn}", school=urn) for urn in (CANAL, LOCK)]
    actions.post(kind="meeting", on=TODAY, parties=heads, source="meeting 1", **said)
    visit = actions.post(kind="visit", on=TODAY, parties=heads[:1], school=CANAL, source="visit 1", **said)
    actions.post(kind="call", on=TODAY, parties=heads, **said)
    actions.post(kind="visit", on=TODAY, parties=heads, school=CANAL, restricted=True, said="For few", **said)
    source = f"contact {visit.pk}"
    assert ties_of(CANAL) == [(f"contact {visit.pk - 1}", "meeting", False), (source, "visit", False)]
    assert ties_of(LOCK) == [(f"contact {visit.pk - 1}", "meeting", False)]
    actions.post(kind="visit", on=TODAY - timedelta(days=9), parties=heads[:1], school=CANAL, source="visit 1", **said)
    assert standing(CANAL).newest == TODAY  # the meeting; the visit was nine days before
    actions.withdraw_source(source="visit 1", why="It did not take place", by=town.director, at=AT)
    assert ties_of(CANAL)[1:] == [(source, "visit", True)]
    actions.post(kind="visit", on=TODAY, parties=heads[:1], school=CANAL, source="visit 1", **said)
    assert ties_of(CANAL)[1:] == [(source, "visit", True), (f"{source} (2)", "visit", False)]
    actions.post(kind="meeting", on=TODAY, parties=heads[1:], source="meeting 1", **said)  # Canal was not there
    assert ties_of(CANAL)[0] == (f"contact {visit.pk - 1}", "meeting", True)


def test_trusts_and_federations_follow_the_register(town: Town) -> None:
    from alongside.work.ties.models import Tie
    from alongside.work.ties.trusts import actions

    def lists(*places: tuple[int, int, str, date | None]) -> tuple[int, int]:
        register.lists(*places)
        return actions.follow(by=None, at=AT)

    old, multi = date(2020, 9, 1), "Multi-academy trust"
    assert lists((7, LOCK, multi, old), (8, CANAL, "Single-academy trust", old)) == (0, 0)  # both by themselves
    assert lists((7, LOCK, multi, old), (7, FAR, multi, old)) == (1, 0)  # with a school of another city
    assert lists((7, LOCK, multi, old), (7, FAR, multi, old)) == (0, 0)
    assert Tie.objects.get().name == "Locks Trust"
    assert Tie.objects.get().since == old
    assert lists((7, FAR, multi, old)) == (0, 1)
    assert lists((7, LOCK, multi, old), (7, FAR, multi, old)) == (1, 0)
    ended, again = Tie.objects.order_by("pk")
    assert (ended.ended, ended.until) == (True, TODAY - timedelta(days=1))
    assert (again.since, again.source) == (TODAY, f"{ended.source} {TODAY:%Y%m%d}")
