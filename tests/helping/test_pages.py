"""Pages of help between schools: one short form, a word of confirmation, thanks; who may not is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.helping.making import ON, record
from tests.reading import body
from tests.town import CANAL, LOCK, TODAY, Town

pytestmark = pytest.mark.django_db
SAID = {
    "which": "got",
    "school": "lock acad",
    "words": "Showed us how they plan fractions",
    "on_day": str(ON.day),
    "on_month": str(ON.month),
    "on_year": str(ON.year),
}


def test_help_is_told_by_one_short_form_and_confirmed_with_a_button(town: Town, client_of: Any) -> None:
    from alongside.work.sharing.helping.models import Help

    head, other = client_of(town.head), client_of(town.other_head)
    page = body(head.get(reverse("helping:record")))
    assert '<option value="Lock Academy">' in page
    assert head.post(reverse("helping:record"), SAID).status_code == 302
    help = Help.objects.get()
    assert (help.giver, help.getter, help.recorded_for, help.hours) == (LOCK, CANAL, CANAL, None)
    assert "Waits for your word" in body(other.get(reverse("helping:list")))
    assert other.post(reverse("helping:confirm", args=[help.pk]), {"seen": "1"}).status_code == 302
    assert head.post(reverse("helping:thank", args=[help.pk]), {"seen": "2", "thanks": "Lovely"}).status_code == 302
    assert "Lovely" in body(other.get(reverse("helping:one", args=[help.pk])))


@pytest.mark.parametrize(
    ("typed", "says"),
    [("primary", "Several schools match: Bridge Primary School, Canal Primary School"), ("nowhere", "No open school")],
)
def test_which_school_is_asked_again_where_it_is_not_clear(town: Town, client_of: Any, typed: str, says: str) -> None:
    answer = client_of(town.head).post(reverse("helping:record"), {**SAID, "school": typed})
    assert answer.status_code == 422
    assert says in body(answer)


def test_what_was_seen_differently_comes_back_to_be_put_right(town: Town, client_of: Any) -> None:
    help = record(town)
    head, other = client_of(town.head), client_of(town.other_head)
    words = {"seen": "1", "words": "That was in October"}
    assert other.post(reverse("helping:dispute", args=[help.pk]), words).status_code == 302
    assert "That was in October" in body(head.get(reverse("helping:one", args=[help.pk])))
    right = {**SAID, "seen": "1"}
    assert head.post(reverse("helping:put-right", args=[help.pk]), right).status_code == 422
    assert head.post(reverse("helping:put-right", args=[help.pk]), {**right, "seen": "2"}).status_code == 302
    assert head.post(reverse("helping:withdraw", args=[help.pk]), {"seen": "3"}).status_code == 302
    assert "Nothing is told yet" in body(head.get(reverse("helping:list")))


def test_nobody_confirms_for_the_other_school(town: Town, client_of: Any) -> None:
    help = record(town)
    confirm = reverse("helping:confirm", args=[help.pk])
    for user in (town.head, town.chair, town.director, town.lead, town.far_lead, town.council):
        assert client_of(user).post(confirm, {"seen": "1"}).status_code == 403, user
    for user in (town.far_lead, town.council, town.governor, town.board):
        assert client_of(user).get(reverse("helping:one", args=[help.pk])).status_code == 403, user
    assert client_of(town.other_head).get(reverse("helping:put-right", args=[help.pk])).status_code == 403


def test_what_waits_for_a_word_shows_on_my_work_and_together(town: Town, client_of: Any) -> None:
    from alongside.floor.accounts.waiting import Who
    from alongside.work.sharing.helping import waiting

    record(town)
    assert [(one.words, one.school) for one in waiting.lines(Who(town.other_head), TODAY)] == [
        ("Confirm the help you gave", CANAL)
    ]
    assert waiting.lines(Who(town.head), TODAY) == []
    assert "One thing waits for your word." in body(client_of(town.other_head).get("/together/"))


def test_the_list_asks_little_of_the_database(town: Town, client_of: Any, django_assert_max_num_queries: Any) -> None:
    record(town)
    for user in (town.head, town.director):
        client = client_of(user)
        client.get(reverse("helping:list"))
        for name in ("list", "record"):
            if user == town.director and name == "record":
                continue
            with django_assert_max_num_queries(12):
                client.get(reverse(f"helping:{name}"))
