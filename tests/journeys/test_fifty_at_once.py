"""Fifty people save at the same moment: no update is lost, and nobody sees an error of the database."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client

from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Post
from alongside.floor.audit import journal
from alongside.floor.audit.models import Entry
from alongside.knowledge.people.models import Person
from alongside.work.tasks import actions
from alongside.work.tasks.models import Task
from tests.cast import person_holding

pytestmark = pytest.mark.django_db(transaction=True)

FIFTY = 50
SOME = 6
NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
DUE = {"due_day": "1", "due_month": "12", "due_year": "2026"}


@pytest.fixture
def office() -> list[User]:
    return [person_holding(f"Person {number:02}", Post("staff", "partnership")) for number in range(FIFTY)]


@pytest.fixture
def clients(office: list[User], client_of: Callable[[User], Client]) -> list[Client]:
    return [client_of(user) for user in office]


def task_of(user: User) -> Task:
    owner = Person.objects.get(user=user)
    return actions.agree(words="Ring the chair", owner=owner, due=date(2026, 12, 1), source="call 1", by=user, at=NOW)


def at_once(what: list[Callable[[], None]]) -> list[BaseException]:
    """Everybody begins at the same moment; what anybody's request raised."""
    begin, faults = threading.Barrier(len(what)), []  # type: ignore[var-annotated]

    def run(one: Callable[[], None]) -> None:
        try:
            begin.wait()
            one()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(one,)) for one in what]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def test_fifty_people_save_fifty_things(office: list[User], clients: list[Client]):
    tasks = [task_of(user) for user in office]
    owners = dict(Person.objects.values_list("user_id", "pk"))
    answers: list[int] = []

    def save(number: int) -> None:
        said = {"words": f"Ring chair {number}", "owner": owners[office[number].pk], "seen": 1, **DUE}
        answers.append(clients[number].post(f"/tasks/{tasks[number].pk}/change/", said).status_code)

    assert at_once([lambda number=number: save(number) for number in range(FIFTY)]) == []
    assert answers == [302] * FIFTY
    assert set(Task.objects.values_list("words", flat=True)) == {f"Ring chair {number}" for number in range(FIFTY)}
    assert journal.verify() == []
    assert Entry.objects.filter(action="task.changed").count() == FIFTY


def test_fifty_people_save_one_thing_and_all_but_the_first_see_both(office: list[User], clients: list[Client]):
    task = task_of(office[0])
    owner = Person.objects.get(user=office[0]).pk
    answers: dict[int, int] = {}

    def save(number: int) -> None:
        said = {"words": f"Ring chair {number}", "owner": owner, "seen": 1, **DUE}
        answer = clients[number].post(f"/tasks/{task.pk}/change/", said)
        answers[number] = answer.status_code
        assert answer.status_code == 302 or "while you had it open" in answer.content.decode()

    assert at_once([lambda number=number: save(number) for number in range(FIFTY)]) == []
    (first,) = [number for number, status in answers.items() if status == 302]
    assert sorted(answers.values()) == [302] + [422] * (FIFTY - 1)
    task.refresh_from_db()
    assert (task.words, task.version, task.history.count()) == (f"Ring chair {first}", 2, 2)


def test_whoever_is_refused_adds_to_what_stands_and_nothing_is_lost(office: list[User], clients: list[Client]):
    """Each adds a word to what they see, until it is taken."""
    task = task_of(office[0])
    address, owner = f"/tasks/{task.pk}/change/", Person.objects.get(user=office[0]).pk

    def save(number: int) -> None:
        words, seen = "Ring the chair", "1"
        while True:
            said = {"words": f"{words} w{number}", "owner": owner, "seen": seen, **DUE}
            answer = clients[number].post(address, said)
            if answer.status_code == 302:
                return
            page = answer.content.decode()
            words = str(re.search(r'<td class="long">(Ring the chair[^<]*)</td>', page)[1])  # type: ignore[index]
            seen = str(re.search(r'name="seen" value="(\d+)"', page)[1])  # type: ignore[index]

    assert at_once([lambda number=number: save(number) for number in range(SOME)]) == []
    task.refresh_from_db()
    assert sorted(task.words.split()[3:]) == sorted(f"w{number}" for number in range(SOME))
    assert task.version == task.history.count() == SOME + 1
    assert journal.verify() == []
