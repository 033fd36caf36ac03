"""Pages of visits between schools: what needs doing stands first; who may not is refused; few queries."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from tests.hosting.making import AFTER, MONDAY, agreed, ask, made, offer
from tests.reading import body
from tests.town import CANAL, LOCK, Town

pytestmark = pytest.mark.django_db


def day_parts(name: str, day: date) -> dict[str, str]:
    return {f"{name}_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def test_a_host_says_what_it_shows_and_is_found_by_topic(town: Town, client_of: Any) -> None:
    head = client_of(town.other_head)
    said = {"words": "A library that pupils run", "topics": ["mathematics"], "days": ["0"], "most_a_term": "2"}
    address = reverse("hosting:offer", args=[LOCK])
    assert head.post(address, {**said, "most_a_term": "0"}).status_code == 422
    assert head.post(address, said).status_code == 302
    page = body(client_of(town.head).get(reverse("hosting:list"), {"topic": "mathematics"}))
    assert "A library that pupils run" in page
    assert "Mondays. Room for two visits this term." in page
    assert "No school shows that yet" in body(client_of(town.head).get(reverse("hosting:list"), {"topic": "money"}))
    stop = head.post(reverse("hosting:stop", args=[LOCK]), {"seen": "1", "why": "A new building"})
    assert stop.status_code == 302
    assert client_of(town.head).get(reverse("hosting:ask", args=[LOCK])).status_code == 404


def test_a_visit_is_asked_for_answered_and_told_by_forms(town: Town, the_day_is: Any, client_of: Any) -> None:
    from alongside.work.sharing.hosting.models import Visit

    offer(town)
    head, host = client_of(town.head), client_of(town.other_head)
    address = reverse("hosting:ask", args=[LOCK])
    said = {"topic": "early-reading", "wants": "How the youngest catch up"}
    wrong = head.post(address, {**said, **day_parts("first", date(2026, 11, 24))})
    assert wrong.status_code == 422
    assert "visitors can come on Mondays and Thursdays" in body(wrong)
    assert head.post(address, {**said, **day_parts("first", MONDAY)}).status_code == 302
    visit = Visit.objects.get()
    page = body(host.get(reverse("hosting:list")))
    assert "For you to do" in page
    assert "Choose a day, or say why none will do" in page
    answered = host.post(reverse("hosting:answer", args=[visit.pk]), {"on": MONDAY.isoformat(), "seen": "1"})
    assert answered.status_code == 302
    assert "Monday 23 November 2026" in body(head.get(reverse("hosting:one", args=[visit.pk])))
    the_day_is(AFTER.date())
    came = {"seen": "2", "came": "The reading lead", **day_parts("on", MONDAY)}
    assert head.post(reverse("hosting:made", args=[visit.pk]), came).status_code == 302
    took = {"seen": "3", "took_away": "Ten minutes a day", "thanks": "So warm a welcome"}
    assert head.post(reverse("hosting:took-away", args=[visit.pk]), took).status_code == 302
    late = head.post(reverse("hosting:worked", args=[visit.pk]), {"seen": "3", "worked": "yes", "worked_words": "Yes"})
    assert late.status_code == 422
    assert "while you had it open" in body(late)
    assert "So warm a welcome" in body(host.get(reverse("hosting:one", args=[visit.pk])))


def test_who_has_no_part_in_a_visit_sees_and_does_nothing(town: Town, client_of: Any) -> None:
    visit = agreed(town)
    for user in (town.far_lead, town.council, town.board, town.governor, town.representative):
        assert client_of(user).get(reverse("hosting:one", args=[visit.pk])).status_code == 403, user
    assert client_of(town.chair).get(reverse("hosting:one", args=[visit.pk])).status_code == 200
    move = reverse("hosting:move", args=[visit.pk])
    for user in (town.chair, town.director, town.lead):
        assert client_of(user).post(move, {}).status_code == 403, user


def test_a_guest_does_not_answer_for_the_host(town: Town, client_of: Any) -> None:
    offer(town)
    visit = ask(town)
    assert client_of(town.head).get(reverse("hosting:answer", args=[visit.pk])).status_code == 403
    assert client_of(town.other_head).get(reverse("hosting:took-away", args=[visit.pk])).status_code == 403


def test_what_is_next_shows_on_my_work_and_together(town: Town, the_day_is: Any, client_of: Any) -> None:
    from alongside.floor.accounts.waiting import Who
    from alongside.work.sharing.hosting import waiting

    visit = made(town)
    the_day_is(AFTER.date())
    found = waiting.lines(Who(town.head), AFTER.date())
    assert [(one.words, one.school) for one in found] == [
        ("What did you take away from your visit of 23 November 2026?", LOCK)
    ]
    assert waiting.lines(Who(town.other_head), AFTER.date()) == []
    assert [one.uid for one in waiting.entries(Who(town.other_head), MONDAY)] == [f"hosting {visit.pk}"]
    assert "One visit waits for you." in body(client_of(town.head).get("/together/"))


def test_the_list_asks_little_of_the_database(town: Town, client_of: Any, django_assert_max_num_queries: Any) -> None:
    agreed(town)
    offer(town, school=CANAL, by=town.head)
    for user in (town.head, town.director):
        client = client_of(user)
        client.get(reverse("hosting:list"))
        with django_assert_max_num_queries(12):
            client.get(reverse("hosting:list"))


def test_the_calendar_file_holds_the_visit(town: Town, client_of: Any) -> None:
    visit = agreed(town)
    answer = client_of(town.head).get(reverse("hosting:calendar", args=[visit.pk]))
    assert b"DTSTART" in answer.content
