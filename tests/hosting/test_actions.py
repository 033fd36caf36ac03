"""A visit from the request to what became of it; the host's limit; who hears; what counts."""

from __future__ import annotations

import threading
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from icalendar import Calendar

from alongside.floor.audit.editing import ChangedMeanwhile
from alongside.floor.kernel.refusals import CannotRecord
from tests.hosting.making import AFTER, MONDAY, SPRING, THURSDAY, agreed, ask, made, offer
from tests.town import AT, BRIDGE, CANAL, LOCK, QUAY, Town

pytestmark = pytest.mark.django_db


def ties() -> list[tuple[str, int, int | None, date, bool]]:
    from alongside.work.ties.models import Tie

    found = Tie.objects.order_by("kind")
    return [(one.kind, one.school, one.other, one.since, one.withdrawn) for one in found]


def told(user: Any) -> list[str]:
    from alongside.floor.mail.models import Notice

    return list(Notice.objects.filter(user=user).order_by("pk").values_list("subject", flat=True))


def invitations() -> list[Any]:
    from alongside.floor.mail.models import Letter

    return [
        next(one for one in Calendar.from_ical(letter.calendar).walk("VEVENT"))
        for letter in Letter.objects.exclude(calendar="").order_by("pk")
    ]


def test_a_visit_from_asking_to_whether_it_worked(town: Town) -> None:
    from alongside.work.sharing.hosting import actions

    visit = agreed(town)
    assert told(town.other_head) == [
        "Canal Primary School asks to visit you",
        "Canal Primary School visits Lock Academy on Monday 23 November 2026",
    ]
    both = {town.head.email, town.other_head.email}
    for event in invitations():
        assert {str(one).removeprefix("mailto:") for one in event["attendee"]} == both
        assert event["dtstart"].dt.replace(tzinfo=None) == datetime(2026, 11, 23, 9, 30)  # noqa: DTZ001
    assert ties() == []
    actions.made(visit=visit.pk, version=2, came=["The reading lead"], by=town.head, at=AFTER)
    assert ties() == [("visit-hosted", LOCK, CANAL, MONDAY, False), ("visit-made", CANAL, LOCK, MONDAY, False)]
    actions.took_away(visit=visit.pk, words="Ten minutes a day.", thanks="So warm a welcome.", by=town.head, at=AFTER)
    assert told(town.other_head)[-1] == "Canal Primary School wrote what they took away from you"
    done = actions.did_it_work(visit=visit.pk, words="All but two caught up.", yes=True, by=town.head, at=AFTER)
    assert (done.worked, told(town.other_head)[-1]) == (True, "It worked at Canal Primary School")


def test_a_host_is_not_overrun(town: Town) -> None:
    from alongside.work.sharing.hosting import actions

    offer(town)
    first = ask(town)
    with pytest.raises(CannotRecord, match="as many visits in the autumn term 2026 as it can take") as refused:
        ask(town, by_school=BRIDGE)
    assert "It has room in the spring term 2027" in str(refused.value)
    later = ask(town, by_school=BRIDGE, days=[SPRING])
    with pytest.raises(CannotRecord, match="as many visits in the spring"):
        ask(town, by_school=QUAY, days=[SPRING])
    actions.answer(visit=first.pk, yes=True, on=MONDAY, by=town.other_head, at=AT)
    with pytest.raises(CannotRecord, match="spring"):
        actions.move(visit=first.pk, on=SPRING, why="An inspection", by=town.head, at=AT)
    actions.call_off(visit=later.pk, why="We found one nearer", by=town.head, at=AT)
    assert actions.move(visit=first.pk, on=SPRING, why="An inspection", by=town.head, at=AT).on == SPRING
    ask(town, by_school=BRIDGE)


def test_who_asks_twice_while_the_limit_was_lowered_is_answered_all_the_same(town: Town) -> None:
    from alongside.work.sharing.hosting import actions

    made_offer = offer(town, most_a_term=2)
    first, second = ask(town), ask(town, by_school=BRIDGE)
    said = {"topics": ["mathematics"], "words": "Less", "days": [0, 3]}
    actions.change_offer(offer=made_offer.pk, version=1, most_a_term=1, **said, by=town.other_head, at=AT)
    actions.answer(visit=first.pk, yes=False, words="Too many at once, sorry.", by=town.other_head, at=AT)
    assert actions.answer(visit=second.pk, yes=True, on=MONDAY, by=town.other_head, at=AT).state == "agreed"


@pytest.mark.django_db(transaction=True)
def test_the_limit_holds_for_two_who_ask_at_once(town: Town) -> None:
    offer(town)
    barrier, came = threading.Barrier(2), []

    def try_it(school: int) -> None:
        barrier.wait()
        try:
            came.append(ask(town, by_school=school).guest)
        except CannotRecord as error:
            came.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it, args=[school]) for school in (CANAL, BRIDGE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    asked = [one for one in came if isinstance(one, int)]
    assert len(asked) == 1, came
    assert "as many visits in the autumn term 2026" in next(one for one in came if isinstance(one, str))


def test_a_visit_is_moved_and_called_off_with_reasons_in_both_calendars(town: Town) -> None:
    from alongside.work.sharing.hosting import actions

    visit = agreed(town)
    with pytest.raises(CannotRecord, match="Say why"):
        actions.move(visit=visit.pk, on=THURSDAY, why=" ", by=town.other_head, at=AT)
    actions.move(visit=visit.pk, on=THURSDAY, begins=time(13), why="A funeral", by=town.other_head, at=AT)
    with pytest.raises(CannotRecord, match="Say why"):
        actions.call_off(visit=visit.pk, why="", by=town.head, at=AT)
    actions.call_off(visit=visit.pk, why="Half of us are ill", by=town.head, at=AT)
    events = invitations()
    assert len({str(one["uid"]) for one in events}) == 1
    assert [(int(one["sequence"]), str(one["status"])) for one in events[::2]] == [
        (0, "CONFIRMED"),
        (1, "CONFIRMED"),
        (2, "CANCELLED"),
    ]
    assert told(town.other_head)[-1] == "Called off: Canal Primary School and Lock Academy, 26 November 2026"


def test_what_was_recorded_by_mistake_counts_no_more_and_does_not_come_back(town: Town) -> None:
    from alongside.work.sharing.hosting import actions

    visit = made(town)
    actions.call_off(visit=visit.pk, why="It was another school", by=town.head, at=AFTER)
    assert [one[-1] for one in ties()] == [True, True]
    with pytest.raises(CannotRecord):
        actions.made(visit=visit.pk, by=town.head, at=AFTER)


def test_what_cannot_stand_is_refused_in_a_sentence(town: Town) -> None:
    from alongside.work.sharing.hosting import actions

    with pytest.raises(CannotRecord, match="no visitors at present"):
        ask(town)
    found = offer(town, most_a_term=9)
    with pytest.raises(CannotRecord, match="change that"):
        offer(town)
    for fault, says in (
        ({"host": CANAL}, "itself"),
        ({"wants": " "}, "what you would like to see"),
        ({"topic": "dragons"}, "from the list"),
        ({"days": [MONDAY + timedelta(days=1)]}, "Mondays and Thursdays"),
    ):
        with pytest.raises(CannotRecord, match=says):
            ask(town, **fault)
    visit = ask(town)
    with pytest.raises(CannotRecord, match="one of the days"):
        actions.answer(visit=visit.pk, yes=True, on=SPRING, by=town.other_head, at=AT)
    with pytest.raises(CannotRecord, match="why not"):
        actions.answer(visit=visit.pk, yes=False, by=town.other_head, at=AT)
    actions.answer(visit=visit.pk, yes=True, on=MONDAY, by=town.other_head, at=AT)
    with pytest.raises(CannotRecord, match="still to come"):
        actions.made(visit=visit.pk, by=town.head, at=AT)
    with pytest.raises(ChangedMeanwhile):
        actions.call_off(visit=visit.pk, version=1, why="?", by=town.head, at=AT)
    actions.stop(offer=found.pk, version=1, why="A new building", by=town.other_head, at=AT)
    with pytest.raises(CannotRecord, match="no visitors at present"):
        ask(town)


def test_who_is_next_is_reminded_and_not_every_day(town: Town) -> None:
    from alongside.work.sharing.hosting import actions, daily

    offer(town)
    visit = ask(town, days=[THURSDAY])
    assert daily.remind(AT) == 0
    assert daily.remind(AT + timedelta(days=7)) == 1
    assert daily.remind(AT + timedelta(days=8)) == 0
    assert told(town.other_head)[-1] == "Canal Primary School waits for your answer"
    actions.answer(visit=visit.pk, yes=True, on=THURSDAY, by=town.other_head, at=AT + timedelta(days=8))
    assert daily.remind(AT + timedelta(days=8)) == 1
    after = AT + timedelta(days=16)
    assert daily.remind(after) == 1
    assert told(town.head)[-1] == "Did you visit Lock Academy on 26 November 2026?"
    actions.made(visit=visit.pk, by=town.head, at=after)
    actions.took_away(visit=visit.pk, words="Calm corridors", by=town.head, at=after)
    assert daily.remind(after + timedelta(days=14)) == 0
    assert daily.remind(after + timedelta(days=49)) == 1
    assert told(town.head)[-1] == "Did it work, what you saw at Lock Academy?"
    actions.did_it_work(visit=visit.pk, words="", yes=None, by=town.head, at=after + timedelta(days=49))
    assert daily.remind(after + timedelta(days=60)) == 0
    assert daily.remind(after + timedelta(days=49 + 42)) == 1
