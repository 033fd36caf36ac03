"""Who is told, how often, and in which letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.floor.accounts import waiting
from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Post
from alongside.floor.mail import actions, digests, jobs, queries
from alongside.floor.mail.facts import CalendarPart, Recipient
from alongside.floor.mail.models import Letter, Notice
from alongside.floor.mail.policy import How, mail
from tests.cast import person_holding

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)  # at 9 in England
HANA = Recipient("hana@school.example", "Hana")

pytestmark = pytest.mark.django_db


def to(user: User) -> Recipient:
    return Recipient(user.email, user.name, user)


def tell(*recipients: Recipient, kind: str = "tasks", at: datetime = MONDAY, **more: Any) -> list[Notice]:
    subject = more.pop("subject", "You took on a task")
    return actions.tell(
        to=recipients, kind=kind, subject=subject, words="It is due on Friday.", thing="", at=at, **more
    )


def letters() -> list[tuple[str, str]]:
    return list(Letter.objects.order_by("pk").values_list("to", "subject"))


def test_who_has_no_account_is_always_written_to():
    tell(HANA)
    assert letters() == [(HANA.email, "You took on a task")]


def test_who_prefers_a_digest_is_told_on_the_site_at_once(ruth: User):
    made = tell(to(ruth))
    assert list(queries.unread(ruth)) == made
    assert letters() == []


def test_everybody_is_told_once_and_an_address_finds_its_account(ruth: User):
    made = tell(Recipient(ruth.email.upper(), "Ruth"), to(ruth), HANA, HANA)
    assert [(notice.user, notice.to) for notice in made] == [(ruth, ruth.email), (None, HANA.email)]


@pytest.mark.parametrize("how", How.values)
def test_each_kind_comes_as_its_reader_wants_it(ruth: User, how: str):
    actions.prefer(user=ruth, wishes={"tasks": how}, by=ruth, at=MONDAY)
    tell(to(ruth))
    assert len(letters()) == (how == How.INSTANT)
    assert queries.unread(ruth).count() == 1


@pytest.mark.parametrize("more", [{"urgent": True}, {"calendar": CalendarPart("REQUEST", b"BEGIN:VCALENDAR")}])
def test_what_cannot_wait_is_sent_at_once_whatever_somebody_prefers(ruth: User, more: dict[str, Any]):
    actions.prefer(user=ruth, wishes={"tasks": "off"}, by=ruth, at=MONDAY)
    tell(to(ruth), **more)
    assert letters() == [(ruth.email, "You took on a task")]


def test_nothing_is_sent_to_a_closed_account(ruth: User):
    from alongside.floor.accounts.actions import close

    close(user=ruth, by=None, at=MONDAY)
    tell(to(ruth), urgent=True)
    assert letters() == []


def test_an_unknown_kind_is_a_fault_of_ours(ruth: User):
    with pytest.raises(KeyError):
        tell(to(ruth), kind="gossip")


def test_the_digest_of_a_day_comes_after_its_hour_once_and_gathers_what_was_told_before(ruth: User):
    tell(to(ruth), subject="Early", at=MONDAY - timedelta(hours=2))  # at 7, before half past seven
    tell(to(ruth), subject="Late", at=MONDAY - timedelta(hours=1))
    for minutes in (-60, 0, 5, 10):
        jobs.send_digests(MONDAY + timedelta(minutes=minutes))
    (letter,) = Letter.objects.all()
    assert "- Early" in letter.text
    assert "- Late" not in letter.text
    assert queries.unread(ruth).count() == 2, "a letter is not yet read"
    jobs.send_digests(MONDAY + timedelta(days=1))
    assert "- Late" in Letter.objects.latest("pk").text
    assert Letter.objects.count() == 2


def test_what_was_read_on_the_site_is_not_written_of(ruth: User):
    tell(to(ruth), at=MONDAY - timedelta(days=1))
    actions.read(user=ruth, by=ruth, at=MONDAY)
    jobs.send_digests(MONDAY)
    assert letters() == []


def test_the_digest_of_a_week_comes_on_the_day_of_the_policy(ruth: User):
    actions.prefer(user=ruth, wishes={"tasks": "weekly"}, by=ruth, at=MONDAY)
    tell(to(ruth))
    for days in range(7):
        jobs.send_digests(MONDAY + timedelta(days=days))
    assert letters() == []
    jobs.send_digests(MONDAY + timedelta(days=7))
    assert len(letters()) == 1


@pytest.mark.parametrize(
    ("kind", "at", "due"),
    [
        (How.DAILY, datetime(2026, 11, 23, 7, 29, tzinfo=UTC), datetime(2026, 11, 22, 7, 30, tzinfo=UTC)),
        (How.DAILY, datetime(2026, 11, 23, 7, 30, tzinfo=UTC), datetime(2026, 11, 23, 7, 30, tzinfo=UTC)),
        (How.DAILY, datetime(2026, 7, 1, 7, tzinfo=UTC), datetime(2026, 7, 1, 6, 30, tzinfo=UTC)),
        (How.WEEKLY, datetime(2026, 11, 29, 12, tzinfo=UTC), datetime(2026, 11, 23, 7, 30, tzinfo=UTC)),
        (How.WEEKLY, datetime(2026, 11, 23, 7, tzinfo=UTC), datetime(2026, 11, 16, 7, 30, tzinfo=UTC)),
    ],
)
def test_the_hour_is_that_of_england(kind: How, at: datetime, due: datetime):
    assert digests.last_due(kind, mail().digests.at, 1, at) == due


def test_a_district_may_have_an_hour_of_its_own():
    lead = person_holding("Lena", Post("district-lead", "district", "selly-oak"))
    policy = mail().digests.model_copy(update={"districts": {"selly-oak": time(8, 15)}})
    assert digests.hour_of(lead, policy, MONDAY).isoformat() == "08:15:00"


def test_the_digest_says_how_much_waits_and_not_what(ruth: User, monkeypatch: pytest.MonkeyPatch):
    line = waiting.Waiting(words="Something about a school", address="/", kind="Task", due=MONDAY.date())
    late = waiting.Waiting(words="Something late", address="/", kind="Task", due=MONDAY.date() - timedelta(days=3))
    monkeypatch.setattr(waiting, "_sources", {"x": waiting.Source("x", 1, lambda who, on: [line, late])})
    at = datetime(2026, 11, 23, 7, 40, tzinfo=UTC)
    jobs.send_digests(at)
    jobs.send_digests(at + timedelta(minutes=5))
    letter = Letter.objects.get()
    assert "2 things on My work wait for you, 1 overdue." in letter.text
    assert "Something" not in letter.text


def test_a_letter_carries_one_click_to_stop_and_it_works_without_signing_in(ruth: User, visitor: Client):
    actions.prefer(user=ruth, wishes={"tasks": "instant", "visits": "instant"}, by=ruth, at=MONDAY)
    tell(to(ruth))
    headers = Letter.objects.get().headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "/mail/" + headers["List-Unsubscribe"].strip("<>").partition("/mail/")[2]
    assert "Stop these letters?" in visitor.get(path).content.decode()
    assert queries.wishes(ruth)["tasks"] == How.INSTANT, "looking changes nothing"
    assert visitor.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert queries.wishes(ruth)["tasks"] == How.OFF
    assert queries.wishes(ruth)["visits"] == How.INSTANT
    assert visitor.post(path).status_code == 200


def test_a_link_that_was_meddled_with_stops_nothing(visitor: Client):
    assert visitor.post("/mail/stop/eyJrIjpbInRhc2tzIl0sInUiOjF9:abc:def/").status_code == 404


def test_what_cannot_wait_has_no_link_to_stop_it(ruth: User):
    tell(to(ruth), urgent=True)
    assert Letter.objects.get().headers == {}


def test_preferences_are_kept_by_the_page(ruth: User, client_of: Callable[[User], Client]):
    client = client_of(ruth)
    wishes = dict.fromkeys(mail().kinds, "weekly")
    assert client.post("/mail/preferences/", wishes).status_code == 302
    assert set(queries.wishes(ruth).values()) == {How.WEEKLY}
    assert client.post("/mail/preferences/", {**wishes, "tasks": "hourly"}).status_code == 422


def test_a_notice_is_read_by_whom_it_is_for_and_by_nobody_else(
    ruth: User, dara: User, client_of: Callable[[User], Client]
):
    (notice,) = tell(to(ruth))
    assert client_of(dara).get(f"/mail/notices/{notice.pk}/").status_code == 404
    assert queries.unread(ruth).count() == 1
    assert "It is due on Friday." in client_of(ruth).get(f"/mail/notices/{notice.pk}/").content.decode()
    assert queries.unread(ruth).count() == 0
    tell(to(ruth), to(dara))
    assert client_of(ruth).post("/mail/notices/read/").status_code == 302
    assert (queries.unread(ruth).count(), queries.unread(dara).count()) == (0, 1)
