"""The history of anything that people edit, for whoever may see the thing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from alongside.face.desk.presenters.history import states_of
from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place, Post
from alongside.floor.web import things
from alongside.knowledge.people.models import Person
from alongside.work.tasks import actions
from alongside.work.tasks.models import Task
from tests.cast import person_holding

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
LATER = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
HERE, ELSEWHERE = 100001, 100002


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks have a history here for whoever may see people there; who asked for them is hidden."""
    kind = things.Kind("task", "account", "tasks.Task", "people.see", hidden=("asked_by",))
    monkeypatch.setitem(things._kinds, "task", kind)


@pytest.fixture
def task(ruth: User, dara: User) -> Task:
    """Agreed by Ruth, put off by Dara."""
    owner = Person.objects.get(user=ruth)
    plain: dict[str, Any] = {"source": "visit 1", "place": Place(school=HERE)}
    made = actions.agree(words="Ring the chair", owner=owner, due=date(2026, 12, 1), by=ruth, at=NOW, **plain)
    return actions.change(task=made.pk, version=1, due=date(2026, 12, 8), by=dara, at=LATER)


def test_every_state_says_who_made_it_so_and_what_changed(task: Task):
    last, first = states_of(task)
    assert (last.version, last.by, last.at) == (2, "Dara", LATER)
    assert [(one.what, one.theirs, one.mine) for one in last.changes] == [("Due", "1 December 2026", "8 December 2026")]
    assert (first.version, first.by) == (1, "Ruth")
    assert ("Words", "nothing", "Ring the chair") in [tuple(one) for one in first.changes]
    assert ("Owner", "nothing", "Ruth") in [tuple(one) for one in first.changes]
    assert ("State", "nothing", "To do") in [tuple(one) for one in first.changes]


def test_what_is_hidden_is_not_shown_nor_whether_it_changed(task: Task):
    assert all(one.what != "Asked by" for state in states_of(task, hidden=["asked_by"]) for one in state.changes)


def test_the_page_shows_it_to_who_may_see_the_thing(task: Task, ruth: User, client_of: Callable[[User], Client]):
    page = client_of(ruth).get(f"/history/task/{task.pk}/").content.decode()
    assert "1 December 2026" in page
    assert "8 December 2026" in page
    assert "Asked by" not in page


@pytest.mark.parametrize(("school", "status"), [(HERE, 200), (ELSEWHERE, 403)])
def test_a_head_sees_the_history_of_the_own_school_alone(
    task: Task, client_of: Callable[[User], Client], school: int, status: int
):
    head = person_holding("Hana", Post("head", "school", str(school)))
    assert client_of(head).get(f"/history/task/{task.pk}/").status_code == status


def test_others_are_refused_and_visitors_asked_to_sign_in(
    task: Task, olive: User, visitor: Client, client_of: Callable[[User], Client]
):
    assert client_of(olive).get(f"/history/task/{task.pk}/").status_code == 403
    assert visitor.get(f"/history/task/{task.pk}/").status_code == 302


def test_what_there_is_not_has_no_history(task: Task, ruth: User, client_of: Callable[[User], Client]):
    client = client_of(ruth)
    assert client.get("/history/task/99999/").status_code == 404
    assert client.get("/history/unicorn/1/").status_code == 404
    assert things.history_of("unicorn 1") == ""


def test_the_page_costs_few_queries(
    task: Task, ruth: User, client_of: Callable[[User], Client], django_assert_max_num_queries: Any
):
    client = client_of(ruth)
    with django_assert_max_num_queries(12):
        client.get(f"/history/task/{task.pk}/")


def test_the_page_is_readable_by_all(task: Task, ruth: User, phone: Any, sign_in: Any, axe: Any, sideways: Any):
    sign_in(phone, ruth)
    phone.goto(f"/history/task/{task.pk}/")
    assert axe(phone) == []
    assert sideways(phone) == []
