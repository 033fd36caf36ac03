"""What was agreed: who sees it, who changes it, who says that it is done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.reading import body, rows
from tests.town import AT, BRIDGE, CANAL, LOCK, TODAY, Town

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 1)


def agree(town: Town, **said: Any) -> Any:
    from alongside.floor.accounts.roles import Place
    from alongside.work.tasks import actions

    told: dict[str, Any] = {
        "words": "Send the attendance plan",
        "owner": town.person(town.head),
        "due": DUE,
        "source": "visit 12",
        "place": Place(school=CANAL, district="ladywood", contract=True),
        "by": town.lead,
        "at": AT,
    }
    return actions.agree(**told | said)


def form(town: Town, **said: Any) -> dict[str, Any]:
    told = {"words": "Send it", "owner": str(town.person(town.head).pk), "seen": 1}
    return told | {"due_day": 1, "due_month": 12, "due_year": 2026} | said


def test_whoever_is_to_do_it_hears_of_it_and_whoever_waits_hears_when_it_is_done(town: Town) -> None:
    from alongside.floor.mail.models import Notice
    from alongside.work.tasks import actions

    task = agree(town)
    heard = Notice.objects.get()
    assert (heard.user, heard.thing) == (town.head, f"task {task.pk}")
    assert heard.subject == "For you to do by 1 December 2026"
    actions.end(task=task.pk, version=1, done=True, why="Sent on Friday", by=town.head, at=AT)
    assert Notice.objects.filter(user=town.lead, subject="Done").count() == 1


def test_what_the_school_may_not_see_travels_by_no_letter(town: Town) -> None:
    from alongside.floor.mail.models import Notice

    agree(town, owner=town.person(town.far_lead), shown_to_school=False, words="Ask quietly about the budget")
    assert "budget" not in Notice.objects.get().words


def test_who_sees_a_task(town: Town, client_of: Any, visitor: Any) -> None:
    shown, kept = agree(town), agree(town, shown_to_school=False, owner=town.person(town.lead))
    other = agree(town, place=_place(LOCK, "ladywood"), owner=town.person(town.other_head))
    expected = {
        town.director: (200, 200, 200),
        town.lead: (200, 200, 200),
        town.far_lead: (200, 200, 200),
        town.head: (200, 403, 403),
        town.chair: (200, 403, 403),
        town.other_head: (403, 403, 200),
        town.council: (200, 403, 403),  # by the contract: a maintained school, and what the school is shown
        town.board: (403, 403, 403),
        town.governor: (403, 403, 403),
    }
    for user, answers in expected.items():
        client = client_of(user)
        assert tuple(client.get(f"/tasks/{one.pk}/").status_code for one in (shown, kept, other)) == answers, user
    assert visitor.get(f"/tasks/{shown.pk}/").status_code == 302
    assert client_of(town.head).get("/tasks/999/").status_code == 404


def _place(school: int, district: str) -> Any:
    from alongside.floor.accounts.roles import Place

    return Place(school=school, district=district)


def test_the_list_and_its_sheet_hold_what_who_asks_may_see(town: Town, client_of: Any) -> None:
    agree(town, words="Shown to Canal")
    agree(town, words="Kept from Canal", shown_to_school=False)
    agree(town, words="Of Lock", place=_place(LOCK, "ladywood"))
    agree(town, words="Of Bridge", place=_place(BRIDGE, "erdington"), due=TODAY - timedelta(days=1))
    expected = {
        town.far_lead: {"Shown to Canal", "Kept from Canal", "Of Lock", "Of Bridge"},
        town.head: {"Shown to Canal"},
        town.council: {"Shown to Canal", "Of Bridge"},
    }
    for user, found in expected.items():
        client = client_of(user)
        page = body(client.get("/tasks/"))
        assert {
            words for words in ("Shown to Canal", "Kept from Canal", "Of Lock", "Of Bridge") if words in page
        } == found
        assert {row["What"] for row in rows(body(client.get("/tasks.csv")))} == found
    client = client_of(town.director)
    assert {row["What"] for row in rows(body(client.get("/tasks.csv?state=overdue")))} == {"Of Bridge"}
    assert {row["What"] for row in rows(body(client.get("/tasks.csv?district=erdington&school=x")))} == {"Of Bridge"}
    assert "Of Lock" in body(client.get(f"/tasks.xlsx?school={LOCK}"))
    assert client_of(town.board).get("/tasks/").status_code == 403


def test_a_task_is_agreed_from_the_school_page(town: Town, client_of: Any) -> None:
    from alongside.work.tasks.models import Task

    client = client_of(town.lead)
    page = body(client.get(f"/tasks/agree/?school={CANAL}&source=contact+7"))
    assert page.index("Hana Head, Headteacher") < page.index("Lena Lead, District Lead")
    assert "Cora Council" not in page
    answer = client.post(f"/tasks/agree/?school={CANAL}&source=contact+7", form(town, shown="on"))
    made = Task.objects.get()
    assert answer["Location"] == f"/tasks/{made.pk}/"
    assert (made.school, made.district, made.source, made.shown_to_school) == (CANAL, "ladywood", "contact 7", True)
    assert client.get(f"/tasks/agree/?school={BRIDGE}").status_code == 403
    assert client_of(town.head).get(f"/tasks/agree/?school={CANAL}").status_code == 403


def test_it_is_changed_and_two_who_change_it_see_both(town: Town, client_of: Any) -> None:
    from alongside.work.tasks.models import Task

    task = agree(town)
    client = client_of(town.lead)
    answer = client.post(f"/tasks/{task.pk}/change/", form(town, words="Send the plan and the figures"))
    assert answer.status_code == 302
    assert Task.objects.get(pk=task.pk).words == "Send the plan and the figures"
    late = client_of(town.director).post(f"/tasks/{task.pk}/change/", form(town, words="Send nothing"))
    assert late.status_code == 422
    page = body(late)
    assert "Send the plan and the figures" in page
    assert "Send nothing" in page
    assert client_of(town.head).get(f"/tasks/{task.pk}/change/").status_code == 403
    assert client_of(town.far_lead).get(f"/tasks/{task.pk}/change/").status_code == 403


def test_the_head_says_that_it_is_done_and_does_not_drop_it(town: Town, client_of: Any) -> None:
    from alongside.work.tasks.models import Task

    task = agree(town)
    client = client_of(town.head)
    assert "It is done" in body(client.get(f"/tasks/{task.pk}/"))
    assert client.post(f"/tasks/{task.pk}/drop/", {"why": "x", "seen": 1}).status_code == 403
    assert client_of(town.chair).post(f"/tasks/{task.pk}/done/", {"why": "x", "seen": 1}).status_code == 403
    assert client.post(f"/tasks/{task.pk}/done/", {"why": "All attend", "seen": 1}).status_code == 302
    now = Task.objects.get(pk=task.pk)
    assert (now.state, now.ended_why, now.by) == ("done", "All attend", town.head)
    again = client.post(f"/tasks/{task.pk}/done/", {"why": "x", "seen": 2})
    assert "ended already" in body(again)


def test_it_is_dropped_for_a_reason(town: Town, client_of: Any) -> None:
    from alongside.work.tasks.models import Task

    task = agree(town)
    client = client_of(town.lead)
    assert client.post(f"/tasks/{task.pk}/drop/", {"why": " ", "seen": 1}).status_code == 422
    client.post(f"/tasks/{task.pk}/drop/", {"why": "The plan came with the minutes", "seen": 1})
    assert Task.objects.get(pk=task.pk).state == "dropped"
    assert "The plan came with the minutes" in body(client.get(f"/tasks/{task.pk}/"))


def test_a_task_of_who_holds_no_role_is_theirs_all_the_same(town: Town, client_of: Any) -> None:
    task = agree(town, owner=town.person(town.governor))
    client = client_of(town.governor)
    assert client.get(f"/tasks/{task.pk}/").status_code == 200
    assert client.post(f"/tasks/{task.pk}/done/", {"why": "", "seen": 1}).status_code == 302
