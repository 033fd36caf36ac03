"""What is recorded, what is refused, and what the journal holds of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.indicators.conftest import AT, BEYOND, CANAL, LOCK

pytestmark = pytest.mark.django_db


def newest_entry() -> Any:
    from alongside.floor.audit.models import Entry

    return Entry.objects.select_related("details").latest("number")


def refused(what: Callable[[], object]) -> str:
    from alongside.knowledge.indicators.actions import CannotRecord

    with pytest.raises(CannotRecord) as said:
        what()
    return str(said.value)


def test_a_proposal_is_kept_in_the_proposer_s_words_and_in_the_journal(propose: Any, ruth: Any) -> None:
    from alongside.floor.audit import journal

    made = propose()
    assert (made.state, made.seen_by, made.is_public) == ("proposed", "office", False)
    entry = newest_entry()
    assert (entry.action, entry.subject, entry.by) == ("indicators.proposed", f"indicator {made.pk}", ruth)
    assert entry.details.said["words"] == made.words
    assert journal.verify() == []


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"school": None, "proposer": " "}, "who proposed"),
        ({"school": BEYOND}, "no school with the URN"),
        ({"school": 999999}, "no school with the URN"),
        ({"on": date(2026, 3, 10)}, "still to come"),
    ],
)
def test_a_proposal_that_cannot_be_is_refused(propose: Any, said: dict[str, Any], why: str) -> None:
    assert why in refused(lambda: propose(**said))


def test_a_name_is_given_once_however_it_is_written(propose: Any) -> None:
    propose()
    assert "already" in refused(lambda: propose(name="pupils who feel they BELONG"))


def test_a_body_adopts_with_a_reason_and_says_who_sees_the_values(adopted: Any) -> None:
    made = adopted()
    assert (made.state, made.adopted_on, made.is_public) == ("adopted", date(2026, 2, 2), True)
    assert newest_entry().details.said["body"] == "The Board"


def test_what_was_declined_may_be_adopted_later_and_both_decisions_are_kept(propose: Any, ruth: Any) -> None:
    from alongside.knowledge.indicators import actions

    made = propose()

    def decide(what: str, on: date, **said: str) -> object:
        how = {"body": "SLIC", "reason": "So said the meeting.", **said}
        return actions.decide(indicator=made.pk, what=what, on=on, **how, by=ruth, at=AT)

    assert "why" in refused(lambda: decide("declined", date(2026, 2, 2), reason=" "))
    decide("declined", date(2026, 2, 2))
    assert "before 2 February 2026" in refused(lambda: decide("adopted", date(2026, 2, 1), seen_by="office"))
    assert "who may see" in refused(lambda: decide("adopted", date(2026, 2, 3)))
    decide("adopted", date(2026, 2, 3), seen_by="office")
    decide("ended", date(2026, 3, 1))
    made.refresh_from_db()
    assert (made.state, made.adopted_on, made.ended_on) == ("ended", date(2026, 2, 3), date(2026, 3, 1))
    assert made.held_on(date(2026, 2, 28))
    assert not made.held_on(date(2026, 3, 1))
    assert [one.what for one in made.decisions.order_by("pk")] == ["declined", "adopted", "ended"]


def test_a_value_needs_an_adopted_indicator_a_school_of_the_city_and_somebody_who_said_it(
    propose: Any, adopted: Any, enter: Any
) -> None:
    only_proposed = propose(name="Another")
    indicator = adopted()
    assert "adopted" in refused(lambda: enter(only_proposed, value=Decimal(1)))
    assert "register" in refused(lambda: enter(indicator, value=Decimal(1), school=BEYOND))
    assert "who at the school" in refused(lambda: enter(indicator, value=Decimal(1), said_by=" "))
    assert "0 to 100" in refused(lambda: enter(indicator, value=Decimal(101)))
    assert "single children" in refused(lambda: enter(indicator, value=Decimal(40), pupils=10))
    assert "Give either" in refused(lambda: enter(indicator))


def test_an_entry_that_meets_a_newer_one_is_refused_with_both_shown(adopted: Any, enter: Any) -> None:
    from alongside.knowledge.indicators.actions import SaidMeanwhile
    from alongside.knowledge.indicators.models import Value

    indicator = adopted()
    first = enter(indicator, value=Decimal("81.5"), pupils=56)
    with pytest.raises(SaidMeanwhile) as meanwhile:
        enter(indicator, value=Decimal(18))
    assert meanwhile.value.newest == first
    second = enter(indicator, value=Decimal(18), in_place_of=first.pk)
    with pytest.raises(SaidMeanwhile):
        enter(indicator, value=Decimal(80), in_place_of=first.pk)
    assert Value.objects.count() == 2
    assert newest_entry().details.said["before"] == "81.500"
    assert newest_entry().action == "indicators.value_corrected"
    assert second.value == 18


def test_values_hold_as_at_a_day_and_as_known_at_a_moment(adopted: Any, enter: Any, ruth: Any) -> None:
    from alongside.knowledge.indicators import actions, queries

    indicator = adopted()
    first = enter(indicator, value=Decimal(81), said_on=date(2026, 2, 10))
    later = datetime(2026, 3, 12, tzinfo=UTC)
    actions.enter_value(
        indicator=indicator.pk, school=CANAL, year=2025, value=None, why="p", said_by="the head",
        said_on=date(2026, 3, 11), in_place_of=first.pk, by=ruth, at=later,
    )  # fmt: skip

    def entries(on: date, known: datetime | None = None) -> list[Any]:
        held = queries.of_school(CANAL, on=on, known=known, for_office=False)
        return [(one.value, one.why, one.corrects) for found in held for one in found.entries]

    assert queries.of_school(CANAL, on=date(2026, 2, 1), known=None, for_office=False) == []
    assert entries(date(2026, 2, 9)) == []
    assert entries(date(2026, 3, 10)) == [(81, "", 0)]
    assert entries(date(2026, 3, 12)) == [(None, "p", 1)]
    assert entries(date(2026, 3, 12), known=AT) == [(81, "", 0)]


def test_of_one_school_is_one_query(adopted: Any, enter: Any, django_assert_num_queries: Any) -> None:
    from alongside.knowledge.indicators import queries

    one, other = adopted(), adopted(name="Another", seen_by="office")
    enter(one, value=Decimal(81))
    enter(one, value=Decimal(70), year=2024)
    enter(other, value=Decimal(7), school=LOCK)
    with django_assert_num_queries(1):
        held = queries.of_school(CANAL, on=date(2026, 3, 9), known=None, for_office=True)
    assert {found.indicator.name: [entry.year for entry in found.entries] for found in held} == {
        "Another": [],
        "Pupils who feel they belong": [2025, 2024],
    }
    seen_by_all = queries.of_school(CANAL, on=date(2026, 3, 9), known=None, for_office=False)
    assert [found.indicator.name for found in seen_by_all] == ["Pupils who feel they belong"]


def test_own_words_are_kept_and_taken_back_on_every_day(city: None, ruth: Any) -> None:
    from alongside.knowledge.indicators import actions, queries

    said = {"title": "Our choir", "words": "<b>We sing</b>", "link": "", "said_by": "the head"}
    made = actions.keep_own_words(school=CANAL, **said, on=date(2026, 2, 1), by=ruth, at=AT)
    assert queries.own_words_of(CANAL, on=date(2026, 1, 31)) == []
    assert queries.own_words_of(CANAL, on=date(2026, 2, 1)) == [made]
    assert queries.own_words_of(LOCK, on=date(2026, 2, 1)) == []
    assert "Say why" in refused(lambda: actions.take_back_own_words(own_words=made.pk, reason=" ", by=ruth, at=AT))
    actions.take_back_own_words(own_words=made.pk, reason="The head asked", by=ruth, at=AT)
    assert queries.own_words_of(CANAL, on=date(2026, 2, 1)) == []
    assert "already" in refused(lambda: actions.take_back_own_words(own_words=made.pk, reason="x", by=ruth, at=AT))
    assert newest_entry().details.said["words"] == "<b>We sing</b>"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://x.example", "data:text/html,x"])
def test_a_link_leads_to_a_page_and_to_nothing_else(city: None, ruth: Any, link: str) -> None:
    from alongside.knowledge.indicators import actions

    said = {"title": "t", "words": "w", "link": link, "said_by": "s", "on": date(2026, 2, 1)}
    assert "https" in refused(lambda: actions.keep_own_words(school=CANAL, **said, by=ruth, at=AT))  # type: ignore[arg-type]
