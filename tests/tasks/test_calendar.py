"""A calendar of one's own: made, fetched without signing in, revoked; it tells nobody else's secrets."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from icalendar import Calendar

from alongside.floor.accounts import waiting
from alongside.floor.accounts.waiting import Diary, Entry
from tests.reading import body
from tests.tasks.test_tasks import DUE, agree
from tests.town import AT, CANAL, LOCK, Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def diary() -> Any:
    """A visit and a meeting in everybody's diary, until the test is over."""
    before = dict(waiting._diaries)
    begins = datetime(2026, 11, 20, 9, tzinfo=UTC)

    def entries(who: Any, since: date) -> list[Entry]:
        return [
            Entry(uid="visit 3", begins=begins, words="Visit", school=LOCK, where="Lock Lane", address="/visits/3/"),
            Entry(
                uid="meeting 4", begins=begins, ends=datetime(2026, 11, 20, 11, tzinfo=UTC), words="M", cancelled=True
            ),
        ]

    waiting.register(Diary("test", entries))
    yield
    waiting._diaries.clear()
    waiting._diaries.update(before)


def fetched(visitor: Any, secret: str) -> dict[str, Any]:
    answer = visitor.get(f"/calendar/{secret}.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    return {str(one["uid"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


def made(user: Any) -> str:
    from alongside.work.tasks import actions

    return actions.make_feed(user=user, by=user, at=AT)


def test_it_holds_what_is_due_and_what_others_registered(town: Town, visitor: Any, diary: Any) -> None:
    task = agree(town, words="Send the plan, and; the figures\nsoon")
    agree(town, words="For somebody else", owner=town.person(town.lead))
    found = fetched(visitor, made(town.head))
    assert set(found) == {f"task-{task.pk}@testserver", "visit-3@testserver", "meeting-4@testserver"}
    due = found[f"task-{task.pk}@testserver"]
    assert due.decoded("dtstart") == DUE
    assert str(due["summary"]) == "Due: Send the plan, and; the figures\nsoon: Canal Primary School"
    assert str(due["url"]) == f"http://testserver/tasks/{task.pk}/"
    visit, meeting = found["visit-3@testserver"], found["meeting-4@testserver"]
    assert visit.decoded("dtend") == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert (str(meeting["status"]), str(visit["status"])) == ("CANCELLED", "CONFIRMED")


def test_a_school_that_is_not_theirs_is_not_named(town: Town, visitor: Any, diary: Any) -> None:
    assert str(fetched(visitor, made(town.head))["visit-3@testserver"]["summary"]) == "Visit"
    assert str(fetched(visitor, made(town.lead))["visit-3@testserver"]["summary"]) == "Visit: Lock Academy"


def test_what_the_school_may_not_see_is_not_told_over_a_shoulder(town: Town, visitor: Any) -> None:
    agree(town, words="Ask quietly about the budget", owner=town.person(town.lead), shown_to_school=False)
    (event,) = fetched(visitor, made(town.lead)).values()
    assert "budget" not in str(event["summary"])


def test_the_address_is_shown_once_and_only_its_digest_kept(town: Town, client_of: Any, visitor: Any) -> None:
    from alongside.floor.audit.models import Details, Entry
    from alongside.work.tasks.models import Feed

    client = client_of(town.head)
    assert "Make an address" in body(client.get("/my-work/calendar/"))
    page = body(client.post("/my-work/calendar/"))
    secret = page.partition("/calendar/")[2].partition(".ics")[0]
    secret = page[page.index("http://testserver/calendar/") + len("http://testserver/calendar/") :].partition(".ics")[0]
    assert visitor.get(f"/calendar/{secret}.ics").status_code == 200
    assert secret not in body(client.get("/my-work/calendar/"))
    assert Feed.objects.get().digest != secret
    assert Entry.objects.filter(action="calendar.made", by=town.head).count() == 1
    assert not any(secret in str(one.said) for one in Details.objects.all())


def test_it_is_revoked_and_a_new_one_ends_the_old(town: Town, client_of: Any, visitor: Any) -> None:
    first, second = made(town.head), made(town.head)
    assert visitor.get(f"/calendar/{first}.ics").status_code == 404
    assert visitor.get(f"/calendar/{second}.ics").status_code == 200
    client_of(town.lead).post("/my-work/calendar/revoke/")
    assert visitor.get(f"/calendar/{second}.ics").status_code == 200
    client_of(town.head).post("/my-work/calendar/revoke/")
    assert visitor.get(f"/calendar/{second}.ics").status_code == 404
    assert visitor.get("/calendar/nothing.ics").status_code == 404


def test_a_closed_account_has_no_calendar(town: Town, visitor: Any) -> None:
    from alongside.floor.accounts import actions as accounts

    secret = made(town.head)
    accounts.close(user=town.head, by=None, at=AT)
    assert visitor.get(f"/calendar/{secret}.ics").status_code == 404


def test_what_was_agreed_with_a_school_that_is_left_names_it_no_more(town: Town, visitor: Any) -> None:
    from alongside.floor.accounts import actions as accounts

    agree(town)
    secret = made(town.head)
    accounts.give_posts(user=town.head, posts=[], by=None, at=AT)
    (event,) = fetched(visitor, secret).values()
    assert "Canal" not in str(event["summary"])
    assert CANAL
